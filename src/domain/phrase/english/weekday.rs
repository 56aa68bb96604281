//! Phrases around a day of the week: `fri`, `next mon`, `tuesday next week`, `thursday the 21st`.

use crate::domain::phrase::english::word::Word::Unit as Per;
use crate::domain::phrase::english::word::Word::{
    self, After, Day as Named, Days, From, Last, Later, Next, Now, Num, Of, On, Ord, This,
};
use crate::domain::phrase::period::{Unit, ahead, week_first};
use crate::domain::phrase::when::{Context, DateError, Form, Found, Lean};
use crate::domain::value::day::Day;
use chrono::Weekday;

/// Reads a phrase around a day of the week.
pub fn read(words: &[Word], cx: &Context<'_>) -> Found {
    let day = match *words {
        [Named(day)] => coming(day, cx),
        [This, Named(day)] => this(day, cx)?,
        [Next, Named(day)] => in_week(day, 1, cx),
        [Last, Named(day)] => last(day, cx)?,
        [Named(day), Per(Unit::Week)] => coming(day, cx).plus_days(7),
        [Named(day), Ord(nth) | Num(nth)] => return dated(day, nth, cx).map(|day| Some((day, Form::Loose))),
        [Num(count @ 1..), Days(day) | Named(day), From, Now] | [Num(count @ 1..), Days(day) | Named(day), Later] => {
            let first = cx.today.plus_days(until(cx.today.weekday(), day));
            first.plus_days((count.min(9_999).cast_signed() - 1) * 7)
        }
        [Named(day), Of | After | On, ref rest @ ..] | [Named(day), ref rest @ ..] => match week(rest) {
            Some(weeks) => in_week(day, weeks, cx),
            None => return Ok(None),
        },
        [which, Per(Unit::Week), On, Named(day)] | [which, Per(Unit::Week), Named(day)] => {
            match week(&[which, Per(Unit::Week)]) {
                Some(weeks) => in_week(day, weeks, cx),
                None => return Ok(None),
            }
        }
        _ => return Ok(None),
    };
    Ok(Some((day, Form::Plain)))
}

/// Days from a weekday to the next one of a kind, 1 to 7.
fn until(from: Weekday, to: Weekday) -> i32 {
    ahead(from, to) + if from == to { 7 } else { 0 }
}

fn week(words: &[Word]) -> Option<i32> {
    match words {
        [Next, Per(Unit::Week)] => Some(1),
        [This, Per(Unit::Week)] => Some(0),
        [Last, Per(Unit::Week)] => Some(-1),
        _ => None,
    }
}

/// The next such day after today, or the last one, which may be today: what has been may have been this morning.
fn coming(day: Weekday, cx: &Context<'_>) -> Day {
    let today = cx.today;
    match cx.options.lean {
        Lean::Future => today.plus_days(until(today.weekday(), day)),
        Lean::Past => today.plus_days(-ahead(day, today.weekday())),
    }
}

fn in_week(day: Weekday, weeks: i32, cx: &Context<'_>) -> Day {
    let first = week_first(cx.today, cx.options.cut.week);
    first.plus_days(ahead(cx.options.cut.week, day) + weeks * 7)
}

fn this(day: Weekday, cx: &Context<'_>) -> Result<Day, DateError> {
    let found = in_week(day, 0, cx);
    if found >= cx.today || cx.options.lean == Lean::Past {
        return Ok(found);
    }
    let hint = "that day of this week is past: name the day alone for the coming one, or write the date";
    Err(cx.ambiguous(vec![found, found.plus_days(7)], hint))
}

/// The one of last week, unless a later one has passed since.
fn last(day: Weekday, cx: &Context<'_>) -> Result<Day, DateError> {
    let (before, recent) = (in_week(day, -1, cx), cx.today.plus_days(-until(day, cx.today.weekday())));
    if before == recent {
        return Ok(before);
    }
    Err(cx.ambiguous(vec![before, recent], "write the date, or a number of days ago"))
}

/// `thursday the 21st`: the next 21st, if it is a Thursday.
fn dated(weekday: Weekday, nth: u32, cx: &Context<'_>) -> Result<Day, DateError> {
    let (year, month, _) = cx.today.ymd();
    let first = Day::of(year, month, 1).unwrap_or(cx.today);
    let in_month = |step: i32| {
        let (year, month, _) = first.plus_months(step).ymd();
        Day::of(year, month, nth)
    };
    let next = cx.nearest(in_month).ok_or_else(|| cx.no_such_day("no month has that day"))?;
    if next.weekday() == weekday {
        return Ok(next);
    }
    let fits = |day: &Day| day.weekday() == weekday;
    // Any day of month falls on each weekday within fourteen months, the 31st within three years.
    let ahead = (0..36).filter_map(in_month).find(|day| *day >= cx.today && fits(day));
    let behind = (0..36).filter_map(|step| in_month(-step)).find(|day| *day <= cx.today && fits(day));
    Err(cx.ambiguous([behind, ahead].into_iter().flatten().collect(), "write the month too"))
}
