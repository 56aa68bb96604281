//! All facts of a book out of its file, row by row, and into a new file. The new file is made at the version of the rows
//! and then brought up to date like any older book, so that it is the same book.

use crate::domain::record::account::Account;
use crate::store::copy::DRAFT;
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::facts::{FactTable, fact_tables, object, quoted, stored};
use crate::store::file::draft_in;
use crate::store::schema::{self, STEPS, newest};
use crate::store::soundness::faults;
use rusqlite::{Connection, params_from_iter};
use serde_json::{Map, Value};
use std::path::Path;
use tempfile::NamedTempFile;

/// The version of the files that this folio makes.
pub fn version() -> i32 {
    newest(STEPS)
}

impl Store {
    /// The tables of facts and their rows, for the head of an export.
    pub fn fact_counts(&self) -> Result<Vec<(FactTable, u64)>, Error> {
        let count = |table: FactTable| {
            let sql = format!("SELECT count(*) FROM {}", quoted(&table.name));
            let rows: i64 = self.sql().query_row(&sql, [], |row| row.get(0))?;
            Ok((table, u64::try_from(rows).unwrap_or_default()))
        };
        fact_tables(self.sql())?.into_iter().map(count).collect()
    }

    /// Every row of a table, one after another; memory stays flat.
    pub fn each_fact<E: From<Error>>(
        &self,
        table: &FactTable,
        mut take: impl FnMut(Map<String, Value>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.sql().prepare(&table.select()).map_err(Error::from)?;
        let mut rows = statement.query([]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            take(object(table, row)?)?;
        }
        Ok(())
    }

    /// Whether nobody has written anything to the book yet.
    pub fn is_blank(&self) -> Result<bool, Error> {
        Ok(self.fact_counts()?.iter().all(|(_, rows)| *rows == 0))
    }
}

/// A new book that is being filled.
pub struct Refill {
    connection: Connection,
    draft: NamedTempFile,
    tables: Vec<FactTable>,
}

/// Why a row was not taken.
#[derive(Debug, thiserror::Error)]
pub enum Untaken {
    /// A table that no folio up to this one has.
    #[error("no folio up to this one has a table {0:?}")]
    Table(String),
    /// A column that the table does not have.
    #[error("{0} has no column {1:?}")]
    Column(String, String),
    /// A value of no form that a column has.
    #[error("{0}: the value of {1:?} is of no known form")]
    Value(String, String),
    /// The rules of the table refuse it.
    #[error("{0}: {1}")]
    Refused(String, Error),
}

impl Refill {
    /// Begins a book of a version in a folder.
    pub fn begin(near: &Path, version: i32) -> Result<Refill, Error> {
        let io = |why| Error::Io { path: near.to_owned(), why };
        let draft = draft_in(near, DRAFT).map_err(io)?;
        let connection = Connection::open(draft.path())?;
        let steps = STEPS.get(..usize::try_from(version).unwrap_or_default()).unwrap_or(STEPS);
        // Rows come table by table: what they name may come later, and is looked at when all of them are in.
        connection.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN IMMEDIATE")?;
        schema::raise(&connection, steps, 0)?;
        let tables = fact_tables(&connection)?;
        Ok(Refill { connection, draft, tables })
    }

    /// Puts in a row.
    pub fn put(&self, table: &str, row: &Map<String, Value>) -> Result<(), Untaken> {
        let known = self.tables.iter().find(|known| known.name == table);
        let known = known.ok_or_else(|| Untaken::Table(table.to_owned()))?;
        if let Some(column) = row.keys().find(|column| !known.has(column)) {
            return Err(Untaken::Column(table.to_owned(), column.clone()));
        }
        let columns: Vec<String> = row.keys().map(|column| quoted(column)).collect();
        let values = row
            .iter()
            .map(|(column, value)| stored(value).ok_or_else(|| Untaken::Value(table.to_owned(), column.clone())));
        let values = values.collect::<Result<Vec<_>, _>>()?;
        let marks = vec!["?"; values.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", quoted(table), columns.join(", "));
        let written =
            self.connection.prepare_cached(&sql).and_then(|mut insert| insert.execute(params_from_iter(values)));
        written.map(drop).map_err(|why| Untaken::Refused(table.to_owned(), why.into()))
    }

    /// Ends with a sound book of today's version, on its way.
    pub fn finish(self) -> Result<NamedTempFile, Error> {
        let Refill { connection, draft, .. } = self;
        let from: i32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        schema::raise(&connection, STEPS, from)?;
        connection.execute_batch("COMMIT")?;
        if let Some(why) = faults(&connection)?.into_iter().next() {
            return Err(Error::Damaged { path: draft.path().to_owned(), why });
        }
        connection.close().map_err(|(_, error)| error)?;
        {
            let store = Store::open(draft.path())?;
            store.write(Store::call_all)?;
        }
        draft.as_file().sync_all().map_err(|why| Error::Io { path: draft.path().to_owned(), why })?;
        Ok(draft)
    }
}

impl Store {
    /// Makes anew what accounts are called. Within a write.
    pub fn call_all(&self) -> Result<(), Error> {
        self.sql().execute("DELETE FROM called", [])?;
        self.each_row("", |row: Account| self.call(None, Some(&row)))
    }
}
