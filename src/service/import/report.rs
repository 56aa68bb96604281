//! What an import would do, file by file. Its counts add up to the records of each file.

use crate::domain::record::meta::Kind;
use crate::domain::value::text::shown;
use csv::{StringRecord, WriterBuilder};
use std::collections::BTreeMap;

/// A record that was not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left {
    /// Its physical line.
    pub line: u64,
    /// Why, as a sentence without a full stop.
    pub reason: String,
    /// Its cells as given.
    pub cells: StringRecord,
}

/// What became of one file.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct FileReport {
    /// Its name.
    pub name: String,
    /// Why it was not read at all, if so.
    pub refused: Option<String>,
    /// Why it was left out though it can be read, if so: it holds nothing that an import takes.
    pub declined: Option<String>,
    /// The kind of its records.
    pub kind: Option<Kind>,
    /// The system it comes from.
    pub system: String,
    /// Its encoding.
    pub encoding: &'static str,
    /// Its separator.
    pub delimiter: Option<char>,
    /// Its header.
    pub header: StringRecord,
    /// Columns with the fields they hold.
    pub mapped: Vec<(String, &'static str)>,
    /// Columns that are not read.
    pub unmapped: Vec<String>,
    /// What was noticed.
    pub notes: Vec<String>,
    /// Records under the header.
    pub records: usize,
    /// Records new to the book.
    pub new: usize,
    /// Records that change a row.
    pub changed: usize,
    /// Records that say nothing new.
    pub same: usize,
    /// First lines of the diff.
    pub diff: Vec<String>,
    /// Further lines of the diff.
    pub more: usize,
    /// Records left out on purpose.
    pub skipped: Vec<Left>,
    /// Records that cannot be taken.
    pub rejected: Vec<Left>,
}

impl FileReport {
    /// Whether each record is counted once.
    pub fn adds_up(&self) -> bool {
        self.new + self.changed + self.same + self.skipped.len() + self.rejected.len() == self.records
    }
}

/// What an import would do.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Report {
    /// Each file, in the order given.
    pub files: Vec<FileReport>,
    /// Rows made and rows changed of each kind, those that hang on others included.
    pub rows: BTreeMap<Kind, (usize, usize)>,
    /// Whether the book was written; a rehearsal and a refused import write nothing.
    pub written: bool,
}

/// The file whose rejected records a file holds, by its name: `a.csv` for `a.csv.rejects.csv` and `a.csv.rejects.2.csv`.
pub fn rejects_of(name: &str) -> Option<&str> {
    let stem = name.strip_suffix(".csv")?;
    let numbered = stem.rsplit_once('.').filter(|(_, n)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let stem = numbered.map_or(stem, |(head, _)| head);
    stem.strip_suffix(".rejects").filter(|source| !source.is_empty() && !source.ends_with('/'))
}

impl Report {
    /// The records that a file had rejected, as a CSV file to be mended and imported again: its columns as given, with the
    /// line and the reason; none when there are none.
    pub fn rejects_csv(&self, file: usize) -> Option<Vec<u8>> {
        let file = self.files.get(file).filter(|file| !file.rejected.is_empty())?;
        let delimiter = file.delimiter.and_then(|c| u8::try_from(c).ok()).unwrap_or(b',');
        let mut out = WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
        // Records that were rejected before bring the line and the reason of that time, which the new ones replace.
        let full = file.header.len();
        let old = usize::from(file.header.iter().skip(full.saturating_sub(2)).eq(["line", "reason"])) * 2;
        let width = full - old;
        out.write_record(file.header.iter().take(width).chain(["line", "reason"])).ok()?;
        for left in &file.rejected {
            let found = left.cells.len();
            let own = if found >= full { found - old } else { found.min(width) };
            let padding = std::iter::repeat_n("", width.saturating_sub(own));
            let line = left.line.to_string();
            let cells = left.cells.iter().take(own).chain(padding);
            out.write_record(cells.chain([line.as_str(), left.reason.as_str()])).ok()?;
        }
        out.into_inner().ok()
    }

    /// Whether a file could not be read, so that none is imported.
    pub fn is_refused(&self) -> bool {
        self.files.iter().any(|file| file.refused.is_some())
    }

    /// Whether no file holds anything that an import takes.
    pub fn is_declined(&self) -> bool {
        self.files.iter().all(|file| file.declined.is_some())
    }

    /// Whether both tell a person the same: what they read of one holds of the other. Ids of rows that are not yet
    /// in the book differ from plan to plan and are passed over.
    pub fn agrees(&self, other: &Report) -> bool {
        fn told(file: &FileReport) -> (Option<&str>, Option<&str>, [usize; 4], &[String]) {
            let counts = [file.new, file.changed, file.same, file.more];
            (file.refused.as_deref(), file.declined.as_deref(), counts, &file.diff)
        }
        fn lines(left: &[Left]) -> impl Iterator<Item = u64> {
            left.iter().map(|left| left.line)
        }
        let files = self.files.iter().zip(&other.files).all(|(one, two)| {
            told(one) == told(two)
                && lines(&one.skipped).eq(lines(&two.skipped))
                && lines(&one.rejected).eq(lines(&two.rejected))
        });
        files && self.files.len() == other.files.len() && self.rows == other.rows
    }

    /// Why there is nothing to write, when there is not.
    fn idle(&self) -> Option<&'static str> {
        if self.rows.values().any(|(new, changed)| new + changed > 0) {
            return None;
        }
        let left = self.files.iter().any(|file| !file.rejected.is_empty() || !file.skipped.is_empty());
        let same = self.files.iter().any(|file| file.same > 0);
        Some(match (left, same) {
            (false, _) => "the book says the same already",
            (true, true) => "the book says the rest already",
            (true, false) => "no record was taken",
        })
    }

    /// The report in plain lines, safe to print.
    pub fn lines(&self) -> Vec<String> {
        let mut out = Vec::new();
        for file in &self.files {
            file_lines(file, &mut out);
        }
        let rows: Vec<String> = self
            .rows
            .iter()
            .filter(|(_, (new, changed))| new + changed > 0)
            .map(|(kind, (new, changed))| format!("{kind} {new} new, {changed} changed"))
            .collect();
        let rows = rows.join("; ");
        match self.idle() {
            _ if self.is_refused() || self.is_declined() => {}
            None if self.written => out.push(format!("Rows written: {rows}.")),
            None => out.push(format!("Would write: {rows}.")),
            Some(why) => out.push(format!("Nothing to write: {why}.")),
        }
        out.into_iter().map(|line| shown(&line).into_owned()).collect()
    }
}

