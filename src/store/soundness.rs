//! Whether a file is sound: what SQLite finds, and what it does not. A bit that is flipped inside a value breaks no rule
//! of the file; but a row that is another than in a backup, and that no write since has named, nobody has changed.

use crate::domain::change::Act;
use crate::store::copy::open_to_read;
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::facts::{FactTable, fact_tables, quoted};
use crate::store::file::frozen_uri;
use crate::store::indexing::EMPTY;
use crate::store::schema::{APPLICATION_ID, STEPS, newest};
use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::Path;

/// Findings of one check that are told at the most.
const MOST: usize = 8;

/// Batches that are taken back and done again in one go while others wait.
const ROUND: usize = 64;

/// What a copy of a book turned out to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proven {
    /// The version of its file.
    pub version: i32,
    /// The last batch of its journal.
    pub last: i64,
    /// Its accounts.
    pub accounts: u64,
}

/// Proves that a file is a whole and sound book of this folio or an older one.
pub fn prove(path: &Path) -> Result<Proven, Error> {
    let book = open_to_read(path)?;
    let known = newest(STEPS);
    let ask = |sql: &str| book.query_row(sql, [], |row| row.get::<_, i32>(0)).map_err(|why| Error::from(why).at(path));
    if ask("PRAGMA application_id")? != APPLICATION_ID {
        let why = "it is a database of another program".to_owned();
        return Err(Error::Foreign { path: path.to_owned(), why });
    }
    let version = ask("PRAGMA user_version")?;
    if version > known {
        return Err(Error::Newer { path: path.to_owned(), found: version, known });
    }
    if let Some(why) = faults(&book)?.into_iter().next() {
        return Err(Error::Damaged { path: path.to_owned(), why });
    }
    let count = |sql: &str| book.query_row(sql, [], |row| row.get::<_, i64>(0)).map_err(Error::from);
    let accounts = u64::try_from(count("SELECT count(*) FROM account")?).unwrap_or_default();
    Ok(Proven { version, last: count("SELECT coalesce(max(seq), 0) FROM batch")?, accounts })
}

/// What SQLite finds wrong: pages, indices, rows that name one that is not there.
pub(in crate::store) fn faults(book: &Connection) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    let checked = book.prepare(&format!("PRAGMA integrity_check({MOST})")).and_then(|mut statement| {
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        rows.collect::<Result<Vec<_>, _>>()
    });
    match checked {
        Ok(lines) => found.extend(lines.into_iter().filter(|line| line != "ok")),
        Err(error) => found.push(broken(error)?),
    }
    let loose = book.prepare("PRAGMA foreign_key_check").and_then(|mut statement| {
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?)))?;
        rows.take(MOST).collect::<Result<BTreeSet<_>, _>>()
    });
    match loose {
        Ok(loose) => found.extend(
            loose
                .into_iter()
                .map(|(table, parent)| format!("a row of {table} names a row of {parent} that is not there")),
        ),
        Err(error) => found.push(broken(error)?),
    }
    found.truncate(MOST);
    Ok(found)
}

/// A check that damage kept from its end has found damage; any other failure is one.
fn broken(error: rusqlite::Error) -> Result<String, Error> {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Ok(error.to_string()),
        _ => Err(error.into()),
    }
}

