//! Weeks, months, quarters and years as runs of days: their ends, and the nth day of a kind inside one.

use crate::domain::calendar::week::FiscalStart;
use crate::domain::value::day::Day;
use chrono::Weekday;

/// Where weeks and fiscal years begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cut {
    /// First day of the week.
    pub week: Weekday,
    /// First month of the fiscal year, by which quarters are counted.
    pub fiscal: FiscalStart,
}

impl Default for Cut {
    fn default() -> Cut {
        Cut { week: Weekday::Mon, fiscal: FiscalStart::JANUARY }
    }
}

/// A unit that dates are counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// A calendar day.
    Day,
    /// A day on which people work.
    Workday,
    /// Seven days from the first day of the week.
    Week,
    /// A calendar month.
    Month,
    /// Three months of a fiscal year.
    Quarter,
    /// A calendar year.
    Year,
}

/// Days from `first` to `last`, both in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
}

/// Which one of several.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// Counted from the front, from 1.
    Nth(u32),
    /// The last.
    Last,
}

impl Period {
    /// The period of a unit that a day lies in, so many periods on (or back).
    pub fn around(unit: Unit, day: Day, on: i32, cut: Cut) -> Period {
        let (year, month, dom) = day.ymd();
        let months = |back: u32, length: i32| {
            let start = day.plus_days(1 - dom.cast_signed()).plus_months(on * length - back.cast_signed());
            Period { first: start, last: start.plus_months(length - 1).month_end() }
        };
        match unit {
            Unit::Day | Unit::Workday => Period { first: day.plus_days(on), last: day.plus_days(on) },
            Unit::Week => {
                let first = week_first(day, cut.week).plus_days(on * 7);
                Period { first, last: first.plus_days(6) }
            }
            Unit::Month => months(0, 1),
            Unit::Quarter => months((month + 12 - cut.fiscal.month()) % 3, 3),
            Unit::Year => Period::year(year + on).unwrap_or(Period { first: day, last: day }),
        }
    }

    /// A month of a year; none outside the days folio keeps.
    pub fn month(year: i32, month: u32) -> Option<Period> {
        Day::of(year, month, 1).map(|first| Period { first, last: first.month_end() })
    }

    /// A quarter (1–4) of a calendar year.
    pub fn quarter(year: i32, quarter: u32) -> Option<Period> {
        Period::fiscal_quarter(year, quarter, FiscalStart::JANUARY)
    }

    /// A quarter (1–4) of a fiscal year, which is named by the calendar year in which it ends.
    pub fn fiscal_quarter(year: i32, quarter: u32, start: FiscalStart) -> Option<Period> {
        let on = i32::try_from(quarter.checked_sub(1).filter(|on| *on < 4)? * 3).ok()?;
        let first = Period::fiscal_year(year, start)?.first.plus_months(on);
        Some(Period { first, last: first.plus_months(2).month_end() })
    }

    /// A fiscal year, named by the calendar year in which it ends.
    pub fn fiscal_year(year: i32, start: FiscalStart) -> Option<Period> {
        if start == FiscalStart::JANUARY {
            return Period::year(year);
        }
        let first = Day::of(year.checked_sub(1)?, start.month(), 1)?;
        Some(Period { first, last: first.plus_months(11).month_end() })
    }

    /// A calendar year.
    pub fn year(year: i32) -> Option<Period> {
        Some(Period { first: Day::of(year, 1, 1)?, last: Day::of(year, 12, 31)? })
    }

    /// The first, second … or last day in it that fits.
    pub fn pick(self, which: Which, fits: impl Fn(Day) -> bool) -> Option<Day> {
        let mut days = (self.first.0..=self.last.0).map(Day);
        match which {
            Which::Nth(nth) => days.filter(|&day| fits(day)).nth(usize::try_from(nth).ok()?.checked_sub(1)?),
            Which::Last => days.rfind(|&day| fits(day)),
        }
    }
}

/// The first day of the week that a day lies in.
pub fn week_first(day: Day, week_start: Weekday) -> Day {
    day.plus_days(-ahead(week_start, day.weekday()))
}

/// Days from one weekday on to another, 0 to 6.
pub fn ahead(from: Weekday, to: Weekday) -> i32 {
    (to.num_days_from_monday() + 7 - from.num_days_from_monday()).rem_euclid(7).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_periods() {
        for (unit, on, first, last) in [
            (Unit::Week, 0, "2026-11-23", "2026-11-29"),
            (Unit::Week, 1, "2026-11-30", "2026-12-06"),
            (Unit::Month, 0, "2026-11-01", "2026-11-30"),
            (Unit::Month, 3, "2027-02-01", "2027-02-28"),
            (Unit::Quarter, 0, "2026-10-01", "2026-12-31"),
            (Unit::Quarter, -1, "2026-07-01", "2026-09-30"),
            (Unit::Year, 1, "2027-01-01", "2027-12-31"),
        ] {
            let period = Period::around(unit, "2026-11-24".parse().unwrap(), on, Cut::default());
            assert_eq!((period.first.to_string(), period.last.to_string()), (first.into(), last.into()));
        }
    }

    #[test]
    fn cuts_as_told() {
        let cut = Cut { week: Weekday::Sun, fiscal: FiscalStart::try_from(2).unwrap() };
        let told = |period: Period| format!("{} {}", period.first, period.last);
        let day: Day = "2026-11-24".parse().unwrap();
        for (unit, on, want) in [
            (Unit::Week, 0, "2026-11-22 2026-11-28"),
            (Unit::Quarter, 0, "2026-11-01 2027-01-31"),
            (Unit::Quarter, 1, "2027-02-01 2027-04-30"),
            (Unit::Year, 0, "2026-01-01 2026-12-31"),
        ] {
            assert_eq!(told(Period::around(unit, day, on, cut)), want);
        }
        for (year, quarter, want) in
            [(2027, 4, "2026-11-01 2027-01-31"), (2026, 1, "2025-02-01 2025-04-30"), (2026, 4, "2025-11-01 2026-01-31")]
        {
            assert_eq!(Period::fiscal_quarter(year, quarter, cut.fiscal).map(told).as_deref(), Some(want));
        }
        assert_eq!(Period::fiscal_year(2027, cut.fiscal).map(told).as_deref(), Some("2026-02-01 2027-01-31"));
        assert_eq!((Period::quarter(2026, 0), Period::quarter(2026, 5)), (None, None));
    }

    #[test]
    fn picks_days() {
        let november = Period::month(2026, 11).unwrap();
        let friday = |day: Day| day.weekday() == Weekday::Fri;
        assert_eq!(november.pick(Which::Nth(1), friday), Day::of(2026, 11, 6));
        assert_eq!(november.pick(Which::Last, friday), Day::of(2026, 11, 27));
        assert_eq!(november.pick(Which::Nth(5), friday), None);
        assert_eq!(november.pick(Which::Nth(0), friday), None);
    }
}
