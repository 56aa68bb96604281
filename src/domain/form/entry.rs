//! What is typed in one field, read to the change that it is. The same words as in a line of changes; nothing is guessed.

use crate::domain::form::slot::{ACCOUNT, AT, CONTACT, Need, Slot};
use crate::domain::phrase::date;
use crate::domain::phrase::echo::describe;
use crate::domain::phrase::every::Every;
use crate::domain::phrase::minutes;
use crate::domain::phrase::modify::{EditTo, value};
use crate::domain::phrase::target::Known;
use crate::domain::phrase::when::{DateOptions, When};
use crate::domain::record::field::Unit;
use crate::domain::record::meta::Kind;
use crate::domain::record::subscription::Notice;
use crate::domain::value::day::Day;
use crate::domain::value::percent::Percent;
use std::str::FromStr;

/// A text that a field does not take.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadEntry(pub String);

/// The change that a text in a field of a record comes to, typed on a day.
pub fn read(kind: Kind, slot: &Slot, text: &str, today: Day, options: &DateOptions) -> Result<EditTo, BadEntry> {
    let given = text.trim();
    if given.is_empty() {
        return match (slot.need, slot.key) {
            (Need::Must, _) => Err(BadEntry("this must not be empty".to_owned())),
            (_, ACCOUNT) => Ok(EditTo::Account(None)),
            (_, CONTACT) => Ok(EditTo::Contact(None)),
            (_, key) => Ok(EditTo::Clear(key)),
        };
    }
    match (slot.key, slot.unit) {
        (ACCOUNT, _) => Ok(EditTo::Account(Some(given.to_owned()))),
        (CONTACT, _) => Ok(EditTo::Contact(Some(given.to_owned()))),
        (AT, _) => when(slot, given, today, *options).map(EditTo::At),
        (_, Unit::Day) => day(kind, slot, given, today, *options),
        (key, Unit::Body) => Ok(EditTo::Set(key, text.trim_end().to_owned())),
        (key @ "every", _) => parsed::<Every>(key, given, "write 2w, week, fri, month on 31, quarter or year"),
        (key @ "notice", _) => parsed::<Notice>(key, given, "write 90d, 8w or 3mo"),
        (key @ "escalator", _) => parsed::<Percent>(key, given, "write 3% or 2.5%"),
        // As it stands in the book.
        (key, Unit::Minutes) if given.parse::<u32>().is_ok() => Ok(EditTo::Set(key, given.to_owned())),
        (key, unit) => value(kind, &(0..given.len()), Known { key, unit }, given)
            .map_err(|error| BadEntry(error.hint().replace(&format!("{key}:"), ""))),
    }
}

fn parsed<T: FromStr + ToString>(key: &'static str, given: &str, hint: &str) -> Result<EditTo, BadEntry> {
    let found: T = given.parse().map_err(|_| BadEntry(hint.to_owned()))?;
    Ok(EditTo::Set(key, found.to_string()))
}

fn when(slot: &Slot, given: &str, today: Day, options: DateOptions) -> Result<When, BadEntry> {
    date::when(given, today, &DateOptions { lean: slot.lean, ..options }).map_err(|error| BadEntry(error.to_string()))
}

fn day(kind: Kind, slot: &Slot, given: &str, today: Day, options: DateOptions) -> Result<EditTo, BadEntry> {
    let found = when(slot, given, today, options)?;
    match found.minute {
        _ if kind == Kind::Task && slot.key == "due" => Ok(EditTo::Due(found)),
        None => Ok(EditTo::Set(slot.key, found.day.to_string())),
        Some(_) => Err(BadEntry("this field takes a day alone".to_owned())),
    }
}

/// What was understood, where that says more than what was typed.
pub fn said(change: &EditTo, unit: Unit, today: Day) -> Option<String> {
    match change {
        EditTo::Due(when) | EditTo::At(when) => Some(describe(*when, today)),
        EditTo::Set(_, value) => match unit {
            Unit::Day => value.parse().ok().map(|day| describe(When { day, minute: None }, today)),
            Unit::Minutes => value.parse().ok().map(minutes::print),
            _ => None,
        },
        EditTo::Amount(_, major, currency) => {
            Some(currency.map_or_else(|| grouped(major), |currency| format!("{} {currency}", grouped(major))))
        }
        _ => None,
    }
}

/// A plain decimal with its thousands apart.
fn grouped(major: &str) -> String {
    let (whole, part) = major.split_once('.').map_or((major, None), |(whole, part)| (whole, Some(part)));
    let mut out = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    part.map_or(out.clone(), |part| format!("{out}.{part}"))
}
