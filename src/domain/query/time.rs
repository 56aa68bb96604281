//! Days and periods in a filter: `overdue`, `week`, `q4`, `60d`, `2027-03`, and any date phrase. All but a date that is
//! written in full move with the calendar and are resolved for the day on which they are asked.

use crate::domain::phrase::date;
use crate::domain::phrase::period::{Period, Unit};
use crate::domain::phrase::span::Span;
use crate::domain::phrase::when::{DateError, DateOptions, Lean};
use crate::domain::value::day::Day;
use crate::domain::value::text::folded;
use std::fmt;

/// A day or a run of days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Time {
    /// Before today.
    Overdue,
    /// `today`, `week`, `next-month`: a running period, so many on.
    Around(Unit, i32),
    /// `q4`, `q4-2027`; without a year the one that is nearest.
    Quarter(u32, Option<i32>),
    /// `mar`, `2027-03`.
    Month(u32, Option<i32>),
    /// `2027`.
    Year(i32),
    /// `60d`: so long after today.
    Length(Span),
    /// A date in full.
    Day(Day),
    /// A date phrase as it was typed: `fri`, `eom`, `27 nov`.
    Phrase(String),
}

/// Words that stand for themselves, with the words that are also understood.
const NAMED: &[(&str, Time, &[&str])] = &[
    ("overdue", Time::Overdue, &["late", "逾期", "過期", "过期"]),
    ("today", Time::Around(Unit::Day, 0), &["今天"]),
    ("tomorrow", Time::Around(Unit::Day, 1), &["明天"]),
    ("yesterday", Time::Around(Unit::Day, -1), &["昨天"]),
    ("week", Time::Around(Unit::Week, 0), &["this-week", "本週", "本周", "這週", "这周"]),
    ("next-week", Time::Around(Unit::Week, 1), &["下週", "下周"]),
    ("last-week", Time::Around(Unit::Week, -1), &["上週", "上周"]),
    ("month", Time::Around(Unit::Month, 0), &["this-month", "本月"]),
    ("next-month", Time::Around(Unit::Month, 1), &["下個月", "下个月", "下月"]),
    ("last-month", Time::Around(Unit::Month, -1), &["上個月", "上个月", "上月"]),
    ("quarter", Time::Around(Unit::Quarter, 0), &["this-quarter", "本季"]),
    ("next-quarter", Time::Around(Unit::Quarter, 1), &["下季"]),
    ("last-quarter", Time::Around(Unit::Quarter, -1), &["上季"]),
    ("year", Time::Around(Unit::Year, 0), &["this-year", "今年"]),
    ("next-year", Time::Around(Unit::Year, 1), &["明年"]),
    ("last-year", Time::Around(Unit::Year, -1), &["去年"]),
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words for days and periods, in the order in which they are offered.
pub fn words() -> impl Iterator<Item = &'static str> {
    NAMED.iter().map(|(word, ..)| *word)
}

impl Time {
    /// Reads a day or period as it is typed. A phrase is kept as such when it is a date on the given day.
    pub fn read(text: &str, today: Day, options: &DateOptions) -> Result<Time, DateError> {
        let typed = text.trim();
        let plain = folded(typed).replace([' ', '_'], "-");
        if let Some(time) = period(&plain) {
            return Ok(time);
        }
        if let Ok(day) = typed.parse() {
            return Ok(Time::Day(day));
        }
        if let Some(span) = length(typed) {
            return Ok(Time::Length(span));
        }
        let when = date::when(typed, today, options)?;
        if when.minute.is_some() {
            let hint = "a filter asks for days: leave the time out".to_owned();
            return Err(DateError::Unknown { text: typed.to_owned(), hint });
        }
        Ok(Time::Phrase(typed.to_owned()))
    }

    /// The days that it means on a day; none when the phrase has no reading on that day.
    pub fn days(&self, today: Day, options: &DateOptions) -> Option<Period> {
        let (year, ..) = today.ymd();
        let one = |day: Day| Period { first: day, last: day };
        let near = |make: &dyn Fn(i32) -> Option<Period>| match options.lean {
            Lean::Future => (year..=year + 2).filter_map(make).find(|period| period.last >= today),
            Lean::Past => (year - 1..=year + 1).rev().filter_map(make).find(|period| period.first <= today),
        };
        match self {
            Time::Overdue => Some(Period { first: Day::MIN, last: today.plus_days(-1) }),
            Time::Around(unit, on) => Some(Period::around(*unit, today, *on, options.cut)),
            Time::Quarter(quarter, Some(year)) => Period::fiscal_quarter(*year, *quarter, options.cut.fiscal),
            Time::Quarter(quarter, None) => near(&|year| Period::fiscal_quarter(year, *quarter, options.cut.fiscal)),
            Time::Month(month, Some(year)) => Period::month(*year, *month),
            Time::Month(month, None) => near(&|year| Period::month(year, *month)),
            Time::Year(year) => Period::year(*year),
            Time::Length(span) => Some(one(span.after(today))),
            Time::Day(day) => Some(one(*day)),
            Time::Phrase(text) => date::when(text, today, options).ok().map(|when| one(when.day)),
        }
    }

    /// Whether it means the same days on every day.
    pub fn is_fixed(&self) -> bool {
        matches!(self, Time::Quarter(_, Some(_)) | Time::Month(_, Some(_)) | Time::Year(_) | Time::Day(_))
    }
}

