//! A week with its number of ISO 8601. It runs from the first day of this CSM's week and has the number of the Thursday
//! in it, so that each day lies in one week and a week from Monday is the ISO week.

use crate::domain::calendar::week::iso_week;
use crate::domain::phrase::period::{Period, ahead, week_first};
use crate::domain::value::day::Day;
use chrono::Weekday;
use std::fmt;

/// Seven days with a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Week {
    /// Its first day.
    pub first: Day,
    /// The year that its number counts in.
    pub year: i32,
    /// Its number, 1 to 53.
    pub number: u32,
}

impl Week {
    /// The week that a day lies in.
    pub fn of(day: Day, start: Weekday) -> Week {
        let first = week_first(day, start);
        let (year, number) = iso_week(first.plus_days(ahead(start, Weekday::Thu)));
        Week { first, year, number }
    }

    /// The week of a number; none where the year has no such week.
    pub fn numbered(year: i32, number: u32, start: Weekday) -> Option<Week> {
        let fourth = Day::of(year, 1, 4)?;
        let thursday = week_first(fourth, Weekday::Mon).plus_days(3);
        let on = i32::try_from(number.checked_sub(1)?).ok()?.checked_mul(7)?;
        Some(Week::of(thursday.plus_days(on), start)).filter(|week| (week.year, week.number) == (year, number))
    }

    /// Reads a week as people name it: `48`, `w48`, `2026-W48`, a day in it, `this`, `last`, `next`. A number alone is of
    /// the latest week so numbered that has begun by today.
    pub fn read(text: &str, today: Day, start: Weekday) -> Option<Week> {
        let plain = text.trim().to_lowercase();
        let this = Week::of(today, start);
        match plain.as_str() {
            "this" | "this-week" | "now" => return Some(this),
            "last" | "last-week" => return Some(this.on(-1)),
            "next" | "next-week" => return Some(this.on(1)),
            _ => {}
        }
        if let Ok(day) = plain.parse::<Day>() {
            return Some(Week::of(day, start));
        }
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if let Some((year, rest)) = plain.split_once('w').filter(|(year, _)| !year.is_empty()) {
            let year = year.strip_suffix('-').unwrap_or(year);
            let known = digits(year, 4) && year.len() == 4 && digits(rest, 2);
            return known.then(|| Week::numbered(year.parse().ok()?, rest.parse().ok()?, start)).flatten();
        }
        let number = plain.strip_prefix('w').unwrap_or(&plain);
        let number = digits(number, 2).then(|| number.parse().ok()).flatten()?;
        (0..=7).find_map(|back| {
            Week::numbered(this.year.checked_sub(back)?, number, start).filter(|week| week.first <= this.first)
        })
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Day {
        self.first.plus_days(6)
    }

    /// Its days.
    #[must_use]
    pub fn period(self) -> Period {
        Period { first: self.first, last: self.last() }
    }

    /// So many weeks on, or back.
    #[must_use]
    pub fn on(self, weeks: i32) -> Week {
        Week::of(self.first.plus_days(weeks.saturating_mul(7)), self.first.weekday())
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn weeks_have_the_number_of_their_thursday() {
        for (on, start, first, name) in [
            ("2026-11-27", Weekday::Mon, "2026-11-23", "2026-W48"),
            ("2026-11-29", Weekday::Mon, "2026-11-23", "2026-W48"),
            ("2026-11-29", Weekday::Sun, "2026-11-29", "2026-W49"),
            ("2026-11-28", Weekday::Sun, "2026-11-22", "2026-W48"),
            ("2026-11-28", Weekday::Sat, "2026-11-28", "2026-W49"),
            ("2027-01-03", Weekday::Mon, "2026-12-28", "2026-W53"),
            ("2027-01-04", Weekday::Mon, "2027-01-04", "2027-W01"),
            ("2025-12-29", Weekday::Mon, "2025-12-29", "2026-W01"),
        ] {
            let week = Week::of(day(on), start);
            assert_eq!((week.first, week.to_string().as_str()), (day(first), name), "{on} {start}");
        }
    }

    #[test]
    fn reads_a_week_as_people_name_it() {
        let today = day("2026-11-24");
        for (text, want) in [
            ("48", Some("2026-W48")),
            ("47", Some("2026-W47")),
            ("w47", Some("2026-W47")),
            ("49", Some("2025-W49")),
            ("53", Some("2020-W53")),
            ("2026-W48", Some("2026-W48")),
            ("2026w5", Some("2026-W05")),
            ("2026-w60", None),
            ("2025-W53", None),
            ("last", Some("2026-W47")),
            ("this", Some("2026-W48")),
            ("next", Some("2026-W49")),
            ("2026-11-15", Some("2026-W46")),
            ("0", None),
            ("54", None),
            ("", None),
            ("w", None),
            ("週", None),
        ] {
            let week = Week::read(text, today, Weekday::Mon).map(|week| week.to_string());
            assert_eq!(week.as_deref(), want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn each_day_lies_in_one_week_and_its_number_finds_it(at in -30_000_i32..60_000, from in 0_u8..7) {
            let start = Weekday::try_from(from).unwrap();
            let week = Week::of(Day(at), start);
            prop_assert!(week.first <= Day(at) && Day(at) <= week.last());
            prop_assert_eq!(Week::numbered(week.year, week.number, start), Some(week));
            prop_assert_eq!(week.on(1).on(-1), week);
            prop_assert_eq!(week.on(1).first, week.last().plus_days(1));
        }
    }
}
