//! Cells that several lists share: health, days with their colour, flags.

use crate::cli::print::cell::Cell;
use crate::cli::print::paint::Paint;
use crate::domain::phrase::echo::clock;
use crate::domain::stake::health::{Band, Trend};
use crate::domain::value::day::Day;
use crate::domain::value::day_text;
use crate::domain::value::money::{Currency, Money};
use serde_json::{Value, json};

/// Health for people: letter and trend, `R-`.
pub fn health(band: Option<Band>, trend: Option<Trend>) -> Cell {
    let Some(band) = band else { return Cell::none() };
    let sign = trend.map(|trend| trend.sign().to_string()).unwrap_or_default();
    Cell::word(format!("{}{sign}", band.letter())).painted(band_paint(band))
}

/// The colour of a band.
pub fn band_paint(band: Band) -> Paint {
    match band {
        Band::Red => Paint::Red,
        Band::Yellow => Paint::Yellow,
        Band::Green => Paint::Green,
    }
}

/// A promised day for people, with its time: red once it is past, yellow on the day.
pub fn due(day: Option<Day>, minute: Option<u16>, today: Day) -> Cell {
    let Some(day) = day else { return Cell::none() };
    let time = minute.map(|minute| format!(" {}", clock(minute))).unwrap_or_default();
    Cell::word(format!("{}{time}", day_text::nearby(day, today))).painted(nearness(day, today))
}

/// The colour of a day by its distance.
pub fn nearness(day: Day, today: Day) -> Paint {
    match day.since(today) {
        ..=-1 => Paint::Red,
        0 => Paint::Yellow,
        _ => Paint::None,
    }
}

/// A day in full, or nothing.
pub fn day(day: Option<Day>) -> Cell {
    day.map_or_else(Cell::none, |day| Cell::word(day.to_string()))
}

/// A word, or nothing.
pub fn word(word: Option<impl Into<String>>) -> Cell {
    word.map_or_else(Cell::none, Cell::word)
}

/// A count, or nothing.
pub fn count(count: Option<impl Into<i64>>) -> Cell {
    count.map_or_else(Cell::none, |count| Cell::count(count.into()))
}

/// Amounts for programs, each with its currency.
pub fn originals(amounts: Vec<Money>) -> Value {
    amounts.into_iter().map(|amount| Cell::money(amount).json().clone()).collect()
}

/// An amount in home minor units.
pub fn money(minor: i64, home: Currency) -> Cell {
    Cell::money(Money::new(minor, home))
}

/// Yes or no: `yes` and nothing in lines, a truth value in JSON.
pub fn flag(is: bool) -> Cell {
    Cell::new(if is { "yes" } else { "" }, if is { "yes" } else { "" }, json!(is))
}
