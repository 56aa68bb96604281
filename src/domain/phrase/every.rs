//! Recurrences: a while after it is done, or days of the calendar counted from an anchor. Month ends are clamped from
//! the anchor each time, so a monthly task of 31 January falls on 28 February and on 31 March again.

use crate::domain::phrase::span::{MOST, Span};
use crate::domain::value::day::Day;
use chrono::Weekday;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// When a task comes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Every {
    /// So long after the day it was done: `2w`.
    AfterDone(Span),
    /// On a weekday (the anchor's own when none is named) of every so many weeks: `week`, `fri`.
    Weekly {
        /// Weeks from one to the next, at least 1.
        step: u32,
        /// The weekday, when it is not the anchor's.
        weekday: Option<Weekday>,
    },
    /// On a day of month (the anchor's own when none is named) of every so many months: `month`, `month on 31`.
    Monthly {
        /// Months from one to the next, at least 1: 3 is quarterly, 12 yearly.
        step: u32,
        /// The day of month, 1 to 31, when it is not the anchor's; short months clamp it to their end.
        day: Option<u32>,
    },
}

/// A text that is no recurrence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no recurrence: write 2w (after it is done), week, fri, month, month on 31, quarter or year")]
pub struct BadEvery(pub String);

impl Every {
    /// The first day of the series after a task of it that was due and is done. `anchor` is the day the series was first
    /// due. Days of the calendar go on from the later of the two, so that what is done early does not come back on the
    /// day it was for; a while counts from `done` alone. Past the last day folio keeps it is that day.
    pub fn next(&self, anchor: Day, due: Day, done: Day) -> Day {
        let passed = done.max(due);
        match *self {
            Every::AfterDone(span) => span.after(done).max(done.plus_days(1)),
            Every::Weekly { step, weekday } => {
                weekly(anchor, passed, step.clamp(1, MOST).cast_signed(), weekday).max(passed.plus_days(1))
            }
            Every::Monthly { step, day } => {
                monthly(anchor, passed, step.clamp(1, MOST).cast_signed(), day).max(passed.plus_days(1))
            }
        }
    }
}

fn weekly(anchor: Day, done: Day, step: i32, weekday: Option<Weekday>) -> Day {
    let first = (0..7).map(|ahead| anchor.plus_days(ahead)).find(|day| weekday.is_none_or(|it| day.weekday() == it));
    let (first, length) = (first.unwrap_or(anchor), step * 7);
    let passed = if done < first { 0 } else { done.since(first) / length + 1 };
    first.plus_days(passed.saturating_mul(length))
}

fn monthly(anchor: Day, done: Day, step: i32, day: Option<u32>) -> Day {
    let ((year, month, _), (done_year, done_month, _)) = (anchor.ymd(), done.ymd());
    let months = (done_year - year) * 12 + done_month.cast_signed() - month.cast_signed();
    let passed = (months / step).max(0);
    let at = |steps: i32| {
        let moved = anchor.plus_months(steps.saturating_mul(step));
        let (year, month, _) = moved.ymd();
        day.map_or(moved, |day| Day::of(year, month, day).unwrap_or(moved.month_end()))
    };
    // The month that `done` lies in may still hold it or may be past; with a named day the anchor's month may be too early.
    let found = (passed..=passed + 2).map(at).find(|&day| day > done && day >= anchor);
    found.unwrap_or(Day::MAX)
}

impl fmt::Display for Every {
    /// The text that reads back as the same recurrence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = |f: &mut fmt::Formatter<'_>, step: u32, names: &[(u32, &str)], many: &str| match names
            .iter()
            .find(|(count, _)| *count == step)
        {
            Some((_, name)) => f.write_str(name),
            None => write!(f, "{step} {many}"),
        };
        match *self {
            Every::AfterDone(span) => write!(f, "{span}"),
            Every::Weekly { step: 1, weekday: Some(weekday) } => f.write_str(&weekday.to_string().to_lowercase()),
            Every::Weekly { step, weekday } => {
                unit(f, step, &[(1, "week")], "weeks")?;
                weekday.map_or(Ok(()), |weekday| write!(f, " on {}", weekday.to_string().to_lowercase()))
            }
            Every::Monthly { step, day } => {
                unit(f, step, &[(1, "month"), (3, "quarter"), (12, "year")], "months")?;
                day.map_or(Ok(()), |day| write!(f, " on {day}"))
            }
        }
    }
}

impl FromStr for Every {
    type Err = BadEvery;

    fn from_str(text: &str) -> Result<Every, BadEvery> {
        let bad = || BadEvery(text.to_owned());
        let folded = text.trim().to_ascii_lowercase();
        if let Ok(span) = folded.parse() {
            return Ok(Every::AfterDone(span));
        }
        let words: Vec<&str> = folded.split_whitespace().collect();
        let (unit, on) = match *words.as_slice() {
            [unit] => (unit_of(1, unit), None),
            [unit, "on", on] => (unit_of(1, unit), Some(on)),
            ["other", unit] => (unit_of(2, unit), None),
            [step, unit] => (step.parse().ok().and_then(|step| unit_of(step, unit)), None),
            [step, unit, "on", on] => (step.parse().ok().and_then(|step| unit_of(step, unit)), Some(on)),
            _ => return Err(bad()),
        };
        match (unit.ok_or_else(bad)?, on) {
            (every, None) => Ok(every),
            (Every::Weekly { step, weekday: None }, Some(on)) => {
                Ok(Every::Weekly { step, weekday: Some(on.parse().map_err(|_| bad())?) })
            }
            (Every::Monthly { step, day: None }, Some(on)) => {
                Ok(Every::Monthly { step, day: Some(day_of_month(on).ok_or_else(bad)?) })
            }
            _ => Err(bad()),
        }
    }
}

