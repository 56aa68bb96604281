//! What the screen remembers from one start to the next: ids of rows visited lately and half-typed lines, by the path of
//! their book. Losing it costs nothing, so no fault of this file ever stops anything.

use crate::config::paths::Paths;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Books that are remembered; those not seen for longest are forgotten.
const BOOKS: usize = 20;

/// What is remembered of one book.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// Rows visited lately, the last one first.
    pub recent: Vec<String>,
    /// Half-typed lines by what they are for.
    pub drafts: BTreeMap<String, String>,
    /// Lines of the palette that were run, the last one last.
    pub lines: Vec<String>,
    /// Sort and columns of lists that are not laid out as usual, by the list's name.
    pub arranged: BTreeMap<String, (String, String)>,
}

impl Remembered {
    /// Whether there is nothing to remember.
    pub fn is_empty(&self) -> bool {
        self.recent.is_empty() && self.drafts.is_empty() && self.lines.is_empty() && self.arranged.is_empty()
    }
}

/// The file: one entry a book, the last used one last.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Books {
    books: Vec<(String, Remembered)>,
}

/// The memory of one book.
#[derive(Clone, Debug)]
pub struct Memory {
    file: PathBuf,
    book: String,
}

impl Memory {
    /// The memory of a book, if the system has a place for it.
    pub fn of(book: &Path, paths: &Paths) -> Option<Memory> {
        let whole = book.canonicalize().unwrap_or_else(|_| book.to_owned());
        Some(Memory { file: paths.state.clone()?, book: whole.to_string_lossy().into_owned() })
    }

    /// What is remembered; nothing when that cannot be read.
    pub fn recall(&self) -> Remembered {
        let books = self.read().books;
        books.into_iter().find(|(book, _)| *book == self.book).map(|(_, kept)| kept).unwrap_or_default()
    }

    /// Remembers this, in place of what was remembered. The error is for tests: nobody needs to know.
    pub fn keep(&self, remembered: Remembered) -> io::Result<()> {
        let mut books = self.read();
        books.books.retain(|(book, _)| *book != self.book);
        if !remembered.is_empty() {
            books.books.push((self.book.clone(), remembered));
        }
        let old = books.books.len().saturating_sub(BOOKS);
        books.books.drain(..old);
        write_whole(&self.file, &books)
    }

    fn read(&self) -> Books {
        let text = fs::read(&self.file).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }
}

/// Writes a file of the state, readable by its owner only, as tempfile makes it; complete or not there at all.
pub(in crate::config) fn write_whole(path: &Path, value: &impl Serialize) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer(&mut file, value)?;
    file.flush()?;
    file.persist(path)?;
    Ok(())
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory(folder: &Path, book: &str) -> Memory {
        let state = Some(folder.join("state").join("folio").join("screen.json"));
        Memory::of(&folder.join(book), &Paths { config: None, book: None, state }).unwrap()
    }

    fn draft(text: &str) -> Remembered {
        Remembered {
            recent: vec!["task 01".to_owned()],
            drafts: [("add".to_owned(), text.to_owned())].into(),
            lines: vec![text.to_owned()],
            ..Remembered::default()
        }
    }

    #[test]
    fn remembers_each_book_by_itself() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (memory(folder.path(), "one.db"), memory(folder.path(), "two.db"));
        assert_eq!(one.recall(), Remembered::default());
        one.keep(draft("call")).unwrap();
        two.keep(draft("mail")).unwrap();
        one.keep(draft("call Dana")).unwrap();
        assert_eq!((one.recall(), two.recall()), (draft("call Dana"), draft("mail")));
        one.keep(Remembered::default()).unwrap();
        assert!(one.recall().is_empty());
        for n in 0..30 {
            memory(folder.path(), &format!("{n}.db")).keep(draft("x")).unwrap();
        }
        assert!(two.recall().is_empty() && !memory(folder.path(), "29.db").recall().is_empty());
    }

    #[test]
    fn a_file_that_is_none_is_nothing_to_remember() {
        let folder = tempfile::tempdir().unwrap();
        let memory = memory(folder.path(), "one.db");
        memory.keep(draft("x")).unwrap();
        fs::write(&memory.file, "{\"books\": 7").unwrap();
        assert!(memory.recall().is_empty());
        memory.keep(draft("y")).unwrap();
        assert_eq!(memory.recall(), draft("y"));
        fs::remove_file(&memory.file).unwrap();
        fs::create_dir(&memory.file).unwrap();
        assert!(memory.recall().is_empty() && memory.keep(draft("z")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_reads_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let memory = memory(folder.path(), "one.db");
        memory.keep(draft("x")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&memory.file), mode(memory.file.parent().unwrap())), (0o600, 0o700));
    }
}
