//! Writes and reads what is derived from the facts: the standing of accounts, their decisions and the task queue, for
//! one day and one set of weights. Never journalled; rebuilt at will.

use crate::domain::book::{AccountLine, DecisionLine, Ranking, Totals};
use crate::domain::record::account::Pin;
use crate::domain::stake::health::{Band, Trend};
use crate::domain::value::day::Day;
use crate::domain::value::id::TaskId;
use crate::domain::value::text::folded;
use crate::store::db::Store;
use crate::store::error::Error;
use rusqlite::{OptionalExtension, params};

/// Stands for "no day" in the order, after every day.
pub const NO_DAY: i32 = i32::MAX;

/// A task's place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Placed {
    /// Which.
    pub task: TaskId,
    /// Its score, home minor units.
    pub score: i64,
    /// Its promised day.
    pub due: Option<Day>,
}

impl Store {
    /// When and from what the ranking was made, and the fingerprint of its weights.
    pub fn ranking(&self) -> Result<Option<(Ranking, String)>, Error> {
        let sql = "SELECT day, at, lost, decided, median, median_revenue, totals, weights FROM ranking";
        let found = self.sql().prepare_cached(sql)?.query_row([], |row| {
            let totals: String = row.get(6)?;
            // Derived data that cannot be read is none: it is reckoned anew.
            let Ok(totals) = serde_json::from_str(&totals) else { return Ok(None) };
            let ranking = Ranking {
                day: row.get(0)?,
                at: row.get(1)?,
                lost: row.get(2)?,
                decided: row.get(3)?,
                median: row.get(4)?,
                median_revenue: row.get(5)?,
                totals,
            };
            Ok(Some((ranking, row.get(7)?)))
        });
        Ok(found.optional()?.flatten())
    }

    /// Keeps when and from what the ranking was made.
    pub fn put_ranking(&self, ranking: &Ranking, weights: &str) -> Result<(), Error> {
        let totals = serde_json::to_string(&ranking.totals).map_err(|bad| Error::BadRow(bad.to_string()))?;
        self.sql()
            .prepare_cached(
                "INSERT OR REPLACE INTO ranking (one, day, at, weights, lost, decided, median, median_revenue, totals)
                 VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                ranking.day,
                ranking.at,
                weights,
                ranking.lost,
                ranking.decided,
                ranking.median,
                ranking.median_revenue,
                totals
            ])?;
        Ok(())
    }

    /// Keeps only the totals, as a write has changed them.
    pub fn put_totals(&self, totals: &Totals) -> Result<(), Error> {
        let totals = serde_json::to_string(totals).map_err(|bad| Error::BadRow(bad.to_string()))?;
        self.sql().prepare_cached("UPDATE ranking SET totals = ?1")?.execute([totals])?;
        Ok(())
    }

    /// Empties all that is derived.
    pub fn clear_standings(&self) -> Result<(), Error> {
        Ok(self
            .sql()
            .execute_batch("DELETE FROM standing; DELETE FROM decision; DELETE FROM queue; DELETE FROM calendar;")?)
    }

    /// Takes what is derived of one account away.
    pub fn drop_standing(&self, account: &str) -> Result<(), Error> {
        for sql in [
            "DELETE FROM standing WHERE account = ?1",
            "DELETE FROM decision WHERE account = ?1",
            "DELETE FROM queue WHERE account = ?1",
        ] {
            self.sql().prepare_cached(sql)?.execute([account])?;
        }
        Ok(())
    }

    /// Writes the standing of one account, whose old one is gone.
    pub fn put_standing(&self, line: &AccountLine, decisions: &[DecisionLine]) -> Result<(), Error> {
        let account = line.id.to_string();
        let pin = match line.pin {
            Some(Pin::Top) => 1,
            None => 0,
            Some(Pin::Bottom) => -1,
        };
        self.sql()
            .prepare_cached(
                "INSERT INTO standing (account, hidden, pin, stake, day, revenue, name_key, arr, p, t, \"end\",
                     cancel_by, locked, health, band, trend, why, last_touch, open_tasks, overdue_tasks,
                     unrated, model, call, call_on, call_p, call_stale, call_apart)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
                     ?22, ?23, ?24, ?25, ?26, ?27)",
            )?
            .execute(params![
                account,
                line.hidden,
                pin,
                line.stake,
                line.day.map_or(NO_DAY, |day| day.0),
                line.revenue,
                folded(&line.name),
                line.arr,
                line.p,
                line.t,
                line.end,
                line.cancel_by,
                line.locked,
                line.health,
                line.band.map(Band::word),
                line.trend.map(Trend::word),
                line.why,
                line.last_touch,
                line.open_tasks,
                line.overdue_tasks,
                line.unrated,
                line.model,
                line.call.map(|call| call.level.word()),
                line.call.map(|call| call.on),
                line.call.map_or(0.0, |call| call.p),
                line.call.is_some_and(|call| call.stale),
                line.call.is_some_and(|call| call.apart)
            ])?;
        let mut statement = self.sql().prepare_cached(
            "INSERT INTO decision (account, n, day, \"end\", cancel_by, locked, assumed, notice, revenue, stake, renewal,
                 subscription, band) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?;
        for (n, decision) in (0_u32..).zip(decisions) {
            statement.execute(params![
                account,
                n,
                decision.day,
                decision.end,
                decision.cancel_by,
                decision.locked,
                decision.assumed,
                decision.notice,
                decision.revenue,
                decision.stake,
                decision.id.renewal().map(|id| id.to_string()),
                decision.id.subscription().map(|id| id.to_string()),
                line.band.map(Band::word)
            ])?;
        }
        Ok(())
    }

    /// Puts open tasks of an account, or of none, into the queue.
    pub fn put_queue(&self, account: Option<&str>, tasks: &[Placed]) -> Result<(), Error> {
        let sql = "INSERT OR REPLACE INTO queue (task, account, score, due) VALUES (?1, ?2, ?3, ?4)";
        let mut statement = self.sql().prepare_cached(sql)?;
        for placed in tasks {
            statement.execute(params![placed.task.to_string(), account, placed.score, placed.due])?;
        }
        Ok(())
    }

    /// Takes the tasks without account out of the queue.
    pub fn clear_loose_queue(&self) -> Result<(), Error> {
        self.sql().prepare_cached("DELETE FROM queue WHERE account IS NULL")?.execute([])?;
        Ok(())
    }

    /// Stakes and revenues up for decision of all ranked accounts, for their medians.
    pub fn stakes(&self) -> Result<Vec<(i64, i64)>, Error> {
        let mut statement = self.sql().prepare_cached("SELECT stake, revenue FROM standing")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_that_cannot_be_read_are_no_ranking() {
        let store = Store::in_memory().unwrap();
        let sql = "INSERT INTO ranking VALUES (1, 20000, 1, 'w', 0, 0, 0, 0, ?1)";
        store.sql().execute(sql, [serde_json::to_string(&Totals::default()).unwrap()]).unwrap();
        assert!(store.ranking().unwrap().is_some());
        store.sql().execute("UPDATE ranking SET totals = '{\"stake\": tru'", []).unwrap();
        assert!(store.ranking().unwrap().is_none());
    }
}
