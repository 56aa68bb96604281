//! What falls on each day, from the decisions of the ranking: summed in a table of its own, so that a month of any book is
//! some dozens of rows, and one by one. The sums are those of the decisions whenever a write is done.

use crate::domain::book::DecisionId;
use crate::domain::calendar::days::{Days, Tally};
use crate::domain::calendar::entry::{Entry, What, at_risk};
use crate::domain::stake::health::Band;
use crate::domain::value::day::Day;
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::row::Get;
use rusqlite::{Row, params};
use std::collections::BTreeSet;

/// Amounts are summed in two halves of 32 bits: SQLite gives up a whole query whose sum leaves an i64.
const SUMS: &str = "count(*), sum(revenue >> 32), sum(revenue & 4294967295), sum(stake >> 32), sum(stake & 4294967295)";

const KEPT: &str = "SELECT day, band, notice, decisions, revenue, stake FROM calendar";

impl Store {
    /// What falls on each day from one to another, both included.
    pub fn calendar_days(&self, from: Day, to: Day) -> Result<Days, Error> {
        let mut days = Days::default();
        let sql = format!("{KEPT} WHERE what = ?1 AND day BETWEEN ?2 AND ?3");
        let mut statement = self.sql().prepare_cached(&sql)?;
        for what in [What::End, What::CancelBy] {
            let mut rows = statement.query((word(what), from, to))?;
            while let Some(row) = rows.next()? {
                days.add(row.get(0)?, what, tally(row)?);
            }
        }
        Ok(days)
    }

    /// Terms that ended before a day without an outcome.
    pub fn late_terms(&self, today: Day) -> Result<Tally, Error> {
        let mut statement = self.sql().prepare_cached(&format!("{KEPT} WHERE what = 'end' AND day < ?1"))?;
        let mut rows = statement.query([today])?;
        let mut late = Tally::default();
        while let Some(row) = rows.next()? {
            late += tally(row)?;
        }
        Ok(late)
    }

