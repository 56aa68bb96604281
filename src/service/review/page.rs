//! The review of a week, put together: facts up to its last day, or up to today while it runs.

use crate::domain::figure::period::name;
use crate::domain::review::page::WeekPage;
use crate::domain::review::spent;
use crate::domain::review::week::Week;
use crate::domain::value::day::Now;
use crate::service::error::Error;
use crate::service::rank::Measure;
use crate::service::review::load::load;
use crate::service::review::save::saved;
use crate::service::review::{figures, lists};
use crate::service::target;
use crate::store::db::Store;

/// The review of a week.
pub fn page(store: &Store, measure: &Measure, week: Week, now: Now) -> Result<WeekPage, Error> {
    let loaded = load(store, measure, week, now)?;
    let review = saved(store, week)?;
    let stood = review.as_ref().filter(|review| figures::stand(&loaded, Some(review)));
    Ok(WeekPage {
        week,
        as_of: loaded.as_of,
        stood: stood.and_then(|review| review.figures_at),
        quarter: loaded.quarter,
        quarter_name: name(loaded.quarter, measure.dates.cut.fiscal),
        home: loaded.rates.home,
        figures: figures::lines(&loaded, review.as_ref(), &target::all(store)?),
        done: lists::done(store, &loaded)?,
        slipped: lists::slipped(&loaded, measure, now),
        idle: lists::idle(&loaded),
        next: lists::next(store, &loaded, now)?,
        time: spent::table(&loaded.facts, &loaded.this()),
        time_quarter: spent::table(&loaded.facts, &loaded.quarter_to_date()),
        review,
    })
}
