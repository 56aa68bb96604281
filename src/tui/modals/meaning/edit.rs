//! Lines that change rows, and lines that make a contact or an account: each token said back.

use crate::domain::book::DecisionId;
use crate::domain::phrase::modify::{EditTo, echo, parse, parse_new};
use crate::domain::phrase::target::Target;
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::goal::Goal;
use crate::domain::record::renewal::Renewal;
use crate::domain::value::id::{AccountId, TouchId};
use crate::domain::value::text::{folded, shown};
use crate::service::intent::{Intent, Rows};
use crate::tui::modals::meaning::preview::{Meaning, Part, Preview, Sight, Stop};
use crate::tui::modals::naming::{self, Named};

/// A line that changes rows.
pub fn changed(rows: &Rows, text: &str, sight: Sight<'_>) -> Meaning {
    let intent = || Intent::Modify(rows.clone(), text.to_owned());
    Target::of_kind(rows.kind()).map_or(Meaning::Empty, |target| edited(&target, intent, text, sight))
}

/// A line that changes the renewals of decisions, those that nobody has begun too.
pub fn decided(decisions: &[DecisionId], text: &str, sight: Sight<'_>) -> Meaning {
    let intent = || Intent::ModifyDecisions(decisions.to_vec(), text.to_owned());
    edited(&Target::of::<Renewal>(), intent, text, sight)
}

fn edited(target: &Target, intent: impl FnOnce() -> Intent, text: &str, sight: Sight<'_>) -> Meaning {
    match parse(text, target, sight.now.today, &sight.dates) {
        Err(error) => Meaning::Wrong(error.into()),
        Ok(edits) => {
            let mut parts = Vec::new();
            let mut stop = None;
            for edit in &edits {
                let (part, doubt) = said(&edit.change, sight);
                parts.push(if parts.is_empty() { Part { label: "change", ..part } } else { part.beside() });
                stop = stop.or(doubt.map(|doubt| Stop { span: Some(edit.span.clone()), ..doubt }));
            }
            let tokens = edits.into_iter().map(|edit| edit.span).collect();
            let preview = Preview { parts, tokens };
            match stop {
                Some(stop) => Meaning::Unclear(preview, stop),
                None => Meaning::Is(Box::new(intent()), preview),
            }
        }
    }
}

/// A line that makes a contact of an account.
pub fn contact(account: AccountId, text: &str, sight: Sight<'_>) -> Meaning {
    let known = |name: &str| {
        let row = sight.sheet.and_then(|sheet| sheet.account(account));
        let named = row.and_then(|row| row.contacts().find(|(.., key)| *key == folded(name)).map(|(_, name, _)| name));
        named.map(|name| format!("{name} is there already"))
    };
    made(text, &Target::of::<Contact>(), sight, "contact", known, Intent::AddContact(account, text.to_owned()))
}

/// A line that makes an account.
pub fn account(text: &str, sight: Sight<'_>) -> Meaning {
    let known = |name: &str| {
        let key = folded(name);
        let same = |names: &str| names.split('\n').any(|name| name == key);
        let row = sight.sheet.and_then(|sheet| sheet.accounts().find(|row| same(row.names())));
        row.map(|row| format!("{} is called so already", row.name()))
    };
    made(text, &Target::of::<Account>(), sight, "account", known, Intent::AddAccount(text.to_owned()))
}

/// A line that makes a goal of an account.
pub fn goal(account: AccountId, text: &str, sight: Sight<'_>) -> Meaning {
    made(text, &Target::of::<Goal>(), sight, "goal", |_| None, Intent::AddGoal(account, text.to_owned()))
}

/// A line that keeps a case; in a touch its words are the problem unless the line says another.
pub fn case(account: AccountId, touch: Option<TouchId>, text: &str, sight: Sight<'_>) -> Meaning {
    let intent = Intent::AddCase(account, touch, text.to_owned());
    match (touch, parse_new(text, &Target::of::<Case>(), sight.now.today, &sight.dates)) {
        (Some(_), Ok(made)) if made.name.trim().is_empty() => {
            let mut parts = vec![Part::assumed("case", "what stands in the touch")];
            parts.extend(made.edits.iter().map(|edit| said(&edit.change, sight).0.beside()));
            let tokens = made.edits.into_iter().map(|edit| edit.span).collect();
            Meaning::Is(Box::new(intent), Preview { parts, tokens })
        }
        _ => made(text, &Target::of::<Case>(), sight, "case", |_| None, intent),
    }
}

fn made(
    text: &str,
    target: &Target,
    sight: Sight<'_>,
    label: &'static str,
    known: impl Fn(&str) -> Option<String>,
    intent: Intent,
) -> Meaning {
    match parse_new(text, target, sight.now.today, &sight.dates) {
        Err(error) => Meaning::Wrong(error.into()),
        Ok(made) if made.name.trim().is_empty() => {
            Meaning::Wrong(Stop::new("what is the name?", format!("a new {label} needs a name")))
        }
        Ok(made) => {
            let mut parts = vec![Part::said(label, shown(&made.name))];
            for (n, edit) in made.edits.iter().enumerate() {
                let (part, _) = said(&edit.change, sight);
                parts.push(if n == 0 { Part { label: "with", ..part } } else { part.beside() });
            }
            // It may be another one of the same name: said, not forbidden.
            parts.extend(known(&made.name).map(|known| Part::doubtful("careful", known)));
            let tokens = made.edits.into_iter().map(|edit| edit.span).collect();
            Meaning::Is(Box::new(intent), Preview { parts, tokens })
        }
    }
}

/// A change said back; one that names an account says which, or why that is not clear.
fn said(change: &EditTo, sight: Sight<'_>) -> (Part, Option<Stop>) {
    let (EditTo::Account(Some(name)), Some(sheet)) = (change, sight.sheet) else {
        return (Part::said("", echo(change, sight.now.today)), None);
    };
    match naming::account(sheet, name) {
        Named::One(row) => (Part::said("", format!("account {}", row.name())), None),
        Named::Several(rows) => {
            let why = format!("@{} names {} accounts", shown(name), rows.len());
            (Part::doubtful("", "which account?"), Some(Stop::new(why, "Tab chooses one of them")))
        }
        Named::Nobody => {
            let why = format!("there is no account @{}", shown(name));
            (Part::doubtful("", "which account?"), Some(Stop::new(why, "c a adds an account")))
        }
    }
}
