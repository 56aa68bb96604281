//! Brings full text in step with the facts: never when something is written, but when something is searched. The journal
//! names every row that was written since; rows that no batch names, of a new book, are indexed as a whole.

use crate::domain::headway::Stage;
use crate::domain::query::grams::RULES;
use crate::domain::query::needle::Lines;
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::meta::Kind;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::review::Review;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::Task;
use crate::domain::record::touch::Touch;
use crate::domain::value::day::{Day, Zone};
use crate::domain::value::id::AccountId;
use crate::store::db::{PATIENCE, Store};
use crate::store::document::{self, Documented};
use crate::store::error::Error;
use rusqlite::{OptionalExtension, params};
use std::thread;
use std::time::Duration;
use ulid::Ulid;

/// Rows that are indexed in one transaction: an act on a screen waits for no more than these. They are read before any
/// of them is put in: documents go in by rising number, else FTS5 writes each by itself.
const ROUND: usize = if cfg!(test) { 3 } else { 2_000 };

/// An empty index. Beginnings of two and three letters are kept beside the words: of a million touches 300,000 hold a word
/// that begins with `co`, and without this all of their numbers are merged for each question, for seconds.
pub(in crate::store) const EMPTY: &str = "DROP TABLE words;
    CREATE VIRTUAL TABLE words USING fts5 (name, body, content = '', contentless_delete = 1, tokenize = 'ascii',
        prefix = '2 3');
    DELETE FROM indexed;";

/// How long the book is left to others between two rounds: `SQLite` asks again for a lock that is taken every 25 ms at
/// first, and would miss a shorter gap.
const GAP: Duration = Duration::from_millis(if cfg!(test) { 0 } else { 25 });

/// A row as the index has it.
#[derive(Clone, Debug)]
pub(in crate::store) struct Document {
    /// Its table.
    pub kind: Kind,
    /// Its id.
    pub row: Ulid,
    /// Whose.
    pub account: Option<AccountId>,
    /// The day by which it is new or old.
    pub day: Day,
    /// Its tokens.
    pub lines: Lines,
}

impl Document {
    /// The document of a row; none when it is put away, or has no id.
    pub fn of<T: Documented>(row: &T) -> Option<Document> {
        let id = Ulid::from_string(&row.key()).ok().filter(|_| row.meta().archived_at.is_none())?;
        let said = row.searched(Zone::UTC);
        let lines = Lines::of(&said.names, &said.bodies);
        Some(Document { kind: T::KIND, row: id, account: said.account, day: row.dated(), lines })
    }
}

impl Store {
    /// Indexes what was written since this was last done, in rounds that leave room for others who write; whoever holds
    /// the book now is not waited for. Stopped between two rounds it has lost nothing: a search looks at the rows that
    /// are missing. Does nothing where nothing was written, and to a book that takes no writes.
    pub fn catch_up(&self) -> Result<(), Error> {
        if self.is_read_only() || self.indexed_to()? == Some(self.last_batch()?) {
            return Ok(());
        }
        let room: i64 = self.sql().query_row("PRAGMA cache_size", [], |row| row.get(0))?;
        self.be_patient(Duration::ZERO)?;
        let done = self.index();
        self.headway().end();
        self.be_patient(PATIENCE)?;
        self.sql().pragma_update(None, "cache_size", room)?;
        done
    }

    /// The batch up to which rows are indexed; none when nothing is, or by other rules than today's.
    pub(in crate::store) fn indexed_to(&self) -> Result<Option<i64>, Error> {
        let mut statement = self.sql().prepare_cached("SELECT batch FROM indexing WHERE rules = ?1")?;
        Ok(statement.query_row([RULES], |row| row.get(0)).optional()?)
    }

