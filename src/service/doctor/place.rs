//! Where the book lies: what kind of file system, whose, how much room, and what lies beside it.

use crate::service::doctor::finding::{Cure, Finding, path_text, size_text};
use crate::store::backups;
use crate::store::file::{beside, folder};
use std::fs;
use std::path::Path;

/// Less room than this is a warning.
const LITTLE: u64 = 50_000_000;

/// File systems on which a book is at risk, by the number that Linux has for each, and why.
const RISKY: &[(u64, &str, &str)] = &[
    (0x6969, "NFS", NETWORK),
    (0x517B, "SMB", NETWORK),
    (0xFE53_4D42, "SMB", NETWORK),
    (0xFF53_4D42, "CIFS", NETWORK),
    (0x0102_1997, "9P", NETWORK),
    (0x00C3_6400, "Ceph", NETWORK),
    (0x5346_414F, "AFS", NETWORK),
    (0x0BD0_0BD0, "Lustre", NETWORK),
    (0x6573_5546, "FUSE", "it may be a network's or a cloud's: locks and logs are not sure to work"),
    (0x2FC1_2FC1, "ZFS", "a write that is acknowledged may wait seconds for the disk unless sync=standard is set"),
    (0x0102_1994, "tmpfs", "it is gone when the machine is turned off"),
];

const NETWORK: &str = "locks and logs do not work between machines: two writers can damage the book";

/// Why the file system of a path is a risk, if it is: its name and the reason.
pub fn risk(path: &Path) -> Option<(&'static str, &'static str)> {
    let kind = kind(if path.exists() { path } else { folder(path) })?;
    RISKY.iter().find(|(known, ..)| *known == kind).map(|(_, name, why)| (*name, *why))
}

/// A line for the screen when the book lies where it is at risk.
pub fn warning(path: &Path) -> Option<String> {
    let (name, _) = risk(path).filter(|(name, _)| *name != "tmpfs")?;
    Some(format!("the book is on {name}: see `folio doctor`"))
}

#[cfg(target_os = "linux")]
fn kind(path: &Path) -> Option<u64> {
    let found = rustix::fs::statfs(path).ok()?;
    // Some machines sign it; the numbers are 32 bits.
    u64::try_from(found.f_type).ok().map(|kind| kind & 0xFFFF_FFFF)
}

#[cfg(not(target_os = "linux"))]
fn kind(_path: &Path) -> Option<u64> {
    None
}

#[cfg(unix)]
fn room(path: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(path).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

#[cfg(not(unix))]
fn room(_path: &Path) -> Option<u64> {
    None
}

/// What there is to say of the place of a book that is there.
pub fn findings(book: &Path, backups_at: &Path) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Ok(to) = fs::read_link(book) {
        found.push(Finding::fine("place", format!("the book is a link to {}", path_text(&to))));
    }
    if let Some((name, why)) = risk(book) {
        found.push(Finding::warning(
            "place",
            format!("the book is on {name}: {why}"),
            "keep it on a disk of this machine; `folio backup` copies it",
        ));
    }
    found.extend(permissions(book));
    let need = fs::metadata(book).map_or(0, |meta| meta.len()).saturating_mul(2).max(LITTLE);
    let mut places = vec![("book is", folder(book))];
    places.extend((backups_at != folder(book)).then_some(("backups are", backups_at)));
    for (place, path) in places {
        if let Some(free) = room(path).filter(|free| *free < need) {
            let what = format!("{} free where the {place}, {} are wanted", size_text(free), size_text(need));
            found.push(Finding::warning("room", what, "make room on that disk"));
        }
    }
    let drafts = backups::drafts(backups_at);
    if !drafts.is_empty() {
        let what = format!("{} unfinished copies of a run that was killed", drafts.len());
        found.push(Finding::warning("drafts", what, "folio doctor --fix").cured_by(Cure::Drafts));
    }
    if let Some(log) = fs::metadata(beside(book, "-wal")).ok().filter(|log| log.len() > LITTLE) {
        let what = format!(
            "the log beside the book has {}: a reader that never ends keeps it from being taken in",
            size_text(log.len())
        );
        found.push(Finding::warning("log", what, "close other programs that read the book, then any `folio ls`"));
    }
    found
}

#[cfg(unix)]
fn permissions(book: &Path) -> Vec<Finding> {
    use std::os::unix::fs::MetadataExt;
    let mut open = Vec::new();
    for (path, _) in private(book) {
        if let Ok(meta) = fs::metadata(&path) {
            if meta.uid() != rustix::process::geteuid().as_raw() {
                let what = format!("{} belongs to another user", path_text(&path));
                open.push(Finding::warning("access", what, "open it as that user, or copy it"));
            } else if meta.mode() & 0o077 != 0 {
                let what = format!("others can look into {} ({:o})", path_text(&path), meta.mode() & 0o777);
                open.push(Finding::warning("access", what, "folio doctor --fix").cured_by(Cure::Permissions));
            }
        }
    }
    let readonly = fs::metadata(book).is_ok_and(|meta| meta.permissions().readonly());
    if readonly {
        let what = "the book takes no writes: it is shown, not changed";
        open.push(Finding::warning("access", what, format!("chmod 600 {}", path_text(book))));
    }
    if open.is_empty() {
        open.push(Finding::fine("access", "only you can read the book"));
    }
    open
}

#[cfg(not(unix))]
fn permissions(_book: &Path) -> Vec<Finding> {
    Vec::new()
}

/// What of a book is nobody else's, and how it should be: its files, and its folder where that is folio's own.
#[cfg(unix)]
fn private(book: &Path) -> Vec<(std::path::PathBuf, u32)> {
    let mut all: Vec<_> = ["", "-wal", "-shm"].iter().map(|end| (beside(book, end), 0o600)).collect();
    let home = folder(book);
    if home.file_name().is_some_and(|name| name == "folio") {
        all.push((home.to_owned(), 0o700));
    }
    all
}

/// Keeps the book and folio's own folder to their owner.
pub fn keep_private(book: &Path) {
    #[cfg(unix)]
    for (path, mode) in private(book) {
        use std::os::unix::fs::PermissionsExt;
        if path.exists() {
            // One that cannot be changed is found again.
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode));
        }
    }
    #[cfg(not(unix))]
    let _ = book;
}
