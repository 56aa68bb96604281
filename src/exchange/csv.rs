//! Text to records with the physical line each begins on. No line of the file is lost: each is a row, a reject with
//! its reason, or a footer; only blank lines and what stands above the header are passed over.

use csv::{ReaderBuilder, StringRecord};

/// Separators that are looked for, the usual one first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records read to find the separator and the header.
const HEAD: usize = 30;
/// Unclosed quotes recovered from one by one; a file with more is refused from there on in one piece.
const MOST_RESUMED: usize = 50;

/// One record of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Physical line on which it begins, from 1.
    pub line: u64,
    /// Its cells as given.
    pub cells: StringRecord,
}

/// A record that is left out, with the reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reject {
    /// The record as given.
    pub row: Row,
    /// Why, as a sentence without a full stop.
    pub reason: String,
}

/// A CSV file taken apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// The separator.
    pub delimiter: char,
    /// The header.
    pub header: Row,
    /// Sound records.
    pub rows: Vec<Row>,
    /// Records that cannot be read.
    pub rejects: Vec<Reject>,
    /// Footers and totals of report exports.
    pub footers: Vec<Reject>,
    /// Header names that come more than once.
    pub repeated: Vec<String>,
}

impl Sheet {
    /// Records under the header, whatever became of them.
    pub fn records(&self) -> usize {
        self.rows.len() + self.rejects.len() + self.footers.len()
    }
}

/// Why a text is no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTable {
    /// Nothing but blanks.
    #[error("the file is empty: export it again, with a header line and one record a line")]
    Empty,
    /// A header without records.
    #[error("the file has a header (line {0}) and no records under it: export it again with its rows")]
    HeaderOnly(u64),
}

/// Takes a text apart.
pub fn read(text: &str) -> Result<Sheet, NoTable> {
    let unix;
    let text = if text.contains('\r') && !text.contains('\n') {
        unix = text.replace('\r', "\n");
        unix.as_str()
    } else {
        text
    };
    let (body, named) = separator_line(text);
    let delimiter = named.unwrap_or_else(|| sniff(body));
    let mut records = Records::new(text, text.len() - body.len(), delimiter);
    let header = header(&mut records)?;
    let repeated = repeated(&header.cells);
    let width = used(&header.cells);
    let mut sheet = Sheet {
        delimiter: char::from(delimiter),
        header,
        rows: Vec::new(),
        rejects: Vec::new(),
        footers: Vec::new(),
        repeated,
    };
    records.expect(width);
    while let Some(found) = records.next() {
        match found {
            Found::Row(row) => sheet.take(row, width),
            Found::Broken(row, reason) => sheet.rejects.push(Reject { row, reason }),
        }
    }
    if sheet.records() == 0 {
        return Err(NoTable::HeaderOnly(sheet.header.line));
    }
    Ok(sheet)
}

impl Sheet {
    fn take(&mut self, row: Row, width: usize) {
        let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        if filled == 0 && row.cells.len() <= 1 {
            return;
        }
        if filled == 0 {
            let reason = "has no values".to_owned();
            self.footers.push(Reject { row, reason });
        } else if is_footer(&row.cells, filled, width) || (filled == 1 && width > 1 && !self.footers.is_empty()) {
            let reason = "is a footer or total of the report".to_owned();
            self.footers.push(Reject { row, reason });
        } else if let Some(reason) = ragged(&row.cells, width) {
            self.rejects.push(Reject { row, reason });
        } else {
            self.rows.push(row);
        }
    }
}

/// Excel's own first line, `sep=;`.
fn separator_line(text: &str) -> (&str, Option<u8>) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    match line.trim().strip_prefix("sep=").map(str::as_bytes) {
        Some([one]) if DELIMITERS.contains(one) => (rest, Some(*one)),
        Some([]) if line.contains('\t') => (rest, Some(b'\t')),
        _ => (text, None),
    }
}