/// A length such as `60d`, also of no days; none when it is no length or too long to be written again.
pub fn length(text: &str) -> Option<Span> {
    match text {
        "0d" => Some(Span::default()),
        text => text.parse().ok().filter(|span: &Span| span.to_string().parse().as_ref() == Ok(span)),
    }
}

fn period(plain: &str) -> Option<Time> {
    let named = NAMED.iter().find(|(word, _, also)| *word == plain || also.contains(&plain));
    if let Some((_, time, _)) = named {
        return Some(time.clone());
    }
    let (first, second) = plain.split_once('-').map_or((plain, None), |(first, second)| (first, Some(second)));
    match (year(first), second) {
        (Some(year), None) => Some(Time::Year(year)),
        (Some(year), Some(part)) => {
            let month = (part.len() == 2).then(|| part.parse().ok()).flatten().filter(|month| (1..=12).contains(month));
            let month = month.map(|month| Time::Month(month, Some(year)));
            month.or_else(|| quarter(part).map(|quarter| Time::Quarter(quarter, Some(year))))
        }
        (None, year_after) => {
            let year = match year_after {
                Some(text) => Some(year(text)?),
                None => None,
            };
            quarter(first)
                .map(|quarter| Time::Quarter(quarter, year))
                .or_else(|| {
                    let (head, tail) = (first.get(..4).and_then(self::year), first.get(4..).and_then(quarter));
                    let joined = head.zip(tail).filter(|_| year.is_none());
                    joined.map(|(year, quarter)| Time::Quarter(quarter, Some(year)))
                })
                .or_else(|| month(first).map(|month| Time::Month(month, year)))
        }
    }
}

fn year(text: &str) -> Option<i32> {
    let plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| plain && (1..=9999).contains(year))
}

fn quarter(text: &str) -> Option<u32> {
    match text {
        "q1" => Some(1),
        "q2" => Some(2),
        "q3" => Some(3),
        "q4" => Some(4),
        _ => None,
    }
}

fn month(text: &str) -> Option<u32> {
    let named =
        |name: &&str| **name == *text || name.get(..3) == Some(text) || (text == "sept" && **name == *"september");
    MONTHS.iter().position(named).and_then(|at| u32::try_from(at + 1).ok())
}

impl fmt::Display for Time {
    /// As it is typed, without quotes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Time::Overdue | Time::Around(..) => {
                let named = NAMED.iter().find(|(_, time, _)| time == self);
                f.write_str(named.map_or("today", |(word, ..)| word))
            }
            Time::Quarter(quarter, None) => write!(f, "q{quarter}"),
            Time::Quarter(quarter, Some(year)) => write!(f, "q{quarter}-{year:04}"),
            Time::Month(month, Some(year)) => write!(f, "{year:04}-{month:02}"),
            Time::Month(month, None) => {
                let name = usize::try_from(*month).ok().and_then(|at| MONTHS.get(at.checked_sub(1)?));
                f.write_str(name.and_then(|name| name.get(..3)).unwrap_or("jan"))
            }
            Time::Year(year) => write!(f, "{year:04}"),
            Time::Length(span) => write!(f, "{span}"),
            Time::Day(day) => write!(f, "{day}"),
            Time::Phrase(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(text: &str, lean: Lean) -> String {
        let today = Day::of(2026, 11, 24).unwrap();
        let options = DateOptions { lean, ..DateOptions::default() };
        let days = Time::read(text, today, &options).ok().and_then(|time| time.days(today, &options));
        days.map_or("?".to_owned(), |days| format!("{}..{}", days.first, days.last))
    }

    #[test]
    fn resolves_days_ahead() {
        for (text, want) in [
            ("overdue", "0001-01-01..2026-11-23"),
            ("today", "2026-11-24..2026-11-24"),
            ("Tomorrow", "2026-11-25..2026-11-25"),
            ("week", "2026-11-23..2026-11-29"),
            ("next week", "2026-11-30..2026-12-06"),
            ("下週", "2026-11-30..2026-12-06"),
            ("下週五", "2026-12-04..2026-12-04"),
            ("month", "2026-11-01..2026-11-30"),
            ("q4", "2026-10-01..2026-12-31"),
            ("q1", "2027-01-01..2027-03-31"),
            ("Q1-2028", "2028-01-01..2028-03-31"),
            ("2028q1", "2028-01-01..2028-03-31"),
            ("mar", "2027-03-01..2027-03-31"),
            ("november", "2026-11-01..2026-11-30"),
            ("2027-03", "2027-03-01..2027-03-31"),
            ("2027", "2027-01-01..2027-12-31"),
            ("60d", "2027-01-23..2027-01-23"),
            ("0d", "2026-11-24..2026-11-24"),
            ("fri", "2026-11-27..2026-11-27"),
            ("eom", "2026-11-30..2026-11-30"),
            ("fri 3pm", "?"),
            ("someday", "?"),
            ("2027-13", "?"),
        ] {
            assert_eq!(resolved(text, Lean::Future), want, "{text}");
        }
    }

    #[test]
    fn resolves_days_back() {
        for (text, want) in [
            ("q4", "2026-10-01..2026-12-31"),
            ("q1", "2026-01-01..2026-03-31"),
            ("dec", "2025-12-01..2025-12-31"),
            ("fri", "2026-11-20..2026-11-20"),
            ("7 days ago", "2026-11-17..2026-11-17"),
        ] {
            assert_eq!(resolved(text, Lean::Past), want, "{text}");
        }
    }
}
