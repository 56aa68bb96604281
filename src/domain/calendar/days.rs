//! What falls on each day, added up. Days on which nothing falls take no room.

use crate::domain::calendar::entry::{Entry, What};
use crate::domain::stake::health::Band;
use crate::domain::value::day::Day;
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// Decisions added up. Amounts in home minor units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// How many.
    pub count: u32,
    /// Their revenue.
    pub arr: i64,
    /// Money at stake in them.
    pub stake: i64,
    /// The part of the revenue that is at risk, as [`Entry::at_risk`] says.
    pub at_risk: i64,
    /// Worst health among them.
    pub worst: Option<Band>,
}

impl Tally {
    /// Revenue that is not at risk.
    pub fn rest(&self) -> i64 {
        self.arr.saturating_sub(self.at_risk)
    }

    /// The part at risk, percent; none without revenue.
    pub fn risk_percent(&self) -> Option<i64> {
        let part = i128::from(self.at_risk) * 100;
        (self.arr > 0).then(|| i64::try_from((part + i128::from(self.arr) / 2) / i128::from(self.arr)).unwrap_or(100))
    }

    /// The tally of one entry.
    pub fn of(entry: &Entry) -> Tally {
        let at_risk = if entry.at_risk() { entry.arr } else { 0 };
        Tally { count: 1, arr: entry.arr, stake: entry.stake, at_risk, worst: entry.band }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.count = self.count.saturating_add(other.count);
        self.arr = self.arr.saturating_add(other.arr);
        self.stake = self.stake.saturating_add(other.stake);
        self.at_risk = self.at_risk.saturating_add(other.at_risk);
        self.worst = worse(self.worst, other.worst);
    }
}

/// The worse of two bands; any band is worse than none.
fn worse(one: Option<Band>, other: Option<Band>) -> Option<Band> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// What falls on one day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DayFigures {
    /// Terms that end on it.
    pub ends: Tally,
    /// Terms whose last day for notice it is.
    pub cancel_by: Tally,
}

impl DayFigures {
    /// Whether nothing falls on it.
    pub fn is_empty(&self) -> bool {
        self.ends.count == 0 && self.cancel_by.count == 0
    }

    /// Worst health of all that falls on it.
    pub fn worst(&self) -> Option<Band> {
        worse(self.ends.worst, self.cancel_by.worst)
    }

    fn of(&mut self, what: What) -> &mut Tally {
        match what {
            What::End => &mut self.ends,
            What::CancelBy => &mut self.cancel_by,
        }
    }
}

/// What falls on the days of a stretch.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Days(BTreeMap<Day, DayFigures>);

impl Days {
    /// Adds up entries.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Days {
        let mut days = Days::default();
        for entry in entries {
            days.add(entry.day, entry.what, Tally::of(&entry));
        }
        days
    }

    /// Adds a tally to a day.
    pub fn add(&mut self, day: Day, what: What, tally: Tally) {
        *self.0.entry(day).or_default().of(what) += tally;
    }

    /// What falls on a day.
    pub fn on(&self, day: Day) -> DayFigures {
        self.0.get(&day).copied().unwrap_or_default()
    }

    /// Days from one to another, both included, on which something falls.
    pub fn between(&self, from: Day, to: Day) -> impl DoubleEndedIterator<Item = (Day, &DayFigures)> {
        // A range that ends before it begins would panic.
        let to = if from <= to { Some(to) } else { None };
        to.into_iter().flat_map(move |to| self.0.range(from..=to)).map(|(day, figures)| (*day, figures))
    }

    /// All that falls between two days, both included.
    pub fn total(&self, from: Day, to: Day) -> DayFigures {
        let mut total = DayFigures::default();
        for (_, figures) in self.between(from, to) {
            total.ends += figures.ends;
            total.cancel_by += figures.cancel_by;
        }
        total
    }

    /// The next day after one on which something falls.
    pub fn next_after(&self, day: Day) -> Option<Day> {
        self.between(day.plus_days(1), Day::MAX).map(|(next, _)| next).find(|next| *next > day)
    }

    /// The last day before one on which something falls.
    pub fn last_before(&self, day: Day) -> Option<Day> {
        self.between(Day::MIN, day.plus_days(-1)).map(|(last, _)| last).rev().find(|last| *last < day)
    }

    /// The largest revenue that ends on one day.
    pub fn most(&self) -> i64 {
        self.0.values().map(|figures| figures.ends.arr).max().unwrap_or_default()
    }
}