/// Whether a book has come of what a backup holds: the last write of that one is in its history. A book that was
/// replaced, or one of another history, tells nothing of this one.
pub fn comes_of(book: &Path, backup: &Path) -> Result<bool, Error> {
    let (db, other) = (open_to_read(book)?, open_backup(backup)?);
    let batch = |db: &Connection, seq: i64| {
        db.query_row("SELECT at, actor, act, of, rows FROM batch WHERE seq = ?1", [seq], |row| {
            (0..5).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>()
        })
        .optional()
    };
    let last: Option<i64> = other.query_row("SELECT max(seq) FROM batch", [], |row| row.get(0))?;
    let Some(last) = last else {
        // Nothing was written since the beginning: it is known by a customer that both have.
        let mut known = db.prepare("SELECT 1 FROM account WHERE id = ?1")?;
        let mut statement = other.prepare("SELECT id FROM account")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if known.exists([row.get::<_, String>(0)?])? {
                return Ok(true);
            }
        }
        return Ok(false);
    };
    if batch(&db, last)? != batch(&other, last)? {
        return Ok(false);
    }
    // Two histories may have a write at the same moment; a purge takes rows out of the journal, and puts none in.
    let written = |db: &Connection| -> rusqlite::Result<BTreeSet<(i64, String)>> {
        let mut statement = db.prepare("SELECT n, row FROM journal WHERE batch = ?1")?;
        statement.query_map([last], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    Ok(written(&db)?.is_subset(&written(&other)?))
}

fn open_backup(path: &Path) -> Result<Connection, Error> {
    let uri = frozen_uri(path).map_err(|why| Error::Io { path: path.to_owned(), why })?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(uri, flags)?)
}

/// Rows of a book that are not as a backup has them though no write since has named them: `table id`. Of a backup that
/// the book has come of.
pub fn differing(book: &Path, backup: &Path) -> Result<Vec<String>, Error> {
    let (db, other) = (open_to_read(book)?, open_backup(backup)?);
    let last: i64 = other.query_row("SELECT coalesce(max(seq), 0) FROM batch", [], |row| row.get(0))?;
    let (ours, theirs) = (fact_tables(&db)?, fact_tables(&other)?);
    let mut named = db.prepare("SELECT 1 FROM journal WHERE batch > ?1 AND row = ?2 LIMIT 1")?;
    let mut found = Vec::new();
    // Read for the first row that is not as it was, which a sound book that lost nobody has none of.
    let purged = OnceCell::new();
    for table in &ours {
        let Some(old) = theirs.iter().find(|old| old.name == table.name && old.key == table.key) else { continue };
        let Some(common) = common(table, old) else { continue };
        walk(&db, &other, &common, |key, pair| {
            let was = match pair {
                Pair::Same => return Ok(true),
                Pair::New => None,
                Pair::Unlike(was) => Some(was),
            };
            // A row that was written since is somebody's; the journal itself is never written again.
            if common.name != "journal" && common.name != "batch" && named.exists((last, &key))? {
                return Ok(true);
            }
            if let Some(was) = was {
                let gone = purged.get_or_init(|| gone_unnamed(&db, &other, &ours, last).unwrap_or_default());
                if names_any(was, gone) {
                    return Ok(true);
                }
            }
            found.push(format!("{} {key}", common.name));
            Ok(found.len() < MOST)
        })?;
    }
    Ok(found)
}

/// The rows that a backup has and its book has not, though no write has taken them away: those of a purged customer, of
/// whom the journal says nothing any more.
fn gone_unnamed(
    db: &Connection,
    other: &Connection,
    tables: &[FactTable],
    last: i64,
) -> rusqlite::Result<BTreeSet<String>> {
    let mut gone = BTreeSet::new();
    let mut named = db.prepare("SELECT DISTINCT row FROM journal WHERE batch > ?1")?;
    let named: BTreeSet<String> = named.query_map([last], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for table in tables.iter().filter(|table| table.has("id")) {
        let Ok(mut theirs) = other.prepare(&format!("SELECT id FROM {}", quoted(&table.name))) else { continue };
        let mut ours = db.prepare(&format!("SELECT 1 FROM {} WHERE id = ?1", quoted(&table.name)))?;
        let mut rows = theirs.query([])?;
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            if !named.contains(&id) && !ours.exists([&id])? {
                gone.insert(id);
            }
        }
    }
    Ok(gone)
}

/// Whether a row names one of some rows, in a column of its own or inside of one: a purge takes such names out.
fn names_any(row: &[Value], rows: &BTreeSet<String>) -> bool {
    let names = |text: &str| rows.iter().any(|id| text.contains(id.as_str()));
    row.iter().any(|value| matches!(value, Value::Text(text) if names(text)))
}

