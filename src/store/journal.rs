//! Every write goes through here: rows and journal in one transaction. A write finds its row exactly as its `before`
//! says, or is refused; so nobody's change is overwritten unseen, and undo is the same act the other way.

use crate::domain::change::{Act, Batch, Change, Image};
use crate::domain::headway::Stage;
use crate::domain::record::meta::{Kind, Record};
use crate::domain::value::day::Moment;
use crate::store::db::Store;
use crate::store::error::{Difference, Error};
use crate::store::row::{Put, Stored};
use rusqlite::{OptionalExtension, params, params_from_iter};

/// Batches of more rows than this do not store the image of a row that they make: the row itself is its image.
const LARGE: usize = 1_000;

/// What a batch of the journal is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    /// A person's or an import's write.
    Do,
    /// One taken back.
    Undo,
    /// One taken back and done again.
    Redo,
}

impl Deed {
    fn word(self) -> &'static str {
        match self {
            Deed::Do => "do",
            Deed::Undo => "undo",
            Deed::Redo => "redo",
        }
    }

    fn read(word: &str) -> Deed {
        match word {
            "undo" => Deed::Undo,
            "redo" => Deed::Redo,
            _ => Deed::Do,
        }
    }
}

/// A line of the journal: a batch without its rows.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// Its number, rising.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Which face wrote.
    pub actor: String,
    /// What was done.
    pub note: String,
    /// Done, undone or redone.
    pub deed: Deed,
    /// The batch that was undone or redone.
    pub of: Option<i64>,
    /// Whether it has been taken back since.
    pub undone: bool,
    /// Rows written.
    pub rows: u32,
}

impl Store {
    /// Writes a batch and journals it, within the caller's transaction.
    pub fn commit(&self, batch: &Batch) -> Result<i64, Error> {
        self.record(batch, Deed::Do, None)
    }

    /// Writes rows without journalling them, within the caller's transaction: the beginning of a book, which no undo
    /// takes away.
    pub fn found(&self, rows: impl Iterator<Item = Change>) -> Result<(), Error> {
        self.headway().begin(Stage::Writing, 0);
        for change in rows {
            self.apply(&change)?;
            self.headway().add(1);
        }
        self.headway().end();
        // No batch names these rows, so that full text has to look at all of them.
        self.sql().execute("DELETE FROM indexing", [])?;
        Ok(())
    }

    /// The batch that `undo` would take back: the latest one done and not undone.
    pub fn undoable(&self) -> Result<Option<Entry>, Error> {
        self.entry("WHERE act = 'do' AND undone = 0 ORDER BY seq DESC LIMIT 1")
    }

    /// The batch of undo that `redo` would take back: the latest one since the last new write.
    pub fn redoable(&self) -> Result<Option<Entry>, Error> {
        self.entry(
            "WHERE act = 'undo' AND undone = 0
             AND seq > coalesce((SELECT max(seq) FROM batch WHERE act = 'do'), 0) ORDER BY seq DESC LIMIT 1",
        )
    }

    /// Takes a batch back and journals that, within the caller's transaction. Refused when a row has changed since.
    pub fn take_back(&self, entry: &Entry, deed: Deed, at: Moment, actor: &str) -> Result<Batch, Error> {
        let batch = Batch { at, actor: actor.to_owned(), note: entry.note.clone(), changes: self.changes(entry)? };
        let inverse = batch.inverse();
        let of = if deed == Deed::Redo { entry.of } else { Some(entry.seq) };
        self.sql().execute("UPDATE batch SET undone = 1 WHERE seq = ?1", [entry.seq])?;
        if deed == Deed::Redo {
            self.sql().execute("UPDATE batch SET undone = 0 WHERE seq = ?1", params![of])?;
        }
        self.record(&inverse, deed, of)?;
        Ok(inverse)
    }

