//! The forecast of a period from its renewals and from decisions that have none, as a filter lets them through.

use crate::domain::calendar::week::FiscalStart;
use crate::domain::figure::forecast::{Forecast, ForecastChange, forecast};
use crate::domain::figure::goal::goal;
use crate::domain::phrase::period::Period;
use crate::domain::value::day::{Moment, Now};
use crate::domain::value::money::Currency;
use crate::service::error::Error;
use crate::service::forecast_lines::Teller;
use crate::service::forecast_past;
use crate::service::rank::Measure;
use crate::service::sieve::Sieve;
use crate::service::target;
use crate::store::db::Store;

/// How far back the changes reach.
const WEEK: i64 = 7 * 86_400_000;

/// The forecast of a period, and what changed in it.
#[derive(Clone, PartialEq, Debug)]
pub struct Outlook {
    /// The forecast.
    pub forecast: Forecast,
    /// The moment that the changes are told from.
    pub since: Moment,
    /// The forecast as contracts and renewals stood then, with today's model; none when the book had no decisions then.
    pub then: Option<Forecast>,
    /// Decisions that came, went or changed since, those that changed the weighted sum most first.
    pub changes: Vec<ForecastChange>,
    /// First month of the fiscal year, by which periods are named.
    pub fiscal: FiscalStart,
    /// What renewals are to bring, by period, home minor units; none where a filter leaves some of them out.
    pub targets: Vec<(Period, i64)>,
    /// Currency of all amounts.
    pub home: Currency,
    /// Currencies without a rate: their amounts count as nothing.
    pub unrated: Vec<Currency>,
}

impl Outlook {
    /// What the renewals of a period are to bring, where a target tells.
    pub fn goal(&self, period: Period) -> Option<i64> {
        goal(&self.targets, period)
    }
}

/// Reckons the forecast of a period from the decisions that a filter lets through.
pub fn outlook(
    store: &Store,
    measure: &Measure,
    period: Period,
    now: Now,
    sieve: Option<&Sieve>,
) -> Result<Outlook, Error> {
    let ranked = store.ranking()?.map_or(now.today, |(ranking, _)| ranking.day);
    let (renewals, decisions) = (store.renewals_between(period)?, store.open_decisions(period)?);
    let mut teller = Teller::new(store, measure, ranked, &decisions).knowing(&renewals, &decisions)?;
    let mut lines = Vec::new();
    for renewal in &renewals {
        lines.extend(teller.renewal(renewal)?);
    }
    let bare = decisions.iter().filter(|d| d.renewal.is_none() && (period.first..=period.last).contains(&d.end));
    for decision in bare {
        lines.push(teller.bare(decision)?);
    }
    let since = Moment(now.at.0.saturating_sub(WEEK));
    let (mut then, mut changes) = forecast_past::since(store, &mut teller, (since, period), &lines, now)?;
    // A target is set for all renewals: what a part of them brings says nothing of it.
    let targets = if sieve.is_some() { Vec::new() } else { teller.targets(target::all(store)?) };
    let fiscal = measure.dates.cut.fiscal;
    // Nothing to compare with is not the same as nothing that passes.
    let known = !then.is_empty();
    if let Some(sieve) = sieve {
        lines.retain(|line| sieve.passes(line));
        then.retain(|line| sieve.passes(line));
        changes.retain(|change| change.after.iter().chain(&change.before).any(|line| sieve.passes(line)));
    }
    Ok(Outlook {
        forecast: forecast(lines, period, fiscal),
        since,
        then: known.then(|| forecast(then, period, fiscal)),
        changes: if known { changes } else { Vec::new() },
        targets,
        home: measure.fx.home(),
        fiscal,
        unrated: teller.unrated(),
    })
}
