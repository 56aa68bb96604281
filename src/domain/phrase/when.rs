//! The values of date phrases: what a phrase means, how it is read, why it was refused.

use crate::domain::phrase::period::Cut;
use crate::domain::phrase::workdays::Workdays;
use crate::domain::value::day::Day;

/// A day, and the time on it if one was said. Without a time it is a date, not midnight.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct When {
    /// The calendar day.
    pub day: Day,
    /// Local minutes after midnight, 0 to 1439.
    pub minute: Option<u16>,
}

/// Which number comes first in `3/4`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateOrder {
    /// 3 April.
    DayFirst,
    /// 4 March.
    MonthFirst,
}

/// Which side of today a day without year or week is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lean {
    /// Due days: `fri` is the next Friday after today.
    #[default]
    Future,
    /// What has been: `fri` is the last Friday, which may be today. A day without its year that will sooner be than it
    /// has been is refused.
    Past,
}

/// How a person writes dates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DateOptions {
    /// Unset, `3/4` is refused.
    pub order: Option<DateOrder>,
    /// Where weeks and fiscal years begin, for `next mon`, `next week`, `q4` and `eoq`.
    pub cut: Cut,
    /// For `3 business days` and `eow`.
    pub workdays: Workdays,
    /// Which side of today is meant when nothing says so.
    pub lean: Lean,
}

impl Default for DateOptions {
    fn default() -> DateOptions {
        DateOptions { order: None, cut: Cut::default(), workdays: Workdays::default(), lean: Lean::Future }
    }
}

/// Why a phrase is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// No rule reads it.
    #[error("{text:?} is no date: {hint}")]
    Unknown {
        /// What was typed.
        text: String,
        /// What to type instead.
        hint: String,
    },
    /// More than one day is meant as likely.
    #[error("{text:?} could be {}: {hint}", join(readings))]
    Ambiguous {
        /// What was typed.
        text: String,
        /// The days it could mean, earliest first.
        readings: Vec<Day>,
        /// How to say one of them.
        hint: String,
    },
    /// It reads as a date that the calendar does not have, such as 30 Feb or a Friday that is a Monday.
    #[error("{text:?} is not in the calendar: {hint}")]
    NoSuchDay {
        /// What was typed.
        text: String,
        /// What to check.
        hint: String,
    },
}

impl DateError {
    /// What to type instead.
    pub fn hint(&self) -> &str {
        match self {
            DateError::Unknown { hint, .. } | DateError::Ambiguous { hint, .. } | DateError::NoSuchDay { hint, .. } => {
                hint
            }
        }
    }
}

fn join(readings: &[Day]) -> String {
    readings.iter().map(|day| day.date().format("%a %-d %b %Y").to_string()).collect::<Vec<_>>().join(" or ")
}

/// How surely words mean a date when nothing around them says so; decides what may stand bare in a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// `fri`, `27 nov`, `in 3d`, `eom`.
    Plain,
    /// `3d`, `2 weeks`: also a length of something.
    Length,
    /// `the 27th`, `13/4`, `13.4.27`: also a rank, a version or a fraction.
    Loose,
    /// `q3`, `next year`: also a subject to talk about.
    Period,
}

/// What a rule found: nothing of its kind, a day with its form, or a reason to refuse the phrase.
pub type Found = Result<Option<(Day, Form)>, DateError>;

/// A day that needs nothing around it to be meant.
pub fn plain(day: Day) -> Found {
    Ok(Some((day, Form::Plain)))
}

/// What every rule needs to know: the phrase (for messages), the day it is said on, the person's habits.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The phrase as typed.
    pub text: &'a str,
    /// The day it is said on.
    pub today: Day,
    /// How the person writes dates.
    pub options: &'a DateOptions,
}

impl Context<'_> {
    /// A refusal that names its readings, earliest first; without any the day does not exist.
    pub fn ambiguous(&self, mut readings: Vec<Day>, hint: &str) -> DateError {
        readings.sort_unstable();
        readings.dedup();
        if readings.is_empty() {
            return self.no_such_day(hint);
        }
        DateError::Ambiguous { text: self.text.to_owned(), readings, hint: hint.to_owned() }
    }

    /// A refusal of a day that the calendar does not have.
    pub fn no_such_day(&self, hint: impl Into<String>) -> DateError {
        DateError::NoSuchDay { text: self.text.to_owned(), hint: hint.into() }
    }

    /// A refusal of words that no rule reads.
    pub fn unknown(&self, hint: &str) -> DateError {
        DateError::Unknown { text: self.text.to_owned(), hint: hint.to_owned() }
    }

    /// The occurrence on the side of today that is leaned to, today included, of a day that `make` yields for a step
    /// from now (a year or a month, negative in the past). Steps without such a day are passed over.
    pub fn nearest(&self, make: impl Fn(i32) -> Option<Day>) -> Option<Day> {
        // 29 Feb can be eight years away (1896 to 1904); the 31st at most two months.
        match self.options.lean {
            Lean::Future => (0..=8).filter_map(make).find(|&day| day >= self.today),
            Lean::Past => (0..=8).filter_map(|step| make(-step)).find(|&day| day <= self.today),
        }
    }

    /// The next or last occurrence of a day of a month, today included.
    pub fn month_day(&self, month: u32, day: u32) -> Option<Day> {
        let (year, ..) = self.today.ymd();
        self.nearest(|step| Day::of(year + step, month, day))
    }

    /// The next or last month's day of that number, today included; months without it are passed over.
    pub fn day_of_month(&self, day: u32) -> Option<Day> {
        let (year, month, _) = self.today.ymd();
        let first = Day::of(year, month, 1)?;
        self.nearest(|step| {
            let (year, month, _) = first.plus_months(step).ymd();
            Day::of(year, month, day)
        })
    }

    /// Whether a year is one that plans are made for: last year to twenty years on.
    pub fn is_near(&self, year: i32) -> bool {
        let (now, ..) = self.today.ymd();
        (now - 1..=now + 20).contains(&year)
    }

    /// The full year of a two-digit one: within fifty years of today.
    pub fn full_year(&self, two: u32) -> i32 {
        let (year, ..) = self.today.ymd();
        let near = year - year.rem_euclid(100) + i32::try_from(two).unwrap_or(0);
        if near > year + 50 {
            near - 100
        } else if near <= year - 50 {
            near + 100
        } else {
            near
        }
    }
}
