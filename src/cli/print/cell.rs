//! Columns, and cells that carry one value three ways: for people, for pipes, for programs. Cells hold what was given;
//! each writer neutralises it.

use crate::cli::print::paint::Paint;
use crate::domain::value::day::Day;
use crate::domain::value::day_text;
use crate::domain::value::money::{self, Money};
use crate::domain::value::text::Text;
use serde_json::{Value, json};
use std::ops::Range;

/// Which side of its column a cell keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Figures.
    Right,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in pipes, CSV and JSON; never changes.
    pub key: &'static str,
    /// Its name for people; may change.
    pub label: &'static str,
    /// Which side its cells keep to.
    pub align: Align,
    /// Its place in the order in which columns go when the line is short: 1 goes first, 0 never goes.
    pub drop: u8,
    /// Cells it keeps when it is cut to fit.
    pub least: usize,
    /// Whether it may be cut to `least` to keep another column; one that may not is whole or gone.
    pub grow: bool,
}

impl Column {
    /// Cells of an account's name that every width keeps.
    pub const NAME: usize = 12;

    /// A column of short words, kept whole and never dropped.
    pub fn new(key: &'static str, label: &'static str) -> Column {
        Column { key, label, align: Align::Left, drop: 0, least: 1, grow: false }
    }

    /// The same, for figures.
    #[must_use]
    pub fn figures(self) -> Column {
        Column { align: Align::Right, ..self }
    }

    /// The same, dropped at this place in the order; 1 goes first.
    #[must_use]
    pub fn dropped(self, order: u8) -> Column {
        Column { drop: order, ..self }
    }

    /// The same, cut down to at least so many cells when the line is short.
    #[must_use]
    pub fn cut_to(self, least: usize) -> Column {
        Column { least, grow: true, ..self }
    }
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    shown: String,
    plain: Option<String>,
    json: Value,
    paint: Paint,
    marks: Vec<Range<usize>>,
}

impl Cell {
    /// A value said three ways: short for people, full for pipes, typed for programs.
    pub fn new(shown: impl Into<String>, plain: impl Into<String>, json: Value) -> Cell {
        Cell { shown: shown.into(), plain: Some(plain.into()), json, paint: Paint::None, marks: Vec::new() }
    }

    /// Nothing: blank for people and pipes, `null` in JSON.
    pub fn none() -> Cell {
        Cell::default()
    }

    /// A word of our own, the same for all.
    pub fn word(word: impl Into<String>) -> Cell {
        let shown = word.into();
        Cell { json: Value::String(shown.clone()), shown, plain: None, paint: Paint::None, marks: Vec::new() }
    }

    /// Text from outside.
    pub fn text(text: &Text) -> Cell {
        Cell::word(text.raw())
    }

    /// A count.
    pub fn count(count: i64) -> Cell {
        Cell { shown: count.to_string(), plain: None, json: json!(count), paint: Paint::None, marks: Vec::new() }
    }

    /// A day: near or far for people, ISO for the rest.
    pub fn day(day: Day, today: Day) -> Cell {
        Cell::new(day_text::nearby(day, today), day.to_string(), json!(day.to_string()))
    }

    /// An amount: `171k` for people, `171400.00` in pipes, `{"amount": "171400.00", "currency": "USD"}` in JSON, where
    /// a number would be a float.
    pub fn money(amount: Money) -> Cell {
        let exact = money::exact(amount.minor, amount.currency);
        let json = json!({ "amount": exact, "currency": amount.currency.code() });
        Cell::new(money::short(amount.minor, amount.currency), exact, json)
    }

    /// The same cell in a colour.
    #[must_use]
    pub fn painted(self, paint: Paint) -> Cell {
        Cell { paint, ..self }
    }

    /// The same cell with some places of what people see, in bytes and in order, set off from the rest.
    #[must_use]
    pub fn marked(self, marks: Vec<Range<usize>>) -> Cell {
        Cell { marks, ..self }
    }

    /// Places that are set off.
    pub fn marks(&self) -> &[Range<usize>] {
        &self.marks
    }

    /// What people see, as given.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// What pipes get, as given.
    pub fn plain(&self) -> &str {
        self.plain.as_ref().unwrap_or(&self.shown)
    }

    /// What programs get.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// Its colour.
    pub fn paint(&self) -> Paint {
        self.paint
    }
}

/// The cell of a row in a column: blank when the row is too short.
pub fn cell_at(row: &[Cell], place: usize) -> &Cell {
    static NONE: Cell =
        Cell { shown: String::new(), plain: None, json: Value::Null, paint: Paint::None, marks: Vec::new() };
    row.get(place).unwrap_or(&NONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::money::Currency;

    #[test]
    fn says_one_value_three_ways() {
        let today = Day::of(2026, 11, 24).unwrap();
        for (cell, shown, plain, json) in [
            (Cell::none(), "", "", "null"),
            (Cell::word("R-"), "R-", "R-", r#""R-""#),
            (Cell::count(-3), "-3", "-3", "-3"),
            (Cell::day(today.plus_days(27), today), "27d", "2026-12-21", r#""2026-12-21""#),
            (
                Cell::money(Money::major(171_400, Currency::USD)),
                "171k",
                "171400.00",
                r#"{"amount":"171400.00","currency":"USD"}"#,
            ),
        ] {
            let said = (cell.shown(), cell.plain(), cell.json().to_string());
            assert_eq!(said, (shown, plain, json.to_owned()));
        }
    }
}
