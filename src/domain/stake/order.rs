//! The order of the list. Total and the same for the same inputs: pins, stake, then day, revenue, name and id.

use crate::domain::record::account::Pin;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::domain::value::text::folded;
use std::cmp::Ordering;

/// What decides an account's place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place<'a> {
    /// Pinned to an end of the list.
    pub pin: Option<Pin>,
    /// Its stake, home minor units.
    pub stake: i64,
    /// Its driving decision day; one without comes after one with.
    pub decision: Option<Day>,
    /// Its revenue up for decision, home minor units.
    pub revenue: i64,
    /// Its name as given.
    pub name: &'a str,
    /// Its id, the last word.
    pub id: AccountId,
}

/// Which of two accounts stands above: `Less` is above.
pub fn compare(a: &Place<'_>, b: &Place<'_>) -> Ordering {
    let rank = |pin: Option<Pin>| match pin {
        Some(Pin::Top) => 0,
        None => 1,
        Some(Pin::Bottom) => 2,
    };
    let day = |decision: Option<Day>| (decision.is_none(), decision);
    rank(a.pin)
        .cmp(&rank(b.pin))
        .then_with(|| b.stake.cmp(&a.stake))
        .then_with(|| day(a.decision).cmp(&day(b.decision)))
        .then_with(|| b.revenue.cmp(&a.revenue))
        .then_with(|| folded(a.name).cmp(&folded(b.name)))
        .then_with(|| a.name.cmp(b.name))
        .then_with(|| a.id.cmp(&b.id))
}
