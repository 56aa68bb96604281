//! What a line of changes is about: a kind of record, the fields it has, and the short names that people use for them.

use crate::domain::query::fault::nearest;
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

/// A field that a line may name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// The word that names it.
    pub key: &'static str,
    /// What its text means.
    pub unit: Unit,
}

/// A kind of record, as a line of changes sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// Its table.
    pub kind: Kind,
    /// Its fields.
    pub fields: Vec<Known>,
}

/// Names beside the keys themselves; one counts where the record has the field.
const SHORT: &[(&str, &str)] = &[
    ("p", "pri"),
    ("priority", "pri"),
    ("estimate", "est"),
    ("min", "minutes"),
    ("tag", "tags"),
    ("alias", "aliases"),
    ("note", "body"),
    ("notes", "body"),
    ("note", "text"),
    ("sent", "sentiment"),
    ("dir", "direction"),
    ("mail", "email"),
    ("tz", "zone"),
    ("url", "link"),
    ("name", "title"),
    ("title", "name"),
    ("name", "objective"),
    ("title", "objective"),
    ("name", "problem"),
    ("title", "problem"),
    ("now", "current"),
    ("from", "baseline"),
    ("to", "target"),
    ("since", "waiting_since"),
];

/// Days that have mostly been: `left:fri` is the last Friday.
const PAST: &[&str] = &[
    "health_on",
    "day",
    "closed_on",
    "left",
    "leaving",
    "waiting_since",
    "call_on",
    "notice_on",
    "settled",
    "ended",
    "start",
    "dealt_on",
];

/// Fields that folio keeps itself.
const KEPT: &[(Kind, &str)] = &[
    (Kind::Task, "slips"),
    (Kind::Goal, "closed_on"),
    (Kind::Feedback, "said"),
    (Kind::Feedback, "answered"),
    (Kind::Feedback, "resolved"),
];

impl Target {
    /// The fields of a record.
    pub fn of<T: Record>() -> Target {
        let fields = T::fields().iter().map(|field| Known { key: field.key, unit: field.unit });
        Target { kind: T::KIND, fields: fields.collect() }
    }

    /// The fields of a kind of record; none for those that no line changes.
    pub fn of_kind(kind: Kind) -> Option<Target> {
        Some(match kind {
            Kind::Account => Target::of::<Account>(),
            Kind::Contact => Target::of::<Contact>(),
            Kind::Subscription => Target::of::<Subscription>(),
            Kind::Renewal => Target::of::<Renewal>(),
            Kind::Opportunity => Target::of::<Opportunity>(),
            Kind::Task => Target::of::<Task>(),
            Kind::Touch => Target::of::<Touch>(),
            Kind::Goal => Target::of::<Goal>(),
            Kind::Feedback => Target::of::<Feedback>(),
            Kind::Case => Target::of::<Case>(),
            _ => {
                return None;
            }
        })
    }

    /// The field of a name as typed: its key, else a short name of it.
    pub fn field(&self, name: &str) -> Option<Known> {
        let name = name.to_ascii_lowercase();
        let keyed = |key: &str| self.fields.iter().copied().find(|known| known.key == key);
        let short = || SHORT.iter().filter(|(short, _)| *short == name).find_map(|(_, key)| keyed(key));
        keyed(&name).or_else(short)
    }

    /// Whether the record has a field of a key.
    pub fn has(&self, key: &str) -> bool {
        self.fields.iter().any(|known| known.key == key)
    }

    /// Whether it can be moved to another account.
    pub fn moves(&self) -> bool {
        self.kind == Kind::Task
    }

    /// Whether it names a contact.
    pub fn has_contact(&self) -> bool {
        matches!(self.kind, Kind::Task | Kind::Touch | Kind::Feedback)
    }

    /// Whether folio keeps the field itself.
    pub fn keeps(&self, key: &str) -> bool {
        KEPT.contains(&(self.kind, key))
    }

    /// Whether the day of a field has mostly been.
    pub fn is_past(key: &str) -> bool {
        PAST.contains(&key)
    }

    /// The fields that a person may name, for a hint: the one that was likely meant, else all of them.
    pub fn guess(&self, given: &str) -> String {
        let known = || self.fields.iter().map(|known| known.key).filter(|key| !self.keeps(key));
        let more: &[&str] = match (self.moves(), self.has_contact()) {
            (true, _) => &["acct", "with"],
            (false, true) => &["with"],
            _ => &[],
        };
        if let Some(word) = nearest(given, known().chain(more.iter().copied())) {
            return format!("did you mean {word}: ?");
        }
        let tags = if self.has("tags") { ", +tag or -tag" } else { "" };
        let all: Vec<&str> = known().chain(more.iter().copied()).collect();
        format!("write field:value{tags}; fields are {}", all.join(", "))
    }
}
