//! What a customer pays for, and until when.
use crate::domain::record::field::BadValue;
use crate::domain::record::field::{self, Field, Unit, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, SubscriptionId};
use crate::domain::value::money::Money;
use crate::domain::value::percent::Percent;
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
    /// What the price rises by at each renewal, as agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalator: Option<Percent>,
    /// Day on which it was ended for good, if so.
    pub ended_on: Option<Day>,
}

impl Subscription {
    /// A contract of an account, of which nothing is said but what for and how much.
    pub fn earning(id: SubscriptionId, meta: Meta, account: AccountId, product: Text, arr: Money) -> Subscription {
        Subscription {
            id,
            meta,
            account,
            product,
            arr,
            seats: None,
            start: None,
            end: None,
            term_months: None,
            auto_renew: false,
            notice: None,
            escalator: None,
            ended_on: None,
        }
    }

    /// Months of one term: as agreed, else from start to end, else a year.
    pub fn months(&self) -> i32 {
        let agreed = self.term_months.map(|months| i32::try_from(months).unwrap_or(i32::MAX));
        let spanned = || {
            let days = self.end?.since(self.start?).saturating_add(1);
            (days > 0).then(|| (f64::from(days) / 30.44).round() as i32)
        };
        agreed.or_else(spanned).unwrap_or(12).clamp(1, 600)
    }

    /// The last day of a term of so many months that follows one ending on a day. Counted from the first day of the
    /// contract where its terms are whole months from there, so that one begun on the 31st never creeps to the 28th.
    pub fn term_after(&self, end: Day, months: i32) -> Day {
        let next = end.plus_days(1);
        let anchored = self.start.and_then(|start| {
            let ((y, m, _), (from_y, from_m, _)) = (next.ymd(), start.ymd());
            let past = (y - from_y) * 12 + m.cast_signed() - from_m.cast_signed();
            let past = (past - 1..=past + 1).find(|past| *past >= 0 && start.plus_months(*past) == next)?;
            Some(start.plus_months(past.saturating_add(months)))
        });
        anchored.unwrap_or_else(|| next.plus_months(months)).plus_days(-1)
    }

    /// The next day of the year, from a day on, on which the contract began; clamped to the month's end.
    pub fn anniversary(&self, from: Day) -> Option<Day> {
        let start = self.start?;
        let years = (from.ymd().0 - start.ymd().0).max(1);
        (years..=years + 1).map(|years| start.plus_months(years.saturating_mul(12))).find(|day| *day >= from)
    }
}

/// Fields that a person, a file or a filter names.
pub const FIELDS: &[Field<Subscription>] = &[
    row!("product", "Product", product: the text),
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
    row!("seats", "Seats bought", seats: count 0, 100_000_000),
    row!("start", "Start", start: day),
    row!("end", "End", end: day),
    row!("term", "Term (months)", term_months: count 1, 600),
    row!("auto_renew", "Renews by itself", auto_renew: flag),
    row!("notice", "Notice", notice: parsed "a notice period: write 90d, 8w or 3mo"),
    row!("escalator", "Price escalator", escalator: parsed "a price escalator: write 3% or 2.5%"),
    row!("ended", "Ended on", ended_on: day),
];

record!(Subscription, |r| r.product.raw().to_owned());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::day::Moment;
    use crate::domain::value::money::Currency;
    use ulid::Ulid;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn from(start: &str) -> Subscription {
        let (meta, arr) = (Meta::made(Moment(1)), Money::new(1, Currency::USD));
        let bare = Subscription::earning(SubscriptionId(Ulid(1)), meta, AccountId(Ulid(2)), Text::from("x"), arr);
        Subscription { start: Some(day(start)), ..bare }
    }

    #[test]
    fn terms_follow_each_other_without_creeping() {
        for (start, end, months, want) in [
            ("2026-01-01", "2026-12-31", 12, "2027-12-31"),
            ("2026-01-31", "2026-02-27", 1, "2026-03-30"),
            ("2026-01-31", "2026-03-30", 1, "2026-04-29"),
            ("2025-12-31", "2026-02-27", 1, "2026-03-30"),
            ("2024-02-29", "2025-02-27", 12, "2026-02-27"),
            ("2024-02-29", "2027-02-27", 12, "2028-02-28"),
            ("2025-03-01", "2027-02-28", 12, "2028-02-29"),
            ("2026-02-01", "2026-02-28", 1, "2026-03-31"),
            ("2023-05-17", "2026-12-31", 12, "2027-12-31"),
            ("2023-05-17", "2026-01-30", 1, "2026-02-27"),
            ("2026-01-01", "2026-12-31", 36, "2029-12-31"),
        ] {
            assert_eq!(from(start).term_after(day(end), months), day(want), "{start} {end} {months}");
        }
        assert_eq!(
            Subscription { start: None, ..from("2026-01-01") }.term_after(day("2026-06-30"), 3),
            day("2026-09-30")
        );
    }

    #[test]
    fn anniversaries_lie_ahead() {
        for (start, on, want) in [
            ("2024-03-01", "2026-11-24", "2027-03-01"),
            ("2024-11-24", "2026-11-24", "2026-11-24"),
            ("2024-02-29", "2025-01-01", "2025-02-28"),
            ("2026-11-01", "2026-11-24", "2027-11-01"),
        ] {
            assert_eq!(from(start).anniversary(day(on)), Some(day(want)), "{start} {on}");
        }
    }
}
