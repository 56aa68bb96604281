//! Takes an account out of the book for good, with all that is of it, and with what the journal has of it. What is left
//! names nothing of it any more; no undo brings it back.

use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::facts::{fact_tables, quoted};
use rusqlite::params;
use std::collections::BTreeSet;

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
        let mut left = Vec::new();
        for id in &gone {
            let mut externals = self.sql().prepare_cached("DELETE FROM external WHERE row = ?1 RETURNING id")?;
            let ids = externals.query_map([id], |row| row.get::<_, String>(0))?;
            left.extend(ids.collect::<Result<Vec<_>, _>>()?);
        }
        gone.extend(left);
        self.forget(&gone)?;
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
            let sql = match column {
                (column, 0) => format!("UPDATE {} SET {} = NULL WHERE rowid = ?1", quoted(&table), quoted(&column)),
                _ => format!("DELETE FROM {} WHERE rowid = ?1", quoted(&table)),
            };
            self.sql().execute(&sql, [rowid])?;
        }
        Ok(())
    }

    /// Takes rows out of the journal, and out of the words of the batches that wrote nothing else.
    fn forget(&self, rows: &BTreeSet<String>) -> Result<(), Error> {
        let mut batches = BTreeSet::new();
        let all: Vec<(i64, i64, String)> = {
            let mut statement = self.sql().prepare("SELECT batch, n, row FROM journal")?;
            let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            found.filter(|row| row.as_ref().map_or(true, |(_, _, row)| rows.contains(row))).collect::<Result<_, _>>()?
        };
        for (batch, n, _) in all {
            self.sql().prepare_cached("DELETE FROM journal WHERE batch = ?1 AND n = ?2")?.execute([batch, n])?;
            batches.insert(batch);
        }
        for batch in batches {
            // A batch without rows can neither be undone nor redone: it counts as undone, with nothing to do again.
            let sql = "UPDATE batch SET note = 'Purged', undone = 1
                       WHERE seq = ?1 AND NOT EXISTS (SELECT 1 FROM journal WHERE batch = ?1)";
            self.sql().prepare_cached(sql)?.execute([batch])?;
        }
        Ok(())
    }

    /// Overwrites what is deleted from now on, so that no page keeps it.
    pub fn leave_no_trace(&self) -> Result<(), Error> {
        Ok(self.sql().pragma_update(None, "secure_delete", true)?)
    }

    /// Makes the file anew without what was deleted, and empties its log; others who have it open may keep that back.
    pub fn squeeze(&self) -> Result<(), Error> {
        self.sql().execute_batch("VACUUM")?;
        Ok(self.sql().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }
}
