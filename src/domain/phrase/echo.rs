//! Says back what was understood: weekday, full date, time and distance, so that a misreading is seen before it is saved.

use crate::domain::phrase::when::When;
use crate::domain::value::day::Day;

/// `Fri 27 Nov 2026 15:00 (in 3d)`.
pub fn describe(when: When, today: Day) -> String {
    let day = when.day.date().format("%a %-d %b");
    let (year, ..) = when.day.ymd();
    let time = when.minute.map(|minute| format!(" {}", clock(minute))).unwrap_or_default();
    format!("{day} {year:04}{time} ({})", distance(when.day, today))
}

/// `15:00` of local minutes after midnight.
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// `today`, `tomorrow`, `in 3d`, `3d ago`.
pub fn distance(day: Day, today: Day) -> String {
    match day.since(today) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days @ 2.. => format!("in {days}d"),
        days => format!("{}d ago", days.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_was_understood() {
        let today = Day::of(2026, 11, 24).unwrap_or(Day::MIN);
        for (day, minute, want) in [
            (0, None, "Tue 24 Nov 2026 (today)"),
            (1, Some(0), "Wed 25 Nov 2026 00:00 (tomorrow)"),
            (3, Some(900), "Fri 27 Nov 2026 15:00 (in 3d)"),
            (-1, None, "Mon 23 Nov 2026 (yesterday)"),
            (-20, None, "Wed 4 Nov 2026 (20d ago)"),
        ] {
            assert_eq!(describe(When { day: today.plus_days(day), minute }, today), want);
        }
    }
}
