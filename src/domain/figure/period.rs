//! Periods as people name them for a figure: `2026-Q4`, `2026-11`, `2026`, `last-quarter`, `2026-01-01..2026-03-31`. Quarters
//! and years are fiscal ones, named by the calendar year in which they end.

use crate::domain::calendar::quarter::Quarter;
use crate::domain::calendar::week::FiscalStart;
use crate::domain::phrase::period::{Cut, Period, Unit};
use crate::domain::value::day::Day;

/// Reads a period; none when the text names none.
pub fn named(text: &str, today: Day, fiscal: FiscalStart) -> Option<Period> {
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
        return around(unit, today, i32::try_from(on).unwrap_or(1) - 1, fiscal);
    }
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let year = plain.get(..4).filter(|part| digits(part, 4))?.parse().ok()?;
    let rest = plain.get(4..)?;
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    match rest.strip_prefix('q') {
        Some(quarter) if digits(quarter, 1) => {
            quarter.parse().ok().filter(|n| (1..=4).contains(n)).and_then(|n| Period::fiscal_quarter(year, n, fiscal))
        }
        None if plain.len() == 4 => Period::fiscal_year(year, fiscal),
        None if digits(rest, 2) && plain.contains('-') => Period::month(year, rest.parse().ok()?),
        _ => None,
    }
}

/// The period of a unit that a day lies in, so many on (or back).
fn around(unit: Unit, day: Day, on: i32, fiscal: FiscalStart) -> Option<Period> {
    match unit {
        Unit::Year => Period::fiscal_year(Quarter::around(day, fiscal).year + on, fiscal),
        _ => Some(Period::around(unit, day, on, Cut { fiscal, ..Cut::default() })),
    }
}

/// What a period is called: `2026-Q4`, `2026-11`, `2026`, else its days.
pub fn name(period: Period, fiscal: FiscalStart) -> String {
    let (year, month, _) = period.first.ymd();
    let quarter = Quarter::around(period.first, fiscal);
    if Period::fiscal_year(quarter.year, fiscal) == Some(period) {
        return quarter.year.to_string();
    }
    if (quarter.first, quarter.last) == (period.first, period.last) {
        return format!("{}-Q{}", quarter.year, quarter.number);
    }
    if Period::month(year, month) == Some(period) {
        return format!("{year}-{month:02}");
    }
    format!("{}..{}", period.first, period.last)
}

/// The periods of a unit that a period reaches into, each cut to it.
pub fn parts(period: Period, unit: Unit, fiscal: FiscalStart) -> Vec<Period> {
    let mut parts = Vec::new();
    let mut first = period.first;
    while first <= period.last {
        let whole = around(unit, first, 0, fiscal).unwrap_or(period);
        let last = whole.last.min(period.last).max(first);
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

    const JANUARY: FiscalStart = FiscalStart::JANUARY;

    #[test]
    fn reads_and_names_periods() {
        let today = Day::of(2026, 11, 24).unwrap();
        let told = |text, fiscal| named(text, today, fiscal).map(|period| name(period, fiscal));
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
            assert_eq!(told(text, FiscalStart::JANUARY).as_deref(), want, "{text}");
        }
        let april = FiscalStart::try_from(4).unwrap();
        for (text, want, days) in [
            ("2027-Q3", "2027-Q3", "2026-10-01..2026-12-31"),
            ("this-quarter", "2027-Q3", "2026-10-01..2026-12-31"),
            ("2027", "2027", "2026-04-01..2027-03-31"),
            ("last-year", "2026", "2025-04-01..2026-03-31"),
            ("2026-11", "2026-11", "2026-11-01..2026-11-30"),
            ("2026-01-01..2026-12-31", "2026-01-01..2026-12-31", "2026-01-01..2026-12-31"),
        ] {
            let found = named(text, today, april).unwrap();
            assert_eq!(
                (name(found, april).as_str(), format!("{}..{}", found.first, found.last).as_str()),
                (want, days)
            );
        }
    }

    #[test]
    fn parts_join_to_the_whole() {
        let period = named("2026-02-10..2026-05-03", Day(0), JANUARY).unwrap();
        let told = |unit| {
            let parts = parts(period, unit, JANUARY).into_iter();
            parts.map(|part| name(part, JANUARY)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told(Unit::Month), "2026-02-10..2026-02-28 2026-03 2026-04 2026-05-01..2026-05-03");
        assert_eq!(told(Unit::Quarter), "2026-02-10..2026-03-31 2026-04-01..2026-05-03");
        assert_eq!(parts(Period { first: Day::MAX, last: Day::MAX }, Unit::Year, JANUARY).len(), 1);
    }
}
