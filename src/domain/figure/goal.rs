//! The goal of a period from the targets that were set: its own, else the sum of those that make it up without a gap.

use crate::domain::phrase::period::Period;
use crate::domain::value::day::Day;

/// The goal of a period of some targets, each with its amount; none when they leave a day out.
pub fn goal(targets: &[(Period, i64)], period: Period) -> Option<i64> {
    let (mut sum, mut next) = (0_i64, period.first);
    loop {
        let fits = |of: &Period| of.first == next && of.last <= period.last;
        let (of, amount) = targets.iter().filter(|(of, _)| fits(of)).max_by_key(|(of, _)| of.last)?;
        sum = sum.saturating_add(*amount);
        if of.last == period.last {
            return Some(sum);
        }
        // The last day there is has none after it.
        next = Some(of.last.plus_days(1)).filter(|day: &Day| *day > of.last)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_up_a_whole_without_a_gap() {
        let month = |n| Period::month(2026, n).unwrap();
        let quarter = Period::quarter(2026, 4).unwrap();
        let months = [(month(10), 100), (month(11), 20), (month(12), 3)];
        assert_eq!(goal(&months, quarter), Some(123));
        assert_eq!(goal(&months[..2], quarter), None, "December is missing");
        assert_eq!(goal(&[&months[..], &[(quarter, 500)]].concat(), quarter), Some(500), "its own comes first");
        assert_eq!(goal(&[(quarter, 500)], month(11)), None, "a part of it is not known");
        assert_eq!(
            goal(&[(Period { first: Day::MIN, last: Day::MAX }, 7)], Period { first: Day::MIN, last: Day::MAX }),
            Some(7)
        );
        assert_eq!(goal(&[], quarter), None);
    }
}