    /// The latest batches, newest first, at most so many, from a moment on.
    pub fn entries(&self, since: Moment, limit: u32) -> Result<Vec<Entry>, Error> {
        let mut statement = self.sql().prepare_cached(
            "SELECT seq, at, actor, note, act, of, undone, rows FROM batch WHERE at >= ?1 ORDER BY seq DESC LIMIT ?2",
        )?;
        let rows = statement.query_map(params![since, limit], read_entry)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The batch of a number.
    pub(in crate::store) fn batch(&self, seq: i64) -> Result<Option<Entry>, Error> {
        self.entry(&format!("WHERE seq = {seq}"))
    }

    /// Writes a row once more as a change left it: refused when it is not of that version.
    pub(in crate::store) fn write_again(&self, change: &Change) -> Result<(), Error> {
        self.apply(&change.again())
    }

    /// The rows of a batch with their images, in the order written.
    pub fn changes(&self, entry: &Entry) -> Result<Vec<Change>, Error> {
        let mut statement = self
            .sql()
            .prepare_cached("SELECT kind, row, act, before, after FROM journal WHERE batch = ?1 ORDER BY n")?;
        let mut rows = statement.query([entry.seq])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: String = row.get(0)?;
            let key: String = row.get(1)?;
            let made = row.get_ref(2)?.as_str().is_ok_and(|act| act == "made");
            let (before, after): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
            let kind = kind.parse::<Kind>().map_err(|_| Error::BadRow(format!("journal names a table {kind:?}")))?;
            let unstored = made && after.is_none();
            changes.push(match kind {
                Kind::Account => Change::Account(self.image(before, after, unstored, &key, entry)?),
                Kind::Contact => Change::Contact(self.image(before, after, unstored, &key, entry)?),
                Kind::Subscription => Change::Subscription(self.image(before, after, unstored, &key, entry)?),
                Kind::Renewal => Change::Renewal(self.image(before, after, unstored, &key, entry)?),
                Kind::Opportunity => Change::Opportunity(self.image(before, after, unstored, &key, entry)?),
                Kind::Task => Change::Task(self.image(before, after, unstored, &key, entry)?),
                Kind::Touch => Change::Touch(self.image(before, after, unstored, &key, entry)?),
                Kind::Goal => Change::Goal(self.image(before, after, unstored, &key, entry)?),
                Kind::Feedback => Change::Feedback(self.image(before, after, unstored, &key, entry)?),
                Kind::Usage => Change::Usage(self.image(before, after, unstored, &key, entry)?),
                Kind::Case => Change::Case(self.image(before, after, unstored, &key, entry)?),
                Kind::Run => Change::Run(self.image(before, after, unstored, &key, entry)?),
                Kind::Timer => Change::Timer(self.image(before, after, unstored, &key, entry)?),
                Kind::View => Change::View(self.image(before, after, unstored, &key, entry)?),
                Kind::Review => Change::Review(self.image(before, after, unstored, &key, entry)?),
                Kind::Target => Change::Target(self.image(before, after, unstored, &key, entry)?),
                Kind::Reading => Change::Reading(self.image(before, after, unstored, &key, entry)?),
                Kind::Movement => Change::Movement(self.image(before, after, unstored, &key, entry)?),
                Kind::FxRate => Change::FxRate(self.image(before, after, unstored, &key, entry)?),
                Kind::External => Change::External(self.image(before, after, unstored, &key, entry)?),
            });
        }
        Ok(changes)
    }

    fn image<T: Stored>(
        &self,
        before: Option<String>,
        after: Option<String>,
        unstored: bool,
        key: &str,
        entry: &Entry,
    ) -> Result<Image<T>, Error> {
        let parse = |json: Option<String>| -> Result<Option<Box<T>>, Error> {
            let row = json.map(|json| serde_json::from_str(&json)).transpose();
            row.map_err(|bad| Error::BadRow(format!("journal entry {}: {bad}", entry.seq)))
        };
        if !unstored {
            return Ok(Image { before: parse(before)?, after: parse(after)? });
        }
        let row: Option<T> = self.row(key)?;
        match row {
            Some(row) if row.meta().version == 1 && row.meta().updated_at == row.meta().created_at => {
                Ok(Image::made(row))
            }
            Some(row) => Err(Error::Conflict { kind: T::KIND, title: row.title(), fields: Vec::new() }),
            None => Err(Error::Conflict { kind: T::KIND, title: key.to_owned(), fields: Vec::new() }),
        }
    }

