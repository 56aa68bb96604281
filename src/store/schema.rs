//! Versions of the file. A file is brought up one version at a time, inside one transaction, after a backup.

use crate::store::copy::{copy_into, name_new};
use crate::store::error::Error;
use crate::store::file::{beside, folder};
use rusqlite::Connection;
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
    include_str!("migrations/0010.sql"),
    include_str!("migrations/0011.sql"),
    include_str!("migrations/0012.sql"),
    include_str!("migrations/0013.sql"),
    include_str!("migrations/0014.sql"),
];

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
    let number = |n: u32| if n == 1 { String::new() } else { format!(".{n}") };
    name_new(copy_into(path, folder(path))?, |n| beside(path, &format!(".v{version}{}.bak", number(n)))).map(drop)
}
