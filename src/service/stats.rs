//! The figures of a period with the basis that they are reckoned on, all from the ledger. An account whose contracts are
//! older than its ledger is read off its contracts.

use crate::domain::calendar::week::FiscalStart;
use crate::domain::figure::adoption::adoption;
use crate::domain::figure::clv::{Clv, clv};
use crate::domain::figure::curve::Entry;
use crate::domain::figure::renewal_rate::{RenewalRate, renewal_rate};
use crate::domain::figure::response::{Response, response};
use crate::domain::figure::retention::{Retention, retention};
use crate::domain::figure::rules::Rules;
use crate::domain::figure::satisfaction::{Satisfaction, satisfaction};
use crate::domain::ledger::reconcile::derive;
use crate::domain::phrase::period::Period;
use crate::domain::record::movement::MovementKind;
use crate::domain::record::usage::ACTIVE;
use crate::domain::value::day::{Day, Now};
use crate::domain::value::money::Currency;
use crate::service::error::{Error, ErrorKind};
use crate::service::rank::Measure;
use crate::store::db::Store;
use chrono::NaiveTime;

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
    /// What customers said and use in it.
    pub voice: Voice,
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

/// What customers said of us in a period, and what they use on its last day.
#[derive(Clone, PartialEq, Debug)]
pub struct Voice {
    /// What they answered.
    pub satisfaction: Satisfaction,
    /// How fast they were answered.
    pub response: Response,
    /// Seats used of seats bought, and of how many accounts both are known.
    pub adoption: (Option<f64>, usize),
    /// Active users of seats used, and of how many accounts both are known.
    pub active: (Option<f64>, usize),
}

/// Days for which a figure of usage holds.
const HOLDS: i32 = 100;

/// What customers said of us in a period, and what they use on its last day.
pub fn voice(store: &Store, measure: &Measure, period: Period, now: Now) -> Result<Voice, Error> {
    let start = |day: Day| now.zone.moment(day.date().and_time(NaiveTime::MIN));
    let said = store.feedback_between(start(period.first), start(period.last.plus_days(1)))?;
    let used = store.seats_used_on(period.last, HOLDS)?;
    let (bought, active) = (store.seats_on(period.last)?, store.usage_on(ACTIVE, period.last, HOLDS)?);
    let pairs = used.iter().filter_map(|(id, used)| Some((*used, *bought.get(id)?)));
    let users = active.iter().filter_map(|(id, users)| Some((*users, *used.get(id)?)));
    Ok(Voice {
        satisfaction: satisfaction(&said),
        response: response(&said, measure.figures.response_hours, now.at),
        adoption: adoption(pairs),
        active: adoption(users),
    })
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
        voice: voice(store, measure, period, now)?,
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
    let (subscriptions, renewals) = store.unledgered(&ledger)?;
    if !subscriptions.is_empty() {
        let drafts = derive(&subscriptions, &renewals, measure.reading(now.today));
        ledger.extend(drafts.into_iter().map(|draft| Entry {
            account: draft.account,
            day: draft.day,
            delta: draft.delta,
            price: draft.kind == MovementKind::Price,
            notice_on: draft.notice_on,
        }));
        ledger.sort_by_key(|entry| (entry.account, entry.day));
    }
    Ok(ledger)
}
