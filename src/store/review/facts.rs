//! Accounts, touches, renewals, growth and health for the review of a week. The ledger comes in from outside, for it may
//! be derived.

use crate::domain::figure::renewal_rate::DueRenewal;
use crate::domain::record::account::{CallLevel, HealthCall, LifecycleStage};
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::record::scale::Scale;
use crate::domain::review::facts::{AccountFact, ExpansionFact, Facts, ReferralFact, RenewalFact, TouchFact};
use crate::domain::stake::health::{Band, Trend};
use crate::domain::stake::input::{Dated, Hand};
use crate::domain::stake::measure_kind::MeasureKind;
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::{Day, Moment, Zone};
use crate::domain::value::id::AccountId;
use crate::domain::value::money::{Money, Rates};
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::row::Get;
use rusqlite::{Row, params};
use std::collections::HashMap;

/// Days before the first window of which health is read: renewals that were saved look back as far.
const LOOK_BACK: i32 = 100;

const ACCOUNTS: &str = "SELECT a.id, a.name, a.segment, a.stage, a.created_at, a.call, a.call_on, a.leaving_said_on,
    a.health, a.health_on, a.health_until, a.archived_at, s.stake, s.band, s.trend, s.open_tasks,
    (SELECT at FROM touch WHERE account = a.id AND at < ?1 AND kind NOT IN ('note', 'ticket') AND archived_at IS NULL
     ORDER BY at DESC LIMIT 1)
    FROM account a LEFT JOIN standing s ON s.account = a.id WHERE a.archived_at IS NULL OR a.archived_at >= ?1 ORDER BY a.id";
const TOUCHES: &str = "SELECT account, id, kind, at, minutes FROM touch INDEXED BY touch_at
    WHERE at >= ?1 AND at < ?2 AND archived_at IS NULL ORDER BY at, id";
const HEALTH: &str = "SELECT a.id, r.day, r.value_milli, r.scale FROM account a CROSS JOIN reading r
    ON r.account = a.id AND r.metric = 'health' AND r.day <= ?2 AND r.day >= coalesce(
        (SELECT max(day) FROM reading WHERE account = a.id AND metric = 'health' AND day < ?1 AND archived_at IS NULL), ?1)
    WHERE r.archived_at IS NULL AND (a.archived_at IS NULL OR a.archived_at >= ?3) ORDER BY a.id, r.day";
/// Measured scores as the snapshots of the weeks have them, and as the list has them now.
const MEASURED: &str = "SELECT account, day, health FROM snapshot_line WHERE health IS NOT NULL AND day <= ?2
    AND day >= coalesce((SELECT max(day) FROM snapshot WHERE day < ?1), ?1)
    UNION ALL SELECT s.account, r.day, s.health FROM ranking r CROSS JOIN standing s
    WHERE s.health IS NOT NULL AND r.day <= ?2 ORDER BY 2";
/// Calls that others came after, or that were taken back, in batches of a size that a person makes: an import of a book
/// is not read for them. What was undone never was.
const CALLS: &str = "SELECT j.row, b.at, json_extract(j.before, '$.call'), json_extract(j.before, '$.call_on'),
    json_extract(j.after, '$.call') FROM batch b CROSS JOIN journal j ON j.batch = b.seq
    WHERE b.at >= ?1 AND b.rows <= 1000 AND b.act = 'do' AND b.undone = 0 AND j.kind = 'account' AND j.act = 'edited'
    AND json_extract(j.before, '$.call') IS NOT NULL
    AND (json_extract(j.before, '$.call_on') IS NOT json_extract(j.after, '$.call_on')
        OR json_extract(j.before, '$.call') IS NOT json_extract(j.after, '$.call'))
    ORDER BY b.at, b.seq";
const STAKES: &str = "SELECT account, day, stake FROM snapshot_line
    WHERE day = (SELECT max(day) FROM snapshot WHERE day <= ?1)";