/// The separator under which the first records agree best on many columns.
fn sniff(text: &str) -> u8 {
    let score = |delimiter: &u8| {
        let widths: Vec<usize> = reader(text, *delimiter)
            .into_records()
            .take(HEAD)
            .filter_map(Result::ok)
            .map(|record| record.len())
            .collect();
        let common = |width: usize| widths.iter().filter(|found| **found == width).count();
        let width = widths.iter().copied().filter(|w| *w > 1).max_by_key(|w| (common(*w), *w)).unwrap_or(1);
        if width < 2 { 0 } else { common(width) * 1000 / widths.len().max(1) * width.min(8) }
    };
    let mut best = (0, b',');
    for delimiter in DELIMITERS {
        let found = score(&delimiter);
        if found > best.0 {
            best = (found, delimiter);
        }
    }
    best.1
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The first record that looks like a header: titles of a report above it have one or two cells, it has more.
fn header(records: &mut Records<'_>) -> Result<Row, NoTable> {
    let filled = |cells: &StringRecord| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let start = records.at;
    let mut head = Vec::new();
    while head.len() < HEAD {
        match records.next() {
            Some(Found::Row(row) | Found::Broken(row, _)) if filled(&row.cells) > 0 => head.push((row, records.at)),
            Some(_) => {}
            None => break,
        }
    }
    let widest = head.iter().map(|(row, _)| filled(&row.cells)).max().ok_or(NoTable::Empty)?;
    let is_title = |row: &Row| widest >= 3 && filled(&row.cells) == 1;
    let at = head.iter().position(|(row, _)| !is_title(row)).unwrap_or(0);
    let (row, end) = head.into_iter().nth(at).ok_or(NoTable::Empty)?;
    records.rewind(start, end);
    Ok(row)
}

fn repeated(header: &StringRecord) -> Vec<String> {
    let mut seen = std::collections::BTreeMap::new();
    for name in header.iter().map(str::trim).filter(|name| !name.is_empty()) {
        *seen.entry(name).or_insert(0_usize) += 1;
    }
    seen.into_iter().filter(|(_, times)| *times > 1).map(|(name, _)| name.to_owned()).collect()
}

/// Cells up to the last one that is not blank.
fn used(cells: &StringRecord) -> usize {
    cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).last().map_or(0, |(at, _)| at + 1)
}

fn ragged(cells: &StringRecord, width: usize) -> Option<String> {
    let used = used(cells);
    if cells.len() < width {
        return Some(format!("has {} cells where the header has {width}: a separator is missing", cells.len()));
    }
    (used > width).then(|| {
        format!("has {used} cells where the header has {width}: quote the cell that holds a separator, or take it out")
    })
}

/// Whether a record is what report exports put under their rows: totals by exact cell, and notices.
fn is_footer(cells: &StringRecord, filled: usize, width: usize) -> bool {
    let Some(first) = cells.iter().map(str::trim).find(|cell| !cell.is_empty()) else { return false };
    let plain = first.to_lowercase();
    let notice = ["confidential information", "copyright (c)", "copyright ©", "© ", "generated by", "report generated"];
    if filled == 1 && width > 1 && notice.iter().any(|start| plain.starts_with(start)) {
        return true;
    }
    let head = plain.split('(').next().unwrap_or_default().trim_end_matches([':', ' ']);
    let counted = plain.contains(" record");
    let total = matches!(
        head,
        "grand total"
            | "grand totals"
            | "subtotal"
            | "sub total"
            | "total"
            | "totals"
            | "record count"
            | "gesamtsumme"
            | "total general"
            | "total général"
    );
    let figures = || {
        cells
            .iter()
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .skip(1)
            .all(|cell| cell.chars().any(|c| c.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic))
    };
    total && (head.starts_with("grand") || counted || (filled < width && figures()))
}

/// How often a byte comes.
fn count(bytes: &[u8], wanted: u8) -> usize {
    bytes.iter().map(|byte| usize::from(*byte == wanted)).sum()
}

enum Found {
    Row(Row),
    Broken(Row, String),
}

