//! What can go wrong with the file of a book.

use crate::domain::record::meta::Kind;
use crate::domain::value::text::shown;
use std::path::PathBuf;

/// A failure of the store. Texts say what and where; the service adds what to try.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no file.
    #[error("there is no book at {}", .0.display())]
    Missing(PathBuf),
    /// The file is not a database, or an empty one.
    #[error("{} is not a folio book: {why}", .path.display())]
    Foreign {
        /// Which file.
        path: PathBuf,
        /// What it is instead.
        why: String,
    },
    /// A log lies where a new book would be, and would be taken for its own.
    #[error("{} is the log of a book that is no longer there", .log.display())]
    Leftover {
        /// Which file.
        log: PathBuf,
    },
    /// The file was written by a newer folio.
    #[error("{} was written by a newer folio (version {found} of the file, this folio knows {known})", .path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its version.
        found: i32,
        /// The newest version this folio knows.
        known: i32,
    },
    /// The file is damaged.
    #[error("{} is damaged: {why}", .path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What SQLite said.
        why: String,
    },
    /// The file is to be replaced, and another program has it open.
    #[error("another program has {} open", .0.display())]
    Open(PathBuf),
    /// Another folio held the write lock for too long.
    #[error("another program has held the book for more than five seconds")]
    Busy,
    /// The file or its disk does not take writes.
    #[error("the book cannot be written: {0}")]
    Unwritable(String),
    /// The file was moved, replaced or deleted while open.
    #[error("the book at {} was moved or replaced while folio had it open; nothing was written", .0.display())]
    Moved(PathBuf),
    /// A row is not as the write expects it.
    #[error("{kind} {title:?} has been changed meanwhile{}", told(.fields))]
    Conflict {
        /// Its table.
        kind: Kind,
        /// What it is called.
        title: String,
        /// Where the row as it is and the row as it was to be differ; empty when it is gone.
        fields: Vec<Difference>,
    },
    /// A row holds what no folio writes.
    #[error("a row of the book cannot be read: {0}")]
    BadRow(String),
    /// A file could not be read or made.
    #[error("{path}: {why}", path = .path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        why: std::io::Error,
    },
    /// Anything else that SQLite says.
    #[error("the database refused: {0}")]
    Sql(rusqlite::Error),
}

/// A field of a row in two versions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// What the field is called.
    pub label: &'static str,
    /// What it is now.
    pub theirs: String,
    /// What it was to be.
    pub yours: String,
}

/// Both versions, a line a field.
fn told(fields: &[Difference]) -> String {
    let word = |text: &str| if text.is_empty() { "nothing".to_owned() } else { shown(text).into_owned() };
    let line =
        |one: &Difference| format!("\n  {}: theirs {}, yours {}", one.label, word(&one.theirs), word(&one.yours));
    fields.iter().map(line).collect()
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Error::Damaged { path: PathBuf::new(), why: error.to_string() }
            }
            Some(
                ErrorCode::ReadOnly
                | ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure
                | ErrorCode::PermissionDenied
                | ErrorCode::CannotOpen,
            ) => Error::Unwritable(error.to_string()),
            _ => match error {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::Utf8Error(..) => Error::BadRow(error.to_string()),
                error => Error::Sql(error),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::day::Day;
    use rusqlite::Connection;

    #[test]
    fn a_value_that_no_folio_writes_is_a_bad_row() {
        let book = Connection::open_in_memory().unwrap();
        let day = |sql: &str| Error::from(book.query_row(sql, [], |row| row.get::<_, Day>(0)).unwrap_err());
        let count = |sql: &str| Error::from(book.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap_err());
        let text = |sql: &str| Error::from(book.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap_err());
        let word = |sql: &str| {
            Error::from(
                book.query_row(sql, [], |row| row.get_ref(0)?.as_str().map(drop).map_err(Into::into)).unwrap_err(),
            )
        };
        for error in [
            day("SELECT 99999999999"),
            day("SELECT 'monday'"),
            count("SELECT -1"),
            text("SELECT CAST(x'ff' AS TEXT)"),
            word("SELECT CAST(x'ff' AS TEXT)"),
        ] {
            assert!(matches!(error, Error::BadRow(_)), "{error}");
        }
    }
}
