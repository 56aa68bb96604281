//! The calendar of renewals: the figures of a stretch of days, and what falls on them one by one.

use crate::domain::calendar::days::{Days, Tally};
use crate::domain::calendar::entry::Entry;
use crate::domain::value::day::Day;
use crate::service::desk::Desk;
use crate::service::error::Error;

/// What falls on the days of a stretch, and what is left over from before today. Amounts in home minor units.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CalendarView {
    /// First day asked for.
    pub from: Day,
    /// Last day asked for.
    pub to: Day,
    /// What falls on each day between.
    pub days: Days,
    /// Terms that have ended without an outcome.
    pub late: Tally,
}

impl Desk {
    /// The figures of the days from one to another, both included, on one state of the book.
    pub fn calendar(&self, from: Day, to: Day) -> Result<CalendarView, Error> {
        let today = self.now().today;
        self.store().read(|store| {
            let (days, late) = (store.calendar_days(from, to)?, store.late_terms(today)?);
            Ok(CalendarView { from, to, days, late })
        })
    }

    /// Ends of terms and last days for notice from a day to another, both included, by day, so many at the most.
    pub fn agenda(&self, from: Day, to: Day, limit: u32) -> Result<Vec<Entry>, Error> {
        Ok(self.store().agenda(from, to, limit)?)
    }
}
