//! Days as people say them beside a list: how far, and which weekday. Today comes in; nothing here asks a clock.

use crate::domain::value::day::Day;

/// Days ahead up to which a count says more than a date.
const NEAR: i32 = 45;

/// How far a day is: `today`, `12d`, `-3d`.
pub fn distance(day: Day, today: Day) -> String {
    match day.since(today) {
        0 => "today".to_owned(),
        days => format!("{days}d"),
    }
}

/// A day with its weekday, and its year when that is not this one: `Sun 6 Dec`, `Mon 6 Dec 2027`.
pub fn weekday_day(day: Day, today: Day) -> String {
    format!("{} {}", day.weekday(), month_day(day, today))
}

/// A day as short as it stays clear: `-3d`, `today`, `tmrw`, `Thu`, `27d`, `Sun 24 Jan`, `6 Dec 2027`.
pub fn nearby(day: Day, today: Day) -> String {
    match day.since(today) {
        1 => "tmrw".to_owned(),
        2..=6 => day.weekday().to_string(),
        ..=NEAR => distance(day, today),
        _ if day.ymd().0 == today.ymd().0 => weekday_day(day, today),
        _ => month_day(day, today),
    }
}

/// `6 Dec`, and its year when that is not this one.
fn month_day(day: Day, today: Day) -> String {
    let year = if day.ymd().0 == today.ymd().0 { "" } else { " %Y" };
    day.date().format(&format!("%-d %b{year}")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn says_days_near_and_far() {
        let today = day("2026-11-24");
        for (on, far, weekday, near) in [
            ("2026-11-24", "today", "Tue 24 Nov", "today"),
            ("2026-11-25", "1d", "Wed 25 Nov", "tmrw"),
            ("2026-11-26", "2d", "Thu 26 Nov", "Thu"),
            ("2026-11-30", "6d", "Mon 30 Nov", "Mon"),
            ("2026-12-01", "7d", "Tue 1 Dec", "7d"),
            ("2026-12-21", "27d", "Mon 21 Dec", "27d"),
            ("2027-01-08", "45d", "Fri 8 Jan 2027", "45d"),
            ("2027-12-06", "377d", "Mon 6 Dec 2027", "6 Dec 2027"),
            ("2026-11-21", "-3d", "Sat 21 Nov", "-3d"),
            ("2025-11-24", "-365d", "Mon 24 Nov 2025", "-365d"),
        ] {
            let said = (distance(day(on), today), weekday_day(day(on), today), nearby(day(on), today));
            assert_eq!(said, (far.to_owned(), weekday.to_owned(), near.to_owned()), "{on}");
        }
        assert_eq!(nearby(day("2026-12-06"), day("2026-03-01")), "Sun 6 Dec");
    }

    #[test]
    fn holds_at_the_ends_of_time() {
        assert_eq!(distance(Day::MAX, Day::MIN), "3652058d");
        assert_eq!(nearby(Day::MIN, Day::MAX), "-3652058d");
        assert_eq!(weekday_day(Day::MAX, Day::MIN), "Fri 31 Dec 9999");
    }
}