    fn entry(&self, condition: &str) -> Result<Option<Entry>, Error> {
        let sql = format!("SELECT seq, at, actor, note, act, of, undone, rows FROM batch {condition}");
        let mut statement = self.sql().prepare_cached(&sql)?;
        Ok(statement.query_row([], read_entry).optional()?)
    }

    fn record(&self, batch: &Batch, deed: Deed, of: Option<i64>) -> Result<i64, Error> {
        let count = u32::try_from(batch.changes.len()).unwrap_or(u32::MAX);
        self.sql()
            .prepare_cached("INSERT INTO batch (at, actor, note, act, of, rows) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![batch.at, batch.actor, batch.note, deed.word(), of, count])?;
        let seq = self.sql().last_insert_rowid();
        let large = deed != Deed::Undo && batch.changes.len() > LARGE;
        let mut journal = self.sql().prepare_cached(
            "INSERT INTO journal (batch, n, kind, row, act, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        self.headway().begin(Stage::Writing, u64::from(count));
        for (n, change) in (0_i64..).zip(&batch.changes) {
            self.headway().add(1);
            self.apply(change)?;
            let act = change.act();
            let (before, after) = if large && act == Act::Made { (None, None) } else { images(change)? };
            let word = match act {
                Act::Made => "made",
                Act::Edited => "edited",
                Act::Removed => "removed",
            };
            journal.execute(params![seq, n, change.kind().word(), change.key(), word, before, after])?;
        }
        self.headway().end();
        Ok(seq)
    }

    /// Writes one row, if it stands as the change says.
    fn apply(&self, change: &Change) -> Result<(), Error> {
        match change {
            Change::Account(image) => {
                self.apply_image(image)?;
                self.call(image.before.as_deref(), image.after.as_deref())
            }
            Change::Contact(image) => self.apply_image(image),
            Change::Subscription(image) => self.apply_image(image),
            Change::Renewal(image) => self.apply_image(image),
            Change::Opportunity(image) => self.apply_image(image),
            Change::Task(image) => self.apply_image(image),
            Change::Touch(image) => self.apply_image(image),
            Change::Goal(image) => self.apply_image(image),
            Change::Feedback(image) => self.apply_image(image),
            Change::Usage(image) => self.apply_image(image),
            Change::Case(image) => self.apply_image(image),
            Change::Run(image) => {
                self.apply_image(image)?;
                image.after.as_deref().map_or(Ok(()), |run| self.note_firing(run))
            }
            Change::Timer(image) => self.apply_image(image),
            Change::View(image) => self.apply_image(image),
            Change::Target(image) => self.apply_image(image),
            Change::Review(image) => self.apply_image(image),
            Change::Reading(image) => self.apply_image(image),
            Change::Movement(image) => self.apply_image(image),
            Change::FxRate(image) => self.apply_image(image),
            Change::External(image) => self.apply_image(image),
        }
    }

    fn apply_image<T: Stored>(&self, image: &Image<T>) -> Result<(), Error> {
        let written = match (&image.before, &image.after) {
            (None, Some(after)) => self.insert(after.as_ref()),
            (Some(before), Some(after)) => self.update(before.as_ref(), after.as_ref()),
            (Some(before), None) => self.delete(before.as_ref()),
            (None, None) => return Ok(()),
        }?;
        match (written, image.row()) {
            (0, Some(row)) => {
                let fields = self.differences(image)?;
                Err(Error::Conflict { kind: T::KIND, title: row.title(), fields })
            }
            _ => Ok(()),
        }
    }

    /// Where the row as it is and the row as it was to be differ.
    fn differences<T: Stored>(&self, image: &Image<T>) -> Result<Vec<Difference>, Error> {
        let (Some(before), Some(yours)) = (&image.before, &image.after) else { return Ok(Vec::new()) };
        let Some(theirs) = self.row::<T>(&before.key())? else { return Ok(Vec::new()) };
        let differing = T::fields().iter().filter_map(|field| {
            let (theirs, yours) = ((field.get)(&theirs), (field.get)(yours));
            (theirs != yours).then_some(Difference { label: field.label, theirs, yours })
        });
        Ok(differing.collect())
    }

    fn insert<T: Stored>(&self, row: &T) -> Result<usize, Error> {
        let columns = T::COLUMNS.split(',').count() + 5;
        let marks = vec!["?"; columns].join(", ");
        let sql = format!(
            "INSERT INTO {} (id, {}, created_at, updated_at, version, archived_at) VALUES ({marks})
             ON CONFLICT (id) DO NOTHING",
            T::TABLE,
            T::COLUMNS
        );
        let mut put = Put::default();
        put.put(row.key());
        row.write(&mut put);
        put.meta(row.meta());
        Ok(self.sql().prepare_cached(&sql)?.execute(params_from_iter(put.0))?)
    }

    fn update<T: Stored>(&self, before: &T, after: &T) -> Result<usize, Error> {
        let set: Vec<String> = T::COLUMNS.split(',').map(|column| format!("{} = ?", column.trim())).collect();
        let sql = format!(
            "UPDATE {} SET {}, created_at = ?, updated_at = ?, version = ?, archived_at = ?
             WHERE id = ? AND version = ? AND updated_at = ?",
            T::TABLE,
            set.join(", ")
        );
        let mut put = Put::default();
        after.write(&mut put);
        put.meta(after.meta());
        put.put(before.key());
        put.put(before.meta().version);
        put.put(before.meta().updated_at);
        Ok(self.sql().prepare_cached(&sql)?.execute(params_from_iter(put.0))?)
    }

    fn delete<T: Stored>(&self, before: &T) -> Result<usize, Error> {
        let sql = format!("DELETE FROM {} WHERE id = ?1 AND version = ?2 AND updated_at = ?3", T::TABLE);
        let meta = before.meta();
        Ok(self.sql().prepare_cached(&sql)?.execute(params![before.key(), meta.version, meta.updated_at])?)
    }
}

fn read_entry(row: &rusqlite::Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        seq: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        note: row.get(3)?,
        deed: Deed::read(row.get_ref(4)?.as_str()?),
        of: row.get(5)?,
        undone: row.get(6)?,
        rows: row.get(7)?,
    })
}

