//! What a customer pays for, and until when.
use crate::domain::record::field::BadValue;
use crate::domain::record::field::{self, Field, Unit};
use crate::domain::record::meta::{Kind, Meta, Record};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, SubscriptionId};
use crate::domain::value::money::Money;
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How long before the end notice must be given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Notice {
    /// So many days.
    Days(u16),
    /// So many weeks.
    Weeks(u16),
    /// So many months, clamped to the month's end.
    Months(u16),
}

impl Notice {
    /// The last day on which notice still counts, for a term that ends on `end`.
    pub fn cancel_by(self, end: Day) -> Day {
        match self {
            Notice::Days(n) => end.plus_days(-i32::from(n)),
            Notice::Weeks(n) => end.plus_days(-7 * i32::from(n)),
            Notice::Months(n) => end.plus_months(-i32::from(n)),
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Notice::Days(n) => write!(f, "{n}d"),
            Notice::Weeks(n) => write!(f, "{n}w"),
            Notice::Months(n) => write!(f, "{n}mo"),
        }
    }
}

impl FromStr for Notice {
    type Err = BadValue;
    fn from_str(given: &str) -> Result<Notice, BadValue> {
        let bad = || BadValue::new(given, "is not a notice period: write 90d, 8w or 3mo");
        let plain = given.trim().to_lowercase();
        let split = plain.find(|c: char| !c.is_ascii_digit()).unwrap_or(plain.len());
        let (digits, unit) = plain.split_at(split);
        let n: u16 = digits.parse().ok().filter(|n| *n <= 3660).ok_or_else(bad)?;
        match unit.trim() {
            "" | "d" | "day" | "days" => Ok(Notice::Days(n)),
            "w" | "wk" | "week" | "weeks" => Ok(Notice::Weeks(n)),
            "m" | "mo" | "month" | "months" => Ok(Notice::Months(n)),
            _ => Err(bad()),
        }
    }
}

impl TryFrom<String> for Notice {
    type Error = BadValue;
    fn try_from(s: String) -> Result<Notice, BadValue> {
        s.parse()
    }
}

impl From<Notice> for String {
    fn from(notice: Notice) -> String {
        notice.to_string()
    }
}

/// Recurring revenue of one product. Without an end it runs on until somebody ends it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Subscription {
    /// Public id.
    pub id: SubscriptionId,
    /// Version and times.
    pub meta: Meta,
    /// Who pays.
    pub account: AccountId,
    /// What for.
    pub product: Text,
    /// Recurring revenue a year.
    pub arr: Money,
    /// Seats bought.
    pub seats: Option<u32>,
    /// First day.
    pub start: Option<Day>,
    /// Last day of the paid term; unset when it runs on.
    pub end: Option<Day>,
    /// Length of a term in months.
    pub term_months: Option<u32>,
    /// Renews by itself unless notice is given.
    pub auto_renew: bool,
    /// Notice needed to leave.
    pub notice: Option<Notice>,
    /// Day on which it was ended for good, if so.
    pub ended_on: Option<Day>,
}

/// Fields that a person, a file or a filter names.
pub const FIELDS: &[Field<Subscription>] = &[
    Field::new(
        "product",
        "Product",
        Unit::Text,
        |r| r.product.raw().to_owned(),
        |r, s| {
            r.product = field::required(s)?;
            Ok(())
        },
    ),
    Field::new(
        "arr",
        "ARR",
        Unit::Money,
        |r| r.arr.to_string(),
        |r, s| {
            r.arr = field::revenue(s)?.ok_or_else(|| BadValue::new(s, "is empty, and the revenue must be known"))?;
            Ok(())
        },
    ),
    Field::new(
        "seats",
        "Seats bought",
        Unit::Count,
        |r| field::print(r.seats.as_ref()),
        |r, s| {
            r.seats = field::count(s, 0, 100_000_000)?;
            Ok(())
        },
    ),
    Field::new(
        "start",
        "Start",
        Unit::Day,
        |r| field::print(r.start.as_ref()),
        |r, s| {
            r.start = field::day(s)?;
            Ok(())
        },
    ),
    Field::new(
        "end",
        "End",
        Unit::Day,
        |r| field::print(r.end.as_ref()),
        |r, s| {
            r.end = field::day(s)?;
            Ok(())
        },
    ),
    Field::new(
        "term",
        "Term (months)",
        Unit::Count,
        |r| field::print(r.term_months.as_ref()),
        |r, s| {
            r.term_months = field::count(s, 1, 600)?;
            Ok(())
        },
    ),
    Field::new(
        "auto_renew",
        "Renews by itself",
        Unit::Flag,
        |r| field::print_flag(r.auto_renew),
        |r, s| {
            r.auto_renew = field::flag(s)?;
            Ok(())
        },
    ),
    Field::new(
        "notice",
        "Notice",
        Unit::Text,
        |r| field::print(r.notice.as_ref()),
        |r, s| {
            r.notice = field::parsed(s, "a notice period: write 90d, 8w or 3mo")?;
            Ok(())
        },
    ),
    Field::new(
        "ended",
        "Ended on",
        Unit::Day,
        |r| field::print(r.ended_on.as_ref()),
        |r, s| {
            r.ended_on = field::day(s)?;
            Ok(())
        },
    ),
];

impl Record for Subscription {
    const KIND: Kind = Kind::Subscription;
    fn fields() -> &'static [Field<Subscription>] {
        FIELDS
    }
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn title(&self) -> String {
        self.product.raw().to_owned()
    }
    fn meta(&self) -> &Meta {
        &self.meta
    }
    fn meta_mut(&mut self) -> &mut Meta {
        &mut self.meta
    }
}
