//! The field table: one row a field feeds forms, `folio set`, imports, filters and the history alike.
//! `set(get(x))` leaves a record as it was.

use crate::domain::value::day::Day;
use crate::domain::value::money::{Currency, Money};
use crate::domain::value::text::Text;
use std::str::FromStr;

/// What a field's text means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Free text on one line.
    Text,
    /// Free text on many lines.
    Body,
    /// Words separated by commas.
    List,
    /// A calendar day, `2026-11-27`.
    Day,
    /// An amount with its currency, `1200.00 USD`.
    Money,
    /// A three-letter currency.
    Currency,
    /// A whole number.
    Count,
    /// A whole number of minutes.
    Minutes,
    /// A whole number from 0 to 100.
    Percent,
    /// `yes` or `no`.
    Flag,
    /// One word of a closed list.
    Choice(&'static [&'static str]),
}

/// A value that a field does not take, with what it takes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} {why}")]
pub struct BadValue {
    /// What was given.
    pub given: String,
    /// Why it will not do, as the end of a sentence: "is not a day: write 2026-11-27".
    pub why: String,
}

impl BadValue {
    /// A refusal of a given text.
    pub fn new(given: &str, why: impl Into<String>) -> BadValue {
        BadValue { given: given.to_owned(), why: why.into() }
    }
}

/// One field of a record. An empty text is an unset field.
pub struct Field<T: 'static> {
    /// The word that names it everywhere: lower case, no blanks.
    pub key: &'static str,
    /// What a form calls it.
    pub label: &'static str,
    /// What its text means.
    pub unit: Unit,
    /// The field's value as canonical text.
    pub get: fn(&T) -> String,
    /// Sets it from canonical text.
    pub set: fn(&mut T, &str) -> Result<(), BadValue>,
}

impl<T> Field<T> {
    /// A row of the table.
    pub const fn new(
        key: &'static str,
        label: &'static str,
        unit: Unit,
        get: fn(&T) -> String,
        set: fn(&mut T, &str) -> Result<(), BadValue>,
    ) -> Field<T> {
        Field { key, label, unit, get, set }
    }
}

/// A row of a field table, said by the member of the record and what it holds: `row!("owner", "Owner", owner: text)`.
/// `the` text, day or word must not be empty.
macro_rules! row {
    ($key:literal, $label:literal, $at:ident: $($what:tt)+) => {
        $crate::domain::record::field::row!(@ $key, $label, $at, $($what)+)
    };
    (@ $key:literal, $label:literal, $at:ident, text) => {
        row!(= $key, $label, Unit::Text, $at, |it| field::print_text(it.as_ref()), |s| Ok(field::text(s)))
    };
    (@ $key:literal, $label:literal, $at:ident, the text) => {
        row!(= $key, $label, Unit::Text, $at, |it| it.raw().to_owned(), |s| field::required(s))
    };
    (@ $key:literal, $label:literal, $at:ident, body) => {
        row!(= $key, $label, Unit::Body, $at, |it| it.raw().to_owned(), |s| Ok(field::body(s)))
    };
    (@ $key:literal, $label:literal, $at:ident, body text) => {
        row!(= $key, $label, Unit::Body, $at, |it| field::print_text(it.as_ref()), |s| Ok(field::text(s)))
    };
    (@ $key:literal, $label:literal, $at:ident, list) => {
        row!(= $key, $label, Unit::List, $at, |it| field::print_list(it), |s| Ok(field::list(s)))
    };
    (@ $key:literal, $label:literal, $at:ident, flag) => {
        row!(= $key, $label, Unit::Flag, $at, |it| field::print_flag(*it), |s| field::flag(s))
    };
    (@ $key:literal, $label:literal, $at:ident, day) => {
        row!(= $key, $label, Unit::Day, $at, |it| field::print(it.as_ref()), |s| field::day(s))
    };
    (@ $key:literal, $label:literal, $at:ident, the day) => {
        row!(= $key, $label, Unit::Day, $at, |it| it.to_string(), |s| field::known(s, field::day(s)?))
    };
    (@ $key:literal, $label:literal, $at:ident, word $word:ident) => {
        row!(= $key, $label, Unit::Choice($word::WORDS), $at, |it| field::print(it.as_ref()), |s| field::word(s))
    };
    (@ $key:literal, $label:literal, $at:ident, word $word:ident or $unset:ident) => {
        row!(= $key, $label, Unit::Choice($word::WORDS), $at, |it| it.to_string(), |s| {
            Ok(field::word(s)?.unwrap_or($word::$unset))
        })
    };
    (@ $key:literal, $label:literal, $at:ident, the word $word:ident) => {
        row!(= $key, $label, Unit::Choice($word::WORDS), $at, |it| it.to_string(), |s| {
            field::known(s, field::word(s)?)
        })
    };
    (@ $key:literal, $label:literal, $at:ident, revenue) => {
        row!(= $key, $label, Unit::Money, $at, |it| field::print(it.as_ref()), |s| field::revenue(s))
    };
    (@ $key:literal, $label:literal, $at:ident, count $least:literal, $most:literal) => {
        row!(= $key, $label, Unit::Count, $at, |it| field::print(it.as_ref()), |s| field::count(s, $least, $most))
    };
    (@ $key:literal, $label:literal, $at:ident, minutes $least:literal, $most:literal) => {
        row!(= $key, $label, Unit::Minutes, $at, |it| field::print(it.as_ref()), |s| field::count(s, $least, $most))
    };
    (@ $key:literal, $label:literal, $at:ident, percent) => {
        row!(= $key, $label, Unit::Percent, $at, |it| field::print(it.as_ref()), |s| {
            Ok(field::count(s, 0, 100)?.map(|n| n as u8))
        })
    };
    (@ $key:literal, $label:literal, $at:ident, parsed $expected:literal) => {
        row!(= $key, $label, Unit::Text, $at, |it| field::print(it.as_ref()), |s| field::parsed(s, $expected))
    };
    (= $key:literal, $label:literal, $unit:expr, $at:ident, |$it:ident| $print:expr, |$given:ident| $read:expr) => {{
        use $crate::domain::record::field::{self, BadValue, Field, Unit};
        Field::new(
            $key,
            $label,
            $unit,
            |record| {
                let $it = &record.$at;
                $print
            },
            |record, $given| {
                record.$at = $read?;
                Ok::<(), BadValue>(())
            },
        )
    }};
}
pub(in crate::domain::record) use row;

