//! One change of recurring revenue. The rows of an account, summed up to a day, are its revenue on that day.

use crate::domain::record::choice::choice;
use crate::domain::record::field::BadValue;
use crate::domain::record::field::{self, Field, Unit, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, MovementId, SubscriptionId};
use crate::domain::value::money::Money;
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

choice!(
    /// What a change of revenue was.
    MovementKind {
        /// A customer that never paid before.
        New = "new",
        /// More at a customer that pays.
        Expansion = "expansion",
        /// Less at a customer that goes on paying.
        Contraction = "contraction",
        /// A customer that pays nothing any more.
        Churn = "churn",
        /// A customer that had left and is back.
        Reactivation = "reactivation",
        /// Another price for the same.
        Price = "price",
    }
);

choice!(
    /// Where a movement is known from.
    MovementSource {
        /// Written down when it was done.
        Recorded = "recorded",
        /// Read off contracts and the outcomes of renewals.
        Derived = "derived",
    }
);

/// A change of recurring revenue, in force from its day on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Movement {
    /// Public id.
    pub id: MovementId,
    /// Version and times.
    pub meta: Meta,
    /// Whose revenue.
    pub account: AccountId,
    /// Of which subscription, where it is of one.
    pub subscription: Option<SubscriptionId>,
    /// First day on which it counts; an end counts on the last day of the paid term.
    pub day: Day,
    /// Revenue a year more or less.
    pub delta: Money,
    /// Money for the rest of the term, where its end is known.
    pub amount: Option<Money>,
    /// What it was.
    pub kind: MovementKind,
    /// Why.
    pub reason: Option<Text>,
    /// Day on which notice came in, where revenue ended after notice.
    pub notice_on: Option<Day>,
    /// Where it is known from.
    pub source: MovementSource,
}

/// Fields that a person, a file or a filter names.
pub const FIELDS: &[Field<Movement>] = &[
    row!("day", "Day", day: the day),
    Field::new(
        "delta",
        "ARR change",
        Unit::Money,
        |r| r.delta.to_string(),
        |r, s| {
            r.delta = field::money(s)?.ok_or_else(|| BadValue::new(s, "is empty, and the change must be known"))?;
            Ok(())
        },
    ),
    Field::new(
        "amount",
        "Amount",
        Unit::Money,
        |r| r.amount.map(|m| m.to_string()).unwrap_or_default(),
        |r, s| {
            r.amount = field::money(s)?;
            Ok(())
        },
    ),
    row!("kind", "Kind", kind: the word MovementKind),
    row!("reason", "Reason", reason: text),
    row!("notice_on", "Notice received", notice_on: day),
    row!("source", "Source", source: word MovementSource or Recorded),
];

record!(Movement, |r| format!("{} {}", r.kind, r.day));
