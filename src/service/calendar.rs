//! The calendar of renewals: the figures of a stretch of days, on one state of the book.

use crate::domain::calendar::days::{Days, Tally};
use crate::domain::value::day::Day;
use crate::service::error::Error;
use crate::store::db::Store;

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

/// The figures of the days from one to another, both included.
pub fn view(store: &Store, from: Day, to: Day, today: Day) -> Result<CalendarView, Error> {
    let (days, late) = (store.calendar_days(from, to)?, store.late_terms(today)?);
    Ok(CalendarView { from, to, days, late })
}
