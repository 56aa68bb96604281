//! Backups of the book, and the way back from one. No copy has its name before it is proven, and no book is replaced
//! before what takes its place is.

use crate::domain::value::day::Moment;
use crate::domain::value::text::shown;
use crate::service::desk::{Clock, Desk};
use crate::service::error::{Error, ErrorKind};
use crate::store::backups::{self, back_up, back_up_of_day, named};
use crate::store::copy::{copy_into, put_in_place};
use crate::store::file::folder;
use crate::store::soundness::{Proven, prove};
use std::fs;
use std::path::{Path, PathBuf};

/// A book larger than this is copied behind a screen or when asked for, not at the end of a command.
const LARGE: u64 = 64 << 20;

/// A backup that was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    /// Where.
    pub path: PathBuf,
    /// Bytes.
    pub size: u64,
    /// Accounts in it.
    pub accounts: u64,
}

impl Desk {
    /// Makes a backup: in this file, or beside the book under the minute. Never over another file.
    pub fn back_up(&self, place: Option<&Path>) -> Result<Made, Error> {
        let book = self.path();
        let (path, proven) = if let Some(place) = place {
            if fs::symlink_metadata(place).is_ok() {
                let message = format!("there is a file at {} already", said(place));
                return Err(Error::new(ErrorKind::Rejected, message, "nothing was written; name another file"));
            }
            back_up(book, folder(place), |_| place.to_owned())
        } else {
            let (into, minute) = (backups::place(book, self.backups_at()), self.minute());
            back_up(book, into, |n| named(book, into, &format!(".{minute}{}.bak", number(n))))
        }?;
        let size = fs::metadata(&path).map(|meta| meta.len()).unwrap_or_default();
        Ok(Made { path, size, accounts: proven.accounts })
    }

    /// Makes the automatic backup of today, if it is due. `None` when there is nothing to do: it is there already, the
    /// config wants none, or the clock stands and says nothing of today.
    pub fn back_up_today(&self) -> Result<Option<PathBuf>, Error> {
        if !self.is_backup_due() {
            return Ok(None);
        }
        let into = backups::place(self.path(), self.backups_at());
        Ok(back_up_of_day(self.path(), into, self.now().today, self.keeping())?)
    }

    /// Whether the automatic backup of today is still to be made.
    pub fn is_backup_due(&self) -> bool {
        let wanted = self.keeping().is_on() && self.clock() == Clock::System && !self.path().as_os_str().is_empty();
        wanted && backups::is_due(self.path(), backups::place(self.path(), self.backups_at()), self.now().today)
    }

    /// The same at the end of a command that wrote, where it takes no time that a person would notice.
    pub fn back_up_in_passing(&self) -> Result<Option<PathBuf>, Error> {
        let small = fs::metadata(self.path()).is_ok_and(|meta| meta.len() <= LARGE);
        if self.has_written() && small { self.back_up_today() } else { Ok(None) }
    }

    fn minute(&self) -> String {
        minute(self.now().zone.civil(self.now().at))
    }
}

fn minute(civil: chrono::NaiveDateTime) -> String {
    civil.format("%Y-%m-%d-%H%M").to_string()
}

/// What stands behind the first name where it is taken.
fn number(n: u32) -> String {
    if n == 1 { String::new() } else { format!(".{n}") }
}

/// A path on one line.
fn said(path: &Path) -> String {
    shown(&path.to_string_lossy()).into_owned()
}

/// What came of a restore.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restored {
    /// Accounts in the book as it is now.
    pub accounts: u64,
    /// Where the book that was replaced is kept.
    pub kept: Option<PathBuf>,
}

/// What a file to restore from holds; refused when it is no whole and sound book.
pub fn examine(file: &Path) -> Result<Proven, Error> {
    Ok(prove(file)?)
}

/// Puts a backup in the place of a book. It is proven before, and so is the copy of it that is put there; the book that
/// was there is kept beside it. Refused while that one is open.
pub fn restore(file: &Path, book: &Path, clock: Clock) -> Result<Restored, Error> {
    if same(file, book) {
        let message = format!("{} is the book itself", said(file));
        return Err(Error::new(ErrorKind::Rejected, message, "`folio doctor` lists its backups"));
    }
    let before = prove(file)?;
    let place = fs::canonicalize(book).unwrap_or_else(|_| book.to_owned());
    let near = folder(&place);
    crate::store::file::private_folder(near)
        .map_err(|why| crate::store::error::Error::Io { path: near.to_owned(), why })?;
    let draft = copy_into(file, near)?;
    if prove(draft.path())? != before {
        let message = format!("the copy of {} is not what the file is; nothing was changed", said(file));
        return Err(Error::new(ErrorKind::Failed, message, "another program may be writing to it"));
    }
    let kept = put_in_place(draft, &place, |n| replaced(&place, clock.now().at, clock, n))?;
    let after = prove(&place)?;
    Ok(Restored { accounts: after.accounts, kept })
}

/// Where a book that is replaced is kept.
pub(in crate::service) fn replaced(book: &Path, at: Moment, clock: Clock, n: u32) -> PathBuf {
    let minute = minute(clock.now().zone.civil(at));
    named(book, folder(book), &format!(".replaced-{minute}{}.bak", number(n)))
}

fn same(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).ok().zip(fs::canonicalize(other).ok()).is_some_and(|(one, other)| one == other)
}