    /// Terms that ended before a day without an outcome, one by one, the first of them.
    pub fn late_entries(&self, today: Day, limit: u32) -> Result<Vec<Entry>, Error> {
        let mut statement = self.sql().prepare_cached(&one_by_one(What::End))?;
        let rows = statement.query_map((Day::MIN, today.plus_days(-1), limit), |row| entry(row, What::End))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The first entries of a stretch by day, last days for notice before ends of the same day.
    pub fn agenda(&self, from: Day, to: Day, limit: u32) -> Result<Vec<Entry>, Error> {
        let mut entries = Vec::new();
        for what in [What::CancelBy, What::End] {
            let mut statement = self.sql().prepare_cached(&one_by_one(what))?;
            let rows = statement.query_map((from, to, limit), |row| entry(row, what))?;
            for found in rows {
                entries.push(found?);
            }
        }
        entries.sort_by_key(|entry| (entry.day, entry.what));
        entries.truncate(limit as usize);
        Ok(entries)
    }

    /// Days on which something of an account falls.
    pub fn days_of(&self, account: &str) -> Result<BTreeSet<Day>, Error> {
        let sql = "SELECT end FROM decision WHERE account = ?1
            UNION SELECT cancel_by FROM decision WHERE account = ?1 AND cancel_by IS NOT NULL";
        let mut statement = self.sql().prepare_cached(sql)?;
        let rows = statement.query_map([account], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Sums the decisions of all days anew, within the caller's transaction.
    pub fn sum_calendar(&self) -> Result<(), Error> {
        self.sql().prepare_cached("DELETE FROM calendar")?.execute([])?;
        self.sum_where(|day| format!("{day} IS NOT NULL"), &[])
    }

    /// Sums the decisions of some days anew, within the caller's transaction.
    pub fn sum_days(&self, days: &BTreeSet<Day>) -> Result<(), Error> {
        for day in days {
            for what in [What::End, What::CancelBy] {
                let sql = "DELETE FROM calendar WHERE what = ?1 AND day = ?2";
                self.sql().prepare_cached(sql)?.execute((word(what), day))?;
            }
            self.sum_where(|column| format!("{column} = ?1"), &[*day])?;
        }
        Ok(())
    }

    fn sum_where(&self, condition: impl Fn(&str) -> String, values: &[Day]) -> Result<(), Error> {
        let put = "INSERT INTO calendar (what, day, band, notice, decisions, revenue, stake)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let mut put = self.sql().prepare_cached(put)?;
        for what in [What::End, What::CancelBy] {
            let day = column(what);
            let mut statement = self.sql().prepare_cached(&format!(
                "SELECT {day}, coalesce(band, ''), notice, {SUMS} FROM decision WHERE {} GROUP BY 1, 2, 3",
                condition(day)
            ))?;
            let mut rows = statement.query(rusqlite::params_from_iter(values))?;
            while let Some(row) = rows.next()? {
                let mut get = Get::from(row, 0);
                let (day, band, notice): (Day, String, bool) = (get.take()?, get.take()?, get.take()?);
                let (count, revenue, stake): (u32, _, _) = (get.take()?, sum(&mut get)?, sum(&mut get)?);
                put.execute(params![word(what), day, band, notice, count, revenue, stake])?;
            }
        }
        Ok(())
    }
}

fn column(what: What) -> &'static str {
    match what {
        What::End => "end",
        What::CancelBy => "cancel_by",
    }
}

fn word(what: What) -> &'static str {
    match what {
        What::End => "end",
        What::CancelBy => "cancel-by",
    }
}

fn one_by_one(what: What) -> String {
    let day = column(what);
    format!(
        "SELECT {day}, revenue, stake, band, notice, account, renewal, subscription FROM decision
         WHERE {day} BETWEEN ?1 AND ?2 ORDER BY {day}, account, n LIMIT ?3"
    )
}

fn band(get: &mut Get<'_, '_>) -> rusqlite::Result<Option<Band>> {
    Ok(get.take::<Option<String>>()?.and_then(|word| Band::named(&word)))
}

/// Decisions of one band, with notice or without: they are at risk together or not at all.
fn tally(row: &Row<'_>) -> rusqlite::Result<Tally> {
    let mut get = Get::from(row, 1);
    let (worst, notice): (_, bool) = (band(&mut get)?, get.take()?);
    let (count, arr, stake) = (get.take()?, get.take()?, get.take()?);
    Ok(Tally { count, arr, stake, at_risk: if at_risk(worst, notice) { arr } else { 0 }, worst })
}

/// A sum of its two halves, held at what an i64 holds.
fn sum(get: &mut Get<'_, '_>) -> rusqlite::Result<i64> {
    let (high, low): (i64, i64) = (get.take()?, get.take()?);
    let whole = (i128::from(high) << 32) + i128::from(low);
    Ok(whole.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64)
}

fn entry(row: &Row<'_>, what: What) -> rusqlite::Result<Entry> {
    let mut get = Get::from(row, 0);
    Ok(Entry {
        day: get.take()?,
        what,
        arr: get.take()?,
        stake: get.take()?,
        band: band(&mut get)?,
        notice: get.take()?,
        id: DecisionId::new(get.word()?, get.words()?, get.words()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::params;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// A decision: end, cancel-by, revenue, notice, band.
    type Row<'t> = (&'t str, Option<&'t str>, i64, bool, Option<&'t str>);

    /// A store with decisions.
    fn store(decisions: &[Row<'_>]) -> Store {
        let store = Store::in_memory().unwrap();
        store.sql().execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        for (n, (end, cancel_by, revenue, notice, band)) in (1_u128..).zip(decisions) {
            let sql = "INSERT INTO decision VALUES (?1, 0, ?2, ?2, ?3, 0, 0, ?4, ?5, ?6, NULL, ?1, ?7)";
            let id = ulid::Ulid(n).to_string();
            let row = params![id, day(end), cancel_by.map(day), notice, revenue, revenue / 2, band];
            store.sql().execute(sql, row).unwrap();
        }
        store.sum_calendar().unwrap();
        store
    }

    #[test]
    fn sums_days_and_keeps_kinds_apart() {
        let store = store(&[
            ("2026-12-06", Some("2026-09-07"), 100, false, Some("red")),
            ("2026-12-06", None, 40, false, Some("green")),
            ("2026-12-06", None, 7, true, Some("green")),
            ("2026-12-07", Some("2026-12-06"), 1_000, false, None),
            ("2027-01-01", None, -5, false, Some("yellow")),
        ]);
        let days = store.calendar_days(day("2026-12-01"), day("2026-12-31")).unwrap();
        let sixth = days.on(day("2026-12-06"));
        let want = Tally { count: 3, arr: 147, stake: 73, at_risk: 107, worst: Some(Band::Red) };
        assert_eq!(sixth.ends, want);
        assert_eq!((sixth.cancel_by.count, sixth.cancel_by.arr, sixth.cancel_by.worst), (1, 1_000, None));
        assert_eq!(days.total(Day::MIN, Day::MAX).ends.count, 4);
        assert_eq!(store.calendar_days(Day::MIN, Day::MAX).unwrap().on(day("2027-01-01")).ends.arr, -5);
        assert_eq!(store.calendar_days(Day::MAX, Day::MIN).unwrap(), Days::default());
        assert_eq!(store.late_terms(day("2026-12-07")).unwrap().count, 3);
        let late = store.late_entries(day("2026-12-07"), 9).unwrap();
        assert_eq!(late.iter().map(|entry| entry.arr).collect::<Vec<_>>(), [100, 40, 7]);
        assert_eq!(store.late_entries(day("2026-12-07"), 2).unwrap(), late[..2]);
        let summed = Days::of(store.agenda(day("2026-12-01"), day("2026-12-31"), 100).unwrap());
        assert_eq!(summed, days, "one by one they are the same days");
    }

    #[test]
    fn the_agenda_is_by_day() {
        let store = store(&[
            ("2026-12-06", Some("2026-11-30"), 1, false, None),
            ("2026-12-05", Some("2026-12-05"), 2, false, None),
            ("2026-12-05", None, 3, false, None),
        ]);
        let said = |limit| -> Vec<_> {
            let entries = store.agenda(day("2026-11-01"), day("2026-12-31"), limit).unwrap();
            entries.into_iter().map(|entry| (entry.day.to_string(), entry.what, entry.arr)).collect()
        };
        let want = [
            ("2026-11-30".to_owned(), What::CancelBy, 1),
            ("2026-12-05".to_owned(), What::CancelBy, 2),
            ("2026-12-05".to_owned(), What::End, 2),
            ("2026-12-05".to_owned(), What::End, 3),
            ("2026-12-06".to_owned(), What::End, 1),
        ];
        assert_eq!(said(9), want);
        assert_eq!(said(2), want[..2]);
    }

    #[test]
    fn absurd_amounts_are_held_not_refused() {
        let store = store(&[("2026-12-06", None, i64::MAX, false, None), ("2026-12-06", None, i64::MAX, false, None)]);
        let days = store.calendar_days(day("2026-12-06"), day("2026-12-06")).unwrap();
        assert_eq!(days.on(day("2026-12-06")).ends.arr, i64::MAX);
    }

    #[test]
    fn a_day_is_summed_anew_alone() {
        let store = store(&[
            ("2026-12-06", Some("2026-11-30"), 1, false, None),
            ("2026-12-06", None, 2, false, Some("red")),
            ("2026-12-07", None, 4, false, Some("red")),
        ]);
        let first = ulid::Ulid(1).to_string();
        let mut days = store.days_of(&first).unwrap();
        assert_eq!(days.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-11-30", "2026-12-06"]);
        store
            .sql()
            .execute("UPDATE decision SET \"end\" = \"end\" + 1, cancel_by = NULL WHERE account = ?1", [&first])
            .unwrap();
        days.extend(store.days_of(&first).unwrap());
        store.sum_days(&days).unwrap();
        let summed = store.calendar_days(Day::MIN, Day::MAX).unwrap();
        assert_eq!((summed.on(day("2026-12-06")).ends.arr, summed.on(day("2026-12-07")).ends.arr), (2, 5));
        assert!(summed.on(day("2026-11-30")).is_empty());
        store.sum_calendar().unwrap();
        assert_eq!(store.calendar_days(Day::MIN, Day::MAX).unwrap(), summed);
    }

    #[test]
    fn days_are_read_through_their_indices() {
        let store = Store::in_memory().unwrap();
        for (sql, index) in [
            (
                format!("{KEPT} WHERE what = 'end' AND day BETWEEN ?1 AND ?2"),
                "PRIMARY KEY (what=? AND day>? AND day<?)",
            ),
            (one_by_one(What::End), "USING INDEX decision_end (end>? AND end<?)"),
            (one_by_one(What::CancelBy), "USING INDEX decision_cancel (cancel_by>? AND cancel_by<?)"),
        ] {
            let mut statement = store.sql().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let marks = vec!["1"; statement.parameter_count()];
            let steps = statement.query_map(rusqlite::params_from_iter(marks), |row| row.get::<_, String>(3)).unwrap();
            let steps = steps.collect::<Result<Vec<_>, _>>().unwrap().join("\n");
            assert!(steps.contains(index) && !steps.contains("TEMP B-TREE"), "{sql}\n{steps}");
        }
    }
}