/// The text of an optional value, empty when unset.
pub fn print<T: ToString>(value: Option<&T>) -> String {
    value.map(T::to_string).unwrap_or_default()
}

/// The raw text of an optional text.
pub fn print_text(value: Option<&Text>) -> String {
    value.map(|text| text.raw().to_owned()).unwrap_or_default()
}

/// The raw texts of a list, separated by commas.
pub fn print_list(values: &[Text]) -> String {
    values.iter().map(Text::raw).collect::<Vec<_>>().join(", ")
}

/// An unset or trimmed text.
pub fn text(given: &str) -> Option<Text> {
    let trimmed = given.trim();
    (!trimmed.is_empty()).then(|| Text::new(trimmed))
}

/// A text on many lines, as it is.
pub fn body(given: &str) -> Text {
    Text::new(given)
}

/// A text that must not be empty.
pub fn required(given: &str) -> Result<Text, BadValue> {
    text(given).ok_or_else(|| BadValue::new(given, "is empty, and this field must not be"))
}

/// A value that must be there.
pub fn known<T>(given: &str, found: Option<T>) -> Result<T, BadValue> {
    found.ok_or_else(|| BadValue::new(given, "is empty, and this must be known"))
}

/// Texts separated by commas, empty ones left out, each once.
pub fn list(given: &str) -> Vec<Text> {
    let mut found: Vec<Text> = Vec::new();
    for item in given.split(',').filter_map(text) {
        if !found.contains(&item) {
            found.push(item);
        }
    }
    found
}

/// An optional value that prints and parses itself.
pub fn parsed<T: FromStr>(given: &str, expected: &str) -> Result<Option<T>, BadValue> {
    match given.trim() {
        "" => Ok(None),
        word => word.parse().map(Some).map_err(|_| BadValue::new(given, format!("is not {expected}"))),
    }
}

/// An optional calendar day.
pub fn day(given: &str) -> Result<Option<Day>, BadValue> {
    parsed(given, "a day: write it as 2026-11-27")
}

/// An optional whole number within limits.
pub fn count(given: &str, least: u32, most: u32) -> Result<Option<u32>, BadValue> {
    let found: Option<u32> = parsed(given, "a whole number")?;
    match found {
        Some(n) if n < least || n > most => Err(BadValue::new(given, format!("is not between {least} and {most}"))),
        found => Ok(found),
    }
}

/// `yes` or `no` (also `true`, `false`, `1`, `0`, `y`, `n`); unset is no.
pub fn flag(given: &str) -> Result<bool, BadValue> {
    match given.trim().to_lowercase().as_str() {
        "yes" | "true" | "1" | "y" | "x" => Ok(true),
        "no" | "false" | "0" | "n" | "" => Ok(false),
        _ => Err(BadValue::new(given, "is neither yes nor no")),
    }
}

/// `yes` or `no` of a flag.
pub fn print_flag(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}

/// One word of a closed list, or unset.
pub fn word<T: FromStr<Err = crate::domain::record::choice::BadWord>>(given: &str) -> Result<Option<T>, BadValue> {
    if given.trim().is_empty() {
        return Ok(None);
    }
    given.parse().map(Some).map_err(|bad: crate::domain::record::choice::BadWord| {
        BadValue::new(given, format!("is none of: {}", bad.known.join(", ")))
    })
}

/// An optional amount with its currency: `1200.50 USD`. More decimals than the currency has are refused.
pub fn money(given: &str) -> Result<Option<Money>, BadValue> {
    let trimmed = given.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    let bad = || BadValue::new(given, "is not an amount: write it as 1200.50 USD");
    let (amount, code) = trimmed.split_once(' ').ok_or_else(bad)?;
    let currency: Currency = code.trim().parse().map_err(|_| bad())?;
    minor(amount, currency).map(|minor| Some(Money { minor, currency })).ok_or_else(bad)
}

/// An optional amount that is not below nothing: revenue.
pub fn revenue(given: &str) -> Result<Option<Money>, BadValue> {
    match money(given)? {
        Some(amount) if amount.minor < 0 => {
            Err(BadValue::new(given, "is below zero: revenue is 0 or more, and less of it is a smaller amount"))
        }
        amount => Ok(amount),
    }
}

/// Minor units of a plain decimal in major units (`-1200.5`), exactly; `None` when it is no such number, has more
/// decimals than the currency, or is past what an i64 holds.
pub fn minor(amount: &str, currency: Currency) -> Option<i64> {
    let (sign, digits) = amount.strip_prefix('-').map_or((1, amount), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let exponent = currency.exponent() as usize;
    let part = part.trim_end_matches('0');
    if whole.is_empty() || part.len() > exponent || !plain(whole) || !plain(part) {
        return None;
    }
    let units: i64 = format!("{whole}{part:0<exponent$}").parse().ok()?;
    Some(sign * units)
}