fn images(change: &Change) -> Result<(Option<String>, Option<String>), Error> {
    fn both<T: Record>(image: &Image<T>) -> serde_json::Result<(Option<String>, Option<String>)> {
        let json = |row: &Option<Box<T>>| row.as_ref().map(serde_json::to_string).transpose();
        Ok((json(&image.before)?, json(&image.after)?))
    }
    match change {
        Change::Account(image) => both(image),
        Change::Contact(image) => both(image),
        Change::Subscription(image) => both(image),
        Change::Renewal(image) => both(image),
        Change::Opportunity(image) => both(image),
        Change::Task(image) => both(image),
        Change::Touch(image) => both(image),
        Change::Goal(image) => both(image),
        Change::Feedback(image) => both(image),
        Change::Usage(image) => both(image),
        Change::Case(image) => both(image),
        Change::Run(image) => both(image),
        Change::Timer(image) => both(image),
        Change::View(image) => both(image),
        Change::Target(image) => both(image),
        Change::Review(image) => both(image),
        Change::Reading(image) => both(image),
        Change::Movement(image) => both(image),
        Change::FxRate(image) => both(image),
        Change::External(image) => both(image),
    }
    .map_err(|bad| Error::BadRow(bad.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::account::Account;
    use crate::domain::record::meta::Meta;
    use crate::domain::value::text::Text;

    fn account(n: u128, name: &str) -> Account {
        let id = crate::domain::value::id::AccountId(ulid::Ulid(n));
        Account::named(id, Meta::made(Moment(1)), Text::from(name))
    }

    fn batch(changes: Vec<Change>) -> Batch {
        Batch { at: Moment(5), actor: "test".into(), note: "a note".into(), changes }
    }

    fn name_of(store: &Store, row: &Account) -> Option<String> {
        store.row::<Account>(&row.key()).unwrap().map(|a| a.name.raw().to_owned())
    }

    #[test]
    fn undo_and_redo_walk_both_ways() {
        let store = Store::in_memory().unwrap();
        let row = account(1, "Globex");
        store.commit(&batch(vec![Image::made(row.clone()).into()])).unwrap();
        let edit = Image::edited(&row, Moment(6), |a| a.name = Text::from("Globex Corp")).unwrap();
        store.commit(&batch(vec![edit.into()])).unwrap();
        for want in [Some("Globex"), None] {
            let entry = store.undoable().unwrap().unwrap();
            store.take_back(&entry, Deed::Undo, Moment(7), "test").unwrap();
            assert_eq!(name_of(&store, &row).as_deref(), want);
        }
        assert_eq!(store.undoable().unwrap(), None);
        for want in ["Globex", "Globex Corp"] {
            let entry = store.redoable().unwrap().unwrap();
            store.take_back(&entry, Deed::Redo, Moment(8), "test").unwrap();
            assert_eq!(name_of(&store, &row).as_deref(), Some(want));
        }
        assert_eq!(store.redoable().unwrap(), None);
        let entry = store.undoable().unwrap().unwrap();
        store.take_back(&entry, Deed::Undo, Moment(9), "test").unwrap();
        assert_eq!(store.row::<Account>(&row.key()).unwrap(), Some(row), "undo brings back the row to the letter");
    }

    #[test]
    fn a_new_write_ends_redo() {
        let store = Store::in_memory().unwrap();
        store.commit(&batch(vec![Image::made(account(1, "Globex")).into()])).unwrap();
        let entry = store.undoable().unwrap().unwrap();
        store.take_back(&entry, Deed::Undo, Moment(7), "test").unwrap();
        store.commit(&batch(vec![Image::made(account(2, "Hooli")).into()])).unwrap();
        assert_eq!(store.redoable().unwrap(), None);
    }

    #[test]
    fn refuses_a_row_that_changed_meanwhile() {
        let store = Store::in_memory().unwrap();
        let row = account(1, "Globex");
        store.commit(&batch(vec![Image::made(row.clone()).into()])).unwrap();
        let mine = Image::edited(&row, Moment(6), |a| a.starred = true).unwrap();
        let theirs = Image::edited(&row, Moment(7), |a| a.name = Text::from("Globex Corp")).unwrap();
        store.commit(&batch(vec![theirs.into()])).unwrap();
        let refused = store.commit(&batch(vec![mine.into()])).unwrap_err();
        let said = refused.to_string();
        assert!(said.starts_with("account \"Globex\" has been changed meanwhile\n"), "{said}");
        assert!(said.contains("\n  Name: theirs Globex Corp, yours Globex"), "both versions: {said}");
        let again = store.commit(&batch(vec![Image::made(row.clone()).into()])).unwrap_err();
        assert!(matches!(again, Error::Conflict { .. }), "an id is taken once");
    }

    #[test]
    fn large_batches_undo_and_redo_without_stored_images() {
        let store = Store::in_memory().unwrap();
        let rows: Vec<Account> = (1..=1_200).map(|n| account(n, &format!("Account {n}"))).collect();
        store.commit(&batch(rows.iter().cloned().map(|a| Image::made(a).into()).collect())).unwrap();
        let stored: i64 =
            store.sql().query_row("SELECT count(*) FROM journal WHERE after IS NOT NULL", [], |r| r.get(0)).unwrap();
        assert_eq!(stored, 0);
        store.take_back(&store.undoable().unwrap().unwrap(), Deed::Undo, Moment(7), "test").unwrap();
        assert!(store.rows::<Account>("", []).unwrap().is_empty());
        store.take_back(&store.redoable().unwrap().unwrap(), Deed::Redo, Moment(8), "test").unwrap();
        assert_eq!(store.rows::<Account>("ORDER BY id", []).unwrap(), rows);
        store.take_back(&store.undoable().unwrap().unwrap(), Deed::Undo, Moment(9), "test").unwrap();
        assert!(store.rows::<Account>("", []).unwrap().is_empty(), "and once more after a redo");
    }
}
