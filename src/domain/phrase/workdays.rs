//! The days of the week on which people work. Never empty, so that counting working days always ends.

use crate::domain::value::day::Day;
use chrono::Weekday;

/// A set of weekdays with at least one in it; Monday to Friday by default.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Workdays(u8);

impl Default for Workdays {
    fn default() -> Workdays {
        Workdays(0b001_1111)
    }
}

impl Workdays {
    /// The set of these weekdays; none if there are none.
    pub fn of(days: &[Weekday]) -> Option<Workdays> {
        let bits = days.iter().fold(0, |bits, day| bits | 1 << day.num_days_from_monday());
        (bits != 0).then_some(Workdays(bits))
    }

    /// Whether people work on this day.
    pub fn holds(self, day: Day) -> bool {
        self.works(day.weekday())
    }

    /// Whether people work on this day of the week.
    pub fn works(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }

    /// The first working day on or after a day: the opt-in rollover of due days.
    #[must_use]
    pub fn on_or_after(self, day: Day) -> Day {
        (0..7).map(|ahead| day.plus_days(ahead)).find(|&day| self.holds(day)).unwrap_or(day)
    }

    /// The day so many working days after (or, when negative, before) a day.
    #[must_use]
    pub fn plus(self, day: Day, count: i32) -> Day {
        let weekly = self.0.count_ones().cast_signed().max(1);
        let mut at = day.plus_days((count / weekly).saturating_mul(7));
        let mut left = count % weekly;
        while left != 0 {
            let next = at.plus_days(left.signum());
            if next == at {
                break;
            }
            at = next;
            left -= if self.holds(at) { left.signum() } else { 0 };
        }
        // Whole weeks from a day off end on a day off: the last counted working day is the one before (or after) it.
        while count != 0 && !self.holds(at) && at > Day::MIN && at < Day::MAX {
            at = at.plus_days(-count.signum());
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_working_days() {
        for (from, count, to) in [
            ("2018-08-21", 4, "2018-08-27"),
            ("2026-11-27", 1, "2026-11-30"),
            ("2026-11-28", 1, "2026-11-30"),
            ("2026-11-28", 5, "2026-12-04"),
            ("2026-11-30", -1, "2026-11-27"),
            ("2026-11-29", -5, "2026-11-23"),
            ("2026-11-24", 0, "2026-11-24"),
            ("2026-11-24", 10, "2026-12-08"),
        ] {
            let (from, to): (Day, Day) = (from.parse().unwrap(), to.parse().unwrap());
            assert_eq!(Workdays::default().plus(from, count), to, "{from} {count:+}");
        }
    }

    #[test]
    fn ends_at_the_ends_of_time() {
        let all = Workdays::default();
        assert!(all.plus(Day::MAX, i32::MAX) <= Day::MAX && all.plus(Day::MIN, i32::MIN) >= Day::MIN);
        assert_eq!(Workdays::of(&[]), None);
    }
}
