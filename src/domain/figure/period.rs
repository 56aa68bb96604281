//! Periods as people name them for a figure: `2026-Q4`, `2026-11`, `2026`, `last-quarter`, `2026-01-01..2026-03-31`.

use crate::domain::phrase::period::{Period, Unit};
use crate::domain::value::day::Day;
use chrono::Weekday;

/// Reads a period; none when the text names none.
pub fn named(text: &str, today: Day) -> Option<Period> {
    let plain = text.trim().to_lowercase().replace([' ', '_'], "-");
    if let Some((first, last)) = plain.split_once("..") {
        let (first, last) = (first.parse().ok()?, last.parse().ok()?);
        return (first <= last).then_some(Period { first, last });
    }
    if let Some((which, unit)) = plain.split_once('-')
        && let Some(on) = ["last", "this", "next"].iter().position(|word| *word == which)
    {
        let unit = match unit {
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            _ => return None,
        };
        return Some(Period::around(unit, today, i32::try_from(on).unwrap_or(1) - 1, Weekday::Mon));
    }
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let year = plain.get(..4).filter(|part| digits(part, 4))?.parse().ok()?;
    let rest = plain.get(4..)?;
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    match rest.strip_prefix('q') {
        Some(quarter) if digits(quarter, 1) => {
            quarter.parse().ok().filter(|n| (1..=4).contains(n)).and_then(|n| Period::quarter(year, n))
        }
        None if plain.len() == 4 => Period::year(year),
        None if digits(rest, 2) && plain.contains('-') => Period::month(year, rest.parse().ok()?),
        _ => None,
    }
}

/// What a period is called: `2026-Q4`, `2026-11`, `2026`, else its days.
pub fn name(period: Period) -> String {
    let (year, month, _) = period.first.ymd();
    if Period::year(year) == Some(period) {
        return year.to_string();
    }
    let quarter = month.div_ceil(3);
    if Period::quarter(year, quarter) == Some(period) {
        return format!("{year}-Q{quarter}");
    }
    if Period::month(year, month) == Some(period) {
        return format!("{year}-{month:02}");
    }
    format!("{}..{}", period.first, period.last)
}

/// The periods of a unit that a period reaches into, each cut to it.
pub fn parts(period: Period, unit: Unit) -> Vec<Period> {
    let mut parts = Vec::new();
    let mut first = period.first;
    while first <= period.last {
        let last = Period::around(unit, first, 0, Weekday::Mon).last.min(period.last).max(first);
        parts.push(Period { first, last });
        if last == Day::MAX {
            break;
        }
        first = last.plus_days(1);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_names_periods() {
        let today = Day::of(2026, 11, 24).unwrap();
        for (text, want) in [
            ("2026-Q4", Some("2026-Q4")),
            ("2026q1", Some("2026-Q1")),
            ("2026", Some("2026")),
            ("2026-11", Some("2026-11")),
            ("last-quarter", Some("2026-Q3")),
            ("this quarter", Some("2026-Q4")),
            ("next-month", Some("2026-12")),
            ("last-year", Some("2025")),
            ("2026-01-01..2026-03-31", Some("2026-Q1")),
            ("2026-01-02..2026-03-31", Some("2026-01-02..2026-03-31")),
            ("2026-03-31..2026-01-01", None),
            ("2026-Q5", None),
            ("2026-Q0", None),
            ("2026-13", None),
            ("202611", None),
            ("q4", None),
            ("last-week", None),
            ("", None),
            ("東京", None),
        ] {
            assert_eq!(named(text, today).map(name).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn parts_join_to_the_whole() {
        let period = named("2026-02-10..2026-05-03", Day(0)).unwrap();
        let told = |unit| parts(period, unit).into_iter().map(name).collect::<Vec<_>>().join(" ");
        assert_eq!(told(Unit::Month), "2026-02-10..2026-02-28 2026-03 2026-04 2026-05-01..2026-05-03");
        assert_eq!(told(Unit::Quarter), "2026-02-10..2026-03-31 2026-04-01..2026-05-03");
        assert_eq!(parts(Period { first: Day::MAX, last: Day::MAX }, Unit::Year).len(), 1);
    }
}