    fn last_batch(&self) -> Result<i64, Error> {
        let mut statement = self.sql().prepare_cached("SELECT coalesce(max(seq), 0) FROM batch")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Rows that batches after one have written, each once.
    pub(in crate::store) fn written_since(&self, batch: i64) -> Result<Vec<(Kind, String)>, Error> {
        let sql = "SELECT DISTINCT kind, row FROM journal WHERE batch > ?1";
        let mut statement = self.sql().prepare_cached(sql)?;
        let rows = statement.query_map([batch], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        let known = rows.filter_map(|row| match row {
            Ok((kind, key)) => {
                kind.parse::<Kind>().ok().filter(|kind| document::base(*kind).is_some()).map(|kind| Ok((kind, key)))
            }
            Err(error) => Some(Err(error)),
        });
        Ok(known.collect::<Result<_, _>>()?)
    }

    /// The document of a row; none when the row is gone or put away.
    pub(in crate::store) fn document(&self, kind: Kind, key: &str) -> Result<Option<Document>, Error> {
        fn of<T: Documented>(store: &Store, key: &str) -> Result<Option<Document>, Error> {
            Ok(store.row::<T>(key)?.as_ref().and_then(Document::of))
        }
        match kind {
            Kind::Account => of::<Account>(self, key),
            Kind::Contact => of::<Contact>(self, key),
            Kind::Subscription => of::<Subscription>(self, key),
            Kind::Renewal => of::<Renewal>(self, key),
            Kind::Opportunity => of::<Opportunity>(self, key),
            Kind::Task => of::<Task>(self, key),
            Kind::Touch => of::<Touch>(self, key),
            Kind::Feedback => of::<Feedback>(self, key),
            Kind::Case => of::<Case>(self, key),
            Kind::Review => of::<Review>(self, key),
            _ => Ok(None),
        }
    }

    /// Every document of a kind, one after another, old ones first.
    pub(in crate::store) fn each_document(
        &self,
        kind: Kind,
        mut take: impl FnMut(Document) -> Result<(), Error>,
    ) -> Result<(), Error> {
        fn of<T: Documented>(store: &Store, take: &mut dyn FnMut(Document) -> Result<(), Error>) -> Result<(), Error> {
            let condition = format!("WHERE archived_at IS NULL ORDER BY {}", T::DATED);
            store.each_row(&condition, |row: T| Document::of(&row).map_or(Ok(()), &mut *take))
        }
        match kind {
            Kind::Account => of::<Account>(self, &mut take),
            Kind::Contact => of::<Contact>(self, &mut take),
            Kind::Subscription => of::<Subscription>(self, &mut take),
            Kind::Renewal => of::<Renewal>(self, &mut take),
            Kind::Opportunity => of::<Opportunity>(self, &mut take),
            Kind::Task => of::<Task>(self, &mut take),
            Kind::Touch => of::<Touch>(self, &mut take),
            Kind::Feedback => of::<Feedback>(self, &mut take),
            Kind::Case => of::<Case>(self, &mut take),
            Kind::Review => of::<Review>(self, &mut take),
            _ => Ok(()),
        }
    }

    fn index(&self) -> Result<(), Error> {
        if self.indexed_to()?.is_none() {
            self.make_room()?;
            self.index_all()?;
        }
        match self.indexed_to()? {
            Some(done) => self.index_since(done),
            None => Ok(()),
        }
    }

    /// Indexes every row. Until the last round nothing counts as indexed. Whoever starts anew takes the work over: the
    /// mark of it is another one, and the one before stops.
    fn index_all(&self) -> Result<(), Error> {
        let (mark, last) = self.write(|store| {
            let last = store.last_batch()?;
            let mark = store.mark()?.unwrap_or(0).min(0) - 1;
            store.sql().execute_batch(EMPTY)?;
            let sql = "INSERT OR REPLACE INTO indexing (one, batch, rules) VALUES (1, ?1, ?2)";
            store.sql().execute(sql, [last, mark])?;
            Ok::<_, Error>((mark, last))
        })?;
        let mut keys = Vec::new();
        for kind in document::KINDS {
            keys.extend(self.keys(kind)?.into_iter().map(|key| (kind, key)));
        }
        self.headway().begin(Stage::Indexing, keys.len() as u64);
        let mut next = 0;
        for round in keys.chunks(ROUND) {
            thread::sleep(GAP);
            let ours = self.write(|store| {
                if store.mark()? != Some(mark) {
                    return Ok(false);
                }
                for (kind, key) in round {
                    let Some(found) = store.document(*kind, &key.to_string())? else { continue };
                    let Some((first, _)) = document::of_day(*kind, found.day) else { continue };
                    let doc = first.max(next);
                    next = doc + 1;
                    store.put(doc, &found)?;
                }
                Ok::<_, Error>(true)
            })?;
            if !ours {
                return Ok(());
            }
            self.headway().add(round.len() as u64);
        }
        let sql = "UPDATE indexing SET batch = ?1, rules = ?2 WHERE rules = ?3";
        self.write(|store| Ok(store.sql().execute(sql, [last, RULES, mark]).map(drop)?))
    }

    /// Indexes the rows that batches after one have written. They count as written since until the last of them is in.
    fn index_since(&self, batch: i64) -> Result<(), Error> {
        let (last, written) = self.read(|store| Ok::<_, Error>((store.last_batch()?, store.written_since(batch)?)))?;
        if last == batch {
            return Ok(());
        }
        self.headway().begin(Stage::Indexing, written.len() as u64);
        for (n, round) in written.chunks(ROUND).enumerate() {
            if n > 0 {
                thread::sleep(GAP);
            }
            let ours = self.write(|store| {
                if store.mark()? != Some(RULES) {
                    return Ok(false);
                }
                store.index_round(round).map(|()| true)
            })?;
            if !ours {
                return Ok(());
            }
            self.headway().add(round.len() as u64);
        }
        let sql = "UPDATE indexing SET batch = max(batch, ?1) WHERE rules = ?2";
        self.write(|store| Ok(store.sql().execute(sql, [last, RULES]).map(drop)?))
    }

    fn index_round(&self, round: &[(Kind, String)]) -> Result<(), Error> {
        let mut found = Vec::new();
        for (kind, key) in round {
            self.drop_document(*kind, key)?;
            found.extend(self.document(*kind, key)?);
        }
        found.sort_by_key(|found| (document::base(found.kind), found.day));
        for found in found {
            if let Some(doc) = self.free_number(found.kind, found.day)? {
                self.put(doc, &found)?;
            }
        }
        Ok(())
    }

    /// The rules by which rows are indexed; below zero while somebody indexes all of them.
    fn mark(&self) -> Result<Option<i64>, Error> {
        let mut statement = self.sql().prepare_cached("SELECT rules FROM indexing")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?)
    }

    /// The rows of a kind, old ones first: their ids alone, for the table may be written between two rounds.
    fn keys(&self, kind: Kind) -> Result<Vec<Ulid>, Error> {
        fn of<T: Documented>(store: &Store) -> Result<Vec<Ulid>, Error> {
            let sql = format!("SELECT id FROM {} WHERE archived_at IS NULL ORDER BY {}", T::TABLE, T::DATED);
            let mut statement = store.sql().prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            let mut keys = Vec::new();
            while let Some(row) = rows.next()? {
                keys.extend(Ulid::from_string(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?).ok());
            }
            Ok(keys)
        }
        match kind {
            Kind::Account => of::<Account>(self),
            Kind::Contact => of::<Contact>(self),
            Kind::Subscription => of::<Subscription>(self),
            Kind::Renewal => of::<Renewal>(self),
            Kind::Opportunity => of::<Opportunity>(self),
            Kind::Task => of::<Task>(self),
            Kind::Touch => of::<Touch>(self),
            Kind::Feedback => of::<Feedback>(self),
            Kind::Case => of::<Case>(self),
            Kind::Review => of::<Review>(self),
            _ => Ok(Vec::new()),
        }
    }

    fn free_number(&self, kind: Kind, day: Day) -> Result<Option<i64>, Error> {
        let Some((first, end)) = document::of_day(kind, day) else { return Ok(None) };
        let mut statement = self.sql().prepare_cached("SELECT max(doc) FROM indexed WHERE doc >= ?1 AND doc < ?2")?;
        let last: Option<i64> = statement.query_row([first, end], |row| row.get(0))?;
        Ok(Some(last.map_or(first, |last| last + 1)))
    }

    fn put(&self, doc: i64, found: &Document) -> Result<(), Error> {
        self.sql().prepare_cached("INSERT INTO indexed (doc, row, account) VALUES (?1, ?2, ?3)")?.execute(params![
            doc,
            found.row.to_bytes(),
            found.account.map(|id| id.0.to_bytes())
        ])?;
        self.sql().prepare_cached("INSERT INTO words (rowid, name, body) VALUES (?1, ?2, ?3)")?.execute(params![
            doc,
            found.lines.name,
            found.lines.body
        ])?;
        Ok(())
    }

    fn drop_document(&self, kind: Kind, key: &str) -> Result<(), Error> {
        let (Some((first, end)), Ok(row)) = (document::of_kind(kind), Ulid::from_string(key)) else { return Ok(()) };
        let sql = "DELETE FROM indexed WHERE row = ?1 AND doc >= ?2 AND doc < ?3 RETURNING doc";
        let mut statement = self.sql().prepare_cached(sql)?;
        let docs = statement.query_map(params![row.to_bytes(), first, end], |row| row.get::<_, i64>(0))?;
        for doc in docs.collect::<Result<Vec<_>, _>>()? {
            self.sql().prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([doc])?;
        }
        Ok(())
    }
}
