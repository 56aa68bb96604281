//! The columns of a recognised file with what each showed over all its rows, and one row seen through them.

use crate::domain::value::day::Day;
use crate::exchange::alias;
use crate::exchange::amount;
use crate::exchange::csv::{Row, Sheet};
use crate::exchange::date::{self, Order};
use crate::exchange::draft::record::{AccountRef, PersonRef, Values};
use crate::exchange::header::{Recognised, is_salesforce_id};
use crate::exchange::mapping::Mapping;
use crate::exchange::value::{self, Convention, Form, canonical, is_empty};

/// Why a recognised file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Dates that read both ways, with nothing in the file to decide.
    #[error(
        "column {column:?}: {cell:?} is {readings}, and no date in the file decides; pass --map date=dmy or --map date=mdy"
    )]
    OpenDates {
        /// The column.
        column: String,
        /// A cell that reads both ways.
        cell: String,
        /// Both readings.
        readings: String,
    },
}

struct Slot {
    key: &'static str,
    form: Form,
    column: usize,
    header: String,
    by: Convention,
}

/// The columns of a recognised file.
pub struct Table {
    slots: Vec<Slot>,
    salesforce: bool,
    currency: Option<crate::domain::value::money::Currency>,
    /// What was noticed.
    pub notes: Vec<String>,
    /// Places of recognised columns that are left out, since they hold something else.
    pub unread: Vec<usize>,
    /// The greatest figure of each column of scores.
    tops: Vec<(&'static str, f64)>,
}

impl Table {
    /// Looks at every column over all rows: the order of its dates, its decimal sign, whether it holds figures at all.
    pub fn new(sheet: &Sheet, recognised: &Recognised, mapping: &Mapping) -> Result<Table, Fault> {
        let (mut notes, mut unread) = (Vec::new(), Vec::new());
        let (mut slots, mut tops) = (Vec::new(), Vec::new());
        for (column, found) in recognised.columns.iter().enumerate() {
            let Some(key) = found.key else { continue };
            let Some(alias) = alias::keys(recognised.kind).find(|alias| alias.key == key) else { continue };
            let mut by = Convention { currency: found.currency, ..Convention::default() };
            match alias.form {
                Form::Day | Form::Moment => by.order = order(sheet, recognised, column, mapping)?,
                Form::Money | Form::Number | Form::Percent | Form::Count => by.decimal = decimal(sheet, column),
                _ => {}
            }
            if alias.form == Form::Number
                && let Some(note) = misfit(sheet, key, column, by, mapping)
            {
                notes.push(format!("column {:?} {note}: not read", found.header));
                unread.push(column);
                continue;
            }
            if ["nps", "csat", "ces", "score"].contains(&key) {
                let figures = cells(sheet, column).filter_map(|cell| canonical(Form::Number, cell, by).ok());
                let top = figures.filter_map(|figure| figure.parse::<f64>().ok()).reduce(f64::max);
                tops.extend(top.map(|top| (key, top)));
            }
            slots.push(Slot { key, form: alias.form, column, header: found.header.clone(), by });
        }
        let salesforce = recognised.system == "salesforce";
        Ok(Table { slots, salesforce, currency: mapping.currency, notes, unread, tops })
    }

    /// Whether a column holds one of some fields.
    pub fn has_any(&self, keys: &[&str]) -> bool {
        self.slots.iter().any(|slot| keys.contains(&slot.key))
    }
}

fn cells(sheet: &Sheet, column: usize) -> impl Iterator<Item = &str> {
    sheet.rows.iter().filter_map(move |row| row.cells.get(column)).filter(|cell| !is_empty(cell))
}

fn order(sheet: &Sheet, recognised: &Recognised, column: usize, mapping: &Mapping) -> Result<Option<Order>, Fault> {
    if mapping.date.is_some() {
        return Ok(mapping.date);
    }
    let evidence = |column| {
        let mut evidence = date::Evidence::default();
        cells(sheet, column).for_each(|cell| evidence.add(cell));
        evidence
    };
    let own = evidence(column);
    let Some(open) = own.open() else { return Ok(own.order()) };
    // One program wrote the whole file: its other columns may decide, when they all say the same.
    let others: Vec<Order> = (0..recognised.columns.len()).filter_map(|other| evidence(other).order()).collect();
    match others.as_slice() {
        [first, rest @ ..] if rest.iter().all(|order| order == first) && own.order().is_none() => Ok(Some(*first)),
        _ => {
            let header = recognised.columns.get(column).map(|found| found.header.clone()).unwrap_or_default();
            Err(Fault::OpenDates { column: header, cell: open.to_owned(), readings: date::readings(open) })
        }
    }
}

fn decimal(sheet: &Sheet, column: usize) -> amount::Decimal {
    let mut evidence = amount::Evidence::default();
    cells(sheet, column).for_each(|cell| evidence.add(cell));
    evidence.decimal()
}

/// Why a column of figures is left out as a whole: it holds words, or figures of another scale. A scale of scores that
/// was named is taken at its word.
fn misfit(sheet: &Sheet, key: &str, column: usize, by: Convention, mapping: &Mapping) -> Option<&'static str> {
    let mut figures = cells(sheet, column).filter_map(|cell| canonical(Form::Number, cell, by).ok()).peekable();
    if figures.peek().is_none() {
        return cells(sheet, column).next().map(|_| "holds words, not figures");
    }
    let limits = match key {
        "health" if mapping.health.is_none() => 0.0..=100.0,
        "nps" => 0.0..=10.0,
        _ => return None,
    };
    let outside = figures.filter_map(|figure| figure.parse::<f64>().ok()).any(|figure| !limits.contains(&figure));
    match key {
        "health" if outside => Some("is not on a scale from 0 to 100"),
        _ if outside => Some("is not on a scale from 0 to 10"),
        _ => None,
    }
}

