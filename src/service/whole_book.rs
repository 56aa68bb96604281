//! A whole book as lines of JSON, and back: the head names format and version, a line is a row, the end counts them. What
//! is read back is the same book, row by row, history and undo included; a file that is cut off is no book.

use crate::domain::value::text::shown;
use crate::service::backup::replaced;
use crate::service::desk::{Clock, Desk};
use crate::service::error::{Error, ErrorKind};
use crate::service::export::Unwritten;
use crate::store;
use crate::store::copy::put_in_place;
use crate::store::db::Store;
use crate::store::file::{folder, private_folder};
use crate::store::refill::{Refill, Untaken, version};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

/// How the first line of every such file begins.
pub const MARK: &[u8] = b"{\"format\":\"folio.book/";

/// The one form that this folio knows.
const FORMAT: &str = "folio.book/1";

/// The first line. Its order is that of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    format: String,
    /// Version of the book's file: which tables and columns there are.
    book: i32,
    /// Which folio wrote it.
    folio: String,
    at: String,
    tables: BTreeMap<String, u64>,
}

/// A row.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    table: String,
    row: Map<String, Value>,
}

/// The last line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Foot {
    end: u64,
}

impl Desk {
    /// Writes all facts of the book, as they are at one moment; gives the number of rows.
    pub fn export_book(&self, out: &mut impl Write) -> Result<u64, Unwritten> {
        let at = self.now().at.utc().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        self.store().read(|store| {
            let facts = store.fact_counts().map_err(Error::from)?;
            let tables = facts.iter().map(|(table, rows)| (table.name.clone(), *rows)).collect();
            let folio = env!("CARGO_PKG_VERSION").to_owned();
            put(out, &Head { format: FORMAT.to_owned(), book: version(), folio, at, tables })?;
            let mut rows = 0;
            for (table, _) in &facts {
                store.each_fact(table, |row| {
                    rows += 1;
                    put(out, &Line { table: table.name.clone(), row })
                })?;
            }
            put(out, &Foot { end: rows })?;
            Ok(rows)
        })
    }
}

fn put(out: &mut impl Write, line: &impl Serialize) -> Result<(), Unwritten> {
    serde_json::to_writer(&mut *out, line).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// What came of reading a whole book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taken {
    /// Rows.
    pub rows: u64,
    /// Where the book is kept that somebody began at the same place meanwhile.
    pub kept: Option<PathBuf>,
}

/// Makes a book of such lines at a path, whole or not at all. A book there is left alone unless nobody has written
/// anything to it.
pub fn import_book(name: &str, mut lines: impl BufRead, path: &Path, clock: Clock) -> Result<Taken, Error> {
    refuse_written(path)?;
    let near = folder(path);
    private_folder(near).map_err(|why| store::error::Error::Io { path: near.to_owned(), why })?;
    let mut reader = Source { name: shown(name).into_owned(), from: &mut lines, number: 0 };
    let head: Head = reader.next()?.ok_or_else(|| reader.broken("the file is empty"))?;
    if head.format != FORMAT || head.book > version() {
        let message = format!("{name}: the book was written by a newer folio ({})", head.folio);
        return Err(Error::new(ErrorKind::Damaged, shown(&message), "install that folio; nothing was written"));
    }
    let refill = Refill::begin(near, head.book)?;
    let mut rows = 0;
    loop {
        match reader.next::<Entry>()?.ok_or_else(|| reader.broken("the file is cut off: its last line is missing"))? {
            Entry::Row(line) => {
                refill.put(&line.table, &line.row).map_err(|why| reader.untaken(why))?;
                rows += 1;
            }
            Entry::End(foot) if foot.end == rows && rows == head.tables.values().sum::<u64>() => break,
            Entry::End(foot) => return Err(reader.broken(&format!("{rows} rows are there of {}", foot.end))),
        }
    }
    if reader.next::<Value>()?.is_some() {
        return Err(reader.broken("there is something behind its end"));
    }
    let draft = refill.finish()?;
    // Somebody may have written to the book meanwhile.
    refuse_written(path)?;
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let kept = put_in_place(draft, &place, |n| replaced(&place, clock.now().at, clock, n))?;
    Ok(Taken { rows, kept: kept.and_then(unless_blank) })
}

/// Takes away a book that was replaced if nobody has written anything to it; gives it back if somebody has, in the moment
/// before it was replaced.
fn unless_blank(kept: PathBuf) -> Option<PathBuf> {
    if Store::open(&kept).and_then(|book| book.is_blank()).unwrap_or(false) {
        let _ = fs::remove_file(&kept);
        return None;
    }
    Some(kept)
}

/// Refuses to put anything in the place of a book that somebody has written to.
fn refuse_written(path: &Path) -> Result<(), Error> {
    if fs::symlink_metadata(path).is_err() || Store::open(path)?.is_blank()? {
        return Ok(());
    }
    let message = format!("there is a book at {} already; nothing was changed", shown(&path.to_string_lossy()));
    Err(Error::new(ErrorKind::Rejected, message, "a whole book is read into a new one: name it with --db PATH"))
}

/// A line after the first.
#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Row(Line),
    End(Foot),
}

/// Where lines come from, with their numbers.
struct Source<'a, R> {
    name: String,
    from: &'a mut R,
    number: u64,
}

impl<R: BufRead> Source<'_, R> {
    fn next<T: for<'de> Deserialize<'de>>(&mut self) -> Result<Option<T>, Error> {
        let mut line = Vec::new();
        self.number += 1;
        match self.from.read_until(b'\n', &mut line) {
            Ok(0) => Ok(None),
            Ok(_) if line.last() != Some(&b'\n') => Err(self.broken("the file is cut off in this line")),
            Ok(_) => {
                let read = serde_json::from_slice(&line);
                read.map(Some).map_err(|_| self.broken("this is no line that folio writes"))
            }
            Err(why) => Err(Error::new(ErrorKind::Failed, format!("{}: {why}", self.name), "nothing was written")),
        }
    }

    fn broken(&self, why: &str) -> Error {
        let message = format!("{}:{}: {why}", self.name, self.number);
        Error::new(ErrorKind::Damaged, message, "nothing was written; export the book again")
    }

    fn untaken(&self, why: Untaken) -> Error {
        match why {
            Untaken::Refused(_, error @ (store::error::Error::Unwritable(_) | store::error::Error::Io { .. })) => {
                error.into()
            }
            why => self.broken(&shown(&why.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::settings::Settings;
    use crate::service::intent::Intent;

    #[test]
    fn only_what_nobody_wrote_to_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.db.replaced.bak");
        drop(Store::create(&path).unwrap());
        assert_eq!(unless_blank(path.clone()), None);
        assert!(!path.exists());
        let mut desk = Desk::create(&path, &Settings::default(), Clock::System, "test").unwrap();
        desk.perform(Intent::AddAccount("Globex".to_owned())).unwrap();
        drop(desk);
        assert_eq!(unless_blank(path.clone()), Some(path.clone()));
        assert!(path.exists());
    }
}
