//! A length of time in calendar terms, as filters and due dates take it: `3d`, `2w`, `1mo`, `1q`, `1y`, `1mo2w`.
//! Months are added before days, always from the day they are counted from.

use crate::domain::value::day::Day;
use std::fmt;
use std::str::FromStr;

/// The largest count in front of a unit: beyond it a typing error is likelier than a plan.
pub const MOST: u32 = 9_999;

/// So many months and then so many days. Both zero is no length and is never read from text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct Span {
    /// Days, weeks counted as seven.
    pub days: u32,
    /// Months, quarters counted as three, years as twelve.
    pub months: u32,
}

/// A text that is no length of time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no length of time: {hint}")]
pub struct BadSpan {
    /// What was typed.
    pub text: String,
    /// What to type instead.
    pub hint: String,
}

impl Span {
    /// So many days.
    pub fn days(days: u32) -> Span {
        Span { days, months: 0 }
    }

    /// So many months.
    pub fn months(months: u32) -> Span {
        Span { days: 0, months }
    }

    /// Both lengths together.
    #[must_use]
    pub fn plus(self, other: Span) -> Span {
        Span { days: self.days.saturating_add(other.days), months: self.months.saturating_add(other.months) }
    }

    /// The day this long after a day, clamped to the days folio keeps.
    #[must_use]
    pub fn after(self, day: Day) -> Day {
        day.plus_months(signed(self.months)).plus_days(signed(self.days))
    }

    /// The day this long before a day, clamped to the days folio keeps.
    #[must_use]
    pub fn before(self, day: Day) -> Day {
        day.plus_months(-signed(self.months)).plus_days(-signed(self.days))
    }
}

fn signed(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

impl fmt::Display for Span {
    /// The shortest text that reads back as the same span: `1y3mo2w`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (years, months) = (self.months / 12, self.months % 12);
        for (count, unit) in [(years, "y"), (months / 3 * u32::from(months % 3 == 0), "q")] {
            if count > 0 {
                write!(f, "{count}{unit}")?;
            }
        }
        if months % 3 != 0 {
            write!(f, "{months}mo")?;
        }
        match (self.days, self.days % 7) {
            (0, _) if self.months > 0 => Ok(()),
            (days, 0) if days > 0 => write!(f, "{}w", days / 7),
            (days, _) => write!(f, "{days}d"),
        }
    }
}

impl FromStr for Span {
    type Err = BadSpan;

    fn from_str(text: &str) -> Result<Span, BadSpan> {
        let bad = |hint: &str| BadSpan { text: text.to_owned(), hint: hint.to_owned() };
        let mut rest = text.trim();
        let mut span = Span::default();
        while !rest.is_empty() {
            let (number, tail) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
            let tail = tail.trim_start();
            let (unit, tail) = tail.split_at(tail.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(tail.len()));
            let count: u32 = number.parse().map_err(|_| bad("write 3d, 2w, 1mo, 1q or 1y"))?;
            if count > MOST {
                return Err(bad("a count above 9999"));
            }
            span = span.plus(match unit.to_ascii_lowercase().as_str() {
                "d" => Span::days(count),
                "w" => Span::days(count * 7),
                "mo" => Span::months(count),
                "q" => Span::months(count * 3),
                "y" => Span::months(count * 12),
                "m" => return Err(bad("m could be minutes or months: write 1mo")),
                _ => return Err(bad("write 3d, 2w, 1mo, 1q or 1y")),
            });
            rest = tail.trim_start();
        }
        if span == Span::default() { Err(bad("write 3d, 2w, 1mo, 1q or 1y")) } else { Ok(span) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_lengths() {
        for (text, days, months) in [
            ("3d", 3, 0),
            ("2w", 14, 0),
            ("1mo", 0, 1),
            ("1q", 0, 3),
            ("1y", 0, 12),
            ("1y 2mo 3d", 3, 14),
            ("2W", 14, 0),
        ] {
            assert_eq!(text.parse(), Ok(Span { days, months }), "{text}");
        }
        for text in ["", "3", "d", "3m", "0d", "-3d", "+3d", "3d-", "10000d", "99999999999d", "3 days", "３d"] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn prints_what_it_reads(days in 0..9_000_u32, months in 0..9_000_u32) {
            let span = Span { days, months };
            if span != Span::default() {
                prop_assert_eq!(span.to_string().parse(), Ok(span));
            }
        }

        #[test]
        fn never_panics(text in "\\PC*", day in Day::MIN.0..=Day::MAX.0) {
            if let Ok(span) = text.parse::<Span>() {
                prop_assert!(span.after(Day(day)) >= Day(day) && span.before(Day(day)) <= Day(day));
            }
        }
    }
}
