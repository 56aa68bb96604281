//! Dates in digits: `2026-11-27`, `27.11.2026`, `27/11`, `11/27/26`. A date that two orders can read as two days is
//! refused unless the person's order is known.

use crate::domain::phrase::when::{Context, DateError, DateOrder, Form, Found, plain};
use crate::domain::value::day::Day;

/// The two figures of a date whose order is not known.
#[derive(Clone, Copy)]
struct Pair(u32, u32);

/// Reads a word of two or three numbers joined by one kind of `-`, `/` or `.`; other words are none of its kind.
pub fn read(word: &str, cx: &Context<'_>) -> Found {
    let Some(mark) = word.chars().find(|c| matches!(c, '-' | '/' | '.')) else { return Ok(None) };
    let parts: Vec<&str> = word.split(mark).collect();
    if !parts.iter().all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())) {
        return Ok(None);
    }
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    match (numbers.as_slice(), lengths.as_slice()) {
        (&[year, month, day], [4, 1..=2, 1..=2]) => {
            plain(Day::of(year.cast_signed(), month, day).ok_or_else(|| cx.no_such_day("check month and day"))?)
        }
        (&[a, b, year], [1..=2, 1..=2, 4]) => {
            settle(cx, |day, month| Day::of(year.cast_signed(), month, day), Pair(a, b), None).and_then(plain)
        }
        (&[a, b, year], [1..=2, 1..=2, 2]) => {
            let year_first = match (cx.options.order, lengths.first()) {
                (None, Some(2)) => near(cx, a, b, year),
                _ => None,
            };
            let full = cx.full_year(year);
            settle(cx, |day, month| Day::of(full, month, day), Pair(a, b), year_first)
                .map(|day| Some((day, Form::Loose)))
        }
        (&[a, b], [1..=2, 1..=2]) => {
            let day = settle(cx, |day, month| cx.month_day(month, day), Pair(a, b), None)?;
            Ok(Some((day, Form::Loose)))
        }
        (_, [4, 1..=2] | [1..=2, 4]) => Err(cx.unknown("a month is not a day: write 2026-11-30 or end of nov 2026")),
        _ => Ok(None),
    }
}

/// Whether a word is made of digits and the marks of a date.
pub fn is_digits(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.'))
}

/// `26-11-27` with the year first, when that year is near enough to be meant.
fn near(cx: &Context<'_>, year: u32, month: u32, day: u32) -> Option<Day> {
    let year = cx.full_year(year);
    Day::of(year, month, day).filter(|_| cx.is_near(year))
}

/// The one day that the pair means, by the person's order or because only one order gives a day.
fn settle(
    cx: &Context<'_>,
    make: impl Fn(u32, u32) -> Option<Day>,
    Pair(a, b): Pair,
    third: Option<Day>,
) -> Result<Day, DateError> {
    let (day_first, month_first) = (make(a, b), make(b, a));
    let known = match cx.options.order {
        Some(DateOrder::DayFirst) => day_first.or(month_first),
        Some(DateOrder::MonthFirst) => month_first.or(day_first),
        None => None,
    };
    if let Some(day) = known {
        return Ok(day);
    }
    let mut readings: Vec<Day> = [day_first, month_first, third].into_iter().flatten().collect();
    readings.sort_unstable();
    readings.dedup();
    match readings.as_slice() {
        [] => Err(cx.no_such_day("check month and day")),
        &[day] => Ok(day),
        _ => Err(cx.ambiguous(readings, "write 2026-11-27 or 27 nov, or set date_order")),
    }
}
