//! Tables as CSV for a spreadsheet. Invariant: no cell is run as a formula, and none holds a byte that acts on a terminal
//! except the line ends of a quoted text.

use crate::cli::print::cell::{Cell, Column, cell_at};
use crate::cli::print::look::Look;
use crate::domain::value::text;
use std::io::{self, Write};

/// Writes CSV, with the keys as a header unless the look says none.
pub fn write_csv(out: &mut impl Write, look: &Look, columns: &[Column], rows: &[Vec<Cell>]) -> io::Result<()> {
    let mut sheet = csv::Writer::from_writer(out);
    if look.header.unwrap_or(true) {
        sheet.write_record(columns.iter().map(|column| column.key)).map_err(told)?;
    }
    for row in rows {
        for place in 0..columns.len() {
            sheet.write_field(guarded(cell_at(row, place).plain())).map_err(told)?;
        }
        sheet.write_record(None::<&[u8]>).map_err(told)?;
    }
    sheet.flush()
}

/// A value neutralised line by line, behind an apostrophe when a spreadsheet would run it (OWASP: CSV injection).
fn guarded(raw: &str) -> String {
    let safe = text::shown_lines(raw).join("\n");
    let runs = |value: &str| value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if (runs(raw) || runs(&safe)) && !is_number(raw) { format!("'{safe}") } else { safe }
}

/// Whether a value is a plain decimal: a sign, digits, a point and digits.
fn is_number(value: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let bare = value.strip_prefix(['+', '-']).unwrap_or(value);
    match bare.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(bare),
    }
}

/// The I/O error inside a CSV error, so that a closed pipe is seen as one.
fn told(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_formulas_but_not_numbers() {
        for (raw, want) in [
            ("Globex", "Globex"),
            ("=1+1", "'=1+1"),
            ("+49 30 1234", "'+49 30 1234"),
            ("-5", "-5"),
            ("-171400.00", "-171400.00"),
            ("+5.", "'+5."),
            ("-2+3", "'-2+3"),
            ("@sum", "'@sum"),
            ("\t=1", "' =1"),
            ("\r=1", "' =1"),
            ("\u{FE0F}=1", "'=1"),
            ("two\nlines", "two\nlines"),
            ("a\u{1b}]0;x\u{7}", "a␛]0;x␇"),
            ("", ""),
        ] {
            assert_eq!(guarded(raw), want, "{raw:?}");
        }
    }
}