/// Records with their lines; starts again on the next line where a quote was left open.
struct Records<'a> {
    text: &'a str,
    delimiter: u8,
    /// Byte at which `reader` began.
    base: usize,
    reader: csv::Reader<&'a [u8]>,
    /// Byte up to which records were handed out.
    at: usize,
    /// Byte up to which lines were counted, and lines before it.
    counted: (usize, u64),
    width: Option<usize>,
    resumed: usize,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, at: usize, delimiter: u8) -> Records<'a> {
        let rest = text.get(at..).unwrap_or_default();
        Records {
            text,
            delimiter,
            base: at,
            reader: reader(rest, delimiter),
            at,
            counted: (0, 1),
            width: None,
            resumed: 0,
        }
    }

    /// From here on records have so many cells; one that spans lines and has not is an unclosed quote.
    fn expect(&mut self, width: usize) {
        self.width = Some(width);
    }

    fn rewind(&mut self, start: usize, to: usize) {
        self.counted = if start <= self.counted.0 { (0, 1) } else { self.counted };
        self.restart(to);
    }

    fn restart(&mut self, at: usize) {
        self.base = at;
        self.at = at;
        self.reader = reader(self.text.get(at..).unwrap_or_default(), self.delimiter);
    }

    fn line_at(&mut self, byte: usize) -> u64 {
        let (from, line) = self.counted;
        let passed = self.text.as_bytes().get(from..byte).unwrap_or_default();
        self.counted = (byte, line + count(passed, b'\n') as u64);
        self.counted.1
    }

    fn next(&mut self) -> Option<Found> {
        let mut cells = StringRecord::new();
        let begin = self.at;
        if !self.reader.read_record(&mut cells).unwrap_or(false) {
            return None;
        }
        self.at = self.base + usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX - self.base);
        let raw = self.text.as_bytes().get(begin..self.at).unwrap_or_default();
        let blank = raw.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let line = self.line_at(begin + blank);
        cells.set_position(None);
        let body = raw.get(blank..).unwrap_or_default();
        if let Some(width) = self.width
            && let Some(first) = body.iter().position(|b| *b == b'\n')
            && first + 1 < body.len()
            && self.is_unclosed(&cells, body, width)
        {
            return Some(self.recover(begin + blank, first, line));
        }
        Some(Found::Row(Row { line, cells }))
    }

    /// A record over several lines is an unclosed quote when the file ends inside it, or when its width is wrong and
    /// a line that it swallowed has the separators of a record of its own.
    fn is_unclosed(&self, cells: &StringRecord, body: &[u8], width: usize) -> bool {
        let at_end = self.at >= self.text.len();
        let quotes = count(body, b'"');
        if at_end && quotes % 2 == 1 {
            return true;
        }
        (cells.len() != width || self.closes_badly(body))
            && body.split(|b| *b == b'\n').skip(1).any(|line| count(line, self.delimiter) + 1 >= width.max(2))
    }

    /// Whether text goes on behind a closing quote: then that quote was meant to open a later cell.
    fn closes_badly(&self, body: &[u8]) -> bool {
        let (mut quoted, mut fresh) = (false, true);
        let mut bytes = body.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' if quoted && bytes.next_if_eq(&b'"').is_some() => {}
                b'"' if quoted => {
                    quoted = false;
                    if bytes.peek().is_some_and(|next| *next != self.delimiter && !matches!(next, b'\r' | b'\n')) {
                        return true;
                    }
                }
                b'"' if fresh => quoted = true,
                _ => {}
            }
            fresh = !quoted && (byte == self.delimiter || byte == b'\n');
        }
        false
    }

    fn recover(&mut self, begin: usize, first: usize, line: u64) -> Found {
        let reason = "opens a quote that is not closed: close it, or double the quote inside the cell".to_owned();
        self.resumed += 1;
        let end = if self.resumed > MOST_RESUMED { self.text.len() } else { begin + first + 1 };
        let given = self.text.get(begin..end).unwrap_or_default().trim_end_matches(['\r', '\n']);
        let cells = StringRecord::from(vec![given]);
        self.restart(end);
        Found::Broken(Row { line, cells }, reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(sheet: &Sheet) -> Vec<(u64, Vec<&str>)> {
        sheet.rows.iter().map(|row| (row.line, row.cells.iter().collect())).collect()
    }

    #[test]
    fn keeps_physical_lines() {
        let sheet = read("a,b\r\n1,2\r\n\r\n\"x\r\ny\",3\r\n4,5").unwrap();
        assert_eq!(cells(&sheet), [(2, vec!["1", "2"]), (4, vec!["x\r\ny", "3"]), (6, vec!["4", "5"])]);
        let mac = read("a,b\r1,2\r3,4\r").unwrap();
        assert_eq!(cells(&mac), [(2, vec!["1", "2"]), (3, vec!["3", "4"])]);
    }

    #[test]
    fn finds_the_separator() {
        for (text, want) in [
            ("a,b\n1,2\n", ','),
            ("a;b\n1,5;2,5\n1,5;3,5\n", ';'),
            ("a\tb\n1,x\t2\n", '\t'),
            ("a|b|c\n1|2|3\n", '|'),
            ("sep=;\na;b\n1;2\n", ';'),
            ("name\nAcme\n", ','),
            ("a,b\n\"x;y;z\",2\n\"p;q;r\",3\n", ','),
        ] {
            assert_eq!(read(text).unwrap().delimiter, want, "{text:?}");
        }
    }

    #[test]
    fn refuses_what_is_no_table() {
        assert_eq!(read(""), Err(NoTable::Empty));
        assert_eq!(read("\n\n  \n"), Err(NoTable::Empty));
        assert_eq!(read("\nid,name\n\n"), Err(NoTable::HeaderOnly(2)));
    }

    #[test]
    fn reports_ragged_rows_with_their_lines() {
        let sheet = read("id,name,age\n1,John\n2,Jo,3,4\n3,Al,9,,\n4,Bo,1\n").unwrap();
        assert_eq!(cells(&sheet), [(4, vec!["3", "Al", "9", "", ""]), (5, vec!["4", "Bo", "1"])]);
        let lines: Vec<_> = sheet.rejects.iter().map(|reject| reject.row.line).collect();
        assert_eq!(lines, [2, 3]);
        assert!(sheet.rejects[0].reason.contains("has 2 cells where the header has 3"));
        assert_eq!(sheet.records(), 4);
    }

    #[test]
    fn an_unclosed_quote_costs_one_line() {
        let sheet = read("id,name\n1,\"Acme\n2,Globex\n3,Initech\n").unwrap();
        assert_eq!(cells(&sheet), [(3, vec!["2", "Globex"]), (4, vec!["3", "Initech"])]);
        assert_eq!((sheet.rejects[0].row.line, sheet.rejects.len()), (2, 1));
        let closed_later = read("id,name,x\n1,\"Acme,a\n2,Globex,b\n3,\"Initech\",c\n4,Hooli,d\n").unwrap();
        assert_eq!(closed_later.rows.len(), 3, "{closed_later:?}");
        assert_eq!(closed_later.rejects[0].row.line, 2);
    }

    #[test]
    fn passes_over_titles_and_footers() {
        let text = "Renewals this year\n\nAccount Name,Amount,Close Date\nAcme,100,2026-01-01\nTotal,5,2026-01-02\n\
                    Subtotal,100,\n\"Grand Totals (2 records)\",100,\nRenewals this year\n\
                    \"Confidential Information - Do Not Distribute\"\n\"Copyright (c) 2000-2026 salesforce.com\"\n";
        let sheet = read(text).unwrap();
        assert_eq!(sheet.header.line, 3);
        let names: Vec<_> = sheet.rows.iter().map(|row| &row.cells[0]).collect();
        assert_eq!(names, ["Acme", "Total"], "a company may be called Total");
        assert_eq!((sheet.footers.len(), sheet.rejects.len()), (5, 0));
    }

    #[test]
    fn notices_repeated_headers() {
        assert_eq!(read("id,name,id\n1,a,2\n").unwrap().repeated, ["id"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_taken_apart(text in "[a,;\"\n\r\t1 ]{0,200}") {
            let _ = read(&text);
        }
    }
}
