//! Takes an account out of the book for good, with all that is of it, and with what the journal has of it. What is left
//! names nothing of it any more; no undo brings it back.

use crate::domain::record::review::{Matter, Review};
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::facts::{fact_tables, quoted};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// A row of the journal.
struct Journalled {
    batch: i64,
    n: i64,
    kind: String,
    row: String,
}

impl Store {
    /// Deletes an account and every row of it, whatever table it is in; gives how many. Within a write.
    pub fn purge(&self, account: &str) -> Result<u64, Error> {
        let tables = fact_tables(self.sql())?;
        let mut gone: BTreeSet<String> = [account.to_owned()].into();
        for table in tables.iter().filter(|table| table.has("account") && table.has("id")) {
            let sql = format!("DELETE FROM {} WHERE account = ?1 RETURNING id", quoted(&table.name));
            let mut statement = self.sql().prepare(&sql)?;
            let ids = statement.query_map([account], |row| row.get::<_, String>(0))?;
            for id in ids {
                gone.insert(id?);
            }
        }
        for table in tables.iter().filter(|table| table.has("account") && !table.has("id")) {
            self.sql().execute(&format!("DELETE FROM {} WHERE account = ?1", quoted(&table.name)), [account])?;
        }
        self.sql().execute("DELETE FROM account WHERE id = ?1", [account])?;
        self.loosen()?;
        let named = self.named_in_journal(account)?;
        for entry in &named {
            // One that was taken away before is in the journal alone; one that is another customer's by now stands.
            let table = tables.iter().find(|table| table.name == entry.kind && table.has("id"));
            let stands = match table {
                Some(table) => {
                    let sql = format!("SELECT 1 FROM {} WHERE id = ?1", quoted(&table.name));
                    self.sql().prepare_cached(&sql)?.exists([&entry.row])?
                }
                None => false,
            };
            if !stands {
                gone.insert(entry.row.clone());
            }
        }
        let mut left = self.externals_in_journal(&gone)?;
        for id in &gone {
            let mut externals = self.sql().prepare_cached("DELETE FROM external WHERE row = ?1 RETURNING id")?;
            let ids = externals.query_map([id], |row| row.get::<_, String>(0))?;
            left.extend(ids.collect::<Result<Vec<_>, _>>()?);
        }
        gone.extend(left);
        self.forget(&gone, &named)?;
        Ok(gone.len() as u64)
    }

