//! The calendar as a whole: a table of dates, hand-worked months, and laws.

mod cases;
mod dates;
mod laws;

use crate::domain::book::DecisionId;
use crate::domain::calendar::entry::{Entry, What};
use crate::domain::stake::health::Band;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, SubscriptionId};
use ulid::Ulid;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn entry(on: &str, what: What, thousands: i64, band: Option<Band>) -> Entry {
    let id = DecisionId::new(AccountId(Ulid(1)), None, Some(SubscriptionId(Ulid(1))));
    Entry { day: day(on), what, arr: thousands * 100_000, stake: thousands * 10_000, band, notice: false, id }
}
