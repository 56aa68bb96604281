//! The review of a week, put together: facts up to its last day, or up to today while it runs.

use crate::domain::calendar::quarter::Quarter;
use crate::domain::figure::period::name;
use crate::domain::phrase::period::Period;
use crate::domain::review::figure::{BehindLine, Figure};
use crate::domain::review::page::{NextWeek, WeekPage};
use crate::domain::review::time::{TimeEntry, TimeTable};
use crate::domain::review::week::Week;
use crate::domain::value::day::Now;
use crate::domain::value::id::AccountId;
use crate::service::error::{Error, ErrorKind};
use crate::service::rank::Measure;
use crate::service::review::save::saved;
use crate::store::db::Store;

/// The review of a week.
pub fn page(store: &Store, measure: &Measure, week: Week, now: Now) -> Result<WeekPage, Error> {
    begun(week, now)?;
    let as_of = week.last().min(now.today);
    let quarter = Quarter::around(as_of, measure.dates.cut.fiscal);
    let quarter = Period { first: quarter.first, last: quarter.last };
    let none = |period| TimeTable {
        period,
        minutes: 0,
        touches: 0,
        unmeasured: 0,
        accounts: Vec::new(),
        segments: Vec::new(),
        kinds: Vec::new(),
        basis: String::new(),
    };
    Ok(WeekPage {
        week,
        as_of,
        stood: None,
        quarter,
        quarter_name: name(quarter, measure.dates.cut.fiscal),
        home: measure.rates.home,
        figures: Vec::new(),
        done: Vec::new(),
        slipped: Vec::new(),
        idle: Vec::new(),
        next: NextWeek { week: week.on(1), tasks: Vec::new(), decisions: Vec::new(), owed: Vec::new() },
        time: none(week.period()),
        time_quarter: none(Period { first: quarter.first, last: as_of }),
        review: saved(store, week)?,
    })
}

/// The rows behind a figure of a week.
pub fn behind(
    _store: &Store,
    _measure: &Measure,
    week: Week,
    _figure: Figure,
    now: Now,
) -> Result<Vec<BehindLine>, Error> {
    begun(week, now)?;
    Ok(Vec::new())
}

/// The touches of a week, of one account or of all.
pub fn entries(_store: &Store, week: Week, _account: Option<AccountId>, now: Now) -> Result<Vec<TimeEntry>, Error> {
    begun(week, now)?;
    Ok(Vec::new())
}

/// Refuses a week that has not begun.
pub fn begun(week: Week, now: Now) -> Result<(), Error> {
    if week.first <= now.today {
        return Ok(());
    }
    let message = format!("{week} has not begun: there is nothing to review");
    Err(Error::new(ErrorKind::Rejected, message, "review the week that runs, or an earlier one"))
}
