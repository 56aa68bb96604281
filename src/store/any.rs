//! Finds rows of any table by the beginning of an id, and rows by the words that people put on them.

use crate::domain::query::fold;
use crate::domain::record::meta::Kind;
use crate::domain::value::id::ContactId;
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::find::bounds;
use crate::store::row::Get;

/// A row of some table and what it is called, as given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Called {
    /// Its table.
    pub kind: Kind,
    /// Its id.
    pub key: String,
    /// What it is called.
    pub title: String,
}

/// The tables whose rows a person changes, with the column that says what one is called.
const TABLES: [(Kind, &str); 10] = [
    (Kind::Task, "title"),
    (Kind::Account, "name"),
    (Kind::Contact, "name"),
    (Kind::Subscription, "product"),
    (Kind::Renewal, "'renewal'"),
    (Kind::Opportunity, "name"),
    (Kind::Touch, "text"),
    (Kind::Goal, "objective"),
    (Kind::Feedback, "kind || ' ' || text"),
    (Kind::Case, "problem"),
];

/// Rows of one table that the beginning of an id gives at the most: two are several already.
const MOST: usize = 50;

impl Store {
    /// Rows of any table whose id begins with a text, archived ones too.
    pub fn rows_of_prefix(&self, prefix: &str) -> Result<Vec<Called>, Error> {
        let Some((from, to)) = bounds(prefix) else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for (kind, title) in TABLES {
            let sql = format!("SELECT id, {title} FROM \"{kind}\" WHERE id >= ?1 AND id < ?2 LIMIT {MOST}");
            let mut statement = self.sql().prepare_cached(&sql)?;
            let rows =
                statement.query_map([&from, &to], |row| Ok(Called { kind, key: row.get(0)?, title: row.get(1)? }))?;
            found.extend(rows.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(found)
    }

    /// Archived accounts, tasks and contacts whose name or title holds a folded text.
    pub fn archived_called(&self, key: &str) -> Result<Vec<Called>, Error> {
        let mut found = Vec::new();
        for (kind, title) in TABLES.into_iter().take(3) {
            let sql = format!("SELECT id, {title} FROM {kind} WHERE archived_at IS NOT NULL ORDER BY archived_at DESC");
            let mut statement = self.sql().prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let title: String = row.get(1)?;
                if fold::contains(&title, key) {
                    found.push(Called { kind, key: row.get(0)?, title });
                }
            }
        }
        Ok(found)
    }

    /// Contacts of accounts that are not archived whose name holds a folded text: who, name, name of the account.
    pub fn contacts_called(&self, key: &str) -> Result<Vec<(ContactId, String, String)>, Error> {
        let sql = "SELECT c.id, c.name, a.name FROM contact c JOIN account a ON a.id = c.account
            WHERE c.archived_at IS NULL AND a.archived_at IS NULL ORDER BY c.left_on IS NOT NULL, c.name";
        let mut statement = self.sql().prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(1)?;
            if fold::contains(&name, key) {
                found.push((Get::from(row, 0).word()?, name, row.get(2)?));
            }
        }
        Ok(found)
    }
}
