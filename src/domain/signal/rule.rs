//! A rule: a filter that starts a playbook. It fires once for an account, and not again before its cooldown is over.

use crate::domain::phrase::span::Span;
use crate::domain::value::day::Moment;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// A filter that starts a playbook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// Its name: what it fired for is kept under it.
    pub name: String,
    /// The filter, as given.
    pub when: String,
    /// The playbook that it starts.
    pub start: String,
    /// How long it rests for an account that it fired for.
    pub cooldown: Cooldown,
}

/// How long a rule rests, in whole days; a month counts as 30.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cooldown(pub u32);

impl Cooldown {
    /// Reads `30d`, `2w`, `1q`.
    pub fn read(text: &str) -> Result<Cooldown, String> {
        let span: Span = text.parse().map_err(|_| format!("{text:?} is no length: write 30d, 2w or 1q"))?;
        Ok(Cooldown(span.days.saturating_add(span.months.saturating_mul(30))))
    }

    /// Whether it is over. Told by the clock of the world and not by the calendar: no zone, no summer time makes it end
    /// twice, and a clock that was set back makes it longer, never shorter. Half a day is let off, so that a daily look
    /// is not put off by a day for having come a second early.
    pub fn is_over(self, fired: Moment, now: Moment) -> bool {
        let rest = i64::from(self.0).saturating_mul(DAY) - DAY / 2;
        now.0.saturating_sub(fired.0) >= rest.max(DAY / 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_lengths() {
        for (text, days) in [("30d", 30), ("2w", 14), ("1q", 90), ("1mo2d", 32), ("1y", 360)] {
            assert_eq!(Cooldown::read(text), Ok(Cooldown(days)), "{text}");
        }
        for text in ["", "soon", "0d", "30"] {
            assert!(Cooldown::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_daily_look_is_not_put_off_by_a_second() {
        let fired = Moment(1_000_000_000_000);
        let after = |hours: i64, seconds: i64| Moment(fired.0 + hours * 3_600_000 + seconds * 1000);
        for (days, now, over) in [
            (1, after(24, -1), true),
            (1, after(11, 0), false),
            (7, after(7 * 24, -3), true),
            (7, after(6 * 24, 0), false),
            (30, after(30 * 24 - 1, 0), true),
        ] {
            assert_eq!(Cooldown(days).is_over(fired, now), over, "{days} {now:?}");
        }
    }

    proptest! {
        #[test]
        fn a_clock_set_back_never_ends_it(days in 1..10_000_u32, fired in any::<i64>(), back in 0..i64::MAX) {
            prop_assert!(!Cooldown(days).is_over(Moment(fired), Moment(fired.saturating_sub(back))));
        }
    }
}
