//! The file of a book as the system sees it: looked at before SQLite is, kept to its owner, and never taken for another
//! file's log.

use crate::store::error::Error;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The first bytes of every SQLite file.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// What SQLite keeps beside a file, by the end of its name.
const LOGS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// How a file may be opened.
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum Access {
    /// To read and to write.
    Write,
    /// To read what a log beside it has too.
    Read,
    /// To read as it stands, making nothing beside it.
    Frozen,
}

/// A new file in a folder, under a name that is taken by nobody. What fails does not name it: it is no place that anybody
/// has heard of.
pub fn draft_in(folder: &Path, prefix: &str) -> io::Result<NamedTempFile> {
    let made = tempfile::Builder::new().prefix(prefix).tempfile_in(folder);
    made.map_err(|error| fs::metadata(folder).err().unwrap_or_else(|| error.kind().into()))
}

/// Looks at a file without SQLite, which would make a log beside it or wait on its locks. A pipe or a device is refused
/// unopened, for opening one may wait for ever.
pub fn inspect(path: &Path) -> Result<Access, Error> {
    let foreign = |why: &str| Error::Foreign { path: path.to_owned(), why: why.to_owned() };
    let io = |why: io::Error| match why.kind() {
        ErrorKind::NotFound => Error::Missing(path.to_owned()),
        _ => Error::Io { path: path.to_owned(), why },
    };
    let meta = fs::metadata(path).map_err(io)?;
    if meta.is_dir() {
        return Err(foreign("it is a folder"));
    }
    if !meta.is_file() {
        return Err(foreign("it is no regular file"));
    }
    let (mut file, writable) = if meta.permissions().readonly() {
        (File::open(path).map_err(io)?, false)
    } else {
        match OpenOptions::new().read(true).write(true).open(path) {
            Ok(file) => (file, true),
            Err(_) => (File::open(path).map_err(io)?, false),
        }
    };
    let mut head = Vec::with_capacity(MAGIC.len());
    file.by_ref().take(MAGIC.len() as u64).read_to_end(&mut head).map_err(io)?;
    match head.as_slice() {
        [] => Err(foreign("the file is empty")),
        head if head == MAGIC => Ok(if writable { Access::Write } else { reading(path) }),
        _ => Err(foreign("it is not a database")),
    }
}

/// How to read a file that cannot be written. Without a log to take in, SQLite is kept from making one: it would have
/// the permissions of the file and be in the way of whoever may write.
pub fn reading(path: &Path) -> Access {
    let log = fs::metadata(beside(path, "-wal"));
    if log.is_ok_and(|meta| meta.len() > 0) { Access::Read } else { Access::Frozen }
}

/// The first log that lies beside a path.
pub fn log_beside(path: &Path) -> Option<PathBuf> {
    LOGS.iter().map(|end| beside(path, end)).find(|log| fs::symlink_metadata(log).is_ok())
}

/// A path with something after its name.
pub fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// The folder of a path.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The name by which SQLite opens a file that it takes for unchanging.
pub fn frozen_uri(path: &Path) -> io::Result<String> {
    use std::fmt::Write as _;
    let whole = fs::canonicalize(path)?;
    let mut uri = "file:".to_owned();
    for &byte in whole.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri.push_str("?immutable=1");
    Ok(uri)
}

/// Which file is at a path: its device and number.
#[cfg(unix)]
pub fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    if path.as_os_str().is_empty() {
        return None;
    }
    fs::metadata(path).ok().map(|meta| (meta.dev(), meta.ino()))
}

/// Which file is at a path: not told on this system.
#[cfg(not(unix))]
pub fn identity(_path: &Path) -> Option<(u64, u64)> {
    None
}

/// When the file at a path was last written, and its size: another where anybody has written to the file itself.
pub fn stamp(path: &Path) -> Option<(std::time::SystemTime, u64)> {
    let meta = fs::metadata(path).ok()?;
    Some((meta.modified().ok()?, meta.len()))
}

/// Makes a folder that only its owner can look into, if it is not there.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Keeps a book and what lies beside it to their owner, where that is us: customers' data is nobody else's.
pub fn keep_private(path: &Path) {
    #[cfg(unix)]
    for end in ["", "-wal", "-shm"] {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let file = beside(path, end);
        let Ok(meta) = fs::metadata(&file) else { continue };
        if meta.uid() == rustix::process::geteuid().as_raw() && meta.mode() & 0o077 != 0 {
            // Somebody else's file system may not know permissions; the book is as usable as before.
            let _ = fs::set_permissions(&file, fs::Permissions::from_mode(0o600));
        }
    }
    #[cfg(not(unix))]
    let _ = path;
}
