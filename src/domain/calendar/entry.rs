//! One thing that falls on a day: the end of a term, or the last day for notice.

use crate::domain::book::DecisionId;
use crate::domain::stake::health::Band;
use crate::domain::value::day::Day;

/// What falls on a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum What {
    /// The last day for notice.
    CancelBy,
    /// The last day of a term.
    End,
}

/// One thing that falls on a day. Amounts in home minor units.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// When.
    pub day: Day,
    /// What.
    pub what: What,
    /// Revenue decided.
    pub arr: i64,
    /// Money at stake in it.
    pub stake: i64,
    /// Health of the account.
    pub band: Option<Band>,
    /// Notice came in.
    pub notice: bool,
    /// Which decision.
    pub id: DecisionId,
}

impl Entry {
    /// Whether its revenue is at risk.
    pub fn at_risk(&self) -> bool {
        at_risk(self.band, self.notice)
    }
}

/// Whether revenue is at risk: health is red or yellow, or notice came in. Unknown health is no risk by itself.
pub fn at_risk(band: Option<Band>, notice: bool) -> bool {
    notice || matches!(band, Some(Band::Red | Band::Yellow))
}
