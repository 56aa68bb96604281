//! Whole copies of a book, and one book put in the place of another. A name holds a whole book or nothing, and no book is
//! ever given the log of another.

use crate::store::error::Error;
use crate::store::file::{self, Access, beside, draft_in, folder};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, params};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// How the drafts of copies are called; what a run that was killed has left of them is swept up by the next.
pub(in crate::store) const DRAFT: &str = ".folio-backup-";

/// Names tried at the most where something lies already.
const NAMES: u32 = 100;

/// What is beside a book, by the end of its name.
const LOGS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A copy of the book at a path as it was last committed, on its way into a folder: whole, synced, nobody else's.
pub fn copy_into(path: &Path, near: &Path) -> Result<NamedTempFile, Error> {
    let io = |why| Error::Io { path: near.to_owned(), why };
    let draft = draft_in(near, DRAFT).map_err(io)?;
    {
        let book = open_to_read(path)?;
        // Nothing in the file may run while it is copied, wherever it comes from.
        book.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        let name = ToSqlOutput::Borrowed(ValueRef::Text(draft.path().as_os_str().as_encoded_bytes()));
        book.execute("VACUUM INTO ?1", params![name]).map_err(|error| Error::from(error).at(path))?;
    }
    draft.as_file().sync_all().map_err(io)?;
    Ok(draft)
}

/// Opens a file to read what was last committed to it, making nothing beside it that is not there.
pub(in crate::store) fn open_to_read(path: &Path) -> Result<Connection, Error> {
    // Without a log beside it nobody has it open, and a reader that may not write would leave one behind.
    if file::inspect(path)? == Access::Frozen || file::log_beside(path).is_none() {
        return open_frozen(path).map_err(|error| error.at(path));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(path, flags).and_then(|book| {
        book.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(book)
    });
    match opened.map_err(Error::from) {
        // No room or no right for what a reader makes beside it: without a log the file alone may still be read.
        Err(Error::Unwritable(_)) if file::reading(path) == Access::Frozen => open_frozen(path),
        opened => opened,
    }
    .map_err(|error| error.at(path))
}

/// Opens a file as it stands, whatever lies beside it.
fn open_frozen(path: &Path) -> Result<Connection, Error> {
    let uri = file::frozen_uri(path).map_err(|why| Error::Io { path: path.to_owned(), why })?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(uri, flags)?)
}

/// Gives a copy its name, never over another file: the first that is free of those that a number makes, from 1 on.
pub fn name_new(mut draft: NamedTempFile, name: impl Fn(u32) -> PathBuf) -> Result<PathBuf, Error> {
    for n in 1..=NAMES {
        let path = name(n);
        match draft.persist_noclobber(&path) {
            Ok(_) => {
                sync_folder(&path);
                return Ok(path);
            }
            Err(taken) if taken.error.kind() == ErrorKind::AlreadyExists => draft = taken.file,
            Err(refused) => return Err(Error::Io { path, why: refused.error }),
        }
    }
    Err(Error::Io { path: name(1), why: ErrorKind::AlreadyExists.into() })
}

/// Makes a new name survive a power cut. A file system that knows no such thing is none the worse for it.
fn sync_folder(path: &Path) {
    if let Ok(folder) = fs::File::open(folder(path)) {
        let _ = folder.sync_all();
    }
}

/// Puts a whole book in the place of another, which is kept beside it under a name of its own. Refused while another
/// folio has that one open. Gives where it is kept; none when there was nothing at the path.
pub fn put_in_place(
    draft: NamedTempFile,
    path: &Path,
    aside: impl Fn(u32) -> PathBuf,
) -> Result<Option<PathBuf>, Error> {
    let io = |why| Error::Io { path: path.to_owned(), why };
    begin_log(draft.path())?;
    if fs::symlink_metadata(path).is_err() {
        if let Some(log) = file::log_beside(path) {
            return Err(Error::Leftover { log });
        }
        draft.persist_noclobber(path).map_err(|refused| io(refused.error))?;
        sync_folder(path);
        return Ok(None);
    }
    let path = &fs::canonicalize(path).map_err(io)?;
    let io = |why| Error::Io { path: path.clone(), why };
    if !path.is_file() {
        return Err(Error::Foreign { path: path.clone(), why: "it is no regular file".to_owned() });
    }
    let held = hold(path)?;
    let kept = keep(path, aside).map_err(io)?;
    if held.is_none() {
        // What cannot be opened goes with its logs, as they are.
        for end in LOGS {
            match fs::rename(beside(path, end), beside(&kept, end)) {
                Err(why) if why.kind() != ErrorKind::NotFound => return Err(io(why)),
                _ => {}
            }
        }
    }
    draft.persist(path).map_err(|refused| io(refused.error))?;
    sync_folder(path);
    drop(held);
    Ok(Some(kept))
}