/// Rejects and skips shown for each file; the rejects file has them all.
const SHOWN: usize = 10;

fn file_lines(file: &FileReport, out: &mut Vec<String>) {
    if let Some(why) = &file.refused {
        out.push(format!("{}: {why}", file.name));
        return;
    }
    if let Some(why) = &file.declined {
        out.push(format!("{}: skipped: {why}", file.name));
        return;
    }
    let kind = file.kind.map_or("", Kind::word);
    let delimiter = match file.delimiter {
        Some('\t') => "tab".to_owned(),
        Some(c) => format!("`{c}`"),
        None => String::new(),
    };
    out.push(format!("{}: {kind} file from {}, {}, {delimiter}", file.name, file.system, file.encoding));
    let mapped: Vec<String> = file.mapped.iter().map(|(column, key)| format!("{column} = {key}")).collect();
    out.push(format!("  read: {}", mapped.join(", ")));
    if !file.unmapped.is_empty() {
        out.push(format!("  not read: {}", file.unmapped.join(", ")));
    }
    out.extend(file.notes.iter().map(|note| format!("  note: {note}")));
    out.extend(file.diff.iter().map(|line| format!("  {line}")));
    if file.more > 0 {
        out.push(format!("  … and {} more", file.more));
    }
    for (what, left) in [("skipped", &file.skipped), ("rejected", &file.rejected)] {
        out.extend(left.iter().take(SHOWN).map(|left| format!("  line {} {what}: {}", left.line, left.reason)));
        if left.len() > SHOWN {
            out.push(format!("  … and {} more {what}", left.len() - SHOWN));
        }
    }
    out.push(format!(
        "  {} records: {} new, {} changed, {} same, {} skipped, {} rejected",
        file.records,
        file.new,
        file.changed,
        file.same,
        file.skipped.len(),
        file.rejected.len()
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejects_file_is_known_by_its_name() {
        for (name, source) in [
            ("a.csv.rejects.csv", Some("a.csv")),
            ("x/a.csv.rejects.12.csv", Some("x/a.csv")),
            ("a.2.csv", None),
            ("rejects.csv", None),
            (".rejects.csv", None),
            ("x/.rejects.csv", None),
            ("a.rejects.tsv", None),
        ] {
            assert_eq!(rejects_of(name), source, "{name}");
        }
    }
}
