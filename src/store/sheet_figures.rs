//! Figures that a filter compares and no list shows: seats, their use, change of use, NPS. Read as the ranking reads
//! them, so that both see the same.

use crate::domain::query::id_hash::IdMap;
use crate::domain::query::sheet::Scope;
use crate::domain::record::reading::Metric;
use crate::domain::stake::fact::{seat_use, seats, waiting_detractor};
use crate::domain::stake::input::Inputs;
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::{Day, Now};
use crate::domain::value::id::AccountId;
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::inputs::{
    ANSWER, ANSWERS, FIRST, Feed, RENEWAL, Readings, SUBSCRIPTION, USAGE, renewal, subscription, usage_since,
};

/// Figures of one account.
#[derive(Clone, Copy, Default)]
pub(in crate::store) struct Figures {
    pub seats: Option<u32>,
    pub seat_use: Option<f64>,
    pub usage: Option<f64>,
    pub nps: Option<f64>,
    pub measured: Option<Day>,
    pub detractor: Option<Day>,
}

impl Store {
    /// Figures by account; those of which nothing is known are left out.
    pub(in crate::store) fn figures(
        &self,
        scope: &Scope,
        now: Now,
        weights: &Weights,
    ) -> Result<IdMap<AccountId, Figures>, Error> {
        let mut found = IdMap::default();
        match scope {
            Scope::Whole => self.figures_of(&self.all_keys()?, None, now, weights, &mut found)?,
            Scope::Some(ids) => {
                for id in ids {
                    let key = id.to_string();
                    self.figures_of(std::slice::from_ref(&key), Some(&key), now, weights, &mut found)?;
                }
            }
        }
        Ok(found)
    }

    fn all_keys(&self) -> Result<Vec<String>, Error> {
        let mut statement = self.sql().prepare_cached("SELECT id FROM account ORDER BY id")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Figures of accounts in order of key: of one, or of all.
    fn figures_of(
        &self,
        keys: &[String],
        one: Option<&str>,
        now: Now,
        weights: &Weights,
        found: &mut IdMap<AccountId, Figures>,
    ) -> Result<(), Error> {
        let own = if one.is_some() { " AND account = ?1" } else { "" };
        let metrics = [Metric::SeatsUsed, Metric::Usage, Metric::UsageChange, Metric::Nps];
        let words = metrics.map(|metric| format!("'{}'", metric.word())).join(", ");
        let mut subscriptions =
            self.sql().prepare_cached(&format!("{SUBSCRIPTION} WHERE archived_at IS NULL{own} ORDER BY account"))?;
        let mut renewals =
            self.sql().prepare_cached(&format!("{RENEWAL} WHERE archived_at IS NULL{own} ORDER BY account"))?;
        let mut readings = self.sql().prepare_cached(&format!(
            "SELECT account, metric, day, value_milli FROM reading
             WHERE metric IN ({words}) AND archived_at IS NULL{own} ORDER BY account, metric, day"
        ))?;
        let mut usage = self
            .sql()
            .prepare_cached(&format!("{USAGE} WHERE {}{own} ORDER BY account, metric, day", usage_since(now.today)))?;
        let mut answers = self.sql().prepare_cached(&format!("{ANSWER} WHERE {ANSWERS}{own} ORDER BY account, at"))?;
        let counted = self.counted(now.today)?;
        let mut first = self.sql().prepare_cached(FIRST)?;
        let mut subscriptions = Feed::start(&mut subscriptions, one)?;
        let mut renewals = Feed::start(&mut renewals, one)?;
        let mut readings = Feed::start(&mut readings, one)?;
        let mut usage = Feed::start(&mut usage, one)?;
        let mut answers = Feed::start(&mut answers, one)?;
        for key in keys {
            let Ok(id) = key.parse::<AccountId>() else { continue };
            let mut inputs = Inputs::bare(id);
            subscriptions.of(key, |row| subscription(row).map(|terms| inputs.subscriptions.push(terms)))?;
            renewals.of(key, |row| renewal(row).map(|terms| inputs.renewals.push(terms)))?;
            let mut latest = Readings::default();
            readings.of(key, |row| latest.take(row))?;
            usage.of(key, |row| latest.take_usage(row))?;
            answers.of(key, |row| latest.take_answer(row, now))?;
            let begun = |metric: &str| first.query_row([key.as_str(), metric], |row| row.get(0)).ok().flatten();
            latest.settle(&mut inputs, (&counted, now.today), begun);
            found.insert(
                id,
                Figures {
                    seats: seats(&inputs, now.today, weights).map(|seats| u32::try_from(seats).unwrap_or(u32::MAX)),
                    seat_use: seat_use(&inputs, now.today, weights).map(|read| read.figure),
                    usage: inputs.usage_change.map(|dated| dated.value),
                    nps: inputs.nps.map(|dated| dated.value),
                    measured: inputs.usage_change.map(|dated| dated.on),
                    detractor: waiting_detractor(&inputs, now.today, weights).and_then(|read| read.on),
                },
            );
        }
        Ok(())
    }
}
