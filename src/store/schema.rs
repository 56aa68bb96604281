//! Versions of the file. A file is brought up one version at a time, inside one transaction, after a backup.

use crate::store::error::Error;
use crate::store::file::{beside, folder};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, params};
use std::io::ErrorKind;
use std::path::Path;

/// Marks a file as ours: `foli` in ASCII.
pub const APPLICATION_ID: i32 = 0x666f_6c69;

/// Steps from each version to the next; the first makes version 1 of nothing.
pub const STEPS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
    include_str!("migrations/0007.sql"),
    include_str!("migrations/0008.sql"),
    include_str!("migrations/0009.sql"),
    include_str!("migrations/0013.sql"),
];

/// Backups of one version that may lie beside a book.
const BACKUPS: u32 = 100;

/// The version that some steps lead to: one each.
pub fn newest(steps: &[&str]) -> i32 {
    i32::try_from(steps.len()).unwrap_or(i32::MAX)
}

/// Brings a file from a version to the newest of some steps, within the caller's transaction.
pub fn raise(connection: &Connection, steps: &[&str], from: i32) -> Result<(), Error> {
    let done = usize::try_from(from).unwrap_or_default();
    for step in steps.iter().skip(done) {
        connection.execute_batch(step)?;
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", newest(steps))?;
    Ok(())
}

/// Copies the book at a path as it was last committed to `PATH.vN.bak`, or, where something of that name lies, to
/// `PATH.vN.2.bak` and so on. A name holds a whole copy or nothing.
pub fn back_up(path: &Path, version: i32) -> Result<(), Error> {
    let io = |why| Error::Io { path: beside(path, &format!(".v{version}.bak")), why };
    let mut draft = tempfile::Builder::new().prefix(".folio-backup-").tempfile_in(folder(path)).map_err(io)?;
    {
        let book = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let name = ToSqlOutput::Borrowed(ValueRef::Text(draft.path().as_os_str().as_encoded_bytes()));
        book.execute("VACUUM INTO ?1", params![name])?;
    }
    draft.as_file().sync_all().map_err(io)?;
    for n in 1..=BACKUPS {
        let number = if n == 1 { String::new() } else { format!(".{n}") };
        match draft.persist_noclobber(beside(path, &format!(".v{version}{number}.bak"))) {
            Ok(_) => return Ok(()),
            Err(taken) if taken.error.kind() == ErrorKind::AlreadyExists => draft = taken.file,
            Err(refused) => return Err(io(refused.error)),
        }
    }
    Err(io(ErrorKind::AlreadyExists.into()))
}