/// One row seen through its columns.
pub struct Cells<'a> {
    /// The columns.
    pub table: &'a Table,
    /// The row.
    pub row: &'a Row,
    /// The day that dates figures without one.
    pub today: Day,
}

impl Cells<'_> {
    fn slot(&self, key: &str) -> Option<&Slot> {
        self.table.slots.iter().find(|slot| slot.key == key)
    }

    /// Whether a column holds the field.
    pub fn has(&self, key: &str) -> bool {
        self.slot(key).is_some()
    }

    /// The canonical text of a field; none when its cell is empty or no column holds it.
    pub fn get(&self, key: &str) -> Result<Option<String>, String> {
        let Some(slot) = self.slot(key) else { return Ok(None) };
        let cell = self.row.cells.get(slot.column).unwrap_or_default();
        let mut by = slot.by;
        if slot.form == Form::Money && by.currency.is_none() {
            by.currency = self.currency()?;
        }
        match canonical(slot.form, cell, by) {
            Ok(text) if text.is_empty() => Ok(None),
            Ok(text) if slot.form == Form::Id => Ok(Some(self.id(&text))),
            Ok(text) => Ok(Some(text)),
            Err(why) => Err(format!("{}: {:?} {why}", slot.header, cell.trim())),
        }
    }

    fn currency(&self) -> Result<Option<crate::domain::value::money::Currency>, String> {
        let named = self.get("currency")?.and_then(|code| code.parse().ok());
        Ok(named.or(self.table.currency))
    }

    /// An id as it is compared: the first of several, Salesforce ids by their first 15 characters.
    fn id(&self, text: &str) -> String {
        let first = text.split(';').next().unwrap_or(text).trim();
        match first.get(..15) {
            Some(short) if self.table.salesforce && first.len() == 18 && is_salesforce_id(first) => short.to_owned(),
            _ => first.to_owned(),
        }
    }

    /// The greatest figure of a column of scores.
    pub fn top(&self, key: &str) -> Option<f64> {
        self.table.tops.iter().find(|(known, _)| *known == key).map(|(_, top)| *top)
    }

    /// Yes or no, when the cell says so.
    pub fn flag(&self, key: &str) -> Result<Option<bool>, String> {
        Ok(self.get(key)?.map(|text| text == "yes"))
    }

    /// A calendar day.
    pub fn day(&self, key: &str) -> Result<Option<Day>, String> {
        Ok(self.get(key)?.and_then(|text| text.get(..10).and_then(|day| day.parse().ok())))
    }

    /// Adds a field under a key of ours, empty when its cell is; nothing when no column holds it.
    pub fn put(&self, values: &mut Values, key: &'static str, from: &str) -> Result<(), String> {
        if self.has(from) {
            values.push((key, self.get(from)?.unwrap_or_default()));
        }
        Ok(())
    }

    /// Whose row it is.
    pub fn account(&self) -> Result<AccountRef, String> {
        Ok(AccountRef { id: self.get("account_id")?, name: self.get("account")?, related: self.get("related_id")? })
    }

    /// With whom.
    pub fn person(&self) -> Result<PersonRef, String> {
        Ok(PersonRef {
            id: self.get("contact_id")?,
            name: self.get("contact_name")?,
            email: self.get("contact_email")?,
        })
    }

    /// A free text folded for comparing with known words.
    pub fn word(&self, key: &str) -> Result<String, String> {
        Ok(self.get(key)?.map(|text| value::folded_header(&text)).unwrap_or_default())
    }
}

impl Cells<'_> {
    /// The folded header of the column that holds a field; empty when none does.
    pub fn header(&self, key: &str) -> String {
        self.slot(key).map(|slot| value::folded_header(&slot.header)).unwrap_or_default()
    }
}
