//! The weeks of a month, a row each. Every day of the month stands once; the places before and after it are blank.

use crate::domain::calendar::days::{DayFigures, Days};
use crate::domain::calendar::week::WeekStart;
use crate::domain::value::day::Day;
use chrono::Weekday;

/// A month as weeks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grid {
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
    /// Its weeks, four to six, each from the first day of the week.
    pub weeks: Vec<[Option<Day>; 7]>,
    /// The first day of its weeks.
    pub start: WeekStart,
}

impl Grid {
    /// The month that a day lies in.
    pub fn around(day: Day, start: WeekStart) -> Grid {
        let (first, last) = month_of(day);
        let lead = start.column(first);
        let length = last.since(first) as usize + 1;
        let place = |row: usize, column: usize| {
            let place = (row * 7 + column).checked_sub(lead).filter(|place| *place < length)?;
            i32::try_from(place).ok().map(|days| first.plus_days(days))
        };
        let rows = (lead + length).div_ceil(7);
        let weeks = (0..rows).map(|row| std::array::from_fn(|column| place(row, column))).collect();
        Grid { first, last, weeks, start }
    }

    /// The weekdays over its columns.
    pub fn heads(&self) -> [Weekday; 7] {
        self.start.row()
    }

    /// Row and column of a day of this month.
    pub fn place(&self, day: Day) -> Option<(usize, usize)> {
        let inside = (self.first..=self.last).contains(&day);
        inside.then(|| {
            let place = self.start.column(self.first) + day.since(self.first) as usize;
            (place / 7, place % 7)
        })
    }

    /// Each day of the month with what falls on it, in order.
    pub fn figures<'d>(&'d self, days: &'d Days) -> impl Iterator<Item = (Day, DayFigures)> + 'd {
        self.weeks.iter().flatten().flatten().map(|day| (*day, days.on(*day)))
    }

    /// All that falls in the month.
    pub fn total(&self, days: &Days) -> DayFigures {
        days.total(self.first, self.last)
    }
}

/// First and last day of the month that a day lies in.
pub fn month_of(day: Day) -> (Day, Day) {
    let (year, month, of_month) = day.ymd();
    let first = day.plus_days(1 - of_month.cast_signed());
    // Not by the first of the next month, which the last month of year 9999 does not have.
    let last = (28..=31).rev().find_map(|of_month| Day::of(year, month, of_month));
    (first, last.unwrap_or(first))
}
