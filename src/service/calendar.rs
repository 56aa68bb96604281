//! The calendar of renewals: the figures of a stretch of days, on one state of the book.

use crate::domain::calendar::days::{Days, Tally};
use crate::domain::calendar::entry::Entry;
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

/// Ends of terms and last days for notice of a stretch, by day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AgendaView {
    /// First day asked for.
    pub from: Day,
    /// Last day asked for.
    pub to: Day,
    /// How many were asked for at the most.
    pub limit: u32,
    /// The first of them.
    pub entries: Vec<Entry>,
}

impl AgendaView {
    /// Whether nothing of the stretch is left out.
    pub fn is_whole(&self) -> bool {
        self.entries.len() < self.limit as usize
    }
}

/// The first of what falls on the days from one to another, both included, one by one.
pub fn agenda(store: &Store, from: Day, to: Day, limit: u32) -> Result<AgendaView, Error> {
    Ok(AgendaView { from, to, limit, entries: store.agenda(from, to, limit)? })
}

/// Late terms that are told one by one. Whoever has more of them settles these first.
const LATE: u32 = 500;

/// Terms that ended before a day without an outcome, by day.
pub fn late(store: &Store, today: Day) -> Result<Vec<Entry>, Error> {
    Ok(store.late_entries(today, LATE)?)
}

/// The figures of the days from one to another, both included.
pub fn view(store: &Store, from: Day, to: Day, today: Day) -> Result<CalendarView, Error> {
    let (days, late) = (store.calendar_days(from, to)?, store.late_terms(today)?);
    Ok(CalendarView { from, to, days, late })
}
