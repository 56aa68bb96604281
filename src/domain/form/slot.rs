//! The fields of a record that a person may set, links to other rows among them, in the order a form shows them. What
//! folio keeps itself is not among them.

use crate::domain::phrase::target::Target;
use crate::domain::phrase::when::Lean;
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::field::Unit;
use crate::domain::record::goal::Goal;
use crate::domain::record::meta::{Kind, Record};
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::Task;
use crate::domain::record::touch::Touch;

/// Whether a field may be left empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// It must have a value.
    Must,
    /// It may be empty.
    May,
}

/// A place to type in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot {
    /// The word that names it: of a field its key.
    pub key: &'static str,
    /// What a form calls it.
    pub label: &'static str,
    /// What its text means.
    pub unit: Unit,
    /// Whether it may be empty.
    pub need: Need,
    /// On which side of today a day of it is looked for.
    pub lean: Lean,
}

/// The account that a task is for.
pub const ACCOUNT: &str = "acct";
/// The contact that a task or a touch is with.
pub const CONTACT: &str = "with";
/// When a touch was.
pub const AT: &str = "at";

/// Fields without nothing: clearing one would quietly choose a value.
const MUST: &[(Kind, &str)] = &[
    (Kind::Account, "name"),
    (Kind::Account, "stage"),
    (Kind::Contact, "name"),
    (Kind::Subscription, "product"),
    (Kind::Subscription, "arr"),
    (Kind::Renewal, "due"),
    (Kind::Renewal, "stage"),
    (Kind::Opportunity, "name"),
    (Kind::Opportunity, "kind"),
    (Kind::Opportunity, "state"),
    (Kind::Task, "title"),
    (Kind::Task, "state"),
    (Kind::Goal, "objective"),
    (Kind::Goal, "state"),
    (Kind::Feedback, "kind"),
    (Kind::Feedback, AT),
    (Kind::Case, "problem"),
    (Kind::Case, "day"),
    (Kind::Touch, "kind"),
    (Kind::Touch, AT),
];

/// Fields that a new row does not ask for: they come with its life.
const LATER: &[(Kind, &str)] = &[
    (Kind::Account, "call_on"),
    (Kind::Account, "leaving"),
    (Kind::Account, "snoozed"),
    (Kind::Account, "snooze_reason"),
    (Kind::Account, "dealt_on"),
    (Kind::Contact, "left"),
    (Kind::Subscription, "ended"),
    (Kind::Goal, "state"),
    (Kind::Opportunity, "state"),
    (Kind::Opportunity, "reason"),
    (Kind::Task, "state"),
    (Kind::Feedback, "answered"),
    (Kind::Feedback, "resolved"),
];

impl Slot {
    fn new(kind: Kind, key: &'static str, label: &'static str, unit: Unit) -> Slot {
        let need = if MUST.contains(&(kind, key)) { Need::Must } else { Need::May };
        let lean = if key == AT || Target::is_past(key) { Lean::Past } else { Lean::Future };
        Slot { key, label, unit, need, lean }
    }

    /// The words to choose from, where there are no others.
    pub fn choices(&self) -> &'static [&'static str] {
        match self.unit {
            Unit::Choice(words) => words,
            Unit::Flag => &["yes", "no"],
            _ => &[],
        }
    }

    /// What may be typed, in a few words.
    pub fn hint(&self) -> String {
        let hint = match (self.key, self.unit) {
            (ACCOUNT, _) => "a name of an account",
            (CONTACT, _) => "a name of a contact",
            (AT, _) => "yesterday 15:00, fri, 2026-11-20 9:30",
            ("every", _) => "2w, week, fri, month on 31, quarter, year",
            ("notice", _) => "90d, 8w, 3mo",
            ("escalator", _) => "3%, 2.5%",
            ("zone", _) => "Europe/Berlin",
            ("domain", _) => "globex.com",
            ("link", _) => "https://...",
            (_, Unit::Choice(words)) => return words.join(", "),
            (_, Unit::List) => "words, a comma between",
            (_, Unit::Day) => "fri, 27 nov, in 2w, eom, 2026-11-27",
            (_, Unit::Money) => "120k, 99.50, 120k EUR",
            (_, Unit::Currency) => "USD, EUR",
            (_, Unit::Count) => "a whole number",
            (_, Unit::Minutes) => "30m, 2h, 1h30",
            (_, Unit::Percent) => "0 to 100",
            (_, Unit::Flag) => "yes or no",
            (_, Unit::Text | Unit::Body) => "",
        };
        hint.to_owned()
    }
}

fn fields<T: Record>() -> Vec<Slot> {
    let kept = Target::of::<T>();
    let own = T::fields().iter().filter(|field| !kept.keeps(field.key));
    own.map(|field| Slot::new(T::KIND, field.key, field.label, field.unit)).collect()
}

/// What a person may set in a record; nothing of those that nobody edits.
pub fn slots(kind: Kind) -> Vec<Slot> {
    let account = || Slot::new(kind, ACCOUNT, "Account", Unit::Text);
    let contact = || Slot::new(kind, CONTACT, "With", Unit::Text);
    match kind {
        Kind::Account => fields::<Account>(),
        Kind::Contact => fields::<Contact>(),
        Kind::Subscription => fields::<Subscription>(),
        Kind::Renewal => fields::<Renewal>(),
        Kind::Opportunity => fields::<Opportunity>(),
        Kind::Task => {
            let mut slots = fields::<Task>();
            slots.splice(2..2, [account(), contact()]);
            slots
        }
        Kind::Touch => {
            let mut slots = fields::<Touch>();
            slots.splice(1..1, [Slot::new(kind, AT, "When", Unit::Day), contact()]);
            slots
        }
        Kind::Goal => fields::<Goal>(),
        Kind::Feedback => {
            let mut slots = fields::<Feedback>();
            slots.splice(1..1, [Slot::new(kind, AT, "When", Unit::Day), contact()]);
            slots
        }
        Kind::Case => fields::<Case>(),
        _ => Vec::new(),
    }
}

/// What a new row asks for.
pub fn new_slots(kind: Kind) -> Vec<Slot> {
    let asked = slots(kind).into_iter().filter(|slot| !LATER.contains(&(kind, slot.key)));
    let begun = |slot: Slot| match slot.key {
        // A touch whose time nobody says is one of now.
        AT => Slot { need: Need::May, ..slot },
        // A case that is kept without a day was met today.
        "day" if kind == Kind::Case => Slot { need: Need::May, ..slot },
        // A contract that is made begins rather tomorrow than a year ago.
        "start" => Slot { lean: Lean::Future, ..slot },
        _ => slot,
    };
    asked.map(begun).collect()
}