impl TryFrom<String> for Every {
    type Error = BadEvery;
    fn try_from(text: String) -> Result<Every, BadEvery> {
        text.parse()
    }
}

impl From<Every> for String {
    fn from(every: Every) -> String {
        every.to_string()
    }
}

fn unit_of(step: u32, unit: &str) -> Option<Every> {
    let step = Some(step).filter(|step| (1..=MOST).contains(step))?;
    let monthly = |months| Every::Monthly { step: step * months, day: None };
    Some(match unit {
        "day" | "days" | "daily" => Every::AfterDone(Span::days(step)),
        "week" | "weeks" | "weekly" => Every::Weekly { step, weekday: None },
        "month" | "months" | "monthly" => monthly(1),
        "quarter" | "quarters" | "quarterly" => monthly(3),
        "year" | "years" | "yearly" | "annually" => monthly(12),
        _ => match unit.parse() {
            Ok(weekday) => Every::Weekly { step, weekday: Some(weekday) },
            Err(_) if unit.starts_with(|c: char| c.is_ascii_digit()) && unit.len() > 2 => {
                Every::Monthly { step, day: Some(day_of_month(unit)?) }
            }
            Err(_) => return None,
        },
    })
}

/// `31`, `31st`, `last`.
fn day_of_month(text: &str) -> Option<u32> {
    if matches!(text, "last" | "end") {
        return Some(31);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|suffix| text.strip_suffix(suffix)).unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok().filter(|day| (1..=31).contains(day)))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn goes_from_the_anchor() {
        for (every, anchor, done, want) in [
            ("2w", "2026-11-24", "2026-11-26", "2026-12-10"),
            ("day", "2026-11-24", "2026-11-26", "2026-11-27"),
            ("week", "2026-11-24", "2026-11-24", "2026-12-01"),
            ("week", "2026-11-24", "2026-12-02", "2026-12-08"),
            ("fri", "2026-11-24", "2026-11-24", "2026-11-27"),
            ("fri", "2026-11-24", "2026-11-27", "2026-12-04"),
            ("other fri", "2026-11-27", "2026-11-27", "2026-12-11"),
            ("month", "2026-01-31", "2026-01-31", "2026-02-28"),
            ("month", "2026-01-31", "2026-02-28", "2026-03-31"),
            ("month", "2026-01-31", "2026-03-31", "2026-04-30"),
            ("month on 31", "2026-02-10", "2026-02-10", "2026-02-28"),
            ("month on last", "2026-02-10", "2026-02-28", "2026-03-31"),
            ("15th", "2026-11-24", "2026-11-24", "2026-12-15"),
            ("quarter", "2026-11-30", "2026-11-30", "2027-02-28"),
            ("quarter", "2026-11-30", "2027-03-01", "2027-05-30"),
            ("year", "2024-02-29", "2024-02-29", "2025-02-28"),
            ("year", "2024-02-29", "2027-06-01", "2028-02-29"),
        ] {
            let next = every.parse::<Every>().unwrap().next(day(anchor), day(anchor), day(done));
            assert_eq!(next, day(want), "{every} {done}");
        }
    }

    #[test]
    fn what_is_done_early_counts_a_while_from_that_day() {
        for (every, due, done, want) in [
            ("2w", "2026-12-20", "2026-11-24", "2026-12-08"),
            ("2w", "2026-11-10", "2026-11-24", "2026-12-08"),
            ("day", "2026-12-20", "2026-11-24", "2026-11-25"),
            ("fri", "2026-12-04", "2026-11-24", "2026-12-11"),
            ("month", "2026-12-20", "2026-11-24", "2027-01-20"),
        ] {
            let next = every.parse::<Every>().unwrap().next(day(due), day(due), day(done));
            assert_eq!(next, day(want), "{every} {due} {done}");
        }
    }

    #[test]
    fn refuses_what_does_not_recur() {
        for text in ["", "0w", "soon", "month on 32", "month on 0", "week on 3", "fri on mon", "0 weeks", "1.5w", "30"]
        {
            assert!(text.parse::<Every>().is_err(), "{text}");
        }
    }

    fn any_every() -> impl Strategy<Value = Every> {
        let weekday = prop::option::of((0..7_u8).prop_map(|day| Weekday::try_from(day).unwrap()));
        prop_oneof![
            (0..999_u32, 1..99_u32).prop_map(|(days, months)| Every::AfterDone(Span { days, months })),
            (1..99_u32, weekday).prop_map(|(step, weekday)| Every::Weekly { step, weekday }),
            (1..99_u32, prop::option::of(1..=31_u32)).prop_map(|(step, day)| Every::Monthly { step, day }),
        ]
    }

    proptest! {
        #[test]
        fn always_goes_on(every in any_every(), anchor in Day::MIN.0..=Day::MAX.0, done in Day::MIN.0..Day::MAX.0) {
            let next = every.next(Day(anchor), Day(done), Day(done));
            prop_assert!(next > Day(done) && next <= Day::MAX);
        }

        #[test]
        fn never_drifts(day in 28..=31_u32, steps in 1..60) {
            let anchor = Day::of(2026, 1, day).unwrap();
            let every = Every::Monthly { step: 1, day: None };
            let mut due = anchor;
            for _ in 0..steps {
                due = every.next(anchor, due, due);
            }
            prop_assert_eq!(due, anchor.plus_months(steps));
        }

        #[test]
        fn prints_what_it_reads(every in any_every()) {
            prop_assert_eq!(every.to_string().parse(), Ok(every));
        }
    }
}
