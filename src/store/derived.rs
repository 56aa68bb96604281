//! What is derived from the facts, looked at from outside: whether it is what making it anew gives.

use crate::store::db::Store;
use crate::store::document;
use crate::store::error::Error;
use rusqlite::types::ValueRef;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Each table that a ranking fills, in an order of its own; the moment of the ranking itself is left out.
const FILLED: &[(&str, &str)] = &[
    ("ranking", "SELECT day, weights, lost, decided, median, median_revenue, totals FROM ranking"),
    ("called", "SELECT * FROM called ORDER BY key, account"),
    ("standing", "SELECT * FROM standing ORDER BY account"),
    ("decision", "SELECT * FROM decision ORDER BY account, n"),
    ("queue", "SELECT * FROM queue ORDER BY task"),
    ("calendar", "SELECT * FROM calendar ORDER BY what, day, band, notice"),
];

impl Store {
    /// A figure of each derived table that is another where a value of it is.
    pub fn derived_sums(&self) -> Result<BTreeMap<&'static str, u64>, Error> {
        FILLED.iter().map(|(table, sql)| Ok((*table, self.sum(sql)?))).collect()
    }

    fn sum(&self, sql: &str) -> Result<u64, Error> {
        let mut statement = self.sql().prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        let mut sum = DefaultHasher::new();
        while let Some(row) = rows.next()? {
            for at in 0..columns {
                match row.get_ref(at)? {
                    ValueRef::Null => 0_u8.hash(&mut sum),
                    ValueRef::Integer(number) => (1_u8, number).hash(&mut sum),
                    ValueRef::Real(number) => (2_u8, number.to_bits()).hash(&mut sum),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => (3_u8, bytes).hash(&mut sum),
                }
            }
        }
        Ok(sum.finish())
    }

    /// Whether the index of full text is sound, and has every row where it says that it is in step.
    pub fn index_is_sound(&self) -> Result<bool, Error> {
        let whole = self.rehearse(|store| {
            Ok::<_, Error>(store.sql().execute("INSERT INTO words (words) VALUES ('integrity-check')", []).is_ok())
        })?;
        let last: i64 = self.sql().query_row("SELECT coalesce(max(seq), 0) FROM batch", [], |row| row.get(0))?;
        if !whole || self.indexed_to()? != Some(last) {
            return Ok(whole);
        }
        let count = |sql: &str| self.sql().query_row(sql, [], |row| row.get::<_, i64>(0));
        let mut rows = 0;
        for kind in document::KINDS {
            rows += count(&format!("SELECT count(*) FROM \"{}\" WHERE archived_at IS NULL", kind.word()))?;
        }
        Ok(count("SELECT count(*) FROM indexed")? == rows)
    }

    /// Forgets the index of full text: the next search makes it anew.
    pub fn forget_index(&self) -> Result<(), Error> {
        Ok(self.sql().execute_batch(
            "INSERT INTO words (words) VALUES ('delete-all'); DELETE FROM indexed; DELETE FROM indexing;",
        )?)
    }

    /// Makes the indices of all tables anew. Within a write.
    pub fn reindex(&self) -> Result<(), Error> {
        Ok(self.sql().execute_batch("REINDEX")?)
    }

    /// Which SQLite is at work.
    pub fn sqlite() -> &'static str {
        rusqlite::version()
    }
}
