//! The figures of a period with the basis that they are reckoned on, all from the ledger. An account whose contracts are
//! older than its ledger is read off its contracts.

use crate::domain::calendar::week::FiscalStart;
use crate::domain::figure::clv::{Clv, clv};
use crate::domain::figure::curve::Entry;
use crate::domain::figure::renewal_rate::{RenewalRate, renewal_rate};
use crate::domain::figure::retention::{Retention, retention};
use crate::domain::figure::rules::Rules;
use crate::domain::ledger::draft::MovementDraft;
use crate::domain::ledger::reconcile::derive;
use crate::domain::phrase::period::Period;
use crate::domain::record::movement::MovementKind;
use crate::domain::value::day::Now;
use crate::domain::value::money::Currency;
use crate::service::error::{Error, ErrorKind};
use crate::service::rank::Measure;
use crate::store::db::Store;

/// The figures of a period.
#[derive(Clone, PartialEq, Debug)]
pub struct Stats {
    /// The period asked for; one that is not over is reckoned up to today.
    pub asked: Period,
    /// Retention of the accounts that paid at its start.
    pub retention: Retention,
    /// Renewals due in it.
    pub renewals: RenewalRate,
    /// The worth of a customer.
    pub clv: Option<Clv>,
    /// The choices that it was reckoned with.
    pub rules: Rules,
    /// First month of the fiscal year, by which periods are named.
    pub fiscal: FiscalStart,
    /// Currency of all amounts.
    pub home: Currency,
    /// Contracts past their end without an outcome: they count as if they ran on.
    pub unsettled: u32,
    /// What those pay, home minor units.
    pub unsettled_revenue: i64,
}

/// Reckons the figures of a period.
pub fn stats(store: &Store, measure: &Measure, asked: Period, now: Now) -> Result<Stats, Error> {
    if asked.first > now.today {
        let message = format!(
            "{} has not begun: there is nothing to reckon",
            crate::domain::figure::period::name(asked, measure.dates.cut.fiscal)
        );
        return Err(Error::new(ErrorKind::Rejected, message, "name a period that has, such as last-quarter"));
    }
    let period = Period { first: asked.first, last: asked.last.min(now.today) };
    let rates = measure.fx.at(period.first);
    let ledger = ledger(store, measure, now)?;
    let retention = retention(&ledger, period, &measure.figures, &rates);
    let mut renewals = renewal_rate(&store.renewals_due(period)?, period, retention.start, &rates);
    renewals.only_losses = renewals.due > 0 && store.has_losses_alone()?;
    renewals.unrated.sort_unstable();
    let unsettled = store.unsettled(period.last, now.today.plus_days(-measure.reading(now.today).lapse))?;
    Ok(Stats {
        asked,
        clv: clv(&retention, &measure.figures),
        retention,
        renewals,
        rules: measure.figures.clone(),
        fiscal: measure.dates.cut.fiscal,
        home: rates.home,
        unsettled: u32::try_from(unsettled.len()).unwrap_or(u32::MAX),
        unsettled_revenue: unsettled.iter().filter_map(|paid| rates.home_minor(*paid)).fold(0, i64::saturating_add),
    })
}

/// The whole ledger in order of account and day.
fn ledger(store: &Store, measure: &Measure, now: Now) -> Result<Vec<Entry>, Error> {
    let mut ledger = store.ledger()?;
    let drafts = drafts(store, measure, &ledger, now)?;
    if !drafts.is_empty() {
        ledger.extend(drafts.iter().map(entry));
        ledger.sort_by_key(|entry| (entry.account, entry.day));
    }
    Ok(ledger)
}

/// What the ledger of the accounts that are in none would hold, as it is read off their contracts.
pub(in crate::service) fn drafts(
    store: &Store,
    measure: &Measure,
    ledger: &[Entry],
    now: Now,
) -> Result<Vec<MovementDraft>, Error> {
    let (subscriptions, renewals) = store.unledgered(ledger)?;
    Ok(derive(&subscriptions, &renewals, measure.reading(now.today)))
}

/// A draft as a row of the ledger.
pub(in crate::service) fn entry(draft: &MovementDraft) -> Entry {
    Entry {
        account: draft.account,
        day: draft.day,
        delta: draft.delta,
        price: draft.kind == MovementKind::Price,
        notice_on: draft.notice_on,
    }
}
