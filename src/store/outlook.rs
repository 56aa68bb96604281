//! What stands behind a forecast: the renewals and open decisions of a period, the name of an account and what a contract
//! pays, and renewals as they were at a moment.

use crate::domain::phrase::period::Period;
use crate::domain::record::account::Account;
use crate::domain::record::meta::Kind;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId};
use crate::domain::value::money::Money;
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::row::Get;
use rusqlite::{OptionalExtension, Params, Row, params};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::str::FromStr;

/// A decision without a settled renewal, as the ranking has it.
#[derive(Clone, PartialEq, Debug)]
pub struct OpenDecision {
    /// Whose.
    pub account: AccountId,
    /// Its renewal, where there is one.
    pub renewal: Option<RenewalId>,
    /// Its subscription, where there is one.
    pub subscription: Option<SubscriptionId>,
    /// Decision day.
    pub day: Day,
    /// End of the term.
    pub end: Day,
    /// Revenue decided, home minor units.
    pub revenue: i64,
    /// Money at stake in it, home minor units.
    pub stake: i64,
}

/// Open decisions whose term ends in a period, and those of renewals that are due in it.
const DECISIONS: &str = "SELECT account, renewal, subscription, day, end, revenue, stake, n FROM decision
    WHERE end BETWEEN ?1 AND ?2
    UNION ALL SELECT d.account, d.renewal, d.subscription, d.day, d.end, d.revenue, d.stake, d.n
    FROM renewal r JOIN decision d ON d.account = r.account AND d.renewal = r.id
    WHERE r.due BETWEEN ?1 AND ?2 AND r.outcome IS NULL AND r.archived_at IS NULL AND d.end NOT BETWEEN ?1 AND ?2
    ORDER BY end, account, n";

/// Rows of a table that were written since a moment, as they were. Batches are few: asked from the journal it is read whole.
const WERE: &str = "SELECT j.row, j.before FROM batch b CROSS JOIN journal j ON j.batch = b.seq
    WHERE b.at > ?1 AND j.kind = ?2 ORDER BY b.seq, j.n";

impl Store {
    /// Renewals due in a period, whole.
    pub fn renewals_between(&self, period: Period) -> Result<Vec<Renewal>, Error> {
        // In the order of the table, then of days: half the time for 18,000, which else are each in another page.
        let sql = "WHERE rowid IN (SELECT rowid FROM renewal WHERE due BETWEEN ?1 AND ?2 AND archived_at IS NULL)";
        let mut found: Vec<Renewal> = self.rows(sql, params![period.first, period.last])?;
        found.sort_by_key(|row| (row.due, row.id));
        Ok(found)
    }

    /// Decisions that are open and end in a period, or whose renewal is due in it.
    pub fn open_decisions(&self, period: Period) -> Result<Vec<OpenDecision>, Error> {
        self.decisions(DECISIONS, params![period.first, period.last])
    }

    /// The open decisions of a renewal.
    pub fn open_decisions_of(&self, account: AccountId, renewal: RenewalId) -> Result<Vec<OpenDecision>, Error> {
        let sql = "SELECT account, renewal, subscription, day, end, revenue, stake FROM decision
            WHERE account = ?1 AND renewal = ?2 ORDER BY n";
        self.decisions(sql, params![account.to_string(), renewal.to_string()])
    }

    fn decisions(&self, sql: &str, of: impl Params) -> Result<Vec<OpenDecision>, Error> {
        let mut statement = self.sql().prepare_cached(sql)?;
        let rows = statement.query_map(of, decision)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The name of an account; none when it is put away.
    pub fn name_of(&self, account: AccountId) -> Result<Option<String>, Error> {
        let sql = "SELECT name FROM account WHERE id = ?1 AND archived_at IS NULL";
        Ok(self.sql().prepare_cached(sql)?.query_row([account.to_string()], |row| row.get(0)).optional()?)
    }

    /// The first day from a day on that something of an account is to be decided on.
    pub fn next_decision_day(&self, account: AccountId, from: Day) -> Result<Option<Day>, Error> {
        let sql = "SELECT min(day) FROM decision WHERE account = ?1 AND day >= ?2";
        Ok(self.sql().prepare_cached(sql)?.query_row(params![account.to_string(), from], |row| row.get(0))?)
    }

    /// What a contract pays; none where there is none.
    pub fn paid_by(&self, subscription: SubscriptionId) -> Result<Option<Money>, Error> {
        let sql = "SELECT arr_minor, arr_currency FROM subscription WHERE id = ?1";
        let mut statement = self.sql().prepare_cached(sql)?;
        Ok(statement.query_row([subscription.to_string()], |row| Get::from(row, 0).amount()).optional()?)
    }

    /// Whether all that is in the book came after a moment.
    pub fn is_younger_than(&self, at: Moment) -> Result<bool, Error> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM batch WHERE at <= ?1)
            AND NOT EXISTS (SELECT 1 FROM account WHERE created_at <= ?1)";
        Ok(self.sql().prepare_cached(sql)?.query_row([at], |row| row.get(0))?)
    }

    /// Accounts written since a moment, as they were then; none where there was no such row.
    pub fn accounts_as_of(&self, at: Moment) -> Result<BTreeMap<AccountId, Option<Account>>, Error> {
        self.as_of(Kind::Account, at)
    }

    /// Renewals written since a moment, as they were then; none where there was no such row.
    pub fn renewals_as_of(&self, at: Moment) -> Result<BTreeMap<RenewalId, Option<Renewal>>, Error> {
        self.as_of(Kind::Renewal, at)
    }

    /// Subscriptions written since a moment, as they were then; none where there was no such row.
    pub fn subscriptions_as_of(&self, at: Moment) -> Result<BTreeMap<SubscriptionId, Option<Subscription>>, Error> {
        self.as_of(Kind::Subscription, at)
    }

    fn as_of<K, T>(&self, kind: Kind, at: Moment) -> Result<BTreeMap<K, Option<T>>, Error>
    where
        K: Copy + Ord + FromStr<Err: std::fmt::Display>,
        T: DeserializeOwned,
    {
        let mut statement = self.sql().prepare_cached(WERE)?;
        let mut rows = statement.query(params![at, kind.word()])?;
        let mut found = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let key: String = row.get(0)?;
            let bad = |why: &dyn std::fmt::Display| Error::BadRow(format!("journal of {kind} {key}: {why}"));
            let id: K = key.parse().map_err(|why| bad(&why))?;
            if found.contains_key(&id) {
                continue;
            }
            let before: Option<String> = row.get(1)?;
            let before = before.map(|json| serde_json::from_str::<T>(&json)).transpose();
            found.insert(id, before.map_err(|why| bad(&why))?);
        }
        Ok(found)
    }
}

fn decision(row: &Row<'_>) -> rusqlite::Result<OpenDecision> {
    let mut get = Get::from(row, 0);
    Ok(OpenDecision {
        account: get.word()?,
        renewal: get.words()?,
        subscription: get.words()?,
        day: get.take()?,
        end: get.take()?,
        revenue: get.take()?,
        stake: get.take()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_found_by_its_days() {
        let store = Store::in_memory().unwrap();
        for sql in [DECISIONS, WERE] {
            let mut statement = store.sql().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps: Vec<String> =
                statement.query_map([1, 2], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
            let whole = |step: &&String| step.starts_with("SCAN") && !step.starts_with("SCAN b");
            assert_eq!(steps.iter().find(whole), None, "{steps:?}");
        }
    }
}
