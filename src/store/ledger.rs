//! The ledger as figures read it, and what stands behind the figures beside it: what is due in a period, what is not settled.

use crate::domain::figure::curve::Entry;
use crate::domain::figure::renewal_rate::DueRenewal;
use crate::domain::figure::rules::ChurnDay;
use crate::domain::phrase::period::Period;
use crate::domain::record::movement::Movement;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::AccountId;
use crate::domain::value::money::{Currency, Money};
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::row::Get;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::{Row, Rows, params};
use std::cmp::Ordering;
use std::collections::HashMap;
use ulid::Ulid;

/// A day and whether the row is a price change come as one number, and the day of notice only where it counts: of
/// 200,000 rows each column is a hundredth of a second.
const ENTRIES: &str = "SELECT account, day * 2 + (kind = 'price'), delta_minor, delta_currency FROM movement
    WHERE archived_at IS NULL ORDER BY account, day";

const NOTICED: &str = "SELECT account, day * 2 + (kind = 'price'), delta_minor, delta_currency, notice_on FROM movement
    WHERE archived_at IS NULL ORDER BY account, day";

const PAYING: &str = "SELECT account FROM subscription ORDER BY account";

/// What a contract pays is looked up only where the renewal does not say what was up for decision, in the order of the
/// contracts: by day each of 18,000 is looked for in other pages, 46 ms instead of 30. Without its limit SQLite would leave
/// the order out.
const DUE: &str = "SELECT r.due, r.target_minor, r.target_currency, r.final_minor, r.final_currency, r.outcome,
    s.arr_minor, s.arr_currency FROM (SELECT due, target_minor, target_currency, final_minor, final_currency, outcome,
            subscription FROM renewal WHERE due BETWEEN ?1 AND ?2 AND archived_at IS NULL ORDER BY subscription LIMIT -1) r
        LEFT JOIN subscription s ON s.id = CASE WHEN r.target_minor IS NULL THEN r.subscription END";

