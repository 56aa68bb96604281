//! Full text, asked: the index first, then the rows that it does not have yet. So a search is right however far the index
//! is behind, and right on a book that takes no writes.

use crate::domain::query::needle::{Column, Needle};
use crate::domain::record::meta::Kind;
use crate::domain::value::id::{AccountId, TaskId};
use crate::store::db::Store;
use crate::store::document;
use crate::store::error::Error;
use crate::store::indexing::Document;
use crate::store::row::Get;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{OptionalExtension, params};
use std::cmp::Reverse;
use std::collections::HashSet;
use ulid::Ulid;

/// Of more hits of one kind than this the newest are taken. Measured on a million touches: all 420,000 that hold `the`
/// take 0.9 s, the newest ones 13 ms.
const TAKEN: usize = 500;

/// How well a row fits: the lower the better. A name counts for eight times the rest of it.
const FIT: &str = "bm25(words, 8.0, 1.0)";

/// A row that was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// Its table.
    pub kind: Kind,
    /// Its id.
    pub row: String,
    /// Whose.
    pub account: Option<AccountId>,
    /// How well it fits: the lower the better.
    pub rank: f64,
}

/// What the index does not know.
enum Unknown {
    /// Nothing is indexed.
    All,
    /// These rows were written since.
    Rows(HashSet<(Kind, Ulid)>),
}

impl Unknown {
    fn has(&self, kind: Kind, row: Ulid) -> bool {
        match self {
            Unknown::All => true,
            Unknown::Rows(rows) => rows.contains(&(kind, row)),
        }
    }
}

/// A document that was found, before its row is known.
struct Found {
    doc: i64,
    rank: f64,
}

impl Store {
    /// Rows of some tables that hold a needle, so many: those called exactly so, then those that the index does not have
    /// yet, then by how well they fit, or where very many do by name and day; the newest of equals first.
    pub fn search(&self, needle: &Needle, kinds: &[Kind], limit: u32) -> Result<Vec<Hit>, Error> {
        self.read(|store| {
            let (unknown, away) = (store.unknown()?, store.away()?);
            let mut hits = store.unindexed(&unknown, needle, kinds)?;
            hits.retain(|hit| hit.account.is_none_or(|id| !away.contains(&id)));
            if let (Unknown::Rows(_), Some(expression)) = (&unknown, needle.expression(Column::Any)) {
                let exact = store.called(needle, kinds, limit)?;
                let mut found = match store.common(needle)? {
                    Some(question) => store.newest(&question, kinds)?,
                    None => store.taken(FIT, &expression, kinds, document::TOP)?,
                };
                found.retain(|found| !exact.contains(&found.doc));
                found.extend(exact.into_iter().map(|doc| Found { doc, rank: f64::NEG_INFINITY }));
                found.sort_by(|a, b| a.rank.total_cmp(&b.rank).then(document::age(b.doc).cmp(&document::age(a.doc))));
                store.identify(&found, &unknown, &away, limit, &mut hits)?;
            }
            hits.sort_by(|a, b| a.rank.total_cmp(&b.rank));
            hits.truncate(limit as usize);
            Ok(hits)
        })
    }

    /// Accounts whose notes, touches or tasks' notes hold a needle, and tasks whose own notes do.
    pub fn note_hits(&self, needle: &Needle) -> Result<(HashSet<AccountId>, HashSet<TaskId>), Error> {
        const NOTED: [Kind; 3] = [Kind::Account, Kind::Touch, Kind::Task];
        let (mut accounts, mut tasks) = (HashSet::new(), HashSet::new());
        let mut keep = |kind: Kind, row: Ulid, account: Option<AccountId>| {
            accounts.extend(account);
            if kind == Kind::Task {
                tasks.insert(TaskId(row));
            }
            accounts.len()
        };
        self.read(|store| {
            let unknown = store.unknown()?;
            store.each_unindexed(&unknown, &NOTED, |found| {
                if needle.matches(&found.lines, Column::Body) {
                    let _ = keep(found.kind, found.row, found.account);
                }
            })?;
            let (Unknown::Rows(_), Some(expression)) = (&unknown, needle.expression(Column::Body)) else {
                return Ok(());
            };
            let sql = "SELECT i.row, i.account FROM words CROSS JOIN indexed i ON i.doc = words.rowid
                WHERE words MATCH ?1 AND words.rowid >= ?2 AND words.rowid < ?3";
            let mut statement = store.sql().prepare_cached(sql)?;
            let all: i64 = store.sql().query_row("SELECT count(*) FROM account", [], |row| row.get(0))?;
            let all = usize::try_from(all).unwrap_or(usize::MAX);
            for kind in NOTED {
                let Some((first, end)) = document::of_kind(kind) else { continue };
                let mut rows = statement.query(params![expression, first, end])?;
                while let Some(row) = rows.next()? {
                    let Key(id) = row.get(0)?;
                    if unknown.has(kind, id) {
                        continue;
                    }
                    let known = keep(kind, id, row.get::<_, Option<Key>>(1)?.map(|key| AccountId(key.0)));
                    // Of a word that most touches hold each account is soon known.
                    if known == all && kind != Kind::Task {
                        break;
                    }
                }
            }
            Ok::<(), Error>(())
        })?;
        Ok((accounts, tasks))
    }

