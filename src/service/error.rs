//! What every face gets when something cannot be done: a kind for the exit code, what and where, and what to try.

use crate::domain::value::text::shown;
use crate::store;

/// What kind of failure; each has its exit code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    /// The words, a filter or a date are off.
    Usage,
    /// A reference names nothing.
    NotFound,
    /// A reference names several.
    Ambiguous,
    /// The rules of the data forbid it, or the row has changed meanwhile.
    Rejected,
    /// Another program holds the book; trying again is safe.
    Busy,
    /// The file is damaged, foreign or from a newer folio.
    Damaged,
    /// Anything else.
    Failed,
}

/// A failure with what to try. Texts are safe to print.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// What kind.
    pub kind: ErrorKind,
    /// What, and where.
    pub message: String,
    /// What to try; empty when there is nothing to say.
    pub hint: String,
}

impl Error {
    /// A failure with what to try.
    pub fn new(kind: ErrorKind, message: impl Into<String>, hint: impl Into<String>) -> Error {
        Error { kind, message: message.into(), hint: hint.into() }
    }
}

/// What does not exist, or no longer.
pub fn gone(what: &str) -> Error {
    Error::new(
        ErrorKind::NotFound,
        format!("this {what} is no longer there"),
        "another program may have changed the book",
    )
}

impl From<store::error::Error> for Error {
    fn from(error: store::error::Error) -> Error {
        use store::error::Error as Store;
        let message = error.to_string();
        let lines: Vec<_> = message.split('\n').map(shown).collect();
        let message = lines.join("\n");
        let (kind, hint) = match &error {
            Store::Missing(_) => (
                ErrorKind::Failed,
                "`folio import FILE.csv` makes one, `folio demo` shows one, `--db PATH` names another",
            ),
            Store::Foreign { .. } => (ErrorKind::Damaged, "name another file with --db, or move this one away"),
            Store::Leftover { .. } => (
                ErrorKind::Damaged,
                "nothing was made, for a new book beside it would be damaged; bring the old book back, or move this file away",
            ),
            Store::Newer { .. } => (ErrorKind::Damaged, "install the newer folio; this one has changed nothing"),
            Store::Damaged { .. } => {
                (ErrorKind::Damaged, "nothing was changed; `folio doctor` says what is damaged and names the way back")
            }
            Store::Open(_) => (ErrorKind::Busy, "nothing was changed; close the other folio and try again"),
            Store::Busy => (ErrorKind::Busy, "nothing was changed; try again"),
            Store::Unwritable(_) => {
                (ErrorKind::Failed, "nothing was changed; check the disk and the file's permissions")
            }
            Store::Moved(_) => (ErrorKind::Rejected, "start folio again to open the file that is there now"),
            Store::Conflict { .. } => (ErrorKind::Rejected, "nothing was changed; look at the row and try again"),
            Store::BadRow(_) => (
                ErrorKind::Damaged,
                "nothing was changed; the file may have been edited by hand: `folio doctor` says more",
            ),
            Store::Io { .. } => (ErrorKind::Failed, "check that the folder is there and yours"),
            Store::Sql(_) => (ErrorKind::Failed, ""),
        };
        Error::new(kind, message, hint)
    }
}
