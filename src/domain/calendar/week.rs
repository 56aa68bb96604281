//! How this CSM's weeks and years are cut: the first day of the week, the first month of the fiscal year.

use crate::domain::record::choice::choice;
use crate::domain::value::day::Day;
use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};

choice!(
    /// The first day of the week.
    WeekStart {
        /// As ISO 8601 has it.
        Monday = "mon",
        /// Tuesday.
        Tuesday = "tue",
        /// Wednesday.
        Wednesday = "wed",
        /// Thursday.
        Thursday = "thu",
        /// Friday.
        Friday = "fri",
        /// As in much of the Middle East.
        Saturday = "sat",
        /// As in the Americas and much of Asia.
        Sunday = "sun",
    }
);

impl WeekStart {
    /// The weekday.
    pub const fn weekday(self) -> Weekday {
        match self {
            WeekStart::Monday => Weekday::Mon,
            WeekStart::Tuesday => Weekday::Tue,
            WeekStart::Wednesday => Weekday::Wed,
            WeekStart::Thursday => Weekday::Thu,
            WeekStart::Friday => Weekday::Fri,
            WeekStart::Saturday => Weekday::Sat,
            WeekStart::Sunday => Weekday::Sun,
        }
    }

    /// The seven weekdays in the order of a row.
    pub fn row(self) -> [Weekday; 7] {
        let mut next = self.weekday().pred();
        std::array::from_fn(|_| {
            next = next.succ();
            next
        })
    }

    /// The column, 0 to 6, in which a day stands.
    pub fn column(self, day: Day) -> usize {
        day.weekday().days_since(self.weekday()) as usize
    }
}

/// Year and number of the ISO week that a day lies in.
pub fn iso_week(day: Day) -> (i32, u32) {
    let week = day.date().iso_week();
    (week.year(), week.week())
}

/// The first month of the fiscal year, 1 to 12.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct FiscalStart(u32);

impl FiscalStart {
    /// The calendar year.
    pub const JANUARY: FiscalStart = FiscalStart(1);

    /// The month, 1 to 12.
    pub const fn month(self) -> u32 {
        self.0
    }
}

impl TryFrom<i64> for FiscalStart {
    type Error = String;
    fn try_from(month: i64) -> Result<FiscalStart, String> {
        let found = u32::try_from(month).ok().filter(|month| (1..=12).contains(month));
        found.map(FiscalStart).ok_or_else(|| format!("{month} is no month: write 1 for January to 12 for December"))
    }
}

impl From<FiscalStart> for i64 {
    fn from(start: FiscalStart) -> i64 {
        i64::from(start.0)
    }
}