/// Gives the file at a path a second name, so that the first can be taken by another at any moment.
fn keep(path: &Path, aside: impl Fn(u32) -> PathBuf) -> io::Result<PathBuf> {
    for n in 1..=NAMES {
        let kept = aside(n);
        match fs::hard_link(path, &kept) {
            Ok(()) => return Ok(kept),
            Err(why) if why.kind() == ErrorKind::AlreadyExists => {}
            // A file system without second names.
            Err(_) => return fs::rename(path, &kept).map(|()| kept),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Takes a book for oneself alone, with nothing left in its log; none when it is no book that can be opened.
fn hold(path: &Path) -> Result<Option<Connection>, Error> {
    match file::inspect(path) {
        Ok(Access::Write) => {}
        Ok(_) => return Err(Error::Unwritable("its file takes no writes".to_owned())),
        Err(Error::Foreign { .. }) => return Ok(None),
        Err(other) => return Err(other),
    }
    // SQLite would do away with the log of a file that it cannot read.
    let legible =
        open_frozen(path).and_then(|book| Ok(book.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?));
    if matches!(legible, Err(Error::Damaged { .. })) {
        return Ok(None);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let held = Connection::open_with_flags(path, flags)?;
    held.busy_timeout(std::time::Duration::ZERO)?;
    // The log cannot be done away with while anybody else has the book open.
    let alone = held
        .query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0))
        .and_then(|mode| held.execute_batch("BEGIN EXCLUSIVE").map(|()| mode));
    match alone {
        Ok(mode) if mode == "delete" => Ok(Some(held)),
        Ok(_) => Err(Error::Open(path.to_owned())),
        Err(error) => match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Err(Error::Open(path.to_owned())),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Ok(None),
            _ => Err(error.into()),
        },
    }
}

/// Gives a copy the log that a book has.
fn begin_log(path: &Path) -> Result<(), Error> {
    let book = Connection::open(path)?;
    let _: String = book.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    book.close().map_err(|(_, error)| error)?;
    fs::File::open(path).and_then(|file| file.sync_all()).map_err(|why| Error::Io { path: path.to_owned(), why })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::db::Store;

    fn book(folder: &Path, name: &str, rows: u32) -> PathBuf {
        let path = folder.join(name);
        let store = Store::create(&path).unwrap();
        store.sql().execute_batch("CREATE TABLE mark (n INTEGER) STRICT").unwrap();
        for n in 0..rows {
            store.sql().execute("INSERT INTO mark VALUES (?1)", [n]).unwrap();
        }
        path
    }

    fn rows(path: &Path) -> i64 {
        open_to_read(path).unwrap().query_row("SELECT count(*) FROM mark", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_copy_has_what_only_the_log_has() {
        let folder = tempfile::tempdir().unwrap();
        let path = book(folder.path(), "w.db", 3);
        let store = Store::open(&path).unwrap();
        store.sql().execute("INSERT INTO mark VALUES (9)", []).unwrap();
        let place =
            name_new(copy_into(store.path(), folder.path()).unwrap(), |n| folder.path().join(format!("c{n}"))).unwrap();
        assert_eq!(rows(&place), 4);
        let next =
            name_new(copy_into(store.path(), folder.path()).unwrap(), |n| folder.path().join(format!("c{n}"))).unwrap();
        assert_eq!(next, folder.path().join("c2"), "never over another");
    }

    #[test]
    fn a_book_takes_the_place_of_another_that_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (book(folder.path(), "w.db", 1), book(folder.path(), "o.db", 5));
        let aside = |n: u32| folder.path().join(format!("kept{n}"));
        let kept = put_in_place(copy_into(&other, folder.path()).unwrap(), &path, aside).unwrap().unwrap();
        assert_eq!((rows(&path), rows(&kept), rows(&other)), (5, 1, 5));
        let store = Store::open(&path).unwrap();
        store.sql().execute("INSERT INTO mark VALUES (9)", []).unwrap();
        let refused = put_in_place(copy_into(&kept, folder.path()).unwrap(), &path, aside).unwrap_err();
        assert!(matches!(refused, Error::Open(_)), "{refused}");
        assert_eq!(rows(&path), 6, "nothing was changed");
        drop(store);
        let again = put_in_place(copy_into(&kept, folder.path()).unwrap(), &path, aside).unwrap().unwrap();
        assert_eq!((rows(&path), rows(&again)), (1, 6));
        assert!(!beside(&path, "-wal").exists());
    }

    #[test]
    fn what_cannot_be_opened_is_kept_with_its_log() {
        let folder = tempfile::tempdir().unwrap();
        let other = book(folder.path(), "o.db", 5);
        let path = folder.path().join("w.db");
        let mut torn = b"SQLite format 3\0".to_vec();
        torn.resize(4096, 0xA5);
        for (n, bytes) in [torn, b"text".to_vec(), Vec::new()].into_iter().enumerate() {
            fs::write(&path, &bytes).unwrap();
            fs::write(beside(&path, "-wal"), b"log").unwrap();
            let aside = |_| folder.path().join(format!("kept{n}"));
            let kept = put_in_place(copy_into(&other, folder.path()).unwrap(), &path, aside).unwrap().unwrap();
            assert_eq!((fs::read(&kept).unwrap(), rows(&path)), (bytes, 5));
            assert_eq!(fs::read(beside(&kept, "-wal")).unwrap(), b"log");
        }
    }
}
