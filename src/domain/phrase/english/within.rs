//! Phrases about a period: `eom`, `end of next quarter`, `first monday of august`, `next week`, `q3 2026`.
//! A period named alone as a date is its first day; one that is already running is refused with both its ends.

use crate::domain::phrase::english::word::Word::Unit as Per;
use crate::domain::phrase::english::word::Word::{
    self, Day as Named, End, EndOf, In, Last, Month, Next, Of, Ord, Quarter, Start, This, Year,
};
use crate::domain::phrase::period::{Period, Unit, Which};
use crate::domain::phrase::when::{Context, Form, Found, Lean, plain};
use crate::domain::value::day::Day;

/// Reads a phrase about a period.
pub fn read(words: &[Word], cx: &Context<'_>) -> Found {
    match *words {
        [EndOf(unit)] | [End, Of, Per(unit @ (Unit::Week | Unit::Day))] => plain(end_of(unit, 0, cx)),
        [End, Of, which, Per(Unit::Week)] | [End, which, Per(Unit::Week)] if step(which).is_some() => {
            plain(end_of(Unit::Week, step(which).unwrap_or(0), cx))
        }
        [End, Of, ref period @ ..] | [End, ref period @ ..] => found(pick(period, cx, |period| Some(period.last)), cx),
        [Start, Of, Per(unit)] | [Start, Per(unit)] => start_of_running(unit, cx),
        [Start, Of, ref period @ ..] | [Start, ref period @ ..] => {
            found(pick(period, cx, |period| Some(period.first)), cx)
        }
        [nth @ (Ord(_) | Last), kind @ (Named(_) | Per(Unit::Day | Unit::Workday)), Of | In, ref period @ ..] => {
            found(pick(period, cx, |period| nth_in(period, nth, kind, cx)), cx)
        }
        [nth @ Ord(_), kind @ Named(_)] => nth_of_running(nth, kind, cx),
        _ => alone(words, cx),
    }
}

/// What a period yields: none when the words are no period, else the day or nothing.
type Picked = Option<Option<Day>>;

fn found(picked: Picked, cx: &Context<'_>) -> Found {
    match picked {
        None => Ok(None),
        Some(Some(day)) => plain(day),
        Some(None) => Err(cx.no_such_day("there are not so many")),
    }
}

fn step(word: Word) -> Option<i32> {
    match word {
        This => Some(0),
        Next => Some(1),
        Last => Some(-1),
        _ => None,
    }
}

/// The last day of a running period; of a week the last working day, while that is not past.
fn end_of(unit: Unit, on: i32, cx: &Context<'_>) -> Day {
    let period = Period::around(unit, cx.today, on, cx.options.cut);
    let workday = |day: Day| cx.options.workdays.holds(day);
    match unit {
        Unit::Week => {
            period.pick(Which::Last, workday).filter(|&day| on != 0 || day >= cx.today).unwrap_or(period.last)
        }
        _ => period.last,
    }
}

/// The day that the nearest of the periods meant yields; years are looked at in the direction leaned to.
fn pick(words: &[Word], cx: &Context<'_>, day: impl Fn(Period) -> Option<Day>) -> Picked {
    let (year, ..) = cx.today.ymd();
    let around = |unit, on| day(Period::around(unit, cx.today, on, cx.options.cut));
    Some(match *words {
        [Per(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year))] => around(unit, 0),
        [which, Per(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year))] => around(unit, step(which)?),
        [Month(month)] => cx.nearest(|step| Period::month(year + step, month).and_then(&day)),
        [Month(month), Year(year)] => Period::month(year, month).and_then(&day),
        [Quarter(quarter)] => {
            // A fiscal year may be named by the next calendar year.
            let of = |year| Period::fiscal_quarter(year, quarter, cx.options.cut.fiscal).and_then(&day);
            match cx.options.lean {
                Lean::Future => cx.nearest(|step| of(year + step)),
                Lean::Past => cx.nearest(|step| of(year + 1 + step)),
            }
        }
        [Quarter(quarter), Year(year)] => Period::fiscal_quarter(year, quarter, cx.options.cut.fiscal).and_then(&day),
        [Year(year)] => Period::year(year).and_then(&day),
        _ => return None,
    })
}

fn nth_in(period: Period, nth: Word, kind: Word, cx: &Context<'_>) -> Option<Day> {
    let which = if let Ord(nth) = nth { Which::Nth(nth) } else { Which::Last };
    period.pick(which, |day| match kind {
        Named(weekday) => day.weekday() == weekday,
        Per(Unit::Workday) => cx.options.workdays.holds(day),
        _ => true,
    })
}

/// `third tuesday` without a month: this month's, while it is not past.
fn nth_of_running(nth: Word, kind: Word, cx: &Context<'_>) -> Found {
    let month = |on| Period::around(Unit::Month, cx.today, on, cx.options.cut);
    let (this, next) = (nth_in(month(0), nth, kind, cx), nth_in(month(1), nth, kind, cx));
    match this {
        Some(day) if day >= cx.today => Ok(Some((day, Form::Loose))),
        _ => Err(cx.ambiguous(this.into_iter().chain(next).collect(), "write … of the month or of next month")),
    }
}

fn start_of_running(unit: Unit, cx: &Context<'_>) -> Found {
    if matches!(unit, Unit::Day | Unit::Workday) {
        return Ok(None);
    }
    let first = |on| Period::around(unit, cx.today, on, cx.options.cut).first;
    if first(0) >= cx.today || cx.options.lean == Lean::Past {
        return plain(first(0));
    }
    Err(cx.ambiguous(vec![first(0), first(1)], "write start of this … or start of next …"))
}

fn alone(words: &[Word], cx: &Context<'_>) -> Found {
    match *words {
        [Next, Per(unit @ (Unit::Week | Unit::Month))] => {
            plain(Period::around(unit, cx.today, 1, cx.options.cut).first)
        }
        [Next, Per(unit @ (Unit::Quarter | Unit::Year))] => {
            Ok(Some((Period::around(unit, cx.today, 1, cx.options.cut).first, Form::Period)))
        }
        [Last | This, Per(Unit::Week | Unit::Month | Unit::Quarter | Unit::Year)]
        | [Month(_)]
        | [Month(_), Year(_)] => {
            let ends = pick(words, cx, |period| Some(period.first)).flatten();
            let ends = ends.into_iter().chain(pick(words, cx, |period| Some(period.last)).flatten()).collect();
            Err(cx.ambiguous(ends, "write start of … or end of …"))
        }
        [Quarter(_)] => {
            let (first, last) =
                (pick(words, cx, |q| Some(q.first)).flatten(), pick(words, cx, |q| Some(q.last)).flatten());
            match (first, last) {
                // The next end comes before the next start: this quarter is running.
                (Some(first), Some(last)) if last < first => {
                    Err(cx.ambiguous(vec![first, last], "write end of … or add the year"))
                }
                (Some(first), _) => Ok(Some((first, Form::Period))),
                _ => Ok(None),
            }
        }
        [Quarter(quarter), Year(year)] => {
            Ok(Period::fiscal_quarter(year, quarter, cx.options.cut.fiscal).map(|q| (q.first, Form::Period)))
        }
        _ => Ok(None),
    }
}