/// What of a table both files have, where its rows cannot change unnamed.
fn common(ours: &FactTable, theirs: &FactTable) -> Option<FactTable> {
    let never_change = match ours.name.as_str() {
        // An undo marks the batch that it takes back.
        "batch" => Some(vec!["seq", "at", "actor", "act", "of", "rows"]),
        "journal" => Some(vec!["batch", "n", "kind", "row", "act", "before", "after"]),
        _ if ours.has("id") && ours.has("version") => None,
        _ => return None,
    };
    let both = ours.columns.iter().filter(|column| theirs.has(column));
    let columns = both.filter(|column| never_change.as_ref().is_none_or(|some| some.contains(&column.as_str())));
    Some(FactTable { name: ours.name.clone(), columns: columns.cloned().collect(), key: ours.key.clone() })
}

/// A row of a book beside the one that a backup has of it.
enum Pair<'a> {
    /// They are alike, or it is a new one of the history.
    Same,
    /// The book alone has it.
    New,
    /// They differ; as the backup has it.
    Unlike(&'a [Value]),
}

/// Walks the rows that two files both have, in the order of their keys, until told to stop: the key, and how they compare.
fn walk(
    ours: &Connection,
    theirs: &Connection,
    table: &FactTable,
    mut take: impl FnMut(String, Pair<'_>) -> Result<bool, Error>,
) -> Result<(), Error> {
    let sql = table.select();
    let keys: Vec<usize> =
        table.key.iter().filter_map(|key| table.columns.iter().position(|column| column == key)).collect();
    let (mut left, mut right) = (ours.prepare(&sql)?, theirs.prepare(&sql)?);
    let (mut left, mut right) = (left.query([])?, right.query([])?);
    let read = |row: Option<&rusqlite::Row<'_>>| -> rusqlite::Result<Option<Vec<Value>>> {
        row.map(|row| (0..table.columns.len()).map(|at| row.get(at)).collect()).transpose()
    };
    let key = |row: &[Value]| -> Vec<Ranked> { keys.iter().filter_map(|at| row.get(*at)).map(Ranked::of).collect() };
    let (mut one, mut other) = (read(left.next()?)?, read(right.next()?)?);
    while let Some(row) = &one {
        let order = other.as_ref().map_or(std::cmp::Ordering::Less, |old| key(row).cmp(&key(old)));
        let go_on = match order {
            std::cmp::Ordering::Less => {
                let history = matches!(table.name.as_str(), "batch" | "journal");
                let go_on = take(told(&key(row)), if history { Pair::Same } else { Pair::New })?;
                one = read(left.next()?)?;
                go_on
            }
            std::cmp::Ordering::Greater => {
                other = read(right.next()?)?;
                true
            }
            std::cmp::Ordering::Equal => {
                let was = other.as_deref().filter(|was| *was != row.as_slice());
                let go_on = take(told(&key(row)), was.map_or(Pair::Same, Pair::Unlike))?;
                (one, other) = (read(left.next()?)?, read(right.next()?)?);
                go_on
            }
        };
        if !go_on {
            break;
        }
    }
    Ok(())
}

/// A value of a key in the order that SQLite has for it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Ranked {
    None,
    Number(i64),
    Text(Vec<u8>),
}

impl Ranked {
    fn of(value: &Value) -> Ranked {
        match value {
            Value::Integer(number) => Ranked::Number(*number),
            Value::Text(text) => Ranked::Text(text.as_bytes().to_vec()),
            Value::Blob(bytes) => Ranked::Text(bytes.clone()),
            Value::Null | Value::Real(_) => Ranked::None,
        }
    }
}

fn told(key: &[Ranked]) -> String {
    let word = |one: &Ranked| match one {
        Ranked::None => String::new(),
        Ranked::Number(number) => number.to_string(),
        Ranked::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    };
    key.iter().map(word).collect::<Vec<_>>().join(" ")
}

