//! The figures of a period with the basis that they are reckoned on, all from the ledger. An account that has no
//! row in it is read off its contracts.

use crate::domain::calendar::week::FiscalStart;
use crate::domain::figure::adoption::adoption;
use crate::domain::figure::clv::{Clv, clv};
use crate::domain::figure::curve::Entry;
use crate::domain::figure::renewal_rate::{RenewalRate, renewal_rate};
use crate::domain::figure::response::{Response, response};
use crate::domain::figure::retention::Retention;
use crate::domain::figure::rules::Rules;
use crate::domain::figure::satisfaction::{Satisfaction, satisfaction};
use crate::domain::ledger::draft::MovementDraft;
use crate::domain::ledger::reconcile::derive;
use crate::domain::phrase::period::Period;
use crate::domain::record::movement::MovementKind;
use crate::domain::record::target::Target;
use crate::domain::record::usage::ACTIVE;
use crate::domain::value::day::{Day, Now};
use crate::domain::value::money::{Currency, Money};
use crate::service::error::{Error, ErrorKind};
use crate::service::rank::Measure;
use crate::service::target;
use crate::store::db::Store;
use chrono::NaiveTime;
use std::collections::BTreeMap;

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
    /// What is to be reached in this very period.
    pub targets: Vec<Target>,
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
    let retention = kept(store, measure, period, now)?;
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
        targets: target::all(store)?.into_iter().filter(|row| row.period() == asked).collect(),
        rules: measure.figures.clone(),
        fiscal: measure.dates.cut.fiscal,
        home: rates.home,
        unsettled: u32::try_from(unsettled.len()).unwrap_or(u32::MAX),
        unsettled_revenue: unsettled.iter().filter_map(|paid| rates.home_minor(*paid)).fold(0, i64::saturating_add),
    })
}

/// Retention of a period, account by account as the ledger is read: nothing of it is held.
fn kept(store: &Store, measure: &Measure, period: Period, now: Now) -> Result<Retention, Error> {
    let (rates, rules) = (measure.fx.at(period.first), &measure.figures);
    let mut found = Retention::of(period);
    walk(store, measure, now, |rows| found.count(rows, rules, &rates))?;
    Ok(found.ordered())
}

/// Hands over the ledger of each account. One that has no row in it is read off its contracts; gives what that came to.
pub(in crate::service) fn walk(
    store: &Store,
    measure: &Measure,
    now: Now,
    mut each: impl FnMut(&[Entry]),
) -> Result<Vec<MovementDraft>, Error> {
    let away = store.put_away()?;
    let mut count = |rows: &[Entry]| match rows.first().and_then(|row| away.get(&row.account)) {
        Some(since) => each(&closed(rows, now.zone.day(*since))),
        None => each(rows),
    };
    let missing = store.walk_ledger(measure.figures.churn_day, &mut count)?;
    if missing.is_empty() {
        return Ok(Vec::new());
    }
    let (subscriptions, renewals) = store.contracts_of_all(&missing)?;
    let drafts = derive(&subscriptions, &renewals, measure.reading(now.today));
    let mut ledger: Vec<Entry> = drafts.iter().map(entry).collect();
    ledger.sort_by_key(|entry| (entry.account, entry.day));
    ledger.chunk_by(|one, two| one.account == two.account).for_each(count);
    Ok(drafts)
}

/// The ledger of an account that was put away on a day: it pays nothing after that, also where its ledger, which is older
/// than that rule, goes on.
fn closed(rows: &[Entry], since: Day) -> Vec<Entry> {
    let mut kept: Vec<Entry> = rows.iter().filter(|row| row.day <= since).copied().collect();
    let mut level: BTreeMap<Currency, i64> = BTreeMap::new();
    for row in &kept {
        let sum = level.entry(row.delta.currency).or_default();
        *sum = sum.saturating_add(row.delta.minor);
    }
    let Some(last) = kept.last().copied() else { return kept };
    kept.extend(level.into_iter().filter(|(_, minor)| *minor != 0).map(|(currency, minor)| Entry {
        day: since,
        delta: Money::new(minor.saturating_neg(), currency),
        price: false,
        notice_on: None,
        ..last
    }));
    kept
}

/// A draft as a row of the ledger.
fn entry(draft: &MovementDraft) -> Entry {
    Entry {
        account: draft.account,
        day: draft.day,
        delta: draft.delta,
        price: draft.kind == MovementKind::Price,
        notice_on: draft.notice_on,
    }
}