const RENEWALS: &str = "SELECT r.account, r.id, coalesce(r.settled_on, r.due), r.outcome, r.target_minor,
    r.target_currency, r.final_minor, r.final_currency, s.arr_minor, s.arr_currency, r.notice_on, r.due
    FROM renewal r LEFT JOIN subscription s ON s.id = r.subscription
    WHERE r.outcome IS NOT NULL AND coalesce(r.settled_on, r.due) BETWEEN ?1 AND ?2 AND r.archived_at IS NULL
    ORDER BY coalesce(r.settled_on, r.due), r.id";
const EXPANSIONS: &str = "SELECT account, id, day, created_at, delta_minor, delta_currency FROM movement
    WHERE kind = 'expansion' AND day >= ?1 AND created_at >= ?2 AND archived_at IS NULL ORDER BY day, id";
const REFERRALS: &str = "SELECT account, id, name, created_at, amount_minor, amount_currency FROM opportunity
    WHERE kind = 'referral' AND created_at >= ?1 AND created_at < ?2 AND archived_at IS NULL ORDER BY created_at, id";

/// From when to when facts are read, and how they are told.
#[derive(Clone, Copy, Debug)]
pub struct Reach<'a> {
    /// First day of the first window.
    pub first: Day,
    /// Last day of the last window.
    pub last: Day,
    /// The zone that makes days of moments.
    pub zone: Zone,
    /// Rates of all amounts.
    pub rates: &'a Rates,
    /// Cadences and bands.
    pub weights: &'a Weights,
}

impl Reach<'_> {
    /// The moment at which a day begins.
    pub fn begins(&self, day: Day) -> Moment {
        self.zone.moment(day.date().and_time(chrono::NaiveTime::MIN))
    }

    /// The moments from the first day on and before the end of the last.
    pub fn moments(&self) -> (Moment, Moment) {
        (self.begins(self.first), self.begins(self.last.plus_days(1)))
    }

    fn home(&self, amount: Option<Money>) -> Option<i64> {
        amount.and_then(|amount| self.rates.home_minor(amount))
    }
}

/// Where each account stands in the facts.
pub type Places = HashMap<AccountId, usize>;

impl Store {
    /// Facts of a reach, without the ledger and without tasks; and where each account stands in them.
    pub fn review_facts(&self, reach: &Reach<'_>) -> Result<(Facts, Places), Error> {
        let mut accounts = self.account_facts(reach)?;
        let places: Places = accounts.iter().enumerate().map(|(n, account)| (account.id, n)).collect();
        self.health_facts(reach, &places, &mut accounts)?;
        let (from, to) = reach.moments();
        self.call_facts(reach, &places, &mut accounts)?;
        let mut facts = Facts { accounts, ..Facts::default() };
        self.each_of(TOUCHES, params![from, to], &places, |account, get| {
            let (id, kind, at, minutes) = (get.word()?, get.word()?, get.take()?, get.take()?);
            facts.touches.push(TouchFact { id, account, kind, day: reach.zone.day(at), minutes });
            Ok(())
        })?;
        self.each_of(RENEWALS, params![reach.first, reach.last], &places, |account, get| {
            facts.renewals.push(renewal(account, get, reach)?);
            Ok(())
        })?;
        self.each_of(EXPANSIONS, params![reach.first, from], &places, |account, get| {
            let (id, day, made): (_, Day, Moment) = (get.word()?, get.take()?, get.take()?);
            let delta = reach.home(Some(get.amount()?)).unwrap_or_default();
            facts.expansions.push(ExpansionFact { id: Some(id), account, day: day.min(reach.zone.day(made)), delta });
            Ok(())
        })?;
        self.each_of(REFERRALS, params![from, to], &places, |account, get| {
            let (id, name, made) = (get.word()?, get.take()?, get.take()?);
            let amount = reach.home(get.money()?);
            facts.referrals.push(ReferralFact { id, account, name, day: reach.zone.day(made), amount });
            Ok(())
        })?;
        Ok((facts, places))
    }

