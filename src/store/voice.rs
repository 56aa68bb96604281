//! Reads what customers said and what they use, of one account or of a period. Rows of accounts that were put away are
//! left out of a period.

use crate::domain::figure::adoption::Series;
use crate::domain::figure::pulse::{Counted, Gathered, SEEN};
use crate::domain::record::feedback::Feedback;
use crate::domain::stake::input::Dated;
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::AccountId;
use crate::domain::value::milli::Milli;
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::row::Get;
use rusqlite::{Row, params};
use std::collections::HashMap;

/// Live accounts whose figures tell how a metric is measured.
const TELLING: u32 = 300;
const OWNED: &str = "archived_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = account AND a.archived_at IS NOT NULL)";

fn figure(row: &Row<'_>) -> rusqlite::Result<(AccountId, f64)> {
    Ok((Get::from(row, 0).word()?, Milli(row.get(1)?).value()))
}

impl Store {
    /// The feedback of an account, the newest first, so many.
    pub fn feedback_of(&self, account: AccountId, limit: u32) -> Result<Vec<Feedback>, Error> {
        let own = "WHERE account = ?1 AND archived_at IS NULL ORDER BY at DESC, id DESC LIMIT ?2";
        self.rows(own, params![account.to_string(), limit])
    }

    /// The feedback that was given from a moment on and before another, in the order in which it was given.
    pub fn feedback_between(&self, from: Moment, before: Moment) -> Result<Vec<Feedback>, Error> {
        self.rows(&format!("WHERE at >= ?1 AND at < ?2 AND {OWNED} ORDER BY at, id"), params![from, before])
    }

    /// Feedback to which nobody has replied yet, or that is not settled, the oldest first.
    pub fn feedback_open(&self) -> Result<Vec<Feedback>, Error> {
        let open = "resolved IS NULL AND (kind IN ('complaint', 'request', 'reference') OR (kind = 'nps' AND answered IS NULL))";
        let mut rows: Vec<Feedback> = self.rows(&format!("WHERE {open} AND {OWNED} ORDER BY at, id"), [])?;
        rows.retain(Feedback::is_open);
        Ok(rows)
    }

    /// The figures of an account from a day on, metric by metric, each in order of day.
    pub fn usage_of(&self, account: AccountId, from: Day) -> Result<Vec<(String, Series)>, Error> {
        let sql = "SELECT metric, day, value_milli FROM usage
            WHERE account = ?1 AND day >= ?2 AND archived_at IS NULL ORDER BY metric, day";
        let mut statement = self.sql().prepare_cached(sql)?;
        let mut rows = statement.query(params![account.to_string(), from])?;
        let mut found: Vec<(String, Series)> = Vec::new();
        while let Some(row) = rows.next()? {
            let mut get = Get::from(row, 0);
            let metric: String = get.take()?;
            let (on, milli): (Day, i64) = (get.take()?, get.take()?);
            let figure = Dated { value: Milli(milli).value(), on };
            match found.last_mut() {
                Some((last, series)) if *last == metric => series.push(figure),
                _ => found.push((metric, vec![figure])),
            }
        }
        Ok(found)
    }

    /// The metrics that the book counts as things happen, read off so many of its live accounts: an account's page must
    /// not read the figures of all.
    pub fn counted(&self, today: Day) -> Result<Vec<Counted>, Error> {
        let sql = "SELECT account, metric, day FROM usage WHERE account IN (
                SELECT id FROM account WHERE archived_at IS NULL AND stage <> 'churned'
                AND EXISTS (SELECT 1 FROM usage WHERE account = account.id) ORDER BY id LIMIT ?3
            ) AND day > ?1 AND day <= ?2 AND archived_at IS NULL ORDER BY account, metric, day";
        let mut statement = self.sql().prepare_cached(sql)?;
        let mut rows = statement.query(params![today.plus_days(-SEEN), today, TELLING])?;
        let mut gathered = Gathered::default();
        let mut of = (String::new(), String::new());
        let mut days: Vec<Day> = Vec::new();
        while let Some(row) = rows.next()? {
            let next = (row.get(0)?, row.get(1)?);
            if next != of {
                gathered.take(&of.1, &days);
                days.clear();
                of = next;
            }
            days.push(row.get(2)?);
        }
        gathered.take(&of.1, &days);
        Ok(gathered.counted(today))
    }

    /// Seats in use of each account on a day, measured or read, whichever is newer; none older than so many days before.
    pub fn seats_used_on(&self, day: Day, days: i32) -> Result<HashMap<AccountId, f64>, Error> {
        let known = format!("metric = 'seats-used' AND day <= ?1 AND day > ?2 AND {OWNED}");
        // Of one day what was measured comes last, and so rules.
        let sql = format!(
            "SELECT account, value_milli FROM (
                 SELECT account, day, value_milli, 1 AS measured FROM usage WHERE {known}
                 UNION ALL SELECT account, day, value_milli, 0 FROM reading WHERE {known}
             ) ORDER BY day, measured"
        );
        let mut statement = self.sql().prepare_cached(&sql)?;
        let rows = statement.query_map(params![day, day.plus_days(-days)], figure)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Seats bought by the contracts of each account that run on a day.
    pub fn seats_on(&self, day: Day) -> Result<HashMap<AccountId, f64>, Error> {
        let sql = format!(
            "SELECT account, sum(seats) * 1000 FROM subscription WHERE seats > 0 AND (start IS NULL OR start <= ?1)
             AND (ended_on IS NULL OR ended_on > ?1) AND {OWNED} GROUP BY account"
        );
        let mut statement = self.sql().prepare_cached(&sql)?;
        let rows = statement.query_map([day], figure)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The latest figure of a metric of each account on a day, none older than so many days before.
    pub fn usage_on(&self, metric: &str, day: Day, days: i32) -> Result<Vec<(AccountId, f64)>, Error> {
        let sql = format!(
            "SELECT account, max(day), value_milli FROM usage
             WHERE metric = ?1 AND day <= ?2 AND day > ?3 AND {OWNED} GROUP BY account"
        );
        let mut statement = self.sql().prepare_cached(&sql)?;
        let rows = statement.query_map(params![metric, day, day.plus_days(-days)], |row| {
            Ok((Get::from(row, 0).word()?, Milli(row.get(2)?).value()))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
