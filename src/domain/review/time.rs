//! Minutes against value: of each account, segment and kind of touch the share of the minutes beside its share of the
//! recurring revenue and of the stake.

use crate::domain::phrase::period::Period;
use crate::domain::record::touch::TouchKind;
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, TouchId};

/// Whether the minutes fit the value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fit {
    /// More minutes than the value calls for.
    Over,
    /// Fewer.
    Under,
    /// About as many.
    Fair,
}

impl Fit {
    /// One word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Fit::Over => "over",
            Fit::Under => "under",
            Fit::Fair => "fair",
        }
    }
}

/// The minutes of one account, segment or kind of touch beside its value. Texts are safe to print.
#[derive(Clone, PartialEq, Debug)]
pub struct TimeLine {
    /// Which account, where it is one.
    pub account: Option<AccountId>,
    /// What it is called.
    pub name: String,
    /// Minutes logged.
    pub minutes: u32,
    /// Touches logged.
    pub touches: u32,
    /// Touches of these without minutes.
    pub unmeasured: u32,
    /// Share of all minutes, 0 to 1; none where none were logged.
    pub minute_share: Option<f64>,
    /// Recurring revenue, home minor units; 0 of a kind of touch.
    pub arr: i64,
    /// Share of all recurring revenue; none of a kind of touch and where there is no revenue.
    pub arr_share: Option<f64>,
    /// Stake, home minor units; 0 of a kind of touch.
    pub stake: i64,
    /// Share of the stake of the book; none of a kind of touch and where nothing is at stake.
    pub stake_share: Option<f64>,
    /// Whether the minutes fit; fair where nothing can be said.
    pub fit: Fit,
    /// What to do next; empty where the minutes fit.
    pub advice: String,
}

impl TimeLine {
    /// Share of the value: the mean of the shares of revenue and stake.
    pub fn value_share(&self) -> Option<f64> {
        match (self.arr_share, self.stake_share) {
            (Some(arr), Some(stake)) => Some(f64::midpoint(arr, stake)),
            (one, other) => one.or(other),
        }
    }
}

/// Where the time of a period went.
#[derive(Clone, PartialEq, Debug)]
pub struct TimeTable {
    /// The days.
    pub period: Period,
    /// Minutes logged.
    pub minutes: u32,
    /// Touches logged.
    pub touches: u32,
    /// Touches without minutes.
    pub unmeasured: u32,
    /// By account: the worst misfit first, then by minutes; accounts without minutes are there when they are under.
    pub accounts: Vec<TimeLine>,
    /// By segment, the most minutes first.
    pub segments: Vec<TimeLine>,
    /// By kind of touch, the most minutes first.
    pub kinds: Vec<TimeLine>,
    /// What the shares are reckoned on, in a sentence that is safe to print.
    pub basis: String,
}

/// An entry of the time: a touch, as its minutes are corrected. Texts are safe to print.
#[derive(Clone, PartialEq, Debug)]
pub struct TimeEntry {
    /// Which touch.
    pub touch: TouchId,
    /// With whom.
    pub account: AccountId,
    /// What that account is called.
    pub account_name: String,
    /// When.
    pub at: Moment,
    /// On which day.
    pub day: Day,
    /// What kind.
    pub kind: TouchKind,
    /// Minutes it took.
    pub minutes: Option<u32>,
    /// The first line of what was said.
    pub text: String,
}