/// Contracts are gone through in the order of the table, in which what belongs to them mostly lies too: by the days of
/// their ends each of 13,000 is looked for in other pages, 0.18 s instead of 0.06.
const UNSETTLED: &str = "SELECT arr_minor, arr_currency FROM subscription s
    WHERE rowid IN (SELECT rowid FROM subscription
        WHERE \"end\" < ?1 AND auto_renew = 0 AND ended_on IS NULL AND archived_at IS NULL) AND arr_minor > 0
    AND NOT EXISTS (SELECT 1 FROM renewal r WHERE r.subscription = s.id AND r.outcome IS NOT NULL
        AND r.due >= s.\"end\" AND r.archived_at IS NULL)
    AND (SELECT coalesce(sum(delta_minor), s.\"end\" >= ?2) FROM movement m WHERE m.subscription = s.id
        AND m.archived_at IS NULL) > 0
    AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = s.account AND a.archived_at IS NOT NULL)";

/// Accounts without a ledger beyond which all contracts are read at once.
const MANY: usize = 500;

impl Store {
    /// The ledger of one account, in order of time.
    pub fn ledger_of(&self, account: &str) -> Result<Vec<Movement>, Error> {
        self.rows("WHERE account = ?1 AND archived_at IS NULL ORDER BY day, id", [account])
    }

    /// Walks the whole ledger, account by account, each in order of days; days of notice where revenue ends on them. Gives
    /// the accounts that have contracts and are not in it, in order.
    pub fn walk_ledger(&self, churn_day: ChurnDay, mut take: impl FnMut(&[Entry])) -> Result<Vec<AccountId>, Error> {
        let noticed = churn_day == ChurnDay::Notice;
        let mut ledger = self.sql().prepare_cached(if noticed { NOTICED } else { ENTRIES })?;
        let mut paying = self.sql().prepare_cached(PAYING)?;
        let mut paying = Paying::start(paying.query([])?)?;
        let mut rows = ledger.query([])?;
        let (mut key, mut own): (Vec<u8>, Vec<Entry>) = (Vec::new(), Vec::new());
        let (mut account, mut currency) = (AccountId(Ulid(0)), Currency::USD);
        while let Some(row) = rows.next()? {
            let text = row.get_ref(0)?.as_bytes().map_err(rusqlite::Error::from)?;
            if text != key {
                if !own.is_empty() {
                    take(&own);
                    own.clear();
                }
                account = Get::from(row, 0).word()?;
                text.clone_into(&mut key);
                paying.pass(Some(&key))?;
            }
            if row.get_ref(3)?.as_bytes().map_err(rusqlite::Error::from)? != currency.code().as_bytes() {
                currency = Get::from(row, 3).word()?;
            }
            let day: i64 = row.get(1)?;
            own.push(Entry {
                account,
                day: Day(i32::try_from(day >> 1).unwrap_or(i32::MAX)),
                delta: Money::new(row.get(2)?, currency),
                price: day & 1 == 1,
                notice_on: if noticed { row.get(4)? } else { None },
            });
        }
        if !own.is_empty() {
            take(&own);
        }
        paying.pass(None)?;
        Ok(paying.missing)
    }

    /// Contracts and renewals of some accounts, which are in order.
    pub fn contracts_of_all(&self, accounts: &[AccountId]) -> Result<(Vec<Subscription>, Vec<Renewal>), Error> {
        if accounts.len() > MANY {
            let mut subscriptions: Vec<Subscription> = self.rows("WHERE archived_at IS NULL", [])?;
            let mut renewals: Vec<Renewal> = self.rows("WHERE archived_at IS NULL", [])?;
            subscriptions.retain(|row| accounts.binary_search(&row.account).is_ok());
            renewals.retain(|row| accounts.binary_search(&row.account).is_ok());
            return Ok((subscriptions, renewals));
        }
        let (mut subscriptions, mut renewals) = (Vec::new(), Vec::new());
        for account in accounts {
            let (subs, rows) = self.contracts_of(&account.to_string())?;
            subscriptions.extend(subs);
            renewals.extend(rows);
        }
        Ok((subscriptions, renewals))
    }

    /// The accounts that are put away, and since when.
    pub fn put_away(&self) -> Result<HashMap<AccountId, Moment>, Error> {
        let sql = "SELECT id, archived_at FROM account WHERE archived_at IS NOT NULL";
        let mut statement = self.sql().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((Get::from(row, 0).word()?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Contracts and renewals of one account.
    pub fn contracts_of(&self, account: &str) -> Result<(Vec<Subscription>, Vec<Renewal>), Error> {
        let own = "WHERE account = ?1 AND archived_at IS NULL ORDER BY id";
        Ok((self.rows(own, [account])?, self.rows(own, [account])?))
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
        let mut statement = self.sql().prepare_cached(UNSETTLED)?;
        let rows = statement.query_map([by, lapsed], |row| Get::from(row, 0).amount())?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The accounts that have contracts, passed by in order.
struct Paying<'s> {
    rows: Rows<'s>,
    missing: Vec<AccountId>,
}

impl<'s> Paying<'s> {
    fn start(mut rows: Rows<'s>) -> Result<Paying<'s>, Error> {
        rows.advance()?;
        Ok(Paying { rows, missing: Vec::new() })
    }

    /// Passes an account that is in the ledger; those before it are missing from that.
    fn pass(&mut self, ledger: Option<&[u8]>) -> Result<(), Error> {
        while let Some(row) = self.rows.get() {
            let next = row.get_ref(0)?.as_bytes().map_err(rusqlite::Error::from)?;
            match ledger.map_or(Ordering::Less, |key| next.cmp(key)) {
                Ordering::Greater => break,
                Ordering::Equal => {}
                Ordering::Less => {
                    let account = Get::from(row, 0).word()?;
                    if self.missing.last() != Some(&account) {
                        self.missing.push(account);
                    }
                }
            }
            self.rows.advance()?;
        }
        Ok(())
    }
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
        for sql in [ENTRIES, NOTICED] {
            let mut statement = store.sql().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps: Vec<String> =
                statement.query_map([], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
            assert_eq!(steps, ["SCAN movement USING COVERING INDEX movement_account"]);
        }
        let mut statement = store.sql().prepare(&format!("EXPLAIN QUERY PLAN {DUE}")).unwrap();
        let steps: Vec<String> =
            statement.query_map([1, 2], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
        assert!(steps.join(" ").contains("USING COVERING INDEX renewal_due"), "{steps:?}");
        let mut statement = store.sql().prepare(&format!("EXPLAIN QUERY PLAN {UNSETTLED}")).unwrap();
        let steps: Vec<String> =
            statement.query_map([1, 2], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
        assert!(steps.join(" ").contains("USING INDEX subscription_over"), "{steps:?}");
    }
}