impl Store {
    /// What SQLite finds wrong with the book.
    pub fn faults(&self) -> Result<Vec<String>, Error> {
        faults(self.sql())
    }

    /// Tables, indices and views of folio that are not as folio makes them; what a person added is theirs.
    pub fn unlike_schema(&self) -> Result<Vec<String>, Error> {
        let all = |store: &Store| -> Result<BTreeSet<(String, String)>, Error> {
            let mut statement = store.sql().prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        let (ours, fresh) = (all(self)?, Store::in_memory()?);
        let mut made = all(&fresh)?;
        // Full text is a table of its own shape from the first search on.
        fresh.sql().execute_batch(EMPTY)?;
        let indexed = all(&fresh)?;
        made.retain(|table| indexed.contains(table) || indexed.difference(&ours).any(|(name, _)| *name == table.0));
        Ok(made.difference(&ours).map(|(name, _)| name.clone()).collect())
    }

    /// The rows that are not as the journal says that they were last written: `kind id`. Every batch whose rows stand
    /// since is taken back and done again, and all of that is taken back.
    pub fn unlike_journal(&self) -> Result<Vec<String>, Error> {
        let sql = "SELECT kind, row, max(batch) FROM journal GROUP BY kind, row";
        let mut latest: Vec<(String, String, i64)> = {
            let mut statement = self.sql().prepare(sql)?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            rows.collect::<Result<_, _>>()?
        };
        latest.sort_by_key(|(_, _, batch)| *batch);
        let tables: BTreeSet<String> = fact_tables(self.sql())?.into_iter().map(|table| table.name).collect();
        let mut found = Vec::new();
        let rounds: Vec<&[(String, String, i64)]> = latest.chunk_by(|a, b| a.2 == b.2).collect();
        for round in rounds.chunks(ROUND) {
            self.rehearse(|store| {
                for rows in round {
                    store.redo_rows(rows, &tables, &mut found)?;
                }
                Ok::<_, Error>(())
            })?;
            if found.len() >= MOST {
                break;
            }
        }
        Ok(found)
    }

    /// Writes the rows of one batch again that no later one has written, and tells those that come out otherwise.
    fn redo_rows(
        &self,
        rows: &[(String, String, i64)],
        tables: &BTreeSet<String>,
        found: &mut Vec<String>,
    ) -> Result<(), Error> {
        let Some((_, _, batch)) = rows.first() else { return Ok(()) };
        let standing: BTreeSet<(&str, &str)> =
            rows.iter().map(|(kind, row, _)| (kind.as_str(), row.as_str())).collect();
        let Some(entry) = self.batch(*batch)? else { return Ok(()) };
        let changes = match self.changes(&entry) {
            Ok(changes) => changes,
            // Rows of a large import that were written since: their images are not kept.
            Err(Error::Conflict { .. }) => return Ok(()),
            Err(other) => {
                found.push(format!("journal {batch}: {other}"));
                return Ok(());
            }
        };
        for change in changes.iter().filter(|change| standing.contains(&(change.kind().word(), change.key().as_str())))
        {
            let (kind, key) = (change.kind().word(), change.key());
            let same = match (tables.contains(kind), change.act()) {
                (false, _) => continue,
                (true, Act::Removed) => self.values(kind, &key)?.is_none(),
                (true, _) => {
                    let before = self.values(kind, &key)?;
                    before.is_some() && {
                        let again = self.write_again(change);
                        again.is_ok() && self.values(kind, &key)? == before
                    }
                }
            };
            if !same && found.len() < MOST {
                found.push(format!("{kind} {key}"));
            }
        }
        Ok(())
    }

    /// A row as it lies in its table.
    fn values(&self, table: &str, key: &str) -> Result<Option<Vec<Value>>, Error> {
        let mut statement = self.sql().prepare_cached(&format!("SELECT * FROM {} WHERE id = ?1", quoted(table)))?;
        let columns = statement.column_count();
        let mut rows = statement.query([key])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some((0..columns).map(|at| row.get(at)).collect::<Result<_, _>>()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Batch, Change, Image};
    use crate::domain::record::account::Account;
    use crate::domain::record::contact::Contact;
    use crate::domain::record::meta::{Meta, Record};
    use crate::domain::value::day::Moment;
    use crate::domain::value::id::{AccountId, ContactId, TaskId};
    use crate::domain::value::text::Text;
    use crate::store::copy::{copy_into, name_new};
    use std::path::PathBuf;

    fn account(n: u128) -> Account {
        Account::named(AccountId(ulid::Ulid(n)), Meta::made(Moment(1)), Text::from(format!("Globex {n}").as_str()))
    }

    fn commit(store: &Store, changes: Vec<Change>) {
        let batch = Batch { at: Moment(5), actor: "test".into(), note: "a note".into(), changes };
        store.write(|store| store.commit(&batch)).unwrap();
    }

    fn book(folder: &Path) -> (Store, PathBuf) {
        let store = Store::create(&folder.join("w.db")).unwrap();
        commit(&store, (1..=4).map(|n| Image::made(account(n)).into()).collect());
        let edit = Image::edited(&account(2), Moment(6), |row| row.starred = true).unwrap();
        commit(&store, vec![edit.into()]);
        commit(&store, vec![Change::from(Image::made(account(4))).inverse()]);
        let backup = name_new(copy_into(store.path(), folder).unwrap(), |n| folder.join(format!("b{n}"))).unwrap();
        (store, backup)
    }

    #[test]
    fn what_folio_wrote_is_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let (store, backup) = book(folder.path());
        assert_eq!(prove(&backup).unwrap().accounts, 3);
        assert_eq!(store.faults().unwrap(), Vec::<String>::new());
        assert_eq!(store.unlike_journal().unwrap(), Vec::<String>::new());
        assert_eq!(differing(store.path(), &backup).unwrap(), Vec::<String>::new());
        let edit = Image::edited(&account(1), Moment(7), |row| row.starred = true).unwrap();
        commit(&store, vec![edit.into(), Image::made(account(9)).into()]);
        let entry = store.undoable().unwrap().unwrap();
        store.write(|store| store.take_back(&entry, crate::store::journal::Deed::Undo, Moment(8), "test")).unwrap();
        assert_eq!(store.unlike_journal().unwrap(), Vec::<String>::new());
        assert_eq!(differing(store.path(), &backup).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn what_nobody_wrote_is_found_where_sqlite_finds_nothing() {
        let id = |n: u128| account(n).key();
        for (sql, n) in [
            ("UPDATE account SET name = 'Globey 1' WHERE id = ?1", 1),
            ("UPDATE account SET starred = 0 WHERE id = ?1", 2),
            ("UPDATE account SET version = 3 WHERE id = ?1", 2),
            ("UPDATE account SET body = 'x' WHERE id = ?1", 3),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let (store, backup) = book(folder.path());
            assert_eq!(store.sql().execute(sql, [id(n)]).unwrap(), 1);
            let row = vec![format!("account {}", id(n))];
            assert_eq!(store.faults().unwrap(), Vec::<String>::new(), "SQLite sees nothing");
            assert_eq!(store.unlike_journal().unwrap(), row, "{sql}");
            assert_eq!(differing(store.path(), &backup).unwrap(), row, "{sql}");
            assert_eq!(store.unlike_journal().unwrap(), row, "a look changes nothing");
        }
        let folder = tempfile::tempdir().unwrap();
        let (store, backup) = book(folder.path());
        assert_eq!(store.unlike_schema().unwrap(), Vec::<String>::new());
        store.catch_up().unwrap();
        assert_eq!(store.unlike_schema().unwrap(), Vec::<String>::new(), "searched");
        store.forget_index().unwrap();
        assert_eq!(store.unlike_schema().unwrap(), Vec::<String>::new(), "forgotten");
        store
            .sql()
            .execute_batch("DROP VIEW tasks; CREATE VIEW tasks AS SELECT 1; CREATE VIEW own AS SELECT 1")
            .unwrap();
        assert_eq!(store.unlike_schema().unwrap(), ["tasks"]);
        store.sql().execute("UPDATE journal SET after = replace(after, 'Globex', 'Globey') WHERE n = 0", []).unwrap();
        let found = differing(store.path(), &backup).unwrap();
        assert!(!found.is_empty() && found.iter().all(|row| row.starts_with("journal ")), "{found:?}");
    }

    #[test]
    fn what_a_purge_took_is_missed_by_no_backup_made_before() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("w.db")).unwrap();
        let dana = Contact::named(ContactId(ulid::Ulid(7)), Meta::made(Moment(1)), account(1).id, Text::from("Dana"));
        let mut task = crate::domain::record::task::Task::titled(
            TaskId(ulid::Ulid(8)),
            Meta::made(Moment(1)),
            Text::from("ask Dana"),
        );
        (task.account, task.contact) = (Some(account(2).id), Some(dana.id));
        let mut changes: Vec<Change> = (1..=3).map(|n| Image::made(account(n)).into()).collect();
        changes.extend([Change::from(Image::made(dana)), Image::made(task).into()]);
        commit(&store, changes);
        let backup = copy_into(store.path(), folder.path()).unwrap();
        store.write(|store| store.purge(&account(1).key())).unwrap();
        assert_eq!(differing(store.path(), backup.path()).unwrap(), Vec::<String>::new());
        assert_eq!(store.unlike_journal().unwrap(), Vec::<String>::new(), "the name is out of the journal too");
        store.sql().execute("UPDATE account SET body = 'x' WHERE id = ?1", [account(3).key()]).unwrap();
        assert_eq!(differing(store.path(), backup.path()).unwrap(), [format!("account {}", account(3).key())]);
    }

    #[test]
    fn a_book_comes_of_what_is_in_its_history_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (store, backup) = book(folder.path());
        let star = |store: &Store, n| {
            commit(store, vec![Image::edited(&account(n), Moment(7), |row| row.starred = true).unwrap().into()]);
        };
        let other = Store::open(&backup).unwrap();
        assert!(comes_of(store.path(), &backup).unwrap());
        star(&store, 1);
        assert!(comes_of(store.path(), &backup).unwrap());
        assert!(!comes_of(&backup, store.path()).unwrap(), "what came later is no beginning");
        star(&other, 3);
        drop(other);
        assert!(!comes_of(store.path(), &backup).unwrap(), "another write at the same moment");
        let blank = folder.path().join("blank.db");
        drop(Store::create(&blank).unwrap());
        assert!(!comes_of(store.path(), &blank).unwrap(), "what held nothing says nothing of any row");
    }

