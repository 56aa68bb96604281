//! Quarters of the fiscal year. A fiscal year is named by the calendar year in which it ends.

use crate::domain::calendar::days::{Days, Tally};
use crate::domain::calendar::grid::month_of;
use crate::domain::calendar::step::months_on;
use crate::domain::calendar::week::FiscalStart;
use crate::domain::value::day::Day;

/// A quarter of a fiscal year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quarter {
    /// The fiscal year.
    pub year: i32,
    /// 1 to 4.
    pub number: u32,
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
}

impl Quarter {
    /// The quarter that a day lies in.
    pub fn around(day: Day, start: FiscalStart) -> Quarter {
        let (year, month, _) = day.ymd();
        let into = (month + 12 - start.month()) % 12;
        // Both ends from the day itself: the first quarter of year 1 may be a short one.
        let first = months_on(day, -((into % 3).cast_signed()));
        let last = month_of(months_on(day, 2 - (into % 3).cast_signed())).1;
        let late = start.month() > 1 && month >= start.month();
        Quarter { year: if late { year + 1 } else { year }, number: into / 3 + 1, first, last }
    }

    /// The quarter after it; itself at the end of the days folio keeps.
    #[must_use]
    pub fn next(self, start: FiscalStart) -> Quarter {
        Quarter::around(self.last.plus_days(1), start)
    }

    /// What ends in it.
    pub fn ends(&self, days: &Days) -> Tally {
        days.total(self.first, self.last).ends
    }
}

/// So many quarters from that of a day on, each with what ends in it. Fewer at the end of the days folio keeps.
pub fn quarters(days: &Days, from: Day, count: u16, start: FiscalStart) -> Vec<(Quarter, Tally)> {
    let mut found: Vec<(Quarter, Tally)> = Vec::with_capacity(usize::from(count));
    let mut quarter = Quarter::around(from, start);
    for _ in 0..count {
        if found.last().is_some_and(|(last, _)| *last == quarter) {
            break;
        }
        found.push((quarter, quarter.ends(days)));
        quarter = quarter.next(start);
    }
    found
}