    /// Hands over the rows of a query that are of known accounts; the first column names the account.
    fn each_of(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        places: &Places,
        mut take: impl FnMut(usize, &mut Get<'_, '_>) -> rusqlite::Result<()>,
    ) -> Result<(), Error> {
        let mut statement = self.sql().prepare_cached(sql)?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let mut get = Get::from(row, 0);
            let account: AccountId = get.word()?;
            if let Some(place) = places.get(&account) {
                take(*place, &mut get)?;
            }
        }
        Ok(())
    }

    fn account_facts(&self, reach: &Reach<'_>) -> Result<Vec<AccountFact>, Error> {
        let mut statement = self.sql().prepare_cached(ACCOUNTS)?;
        let rows = statement.query_map([reach.begins(reach.first)], |row| account(row, reach))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn health_facts(&self, reach: &Reach<'_>, places: &Places, accounts: &mut [AccountFact]) -> Result<(), Error> {
        let from = reach.first.plus_days(-LOOK_BACK);
        self.each_of(HEALTH, params![from, reach.last, reach.begins(reach.first)], places, |account, get| {
            let (day, milli, scale): (Day, i64, Option<Scale>) = (get.take()?, get.take()?, get.words()?);
            let score = scale.unwrap_or(Scale::HUNDRED).hundred(milli as f64 / 1000.0);
            if let Some(fact) = accounts.get_mut(account) {
                fact.health.push((day, score));
            }
            Ok(())
        })?;
        // An imported score rules, unless it is itself one of the measures.
        let weights = &reach.weights.health;
        for fact in accounts.iter_mut() {
            if weights.weight(MeasureKind::Score, fact.segment.as_deref()) > 0.0 {
                fact.health.clear();
            }
        }
        let bare: Vec<bool> = accounts.iter().map(|fact| fact.health.is_empty()).collect();
        if !bare.contains(&true) {
            return Ok(());
        }
        self.each_of(MEASURED, params![from, reach.last], places, |account, get| {
            let (day, score): (Day, f64) = (get.take()?, get.take()?);
            if let (Some(fact), Some(true)) = (accounts.get_mut(account), bare.get(account)) {
                fact.health.push((day, score));
            }
            Ok(())
        })
    }

    /// Calls before those that hold.
    fn call_facts(&self, reach: &Reach<'_>, places: &Places, accounts: &mut [AccountFact]) -> Result<(), Error> {
        let from = reach.begins(reach.first.plus_days(-LOOK_BACK));
        self.each_of(CALLS, params![from], places, |account, get| {
            let at: Moment = get.take()?;
            let (level, on): (Option<CallLevel>, Option<Day>) = (get.words()?, get.take()?);
            let after: Option<String> = get.take()?;
            let Some(fact) = accounts.get_mut(account) else { return Ok(()) };
            let before = level.zip(on).map(|(level, on)| Dated { value: Some(level), on });
            let back = after.is_none().then(|| Dated { value: None, on: reach.zone.day(at) });
            fact.calls.extend(before.into_iter().chain(back));
            Ok(())
        })?;
        for fact in &mut *accounts {
            fact.calls.sort_by_key(|call| call.on);
        }
        Ok(())
    }

    /// The stake of each account by the latest snapshot up to a day, and the day of that; none without one.
    pub fn stakes_then(&self, on: Day, places: &Places) -> Result<Option<(Day, Vec<i64>)>, Error> {
        let mut found: Option<(Day, Vec<i64>)> = None;
        self.each_of(STAKES, [on], places, |account, get| {
            let (day, stake): (Day, i64) = (get.take()?, get.take()?);
            let (_, stakes) = found.get_or_insert_with(|| (day, vec![0; places.len()]));
            if let Some(place) = stakes.get_mut(account) {
                *place = stake;
            }
            Ok(())
        })?;
        Ok(found)
    }
}

