//! Something said or done with a customer, with the minutes it took.
use crate::domain::record::choice::choice;
use crate::domain::record::contact::Sentiment;
use crate::domain::record::field::{Field, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::value::day::Moment;
use crate::domain::value::id::{AccountId, ContactId, TouchId};
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

choice!(
    /// Kind of touch.
    TouchKind {
        /// A call.
        Call = "call",
        /// An e-mail.
        Email = "email",
        /// A meeting.
        Meeting = "meeting",
        /// A business review.
        Qbr = "qbr",
        /// A note to oneself.
        Note = "note",
        /// A support ticket.
        Ticket = "ticket",
    }
);

impl TouchKind {
    /// Whether it was between people, and not written down for oneself or for support.
    pub const fn is_contact(self) -> bool {
        !matches!(self, TouchKind::Note | TouchKind::Ticket)
    }
}

choice!(
    /// Who began a touch.
    Direction {
        /// The customer.
        In = "in",
        /// We.
        Out = "out",
    }
);

/// Something said or done with a customer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Touch {
    /// Public id.
    pub id: TouchId,
    /// Version and times.
    pub meta: Meta,
    /// With whom.
    pub account: AccountId,
    /// With which person, if known.
    pub contact: Option<ContactId>,
    /// What kind.
    pub kind: TouchKind,
    /// Who began it.
    pub direction: Option<Direction>,
    /// When.
    pub at: Moment,
    /// Minutes it took.
    pub minutes: Option<u32>,
    /// How it felt.
    pub sentiment: Option<Sentiment>,
    /// What was said or done.
    pub text: Text,
}

/// Fields that a person, a file or a filter names.
pub const FIELDS: &[Field<Touch>] = &[
    row!("kind", "Kind", kind: word TouchKind or Note),
    row!("direction", "Direction", direction: word Direction),
    row!("minutes", "Minutes", minutes: minutes 0, 100_000),
    row!("sentiment", "Sentiment", sentiment: word Sentiment),
    row!("text", "Text", text: body),
];

record!(Touch, |r| r.text.raw().lines().next().unwrap_or_default().to_owned());
