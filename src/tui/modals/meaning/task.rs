//! A quick-add line, token by token.

use crate::domain::phrase::echo::describe;
use crate::domain::phrase::every::Every;
use crate::domain::phrase::line::{self, Line};
use crate::domain::phrase::task_kind::Certainty;
use crate::domain::phrase::when::When;
use crate::domain::query::sheet_account::AccountRow;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::domain::value::text::{shown, width};
use crate::service::intent::Intent;
use crate::tui::modals::meaning::preview::{Meaning, Part, Preview, Sight, Stop};
use crate::tui::modals::naming::{self, Named};

/// Names told of several candidates.
const TOLD: usize = 3;

/// Columns for others that a name might have meant: half a name would be none.
const ALSO: usize = 36;

/// A line that is a new task, for an account unless it names another.
pub fn task(account: Option<AccountId>, about: &str, text: &str, sight: Sight<'_>) -> Meaning {
    let read = match line::parse(text, sight.now.today, &sight.dates) {
        Err(error) => return Meaning::Wrong(error.into()),
        Ok(read) if read.title.trim().is_empty() => {
            return Meaning::Wrong(Stop::new("what is to be done?", "a task needs a title"));
        }
        Ok(read) => read,
    };
    let mut parts = vec![Part::said("task", shown(&read.title))];
    let (whose, mut stop) = owner(&read, account, about, sight);
    parts.push(whose);
    let details = details(&read, sight.now.today).into_iter().enumerate();
    parts.extend(details.map(|(n, part)| Part { beside: part.beside && n > 0, ..part }));
    if let (Some(part), found) = contact(&read, account, sight) {
        parts.push(part);
        stop = stop.or(found);
    }
    parts.extend(notes(&read));
    let preview = Preview::of(parts).with(&read.tokens);
    match stop {
        None => Meaning::Is(Box::new(Intent::AddLines(account, vec![text.to_owned()])), preview),
        Some(stop) => Meaning::Unclear(preview, stop),
    }
}

/// Whose task it is, and why that is not clear.
fn owner(read: &Line, account: Option<AccountId>, about: &str, sight: Sight<'_>) -> (Part, Option<Stop>) {
    let Some(name) = &read.account else {
        return match (account, about) {
            (Some(_), about) => (Part::assumed("account", about), None),
            (None, _) => (Part::assumed("account", "none; @name gives it one"), None),
        };
    };
    // Before the rows are here, the desk will say whether there is such an account.
    let Some(sheet) = sight.sheet else { return (Part::said("account", format!("@{}", shown(name))), None) };
    match naming::account(sheet, name) {
        Named::One(row) => {
            let near = naming::accounts_like(sheet, name, TOLD + 1);
            (Part::said("account", format!("{}{}", row.name(), also(row, &near))), None)
        }
        Named::Several(rows) => {
            let told: Vec<&str> = rows.iter().take(TOLD).map(|row| row.name()).collect();
            let more = if rows.len() > TOLD { ", …" } else { "" };
            let why = format!("@{} names {} accounts: {}{more}", shown(name), rows.len(), told.join(", "));
            (Part::doubtful("account", "which one?"), Some(Stop::new(why, "Tab chooses one of them")))
        }
        Named::Nobody => {
            let why = format!("there is no account @{}", shown(name));
            let hint = match naming::accounts_like(sheet, name, 1).first() {
                Some(near) => format!("Tab takes {}", near.name()),
                None => "c a adds an account; a task may have none".to_owned(),
            };
            (Part::doubtful("account", "which one?"), Some(Stop::new(why, hint)))
        }
    }
}

/// Others that the letters might have meant.
fn also(row: &AccountRow, near: &[&AccountRow]) -> String {
    let mut room = ALSO;
    let others = near.iter().filter(|other| other.id != row.id).map(|other| other.name()).take(2);
    let fits = |name: &&str| {
        room = room.saturating_sub(width(name) + 2);
        room > 0
    };
    let others: Vec<&str> = others.take_while(fits).collect();
    if others.is_empty() { String::new() } else { format!("   (also: {})", others.join(", ")) }
}

/// Dates, weight, tags and the rest, those that go together on one line.
fn details(read: &Line, today: Day) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    parts.extend(read.due.map(|due| Part::said("due", describe(due, today))));
    parts.extend(read.priority.map(|priority| {
        let word = match priority {
            1 => "1 high",
            2 => "2 normal",
            3 => "3 low",
            _ => "none",
        };
        Part::said("priority", word).beside()
    }));
    parts.extend(read.wait.map(|day| Part::said("wait", describe(When { day, minute: None }, today))));
    parts.extend(read.every.map(|every| Part::said("every", recurrence(every)).beside()));
    if !read.tags.is_empty() {
        let tags: Vec<String> = read.tags.iter().map(|tag| format!("+{}", shown(tag))).collect();
        parts.push(Part::said("tags", tags.join(" ")));
    }
    parts.extend(read.estimate_minutes.map(|minutes| Part::said("estimate", length(minutes)).beside()));
    parts.extend(read.kind.map(|(kind, certainty)| match certainty {
        Certainty::Certain => Part::said("kind", kind.word()).beside(),
        Certainty::Guessed => Part::assumed("kind", format!("{kind} (guessed)")).beside(),
    }));
    parts
}

/// With whom, and why that is not clear.
fn contact(read: &Line, account: Option<AccountId>, sight: Sight<'_>) -> (Option<Part>, Option<Stop>) {
    let Some(name) = &read.contact else { return (None, None) };
    let row = sight.sheet.and_then(|sheet| match &read.account {
        Some(name) => match naming::account(sheet, name) {
            Named::One(row) => Some(row),
            Named::Several(_) | Named::Nobody => None,
        },
        None => sheet.account(account?),
    });
    let (part, stop) = person(name, row);
    (Some(part), stop)
}

/// A person of an account, as a part of a preview.
pub fn person(name: &str, account: Option<&AccountRow>) -> (Part, Option<Stop>) {
    let Some(account) = account else { return (Part::said("with", shown(name)), None) };
    match naming::contact(account, name) {
        Named::One((_, name)) => (Part::said("with", name), None),
        Named::Several(people) => {
            let told: Vec<&str> = people.iter().take(TOLD).map(|(_, name)| *name).collect();
            let why = format!("{} are {} people", shown(name), people.len());
            (Part::doubtful("with", format!("{}?", told.join(", "))), Some(Stop::new(why, "Tab chooses one of them")))
        }
        Named::Nobody => {
            let known: Vec<&str> = account.contacts().take(TOLD).map(|(_, name, _)| name).collect();
            let hint = match known.as_slice() {
                [] => format!("c c adds a contact to {}", account.name()),
                known => format!("known are {}", known.join(", ")),
            };
            let why = format!("{} is nobody at {}", shown(name), account.name());
            (Part::doubtful("with", format!("{} is not known", shown(name))), Some(Stop::new(why, hint)))
        }
    }
}

fn notes(read: &Line) -> Vec<Part> {
    let link = read.url.as_ref().map(|url| Part::said("link", shown(url)));
    let note = read.note.as_ref().map(|note| Part::said("note", shown(note)));
    let hints = read.hints.iter().map(|hint| Part::assumed("hint", shown(&hint.text)));
    link.into_iter().chain(note).chain(hints).collect()
}

/// `30m`, `2h`, `1h30`.
pub fn length(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes:02}"),
    }
}

fn recurrence(every: Every) -> String {
    match every {
        Every::AfterDone(_) => format!("{every} after it is done"),
        Every::Weekly { .. } | Every::Monthly { .. } => every.to_string(),
    }
}