fn account(row: &Row<'_>, reach: &Reach<'_>) -> rusqlite::Result<AccountFact> {
    let mut get = Get::from(row, 0);
    let (id, name, segment): (_, _, Option<String>) = (get.word()?, get.take()?, get.take()?);
    let (stage, made): (LifecycleStage, Moment) = (get.word()?, get.take()?);
    let (call, call_on): (Option<CallLevel>, Option<Day>) = (get.words()?, get.take()?);
    let leaving = get.take()?;
    let (level, on, until): (Option<HealthCall>, Option<Day>, Option<Day>) = (get.words()?, get.take()?, get.take()?);
    let away: Option<Moment> = get.take()?;
    let at_stake: Option<i64> = get.take()?;
    let (band, trend): (Option<String>, Option<String>) = (get.take()?, get.take()?);
    let (open_tasks, contact): (Option<u32>, Option<Moment>) = (get.take()?, get.take()?);
    let contact_before = contact.map(|at| reach.zone.day(at));
    let made = reach.zone.day(made);
    Ok(AccountFact {
        id,
        name,
        cadence: reach.weights.cadence.days(segment.as_deref()),
        red_below: reach.weights.health.limits(segment.as_deref()).0,
        segment,
        since: contact_before.map_or(made, |contact| contact.min(made)),
        away: away.map(|at| reach.zone.day(at)),
        churned: stage == LifecycleStage::Churned,
        ledger: Vec::new(),
        contact_before,
        health: Vec::new(),
        hand: level.zip(on).zip(until).map(|((level, on), until)| Hand { level, on, until }),
        calls: call.zip(call_on).map(|(level, on)| Dated { value: Some(level), on }).into_iter().collect(),
        leaving,
        stake: at_stake.unwrap_or_default(),
        band: band.as_deref().and_then(Band::named),
        trend: trend.as_deref().and_then(Trend::named),
        open_tasks: open_tasks.unwrap_or_default(),
    })
}

fn renewal(account: usize, get: &mut Get<'_, '_>, reach: &Reach<'_>) -> rusqlite::Result<RenewalFact> {
    let (id, day, outcome): (_, _, RenewalOutcome) = (get.word()?, get.take()?, get.word()?);
    let (target, signed, revenue) = (get.money()?, get.money()?, get.money()?);
    let (notice, due) = (get.take()?, get.take()?);
    let row = DueRenewal { due, target, final_amount: signed, outcome: Some(outcome), revenue };
    let decided = reach.home(row.decided());
    let kept = reach.home(signed).or(decided).unwrap_or_default();
    let signed = if outcome == RenewalOutcome::Churned { 0 } else { kept };
    Ok(RenewalFact { id, account, day, outcome, decided, signed, notice })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_fact_is_found_by_its_days() {
        let store = Store::in_memory().unwrap();
        for (sql, index) in [
            (TOUCHES, "SEARCH touch USING COVERING INDEX touch_at"),
            (HEALTH, "SEARCH r USING COVERING INDEX reading_account"),
            (RENEWALS, "SEARCH r USING INDEX renewal_settled"),
            (EXPANSIONS, "SEARCH movement USING INDEX movement_expansion"),
            (REFERRALS, "SEARCH opportunity USING INDEX opportunity_referral"),
            (CALLS, "SEARCH b USING INDEX batch_at (at>?)"),
            (MEASURED, "SEARCH snapshot_line USING PRIMARY KEY (day>? AND day<?)"),
            (STAKES, "SEARCH snapshot_line USING PRIMARY KEY (day=?)"),
            (ACCOUNTS, "SEARCH touch USING COVERING INDEX touch_account (account=? AND at<?)"),
        ] {
            let mut statement = store.sql().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let values = rusqlite::params_from_iter(vec![0; statement.parameter_count()]);
            let steps: Vec<String> =
                statement.query_map(values, |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
            assert!(steps.join("\n").contains(index), "{index}\n{steps:#?}");
        }
    }
}
