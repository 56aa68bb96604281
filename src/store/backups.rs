//! Backups beside a book: their names, which there are, which are in the way. Only a name that folio makes by itself is
//! ever taken away.

use crate::domain::keeping::Keeping;
use crate::domain::value::day::Day;
use crate::store::copy::{DRAFT, copy_into};
use crate::store::error::Error;
use crate::store::file::{folder, private_folder};
use crate::store::soundness::{Proven, prove};
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What stands between the name of a book and the day of an automatic backup.
const AUTO: &str = ".auto-";

/// What a backup ends with.
const END: &str = ".bak";

/// After this long nobody is still writing a draft.
const STALE: Duration = Duration::from_secs(6 * 3_600);

/// A backup.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Backup {
    /// Where.
    pub path: PathBuf,
    /// The day of an automatic one; none of one that a person, an upgrade or a restore made.
    pub auto: Option<Day>,
    /// When it was written.
    pub written: SystemTime,
    /// Bytes.
    pub size: u64,
}

/// The name of a book before an end, in a folder or beside it.
pub fn named(book: &Path, folder: &Path, end: &str) -> PathBuf {
    let mut name = stem(book, folder);
    name.push(end);
    folder.join(name)
}

/// What the names of a book's backups begin with. In a folder that is not its own books of one name may meet: there it
/// is also told where the book is.
fn stem(book: &Path, at: &Path) -> OsString {
    let mut name = book.file_name().unwrap_or(OsStr::new("folio.db")).to_owned();
    let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let home = whole(folder(book));
    if whole(at) != home {
        name.push(format!("-{:016x}", digest(home.as_os_str().as_encoded_bytes())));
    }
    name
}

/// 64-bit FNV-1a: no other version of folio may reckon it otherwise.
fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Where the backups of a book are, unless somebody says otherwise: beside it.
pub fn place<'a>(book: &'a Path, own: Option<&'a Path>) -> &'a Path {
    own.unwrap_or(folder(book))
}

/// The backups of a book in a folder, the newest first.
pub fn backups(book: &Path, folder: &Path) -> Vec<Backup> {
    let name = stem(book, folder);
    let (Some(name), Ok(entries)) = (name.to_str(), fs::read_dir(folder)) else { return Vec::new() };
    let mut found: Vec<Backup> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let own = entry.file_name();
            let middle = own.to_str()?.strip_prefix(name)?.strip_suffix(END)?;
            let meta = entry.metadata().ok().filter(|meta| meta.is_file() && middle.starts_with('.'))?;
            let auto = middle.strip_prefix(AUTO).and_then(|day| day.parse().ok());
            Some(Backup { path: entry.path(), auto, written: meta.modified().ok()?, size: meta.len() })
        })
        .collect();
    found.sort_by(|a, b| b.written.cmp(&a.written).then_with(|| b.path.cmp(&a.path)));
    found
}

/// Whether the automatic backup of a day is still to be made.
pub fn is_due(book: &Path, folder: &Path, today: Day) -> bool {
    fs::symlink_metadata(named(book, folder, &auto(today))).is_err()
}

fn auto(day: Day) -> String {
    format!("{AUTO}{day}{END}")
}

/// Makes the automatic backup of a day, proves it, and then takes away those that are no longer kept.
pub fn back_up_of_day(book: &Path, folder: &Path, today: Day, keeping: Keeping) -> Result<Option<PathBuf>, Error> {
    let io = |why| Error::Io { path: folder.to_owned(), why };
    private_folder(folder).map_err(io)?;
    sweep(folder);
    let draft = copy_into(book, folder)?;
    prove(draft.path())?;
    let place = named(book, folder, &auto(today));
    match draft.persist_noclobber(&place) {
        Ok(_) => {}
        // Another folio was first.
        Err(taken) if taken.error.kind() == std::io::ErrorKind::AlreadyExists => return Ok(None),
        Err(refused) => return Err(io(refused.error)),
    }
    prune(book, folder, keeping);
    Ok(Some(place))
}

