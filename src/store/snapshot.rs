//! Snapshots: once a week, what each account was ranked by and where it stood. What did not change since the last one is
//! not written again.

use crate::domain::stake::input::Inputs;
use crate::domain::stake::loss::Prior;
use crate::domain::value::day::{Day, Moment};
use crate::store::db::Store;
use crate::store::error::Error;
use rusqlite::{OptionalExtension, params};
use std::collections::HashMap;

/// Where one account stood, and by what.
#[derive(Clone, PartialEq, Debug)]
pub struct SnapshotLine {
    /// What it was ranked by.
    pub inputs: Inputs,
    /// Its stake, home minor units.
    pub stake: i64,
    /// Its revenue, home minor units.
    pub arr: i64,
    /// Its chance of loss.
    pub p: f64,
    /// The score made of its measures, 0 to 100; none while too few are known.
    pub health: Option<f64>,
}

/// The book on one day.
#[derive(Clone, PartialEq, Debug)]
pub struct Snapshot {
    /// The day.
    pub day: Day,
    /// The Monday of its week.
    pub week: Day,
    /// When it was taken.
    pub at: Moment,
    /// How the book's renewals had ended.
    pub prior: Prior,
    /// Its accounts, the first of the list first.
    pub lines: Vec<SnapshotLine>,
}

impl Store {
    /// Whether a week, named by its Monday, has its snapshot.
    pub fn has_snapshot(&self, week: Day) -> Result<bool, Error> {
        let sql = "SELECT EXISTS (SELECT 1 FROM snapshot WHERE week = ?1)";
        Ok(self.sql().prepare_cached(sql)?.query_row([week], |row| row.get(0))?)
    }

    /// The days of all snapshots, the oldest first.
    pub fn snapshot_days(&self) -> Result<Vec<Day>, Error> {
        let mut statement = self.sql().prepare_cached("SELECT day FROM snapshot ORDER BY day")?;
        let days = statement.query_map([], |row| row.get(0))?;
        Ok(days.collect::<Result<_, _>>()?)
    }