    #[test]
    fn a_file_that_is_no_sound_book_is_not_proven() {
        let folder = tempfile::tempdir().unwrap();
        let (store, backup) = book(folder.path());
        store
            .sql()
            .execute_batch("PRAGMA foreign_keys = OFF; UPDATE account SET id = 'x' WHERE id LIKE '%1';")
            .unwrap();
        store.sql().execute_batch("INSERT INTO journal VALUES (99, 1, 'account', 'x', 'made', NULL, NULL)").unwrap();
        assert!(matches!(prove(store.path()), Err(Error::Damaged { .. })));
        let mut bytes = std::fs::read(&backup).unwrap();
        bytes[60..64].copy_from_slice(&[0, 0, 9, 9]);
        std::fs::write(folder.path().join("newer"), &bytes).unwrap();
        assert!(matches!(prove(&folder.path().join("newer")), Err(Error::Newer { .. })));
        bytes[68] ^= 1;
        std::fs::write(folder.path().join("foreign"), &bytes).unwrap();
        assert!(matches!(prove(&folder.path().join("foreign")), Err(Error::Foreign { .. })));
        std::fs::write(folder.path().join("cut"), &bytes[..bytes.len() / 2]).unwrap();
        prove(&folder.path().join("cut")).unwrap_err();
    }
}
