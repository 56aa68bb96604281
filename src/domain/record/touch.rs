//! Something said or done with a customer, with the minutes it took.
use crate::domain::record::choice::choice;
use crate::domain::record::contact::Sentiment;
use crate::domain::record::field::{self, Field, Unit};
use crate::domain::record::meta::{Kind, Meta, Record};
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
    Field::new(
        "kind",
        "Kind",
        Unit::Choice(TouchKind::WORDS),
        |r| r.kind.to_string(),
        |r, s| {
            r.kind = field::word(s)?.unwrap_or(TouchKind::Note);
            Ok(())
        },
    ),
    Field::new(
        "direction",
        "Direction",
        Unit::Choice(Direction::WORDS),
        |r| field::print(r.direction.as_ref()),
        |r, s| {
            r.direction = field::word(s)?;
            Ok(())
        },
    ),
    Field::new(
        "minutes",
        "Minutes",
        Unit::Minutes,
        |r| field::print(r.minutes.as_ref()),
        |r, s| {
            r.minutes = field::count(s, 0, 100_000)?;
            Ok(())
        },
    ),
    Field::new(
        "sentiment",
        "Sentiment",
        Unit::Choice(Sentiment::WORDS),
        |r| field::print(r.sentiment.as_ref()),
        |r, s| {
            r.sentiment = field::word(s)?;
            Ok(())
        },
    ),
    Field::new(
        "text",
        "Text",
        Unit::Body,
        |r| r.text.raw().to_owned(),
        |r, s| {
            r.text = Text::new(s);
            Ok(())
        },
    ),
];

impl Record for Touch {
    const KIND: Kind = Kind::Touch;
    fn fields() -> &'static [Field<Touch>] {
        FIELDS
    }
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn title(&self) -> String {
        self.text.raw().lines().next().unwrap_or_default().to_owned()
    }
    fn meta(&self) -> &Meta {
        &self.meta
    }
    fn meta_mut(&mut self) -> &mut Meta {
        &mut self.meta
    }
}
