//! Phrases that name a day of a month: `27 nov`, `fri 27 november 2026`, `the 27th`, `20th of next month`.

use crate::domain::phrase::english::word::Word::Unit as Per;
use crate::domain::phrase::english::word::Word::{
    self, Date, Day as Named, Last, Month, Next, Num, Of, Ord, The, This, Year,
};
use crate::domain::phrase::period::{Period, Unit};
use crate::domain::phrase::when::{Context, DateError, Form, Found, plain};
use crate::domain::value::day::Day;

/// Reads a phrase that names a day of a month; a weekday in front must be right.
pub fn read(words: &[Word], cx: &Context<'_>) -> Found {
    if let [Named(weekday), rest @ ..] | [rest @ .., Named(weekday)] = words
        && let Some((day, _)) = dated(rest, cx)?
    {
        if day.weekday() == *weekday {
            return plain(day);
        }
        return Err(cx.no_such_day(format!("{} is a {}", day.date().format("%-d %b %Y"), day.date().format("%A"))));
    }
    dated(words, cx)
}

fn dated(words: &[Word], cx: &Context<'_>) -> Found {
    match *words {
        [Date(day, form)] => Ok(Some((day, form))),
        [Num(d) | Ord(d), Of, Month(m)] | [Num(d) | Ord(d), Month(m)] | [Month(m), Num(d) | Ord(d)] => {
            plain(cx.month_day(m, d).ok_or_else(|| no_day(cx))?)
        }
        [Num(d) | Ord(d), Of, Month(m), Year(y)]
        | [Num(d) | Ord(d), Month(m), Year(y)]
        | [Month(m), Num(d) | Ord(d), Year(y)]
        | [Year(y), Month(m), Num(d)] => plain(Day::of(y, m, d).ok_or_else(|| no_day(cx))?),
        [Year(y), Num(m), Num(d)] => plain(Day::of(y, m, d).ok_or_else(|| no_day(cx))?),
        // Only a near year: in `27 nov 10 seats` the ten is none.
        [Num(d) | Ord(d), Month(m), Num(y @ 10..=99)] if cx.is_near(cx.full_year(y)) => {
            plain(Day::of(cx.full_year(y), m, d).ok_or_else(|| no_day(cx))?)
        }
        [The, Num(d) | Ord(d)] => Ok(Some((cx.day_of_month(d).ok_or_else(|| no_day(cx))?, Form::Loose))),
        [Ord(d), Of, which, Per(Unit::Month)] => of_month(d, which, cx),
        [Ord(d), Of, Per(Unit::Month)] => of_month(d, This, cx),
        _ => Ok(None),
    }
}

fn no_day(cx: &Context<'_>) -> DateError {
    cx.no_such_day("that month has no such day")
}

fn of_month(dom: u32, which: Word, cx: &Context<'_>) -> Found {
    let on = match which {
        This => 0,
        Next => 1,
        Last => -1,
        _ => return Ok(None),
    };
    let (year, month, _) = Period::around(Unit::Month, cx.today, on, cx.options.cut).first.ymd();
    plain(Day::of(year, month, dom).ok_or_else(|| no_day(cx))?)
}