    /// Takes away what rows of others name and is gone: the name alone where the column may be empty, else the row.
    fn loosen(&self) -> Result<(), Error> {
        let broken: Vec<(String, i64, i64)> = {
            let mut statement = self.sql().prepare("PRAGMA foreign_key_check")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(3)?)))?;
            rows.collect::<Result<_, _>>()?
        };
        for (table, rowid, key) in broken {
            let column: (String, i64) = self.sql().query_row(
                "SELECT f.\"from\", t.\"notnull\" FROM pragma_foreign_key_list(?1) f
                 JOIN pragma_table_info(?1) t ON t.name = f.\"from\" WHERE f.id = ?2",
                params![table, key],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            let sql = match &column {
                (column, 0) => {
                    self.loosen_in_journal(&table, column, rowid)?;
                    format!("UPDATE {} SET {} = NULL WHERE rowid = ?1", quoted(&table), quoted(column))
                }
                _ => format!("DELETE FROM {} WHERE rowid = ?1", quoted(&table)),
            };
            self.sql().execute(&sql, [rowid])?;
        }
        Ok(())
    }

    /// Takes the name that a row has of another out of what the journal has of the row, so that both agree still.
    fn loosen_in_journal(&self, table: &str, column: &str, rowid: i64) -> Result<(), Error> {
        let sql = format!("SELECT id, {} FROM {} WHERE rowid = ?1", quoted(column), quoted(table));
        let row = self.sql().query_row(&sql, [rowid], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
        let Some((id, gone)) = row.optional()? else { return Ok(()) };
        for image in ["before", "after"] {
            let sql = format!(
                "UPDATE journal SET {image} = json_set({image}, '$.{column}', NULL)
                 WHERE row = ?1 AND json_valid({image}) AND json_extract({image}, '$.{column}') = ?2"
            );
            self.sql().execute(&sql, params![id, gone])?;
        }
        Ok(())
    }

    /// What the journal has of rows that were an account's before or after a write.
    fn named_in_journal(&self, account: &str) -> Result<Vec<Journalled>, Error> {
        let of = |image: &str| format!("CASE WHEN json_valid({image}) THEN json_extract({image}, '$.account') END");
        let (before, after) = (of("before"), of("after"));
        let sql = format!("SELECT batch, n, kind, row FROM journal WHERE {before} = ?1 OR {after} = ?1");
        let mut statement = self.sql().prepare(&sql)?;
        let found = statement.query_map([account], |row| {
            Ok(Journalled { batch: row.get(0)?, n: row.get(1)?, kind: row.get(2)?, row: row.get(3)? })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The names of other systems for some rows that only the journal still has.
    fn externals_in_journal(&self, rows: &BTreeSet<String>) -> Result<Vec<String>, Error> {
        let mut statement = self.sql().prepare(
            "SELECT row, json_extract(image, '$.row') FROM
                (SELECT row, coalesce(after, before) AS image FROM journal WHERE kind = 'external')
             WHERE json_valid(image)",
        )?;
        let found = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)))?;
        let found = found.collect::<Result<Vec<_>, _>>()?.into_iter();
        Ok(found.filter(|(_, of)| of.as_ref().is_some_and(|of| rows.contains(of))).map(|(id, _)| id).collect())
    }

    /// Takes rows out of the journal, and what the batches that wrote any of them say; what reviews decided about them is
    /// taken out of the reviews too.
    fn forget(&self, rows: &BTreeSet<String>, named: &[Journalled]) -> Result<(), Error> {
        let mut all: BTreeSet<(i64, i64)> = named.iter().map(|entry| (entry.batch, entry.n)).collect();
        {
            let mut statement = self.sql().prepare("SELECT batch, n, row FROM journal")?;
            let mut found = statement.query([])?;
            while let Some(row) = found.next()? {
                if rows.contains(row.get_ref(2)?.as_str().unwrap_or_default()) {
                    all.insert((row.get(0)?, row.get(1)?));
                }
            }
        }
        let mut batches = self.forget_decisions(rows)?;
        for (batch, n) in all {
            self.sql().prepare_cached("DELETE FROM journal WHERE batch = ?1 AND n = ?2")?.execute([batch, n])?;
            batches.insert(batch);
        }
        for batch in batches {
            // A batch without rows can neither be undone nor redone: it counts as undone, with nothing to do again. The
            // words of one that wrote other rows too may name what is gone; those of an import name its files.
            let sql = "UPDATE batch SET undone = CASE WHEN whole THEN 1 ELSE undone END,
                       note = CASE WHEN whole THEN 'Purged' WHEN note LIKE 'Imported %' THEN note ELSE 'Purged in part' END
                       FROM (SELECT NOT EXISTS (SELECT 1 FROM journal WHERE batch = ?1) AS whole) WHERE seq = ?1";
            self.sql().prepare_cached(sql)?.execute([batch])?;
        }
        Ok(())
    }

    /// Takes what was decided about rows out of the reviews, and out of what the journal has of them, so that both agree
    /// still. The batches of the latter.
    fn forget_decisions(&self, rows: &BTreeSet<String>) -> Result<BTreeSet<i64>, Error> {
        for review in self.rows::<Review>("", [])? {
            if let Some(review) = without(review, rows) {
                let decisions = serde_json::to_string(&review.decisions).map_err(|bad| unwritten(&bad))?;
                let sql = "UPDATE review SET decisions = ?2 WHERE id = ?1";
                self.sql().prepare_cached(sql)?.execute(params![review.id.to_string(), decisions])?;
            }
        }
        let images: Vec<(i64, i64, Option<String>, Option<String>)> = {
            let sql = "SELECT batch, n, before, after FROM journal WHERE kind = 'review'";
            let mut statement = self.sql().prepare(sql)?;
            let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
            found.collect::<Result<_, _>>()?
        };
        let mut batches = BTreeSet::new();
        for (batch, n, before, after) in images {
            let (before, after) = (image_without(before, rows)?, image_without(after, rows)?);
            if before.1 || after.1 {
                let sql = "UPDATE journal SET before = ?3, after = ?4 WHERE batch = ?1 AND n = ?2";
                self.sql().prepare_cached(sql)?.execute(params![batch, n, before.0, after.0])?;
                batches.insert(batch);
            }
        }
        Ok(batches)
    }

    /// Overwrites what is deleted from now on, so that no page keeps it.
    pub fn leave_no_trace(&self) -> Result<(), Error> {
        Ok(self.sql().pragma_update(None, "secure_delete", true)?)
    }

    /// Makes the file anew without what was deleted, and empties its log; whether that was done whole. Others who have
    /// the file open may keep it back.
    pub fn squeeze(&self) -> Result<bool, Error> {
        self.sql().execute_batch("VACUUM")?;
        Ok(self.sql().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok(row.get::<_, i64>(0)? == 0))?)
    }
}

/// A review without what it decided about rows; none where it decided nothing about them.
fn without(mut review: Review, rows: &BTreeSet<String>) -> Option<Review> {
    let count = review.decisions.len();
    review.decisions.retain(|decision| match decision.about {
        Matter::Task(id) => !rows.contains(&id.to_string()),
        Matter::Account(id) => !rows.contains(&id.to_string()),
    });
    (review.decisions.len() < count).then_some(review)
}

/// An image of a review in the journal without what it decided about rows, and whether that is another image.
fn image_without(image: Option<String>, rows: &BTreeSet<String>) -> Result<(Option<String>, bool), Error> {
    let Some(text) = image else { return Ok((None, false)) };
    let read: Review = serde_json::from_str(&text).map_err(|bad| unwritten(&bad))?;
    match without(read, rows) {
        Some(review) => Ok((Some(serde_json::to_string(&review).map_err(|bad| unwritten(&bad))?), true)),
        None => Ok((Some(text), false)),
    }
}

fn unwritten(bad: &serde_json::Error) -> Error {
    Error::BadRow(format!("a review in the journal: {bad}"))
}
