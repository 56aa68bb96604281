//! Finds rows by what people call them.

use crate::domain::query::fold;
use crate::domain::record::account::Account;
use crate::domain::record::meta::Record;
use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::text::folded;
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::row::Get;
use std::collections::BTreeSet;

/// An account and all that it is called, as given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// Which.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// Its aliases and its domain.
    pub others: Vec<String>,
}

const NAMES: &str = "SELECT a.id, a.name, a.aliases, a.domain FROM account a";

/// Open tasks with their titles, without a look at closed ones. Those of an archived account are away with it.
pub(in crate::store) const OPEN_TITLES: &str = "SELECT id, title FROM task t INDEXED BY task_open
    WHERE state NOT IN ('done', 'dropped') AND archived_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = t.account AND a.archived_at IS NOT NULL) ORDER BY due";

impl Store {
    /// Accounts that are called exactly so, by name, alias or domain, folded; archived ones are left out.
    pub fn called_exactly(&self, key: &str) -> Result<Vec<Named>, Error> {
        let sql = format!("{NAMES} JOIN called c ON c.account = a.id WHERE c.key = ?1 AND a.archived_at IS NULL");
        self.named(&sql, [key])
    }

    /// The same, with archived ones.
    pub fn all_called_exactly(&self, key: &str) -> Result<Vec<Named>, Error> {
        self.named(&format!("{NAMES} JOIN called c ON c.account = a.id WHERE c.key = ?1"), [key])
    }

    /// Accounts, churned ones too, of whose folded name, aliases and domain one holds a folded text; archived ones are
    /// left out.
    pub fn called_holding(&self, key: &str) -> Result<Vec<Named>, Error> {
        let holding = "SELECT account FROM called WHERE instr(key, ?1) > 0";
        self.named(&format!("{NAMES} WHERE a.id IN ({holding}) AND a.archived_at IS NULL ORDER BY a.name"), [key])
    }

    /// Keeps in step what an account is called, within the caller's transaction.
    pub(in crate::store) fn call(&self, before: Option<&Account>, after: Option<&Account>) -> Result<(), Error> {
        let (old, new) = (keys(before), keys(after));
        let id = before.or(after).map(Record::key);
        for (sql, keys) in [
            ("DELETE FROM called WHERE key = ?1 AND account = ?2", old.difference(&new)),
            ("INSERT OR IGNORE INTO called (key, account) VALUES (?1, ?2)", new.difference(&old)),
        ] {
            for key in keys {
                self.sql().prepare_cached(sql)?.execute((key, &id))?;
            }
        }
        Ok(())
    }

    /// Ranked accounts whose folded name holds a folded text.
    pub fn names_holding(&self, key: &str) -> Result<Vec<Named>, Error> {
        self.named(
            &format!("{NAMES} JOIN standing s ON s.account = a.id WHERE instr(s.name_key, ?1) > 0 ORDER BY s.name_key"),
            [key],
        )
    }

    /// All accounts with all that they are called, archived ones too.
    pub fn all_names(&self) -> Result<Vec<Named>, Error> {
        self.named(&format!("{NAMES} ORDER BY a.name"), [])
    }

    /// Accounts whose id begins with a text.
    pub fn accounts_of_prefix(&self, prefix: &str) -> Result<Vec<Named>, Error> {
        let Some((from, to)) = bounds(prefix) else { return Ok(Vec::new()) };
        self.named(&format!("{NAMES} WHERE a.id >= ?1 AND a.id < ?2"), [from, to])
    }

    /// Tasks whose id begins with a text.
    pub fn tasks_of_prefix(&self, prefix: &str) -> Result<Vec<(TaskId, String)>, Error> {
        let Some((from, to)) = bounds(prefix) else { return Ok(Vec::new()) };
        let sql = "SELECT id, title FROM task WHERE id >= ?1 AND id < ?2 LIMIT 50";
        let mut statement = self.sql().prepare_cached(sql)?;
        let rows = statement.query_map([from, to], |row| Ok((Get::from(row, 0).word()?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The ids of tasks just before and just after one, in the order of ids.
    pub fn task_neighbours(&self, id: TaskId) -> Result<Vec<String>, Error> {
        let sql = "SELECT max(id) FROM task WHERE id < ?1 UNION ALL SELECT min(id) FROM task WHERE id > ?1";
        let mut statement = self.sql().prepare_cached(sql)?;
        let rows = statement.query_map([id.to_string()], |row| row.get::<_, Option<String>>(0))?;
        Ok(rows.filter_map(Result::transpose).collect::<Result<_, _>>()?)
    }

    /// Open tasks whose folded title holds a folded text. All of them: which fits best is for who asks.
    pub fn tasks_titled(&self, key: &str) -> Result<Vec<(TaskId, String)>, Error> {
        let mut found = Vec::new();
        let mut statement = self.sql().prepare_cached(OPEN_TITLES)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if fold::contains(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?, key) {
                found.push((Get::from(row, 0).word()?, row.get(1)?));
            }
        }
        Ok(found)
    }

    /// Names of accounts of which a name, alias or domain, folded, begins so: so many, by that key.
    pub fn names_beginning(&self, key: &str, limit: u32) -> Result<Vec<String>, Error> {
        // Past every key that begins so; no text holds this character.
        let end = format!("{key}\u{10ffff}");
        let sql = "SELECT a.name FROM called c JOIN account a ON a.id = c.account
            WHERE c.key >= ?1 AND c.key < ?2 AND a.archived_at IS NULL ORDER BY c.key LIMIT ?3";
        let mut statement = self.sql().prepare_cached(sql)?;
        let rows = statement.query_map((key, end, limit), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every tag that accounts and tasks have, as its rows spell it.
    pub fn all_tags(&self) -> Result<BTreeSet<String>, Error> {
        let sql = "SELECT DISTINCT tags FROM account WHERE tags <> '[]' AND archived_at IS NULL
            UNION SELECT DISTINCT tags FROM task WHERE tags <> '[]' AND archived_at IS NULL";
        let mut statement = self.sql().prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut tags = BTreeSet::new();
        while let Some(row) = rows.next()? {
            tags.extend(Get::from(row, 0).list()?.iter().map(|tag| tag.raw().to_owned()));
        }
        Ok(tags)
    }

    fn named(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Named>, Error> {
        let mut statement = self.sql().prepare_cached(sql)?;
        let rows = statement.query_map(values, |row| {
            let mut get = Get::from(row, 0);
            let (id, name) = (get.word()?, get.take()?);
            let mut others: Vec<String> = get.list()?.iter().map(|alias| alias.raw().to_owned()).collect();
            others.extend(get.take::<Option<String>>()?);
            Ok(Named { id, name, others })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// All that an account is called, folded.
fn keys(account: Option<&Account>) -> BTreeSet<String> {
    let texts = account.into_iter().flat_map(|a| std::iter::once(&a.name).chain(&a.aliases).chain(&a.domain));
    texts.map(|text| folded(text.raw())).collect()
}

/// The ids that begin with a text: from the first to the one after the last. At least four characters, so that a
/// short word is not taken for an id.
pub fn bounds(prefix: &str) -> Option<(String, String)> {
    let upper = prefix.to_ascii_uppercase();
    let plain = upper.len() >= 4 && upper.len() <= 26 && upper.bytes().all(|b| b.is_ascii_alphanumeric());
    plain.then(|| (upper.clone(), format!("{upper}~")))
}
