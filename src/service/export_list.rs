//! What a calendar file would hold as a list: for a spreadsheet, a page or a program. No cell is run as a formula, and
//! none holds a byte that acts on a terminal.

use crate::domain::calendar::entry::What;
use crate::domain::value::day::Day;
use crate::domain::value::money::{Currency, exact};
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::error::Error;
use crate::service::export::{Part, Unwritten, Wanted};
use crate::service::whole_file::into_file;
use crate::store::due::DueTerm;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::Path;

/// A kind of list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListForm {
    /// For a spreadsheet.
    Csv,
    /// A table in Markdown.
    Markdown,
    /// For a program.
    Json,
}

impl ListForm {
    /// The kind that the ending of a file names; none for a calendar.
    pub fn of(place: &Path) -> Option<ListForm> {
        let ending = place.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "csv" => Some(ListForm::Csv),
            "md" | "markdown" => Some(ListForm::Markdown),
            "json" => Some(ListForm::Json),
            _ => None,
        }
    }
}

/// Names of the columns.
const COLUMNS: [&str; 13] = [
    "day",
    "what",
    "account",
    "arr",
    "currency",
    "product",
    "term_ends",
    "cancel_by",
    "notice",
    "stage",
    "next_step",
    "account_id",
    "renewal_id",
];
/// Columns that people read; those behind them are for programs.
const READ: usize = 11;

/// One row: what falls on a day.
struct Row {
    day: Day,
    cells: [String; 13],
}

impl Row {
    fn of(term: &DueTerm, what: What, home: Currency) -> Row {
        let (word, day) = match what {
            What::End => ("end", term.end),
            What::CancelBy => ("cancel-by", term.cancel_by.unwrap_or(term.end)),
        };
        let text = |text: Option<&String>| text.map(|text| shown(text).into_owned()).unwrap_or_default();
        let cells = [
            day.to_string(),
            word.to_owned(),
            shown(&term.account).into_owned(),
            exact(term.revenue, home),
            home.to_string(),
            text(term.product.as_ref()),
            term.end.to_string(),
            term.cancel_by.map(|day| day.to_string()).unwrap_or_default(),
            if term.notice { "yes" } else { "" }.to_owned(),
            text(term.stage.as_ref()),
            text(term.next_step.as_ref()),
            term.id.account.to_string(),
            term.id.renewal().map(|id| id.to_string()).unwrap_or_default(),
        ];
        Row { day, cells }
    }
}

impl Desk {
    /// Writes what is wanted of the book to a file, whole or not at all, and tells so: a list where its ending is one of a
    /// list, else a calendar.
    pub fn export_to(&self, wanted: &Wanted, place: &Path) -> Result<String, Error> {
        let Some(form) = ListForm::of(place) else { return self.export_ics_to(wanted, place) };
        let rows = self.listed(wanted)?;
        into_file(place, |out| write(out, form, &rows).map_err(Unwritten::File))?;
        let count = if rows.len() == 1 { "1 row".to_owned() } else { format!("{} rows", rows.len()) };
        Ok(format!("{count} written to {}", shown(&place.to_string_lossy())))
    }

    /// The rows by day, on one state of the book.
    fn listed(&self, wanted: &Wanted) -> Result<Vec<Row>, Error> {
        self.freshen()?;
        if !wanted.filter.note_needles().is_empty() {
            self.catch_up();
        }
        let home = self.measure().rates.home;
        let mut rows: Vec<Row> = Vec::new();
        self.store().read(|store| {
            let sieve = self.filtering(store, self.now()).rows(&wanted.filter)?;
            for (part, what) in [(Part::CancelBy, What::CancelBy), (Part::Renewals, What::End)] {
                if !wanted.parts.contains(&part) {
                    continue;
                }
                store.each_due_term(what, wanted.from, wanted.to, |term| {
                    let ours = wanted.account.is_none_or(|account| account == term.id.account);
                    if ours && sieve.as_ref().is_none_or(|sieve| sieve.has_decision(term.id)) {
                        rows.push(Row::of(&term, what, home));
                    }
                    Ok::<(), Error>(())
                })?;
            }
            Ok::<(), Error>(())
        })?;
        rows.sort_by_key(|row| row.day);
        Ok(rows)
    }
}

fn write(out: &mut impl Write, form: ListForm, rows: &[Row]) -> io::Result<()> {
    match form {
        ListForm::Csv => {
            let mut sheet = csv::Writer::from_writer(out);
            sheet.write_record(COLUMNS)?;
            for row in rows {
                sheet.write_record(row.cells.each_ref().map(|cell| guarded(cell)))?;
            }
            sheet.flush()
        }
        ListForm::Markdown => {
            let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
            let names: Vec<String> = COLUMNS.iter().take(READ).map(|name| name.replace('_', " ")).collect();
            writeln!(out, "{}", line(&names))?;
            writeln!(out, "{}", line(&vec!["---".to_owned(); READ]))?;
            for row in rows {
                let cells: Vec<String> = row.cells.iter().take(READ).map(|cell| cell.replace('|', "\\|")).collect();
                writeln!(out, "{}", line(&cells))?;
            }
            Ok(())
        }
        ListForm::Json => {
            let object = |row: &Row| -> Value {
                let known = COLUMNS.iter().zip(&row.cells);
                known
                    .map(|(name, cell)| ((*name).to_owned(), if cell.is_empty() { Value::Null } else { json!(cell) }))
                    .collect()
            };
            let items: Vec<Value> = rows.iter().map(object).collect();
            writeln!(out, "{:#}", json!({ "schema": "folio.calendar/1", "items": items }))
        }
    }
}

/// A cell behind an apostrophe where a spreadsheet would run it (OWASP: CSV injection).
fn guarded(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
    if runs { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(form: ListForm) -> String {
        let day: Day = "2026-12-01".parse().unwrap();
        let mut cells: [String; 13] = Default::default();
        cells[0] = day.to_string();
        cells[2] = "=Acme | Sons".to_owned();
        cells[3] = "-5.00".to_owned();
        let mut out = Vec::new();
        write(&mut out, form, &[Row { day, cells }]).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn writes_each_form() {
        assert!(written(ListForm::Csv).contains("2026-12-01,,'=Acme | Sons,-5.00,"));
        let page = written(ListForm::Markdown);
        assert!(page.contains("| =Acme \\| Sons | -5.00 |"), "{page}");
        let document: Value = serde_json::from_str(&written(ListForm::Json)).unwrap();
        assert_eq!(document["items"][0]["account"], "=Acme | Sons");
        assert_eq!(document["items"][0]["stage"], Value::Null);
        for (name, form) in
            [("a.CSV", Some(ListForm::Csv)), ("a.md", Some(ListForm::Markdown)), ("a.ics", None), ("a", None)]
        {
            assert_eq!(ListForm::of(Path::new(name)), form, "{name}");
        }
    }
}
