//! One cell as the canonical text that a field takes, under what its column showed. Empty is not zero.

use crate::domain::value::money::Currency;
use crate::domain::value::text::folded;
use crate::exchange::amount::{self, Decimal, Thousands};
use crate::exchange::date::{self, Order};

/// What the cells of a column mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Free text.
    Text,
    /// A name in another system.
    Id,
    /// A web address, of which the domain is kept.
    Domain,
    /// A calendar day.
    Day,
    /// A day, or a moment with its time.
    Moment,
    /// An amount of money.
    Money,
    /// A figure with decimals.
    Number,
    /// A figure from 0 to 100.
    Percent,
    /// A whole number.
    Count,
    /// Yes or no.
    Flag,
    /// A three-letter currency.
    Currency,
    /// A notice period.
    Notice,
    /// Not read: only speaks for a kind of file.
    Mark,
}

/// What the column of a cell showed.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Convention {
    /// The order of its dates, where it matters.
    pub order: Option<Order>,
    /// Its decimal sign.
    pub decimal: Decimal,
    /// The currency of its header.
    pub currency: Option<Currency>,
}

/// A header folded for comparing: letters and digits, without case, accents, blanks and punctuation.
pub fn folded_header(header: &str) -> String {
    folded(header).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a cell says nothing: blanks, `#N/A`, `n/a`, `-`, `NULL` and their like.
pub fn is_empty(cell: &str) -> bool {
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    matches!(
        cell,
        "" | "-"
            | "--"
            | "—"
            | "–"
            | "#N/A"
            | "#NA"
            | "N/A"
            | "n/a"
            | "N/a"
            | "n.a."
            | "NULL"
            | "null"
            | "\\N"
            | "NaN"
            | "nan"
            | "None"
            | "(blank)"
            | "#REF!"
            | "#VALUE!"
            | "#NAME?"
            | "#DIV/0!"
            | "<null>"
            | "[null]"
            | "NaT"
    )
}

/// Whether a cell is what programs write for a figure that went wrong: it is neither blank nor zero.
fn is_no_figure(cell: &str) -> bool {
    let plain = cell.trim_start_matches(['+', '-']).to_ascii_lowercase();
    matches!(plain.as_str(), "nan" | "inf" | "infinity")
}

/// The canonical text of a cell, empty when it says nothing. Money without a currency of its own stays a bare figure.
pub fn canonical(form: Form, cell: &str, by: Convention) -> Result<String, String> {
    let trimmed = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if matches!(form, Form::Money | Form::Number | Form::Percent | Form::Count) && is_no_figure(trimmed) {
        return Err("is not an amount: write the figure, or leave the cell empty".to_owned());
    }
    if is_empty(cell) {
        return Ok(String::new());
    }
    match form {
        Form::Text | Form::Id | Form::Mark => Ok(trimmed.to_owned()),
        Form::Domain => Ok(domain(trimmed)),
        Form::Day => stamp(trimmed, by).map(|stamp| stamp.day.to_string()),
        Form::Moment => stamp(trimmed, by).map(|stamp| stamp.text()),
        Form::Money => money(trimmed, by),
        Form::Number => number(trimmed, by, "a number"),
        Form::Percent => percent(trimmed, by),
        Form::Count => whole(trimmed, by),
        Form::Flag => flag(trimmed).map(|yes| if yes { "yes" } else { "no" }.to_owned()),
        Form::Currency => trimmed
            .parse::<Currency>()
            .map(|code| code.to_string())
            .map_err(|_| "is not a currency: write three letters such as USD".to_owned()),
        Form::Notice => Ok(notice(trimmed)),
    }
}

fn stamp(cell: &str, by: Convention) -> Result<date::Stamp, String> {
    date::parse(cell, by.order).ok_or_else(|| {
        let both = date::readings(cell);
        if by.order.is_none() && both.contains(" or ") {
            format!("is {both}: say which with --map date=dmy or date=mdy")
        } else {
            "is not a day: write it as 2026-11-27".to_owned()
        }
    })
}

fn money(cell: &str, by: Convention) -> Result<String, String> {
    let bad = || "is not an amount: write it as 1234.50".to_owned();
    let found = amount::parse(cell, by.decimal, Thousands::Money).filter(|found| !found.percent).ok_or_else(bad)?;
    if found.figure.starts_with('-') {
        return Err("is a negative amount: revenue is zero or more".to_owned());
    }
    match found.currency.or(by.currency) {
        Some(currency) => amount::money_text(&found.figure, currency).ok_or_else(bad),
        None => amount::minor(&found.figure, Currency::USD).map(|_| found.figure).ok_or_else(bad),
    }
}

fn number(cell: &str, by: Convention, what: &str) -> Result<String, String> {
    let found = amount::parse(cell, by.decimal, Thousands::Column).filter(|found| found.currency.is_none());
    found.map(|found| found.figure).ok_or_else(|| format!("is not {what}"))
}

fn percent(cell: &str, by: Convention) -> Result<String, String> {
    let bad = || "is not a percentage from 0 to 100".to_owned();
    let found = amount::parse(cell, by.decimal, Thousands::Column).ok_or_else(bad)?;
    let value: f64 = found.figure.parse().map_err(|_| bad())?;
    let fraction = !found.percent && value > 0.0 && value <= 1.0 && found.figure.contains('.');
    let points = if fraction { value * 100.0 } else { value }.round();
    if (0.0..=100.0).contains(&points) { Ok(format!("{points:.0}")) } else { Err(bad()) }
}

fn whole(cell: &str, by: Convention) -> Result<String, String> {
    let unit = cell.find(|c: char| c.is_ascii_alphabetic()).filter(|at| *at > 0).unwrap_or(cell.len());
    let (figures, unit) = cell.split_at(unit);
    let years = unit.to_ascii_lowercase().starts_with("year") || unit.eq_ignore_ascii_case("yr");
    let figure = match amount::parse(figures, by.decimal, Thousands::Money) {
        Some(found) if !found.figure.contains('.') && !found.figure.starts_with('-') => found.figure,
        _ => return Err("is not a whole number".to_owned()),
    };
    match figure.parse::<u64>() {
        Ok(n) if years => Ok(n.saturating_mul(12).to_string()),
        Ok(n) => Ok(n.to_string()),
        Err(_) => Err("is not a whole number".to_owned()),
    }
}

/// Yes or no in the words and figures that systems write.
pub fn flag(cell: &str) -> Result<bool, String> {
    match folded(cell.trim()).as_str() {
        "yes" | "true" | "1" | "1.0" | "y" | "t" | "x" | "on" | "ja" | "oui" | "si" | "wahr" | "checked"
        | "churned" => Ok(true),
        "no" | "false" | "0" | "0.0" | "n" | "f" | "off" | "nein" | "non" | "falsch" | "unchecked" | "active"
        | "retained" => Ok(false),
        _ => Err("is neither yes nor no".to_owned()),
    }
}

fn notice(cell: &str) -> String {
    let plain = cell.to_lowercase();
    for (word, unit) in [("month", "mo"), ("monat", "mo"), ("week", "w"), ("woche", "w"), ("day", "d"), ("tag", "d")] {
        if let Some((figure, _)) = plain.split_once(word) {
            return format!("{}{unit}", figure.trim().trim_end_matches('-'));
        }
    }
    plain
}

fn domain(cell: &str) -> String {
    let plain = cell.to_lowercase();
    let host = plain.split_once("://").map_or(plain.as_str(), |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_become_canonical_texts() {
        let by = Convention { order: Some(Order::Mdy), ..Convention::default() };
        for (form, cell, want) in [
            (Form::Text, "  Globex ", "Globex"),
            (Form::Text, "#N/A", ""),
            (Form::Text, "NaN", ""),
            (Form::Id, " 007 ", "007"),
            (Form::Domain, "https://www.Globex.com/about", "globex.com"),
            (Form::Day, "02/03/24", "2024-02-03"),
            (Form::Moment, "02/23/26 08:55 PM", "2026-02-23T20:55:00"),
            (Form::Money, "$1,200.50", "1200.5"),
            (Form::Money, "€45k", "45000.00 EUR"),
            (Form::Money, "-", ""),
            (Form::Number, "71.5", "71.5"),
            (Form::Percent, "90", "90"),
            (Form::Percent, "0.85", "85"),
            (Form::Percent, "85%", "85"),
            (Form::Count, "1,200", "1200"),
            (Form::Count, "12 months", "12"),
            (Form::Count, "2 years", "24"),
            (Form::Flag, "TRUE", "yes"),
            (Form::Flag, "0", "no"),
            (Form::Currency, "eur", "EUR"),
            (Form::Notice, "90 days", "90d"),
            (Form::Notice, "3 months", "3mo"),
        ] {
            assert_eq!(canonical(form, cell, by).as_deref(), Ok(want), "{cell}");
        }
    }

    #[test]
    fn says_what_it_does_not_take() {
        let by = Convention::default();
        for (form, cell, want) in [
            (Form::Day, "03/04/2026", "3 April 2026 or 4 March 2026"),
            (Form::Day, "soon", "2026-11-27"),
            (Form::Money, "lots", "is not an amount"),
            (Form::Money, "(1,234)", "negative"),
            (Form::Money, "1e308", "is not an amount"),
            (Form::Number, "NaN?", "is not a number"),
            (Form::Money, "NaN", "is not an amount"),
            (Form::Money, "-inf", "is not an amount"),
            (Form::Number, "nan", "is not an amount"),
            (Form::Percent, "inf", "is not an amount"),
            (Form::Count, "Infinity", "is not an amount"),
            (Form::Percent, "120", "0 to 100"),
            (Form::Flag, "perhaps", "neither"),
            (Form::Currency, "dollars", "currency"),
        ] {
            let why = canonical(form, cell, by).unwrap_err();
            assert!(why.contains(want), "{cell}: {why}");
        }
    }
}