    /// Archived accounts: what is theirs is away with them, and stays indexed for the day they are brought back.
    fn away(&self) -> Result<HashSet<AccountId>, Error> {
        let mut statement = self.sql().prepare_cached("SELECT id FROM account WHERE archived_at IS NOT NULL")?;
        let rows = statement.query_map([], |row| Get::from(row, 0).word())?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn unknown(&self) -> Result<Unknown, Error> {
        let Some(batch) = self.indexed_to()? else { return Ok(Unknown::All) };
        let rows = self.written_since(batch)?.into_iter();
        Ok(Unknown::Rows(rows.filter_map(|(kind, key)| Some((kind, Ulid::from_string(&key).ok()?))).collect()))
    }

    /// Documents of rows that the index does not have.
    fn each_unindexed(&self, unknown: &Unknown, kinds: &[Kind], mut take: impl FnMut(&Document)) -> Result<(), Error> {
        match unknown {
            Unknown::All => {
                for kind in kinds {
                    self.each_document(*kind, |found| {
                        take(&found);
                        Ok(())
                    })?;
                }
            }
            Unknown::Rows(rows) => {
                for (kind, row) in rows.iter().filter(|(kind, _)| kinds.contains(kind)) {
                    self.document(*kind, &row.to_string())?.iter().for_each(&mut take);
                }
            }
        }
        Ok(())
    }

    fn unindexed(&self, unknown: &Unknown, needle: &Needle, kinds: &[Kind]) -> Result<Vec<Hit>, Error> {
        let mut found = Vec::new();
        self.each_unindexed(unknown, kinds, |document| {
            if needle.matches(&document.lines, Column::Any) {
                let rank = if needle.is_name(&document.lines) { f64::NEG_INFINITY } else { f64::MIN };
                let hit = Hit { kind: document.kind, row: document.row.to_string(), account: document.account, rank };
                found.push((Reverse(document.day), hit));
            }
        })?;
        found.sort_by(|(a, x), (b, y)| (a, &x.row).cmp(&(b, &y.row)));
        Ok(found.into_iter().map(|(_, hit)| hit).collect())
    }

    /// Documents that are called exactly so, the newest ones.
    fn called(&self, needle: &Needle, kinds: &[Kind], limit: u32) -> Result<HashSet<i64>, Error> {
        let mut docs = HashSet::new();
        let Some(expression) = needle.exact_expression() else { return Ok(docs) };
        let sql =
            "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid >= ?2 AND rowid < ?3 ORDER BY rowid DESC LIMIT ?4";
        let mut statement = self.sql().prepare_cached(sql)?;
        for (first, end) in kinds.iter().filter_map(|kind| document::of_kind(*kind)) {
            let found = statement.query_map(params![expression, first, end, limit], |row| row.get::<_, i64>(0))?;
            docs.extend(found.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(docs)
    }

    /// The newest documents of each kind that hold what is asked, first those that hold it in their names.
    fn newest(&self, question: &str, kinds: &[Kind]) -> Result<Vec<Found>, Error> {
        let mut found = self.taken("-1.0", &format!("name : ({question})"), kinds, document::named())?;
        let named: HashSet<i64> = found.iter().map(|found| found.doc).collect();
        let rest = self.taken("0.0", question, kinds, document::TOP)?;
        found.extend(rest.into_iter().filter(|found| !named.contains(&found.doc)));
        Ok(found)
    }

    /// The newest documents of each kind below a number that hold what is asked, with their rank. FTS5 may go over all
    /// hits each time it is asked, so it is asked once, and again only to pass over a kind of which there is enough.
    fn taken(&self, rank: &str, question: &str, kinds: &[Kind], top: i64) -> Result<Vec<Found>, Error> {
        let sql = format!(
            "SELECT rowid, {rank} FROM words WHERE words MATCH ?1 AND rowid < ?2 AND rowid >= ?3 ORDER BY rowid DESC"
        );
        let mut statement = self.sql().prepare_cached(&sql)?;
        let lowest = kinds.iter().filter_map(|kind| document::base(*kind)).min().unwrap_or(top);
        let (mut found, mut below) = (Vec::new(), top);
        while below > lowest {
            let mut rows = statement.query(params![question, below, lowest])?;
            below = lowest;
            let (mut last, mut of_last) = (None, 0);
            while let Some(row) = rows.next()? {
                let doc: i64 = row.get(0)?;
                let Some(kind) = document::kind(doc) else { continue };
                if last != Some(kind) {
                    (last, of_last) = (Some(kind), 0);
                }
                if of_last == TAKEN || !kinds.contains(&kind) {
                    below = document::base(kind).unwrap_or(lowest);
                    break;
                }
                of_last += 1;
                found.push(Found { doc, rank: row.get(1)? });
            }
        }
        Ok(found)
    }

    /// Appends the rows of the first documents that the index is right about.
    fn identify(
        &self,
        found: &[Found],
        unknown: &Unknown,
        away: &HashSet<AccountId>,
        limit: u32,
        hits: &mut Vec<Hit>,
    ) -> Result<(), Error> {
        let mut statement = self.sql().prepare_cached("SELECT row, account FROM indexed WHERE doc = ?1")?;
        let mut room = limit;
        for Found { doc, rank } in found {
            let row = statement.query_row([doc], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            let (Some(kind), Some((Key(id), account))) = (document::kind(*doc), row) else { continue };
            let account: Option<Key> = account;
            let account = account.map(|key| AccountId(key.0));
            if unknown.has(kind, id) || account.is_some_and(|id| away.contains(&id)) {
                continue;
            }
            if room == 0 {
                break;
            }
            room -= 1;
            hits.push(Hit { kind, row: id.to_string(), account, rank: *rank });
        }
        Ok(())
    }
}

/// An id in its sixteen bytes.
struct Key(Ulid);

impl FromSql for Key {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Key> {
        let bytes: [u8; 16] = value.as_blob()?.try_into().map_err(|_| FromSqlError::InvalidType)?;
        Ok(Key(Ulid::from_bytes(bytes)))
    }
}

#[cfg(test)]
mod tests;