/// Takes away the automatic backups that are no longer kept. One that cannot be taken away does no harm.
fn prune(book: &Path, folder: &Path, keeping: Keeping) {
    let found = backups(book, folder);
    let days: BTreeSet<Day> = found.iter().filter_map(|backup| backup.auto).collect();
    let kept = keeping.kept(&days);
    for backup in found {
        // The name is made anew: nothing that only looks like one of ours is touched.
        if let Some(day) = backup.auto.filter(|day| !kept.contains(day))
            && named(book, folder, &auto(day)) == backup.path
        {
            let _ = fs::remove_file(backup.path);
        }
    }
}

/// Drafts that a run which was killed has left in a folder, long enough ago.
pub fn drafts(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let old = |entry: &fs::DirEntry| {
        let written = entry.metadata().ok()?.modified().ok()?;
        Some(written.elapsed().ok()? > STALE)
    };
    let ours = |entry: &fs::DirEntry| entry.file_name().to_str().is_some_and(|name| name.starts_with(DRAFT));
    entries.filter_map(Result::ok).filter(|one| ours(one) && old(one) == Some(true)).map(|one| one.path()).collect()
}

/// Takes such drafts away.
pub fn sweep(folder: &Path) {
    for draft in drafts(folder) {
        let _ = fs::remove_file(draft);
    }
}

/// Makes a backup in a folder, proven before it has a name: the first free one that a number makes.
pub fn back_up(book: &Path, folder: &Path, name: impl Fn(u32) -> PathBuf) -> Result<(PathBuf, Proven), Error> {
    private_folder(folder).map_err(|why| Error::Io { path: folder.to_owned(), why })?;
    let draft = copy_into(book, folder)?;
    let proven = prove(draft.path())?;
    Ok((crate::store::copy::name_new(draft, name)?, proven))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::db::Store;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries.map(|one| one.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn one_a_day_and_only_its_own_are_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("w.db");
        drop(Store::create(&book).unwrap());
        let others = [
            "w.db.auto-2020-13-01.bak",
            "w.db.auto-.bak",
            "w.db.v1.bak",
            "v.db.auto-2020-01-01.bak",
            "w.db.auto-2020-01-01.bak.old",
        ];
        for name in others {
            fs::write(folder.path().join(name), name).unwrap();
        }
        let keeping = Keeping { daily: 2, weekly: 0 };
        for n in 0..5 {
            let day = Day::of(2026, 11, 24).unwrap().plus_days(n);
            assert!(is_due(&book, folder.path(), day));
            let made = back_up_of_day(&book, folder.path(), day, keeping).unwrap().unwrap();
            assert!(!is_due(&book, folder.path(), day));
            assert!(prove(&made).is_ok());
            assert_eq!(back_up_of_day(&book, folder.path(), day, keeping).unwrap(), None);
        }
        let mut left = names(folder.path());
        left.retain(|name| !others.contains(&name.as_str()));
        assert_eq!(left, ["w.db", "w.db.auto-2026-11-27.bak", "w.db.auto-2026-11-28.bak"]);
        assert_eq!(names(folder.path()).len(), 8);
        assert_eq!(backups(&book, folder.path()).iter().filter(|backup| backup.auto.is_some()).count(), 2);
    }

    #[test]
    fn a_book_that_is_damaged_takes_no_backup_away() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("w.db");
        drop(Store::create(&book).unwrap());
        let keeping = Keeping { daily: 1, weekly: 0 };
        let day = Day::of(2026, 11, 24).unwrap();
        back_up_of_day(&book, folder.path(), day, keeping).unwrap().unwrap();
        let mut bytes = fs::read(&book).unwrap();
        bytes[4096..].iter_mut().for_each(|byte| *byte ^= 0x5A);
        fs::write(&book, bytes).unwrap();
        back_up_of_day(&book, folder.path(), day.plus_days(1), keeping).unwrap_err();
        assert_eq!(names(folder.path()), ["w.db", "w.db.auto-2026-11-24.bak"]);
    }
}