    /// Keeps a snapshot, within the caller's transaction; the accounts that are gone leave the older ones.
    pub fn put_snapshot(&self, snapshot: &Snapshot) -> Result<(), Error> {
        for sql in [
            "DELETE FROM snapshot_line WHERE account NOT IN (SELECT id FROM account)",
            "DELETE FROM snapshot_input WHERE account NOT IN (SELECT id FROM account)",
        ] {
            self.sql().execute(sql, [])?;
        }
        let before = self.digests(snapshot.day)?;
        let Prior { lost, decided } = snapshot.prior;
        let accounts = i64::try_from(snapshot.lines.len()).unwrap_or(i64::MAX);
        self.sql()
            .prepare_cached(
                "INSERT INTO snapshot (day, week, at, lost, decided, accounts) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![snapshot.day, snapshot.week, snapshot.at, lost, decided, accounts])?;
        let mut line = self.sql().prepare_cached(
            "INSERT INTO snapshot_line (day, account, place, stake, arr, p, since, digest, health)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        let mut input =
            self.sql().prepare_cached("INSERT INTO snapshot_input (since, account, inputs) VALUES (?1, ?2, ?3)")?;
        for (place, row) in (1_u32..).zip(&snapshot.lines) {
            let key = row.inputs.account.to_string();
            let text = serde_json::to_string(&row.inputs).map_err(|bad| Error::BadRow(bad.to_string()))?;
            let digest = digest(text.as_bytes());
            let since = match before.get(&key) {
                Some((since, kept)) if *kept == digest => *since,
                _ => {
                    input.execute(params![snapshot.day, key, text])?;
                    snapshot.day
                }
            };
            line.execute(params![snapshot.day, key, place, row.stake, row.arr, row.p, since, digest, row.health])?;
        }
        Ok(())
    }

    /// The digests of the last snapshot before a day: of each account, and since when they hold.
    fn digests(&self, day: Day) -> Result<HashMap<String, (Day, i64)>, Error> {
        let mut statement = self.sql().prepare_cached(
            "SELECT account, since, digest FROM snapshot_line WHERE day = (SELECT max(day) FROM snapshot WHERE day < ?1)",
        )?;
        let rows = statement.query_map([day], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The snapshot of a day. An account whose inputs cannot be read any more is left out.
    pub fn snapshot(&self, day: Day) -> Result<Option<Snapshot>, Error> {
        let head = self
            .sql()
            .prepare_cached("SELECT week, at, lost, decided FROM snapshot WHERE day = ?1")?
            .query_row([day], |row| Ok((row.get(0)?, row.get(1)?, Prior { lost: row.get(2)?, decided: row.get(3)? })))
            .optional()?;
        let Some((week, at, prior)) = head else { return Ok(None) };
        let mut statement = self.sql().prepare_cached(
            "SELECT i.inputs, l.stake, l.arr, l.p, l.health FROM snapshot_line l
             JOIN snapshot_input i ON i.since = l.since AND i.account = l.account
             WHERE l.day = ?1 ORDER BY l.place",
        )?;
        let rows = statement.query_map([day], |row| {
            let text: String = row.get(0)?;
            let inputs: Option<Inputs> = serde_json::from_str(&text).ok();
            let (stake, arr, p, health) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            Ok(inputs.map(|inputs| SnapshotLine { inputs, stake, arr, p, health }))
        })?;
        let lines: Vec<Option<SnapshotLine>> = rows.collect::<Result<_, _>>()?;
        Ok(Some(Snapshot { day, week, at, prior, lines: lines.into_iter().flatten().collect() }))
    }
}

/// A digest that no other version of folio reckons otherwise: 64-bit FNV-1a.
fn digest(bytes: &[u8]) -> i64 {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    hash.cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stake::input::Dated;
    use crate::domain::value::id::AccountId;
    use ulid::Ulid;

    fn line(n: u128, health: Option<f64>) -> SnapshotLine {
        let health = health.map(|value| Dated { value, on: Day(20_000) });
        let inputs = Inputs { name: format!("Account {n}"), health, ..Inputs::bare(AccountId(Ulid(n))) };
        SnapshotLine { inputs, stake: 100, arr: 1_000, p: 0.1, health: Some(55.0) }
    }

    fn snapshot(day: i32, lines: Vec<SnapshotLine>) -> Snapshot {
        let prior = Prior { lost: 1, decided: 9 };
        Snapshot { day: Day(day), week: Day(day), at: Moment(7), prior, lines }
    }

    /// A book with accounts of these numbers.
    fn book(accounts: &[u128]) -> Store {
        let store = Store::in_memory().unwrap();
        for n in accounts {
            let sql =
                "INSERT INTO account (id, name, aliases, stage, tags, starred, body, created_at, updated_at, version)
                VALUES (?1, 'a', '[]', 'adopting', '[]', 0, '', 1, 1, 1)";
            store.sql().execute(sql, [AccountId(Ulid(*n)).to_string()]).unwrap();
        }
        store
    }

    fn count(store: &Store, table: &str) -> i64 {
        store.sql().query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn comes_back_as_it_was_taken() {
        let store = book(&[1, 2]);
        let first = snapshot(20_000, vec![line(2, Some(40.0)), line(1, None)]);
        store.put_snapshot(&first).unwrap();
        assert_eq!(store.snapshot(Day(20_000)).unwrap(), Some(first));
        assert_eq!(store.snapshot(Day(20_001)).unwrap(), None);
        assert!(store.has_snapshot(Day(20_000)).unwrap() && !store.has_snapshot(Day(20_007)).unwrap());
    }

    #[test]
    fn what_did_not_change_is_written_once() {
        let store = book(&[1, 2]);
        let weeks = [(20_000, None), (20_007, None), (20_014, Some(70.0))];
        for (day, health) in weeks {
            store.put_snapshot(&snapshot(day, vec![line(2, Some(40.0)), line(1, health)])).unwrap();
        }
        assert_eq!((count(&store, "snapshot_line"), count(&store, "snapshot_input")), (6, 3));
        for (day, health) in weeks {
            let found = store.snapshot(Day(day)).unwrap().unwrap();
            assert_eq!(found.lines, [line(2, Some(40.0)), line(1, health)], "{day}");
        }
        assert_eq!(count(&store, "snapshots"), 6);
    }

    #[test]
    fn an_account_that_is_gone_leaves() {
        let store = book(&[1, 2]);
        store.put_snapshot(&snapshot(20_000, vec![line(1, None), line(2, None)])).unwrap();
        store.sql().execute("DELETE FROM account WHERE id = ?1", [AccountId(Ulid(1)).to_string()]).unwrap();
        store.put_snapshot(&snapshot(20_007, vec![line(2, None)])).unwrap();
        assert_eq!(store.snapshot(Day(20_000)).unwrap().unwrap().lines.len(), 1);
        assert_eq!(count(&store, "snapshot_input"), 1);
    }

    #[test]
    fn a_week_has_one() {
        let store = book(&[1]);
        let taken = |day: i32| Snapshot { week: Day(20_000), ..snapshot(day, vec![line(1, None)]) };
        store.put_snapshot(&taken(20_000)).unwrap();
        store.put_snapshot(&taken(20_003)).unwrap_err();
    }
}
