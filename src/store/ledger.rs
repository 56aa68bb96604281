//! The ledger as figures read it, and what stands behind the figures beside it: renewals of a period, and renewals as
//! they were at a moment.

use crate::domain::figure::curve::Entry;
use crate::domain::figure::renewal_rate::DueRenewal;
use crate::domain::phrase::period::Period;
use crate::domain::record::meta::Kind;
use crate::domain::record::movement::Movement;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId};
use crate::domain::value::money::Money;
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::row::Get;
use rusqlite::{Row, params};
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

const ENTRIES: &str = "SELECT account, day, delta_minor, delta_currency, kind = 'price', notice_on FROM movement
    WHERE archived_at IS NULL ORDER BY account, day";

const DUE: &str = "SELECT r.due, r.target_minor, r.target_currency, r.final_minor, r.final_currency, r.outcome,
    s.arr_minor, s.arr_currency FROM renewal r LEFT JOIN subscription s ON s.id = r.subscription
    WHERE r.due BETWEEN ?1 AND ?2 AND r.archived_at IS NULL";

/// Accounts without a ledger beyond which all contracts are read at once.
const MANY: usize = 500;

impl Store {
    /// The ledger of one account, in order of time.
    pub fn ledger_of(&self, account: &str) -> Result<Vec<Movement>, Error> {
        self.rows("WHERE account = ?1 AND archived_at IS NULL ORDER BY day, id", [account])
    }

    /// The whole ledger in order of account and day.
    pub fn ledger(&self) -> Result<Vec<Entry>, Error> {
        let mut statement = self.sql().prepare_cached(ENTRIES)?;
        let rows = statement.query_map([], entry)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Contracts and renewals of the accounts that have some and are not in the ledger.
    pub fn unledgered(&self, ledger: &[Entry]) -> Result<(Vec<Subscription>, Vec<Renewal>), Error> {
        let missing = self.paying_without(ledger)?;
        if missing.len() > MANY {
            let mut subscriptions: Vec<Subscription> = self.rows("WHERE archived_at IS NULL", [])?;
            let mut renewals: Vec<Renewal> = self.rows("WHERE archived_at IS NULL", [])?;
            subscriptions.retain(|row| missing.binary_search(&row.account).is_ok());
            renewals.retain(|row| missing.binary_search(&row.account).is_ok());
            return Ok((subscriptions, renewals));
        }
        let (mut subscriptions, mut renewals) = (Vec::new(), Vec::new());
        for account in missing {
            let (subs, rows) = self.contracts_of(&account.to_string())?;
            subscriptions.extend(subs);
            renewals.extend(rows);
        }
        Ok((subscriptions, renewals))
    }

    /// Contracts and renewals of one account.
    pub fn contracts_of(&self, account: &str) -> Result<(Vec<Subscription>, Vec<Renewal>), Error> {
        let own = "WHERE account = ?1 AND archived_at IS NULL ORDER BY id";
        Ok((self.rows(own, [account])?, self.rows(own, [account])?))
    }

    /// Accounts with contracts that are not in a ledger, in order; both sides are walked in order of account.
    fn paying_without(&self, ledger: &[Entry]) -> Result<Vec<AccountId>, Error> {
        let mut statement = self.sql().prepare_cached("SELECT account FROM subscription ORDER BY account")?;
        let rows = statement.query_map([], |row| Get::from(row, 0).word::<AccountId>())?;
        let mut known = ledger.iter().map(|entry| entry.account).peekable();
        let mut missing: Vec<AccountId> = Vec::new();
        for account in rows {
            let account = account?;
            while known.next_if(|known| *known < account).is_some() {}
            if known.peek() != Some(&account) && missing.last() != Some(&account) {
                missing.push(account);
            }
        }
        Ok(missing)
    }

    /// The renewals due in a period, as their rate needs them.
    pub fn renewals_due(&self, period: Period) -> Result<Vec<DueRenewal>, Error> {
        let mut statement = self.sql().prepare_cached(DUE)?;
        let rows = statement.query_map(params![period.first, period.last], due)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether every renewal on record is a lost one.
    pub fn has_losses_alone(&self) -> Result<bool, Error> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM renewal WHERE (outcome IS NULL OR outcome <> 'churned')
            AND archived_at IS NULL)";
        Ok(self.sql().prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Contracts that ended by a day, do not renew themselves and have neither an end on record nor a settled renewal.
    /// Those that are not in the ledger count as ended when their term ran out before `lapsed`.
    pub fn unsettled(&self, by: Day, lapsed: Day) -> Result<Vec<Money>, Error> {
        let mut statement = self.sql().prepare_cached(
            "SELECT arr_minor, arr_currency FROM subscription s
             WHERE \"end\" < ?1 AND auto_renew = 0 AND ended_on IS NULL AND archived_at IS NULL AND arr_minor > 0
             AND NOT EXISTS (SELECT 1 FROM renewal r WHERE r.subscription = s.id AND r.outcome IS NOT NULL
                AND r.due >= s.\"end\" AND r.archived_at IS NULL)
             AND (SELECT coalesce(sum(delta_minor), s.\"end\" >= ?2) FROM movement m WHERE m.subscription = s.id
                AND m.archived_at IS NULL) > 0",
        )?;
        let rows = statement.query_map([by, lapsed], |row| Get::from(row, 0).amount())?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Renewals due in a period, whole.
    pub fn renewals_between(&self, period: Period) -> Result<Vec<Renewal>, Error> {
        let sql = "WHERE due BETWEEN ?1 AND ?2 AND archived_at IS NULL ORDER BY due, id";
        self.rows(sql, params![period.first, period.last])
    }

    /// Decisions that are open, whose term ends in a period.
    pub fn open_decisions(&self, period: Period) -> Result<Vec<OpenDecision>, Error> {
        let mut statement = self.sql().prepare_cached(
            "SELECT account, renewal, subscription, day, end, revenue, stake FROM decision
             WHERE end BETWEEN ?1 AND ?2 ORDER BY end, account, n",
        )?;
        let rows = statement.query_map(params![period.first, period.last], |row| {
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
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
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
        let mut statement = self.sql().prepare_cached(
            "SELECT j.row, j.before FROM batch b JOIN journal j ON j.batch = b.seq
             WHERE b.at > ?1 AND j.kind = ?2 ORDER BY b.seq, j.n",
        )?;
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

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let mut get = Get::from(row, 0);
    Ok(Entry {
        account: get.word()?,
        day: get.take()?,
        delta: get.amount()?,
        price: get.take()?,
        notice_on: get.take()?,
    })
}

fn due(row: &Row<'_>) -> rusqlite::Result<DueRenewal> {
    let mut get = Get::from(row, 0);
    Ok(DueRenewal {
        due: get.take()?,
        target: get.money()?,
        final_amount: get.money()?,
        outcome: get.words()?,
        revenue: get.money()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ledger_is_read_from_its_index_alone() {
        let store = Store::in_memory().unwrap();
        let mut statement = store.sql().prepare(&format!("EXPLAIN QUERY PLAN {ENTRIES}")).unwrap();
        let steps: Vec<String> = statement.query_map([], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
        assert_eq!(steps, ["SCAN movement USING COVERING INDEX movement_account"]);
        let mut statement = store.sql().prepare(&format!("EXPLAIN QUERY PLAN {DUE}")).unwrap();
        let steps: Vec<String> =
            statement.query_map([1, 2], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
        assert!(steps.join(" ").contains("USING INDEX renewal_due"), "{steps:?}");
    }
}
