//! The goal of a period from the targets that were set: its own, else the sum of those that make it up without a gap.

use crate::domain::phrase::period::Period;
use crate::domain::value::day::Day;
use std::collections::BTreeMap;

/// The goal of a period of some targets, each with its amount; none when they leave a day out. Of several ways to make it
/// up the one of the fewest targets is taken.
pub fn goal(targets: &[(Period, i64)], period: Period) -> Option<i64> {
    let mut whole: Option<(usize, i64)> = None;
    // Days up to which targets reach, each with how many there are and what they come to.
    let mut reached = BTreeMap::from([(period.first, (0_usize, 0_i64))]);
    while let Some((next, (parts, sum))) = reached.pop_first() {
        let fits = |of: &Period| of.first == next && (next..=period.last).contains(&of.last);
        for (of, amount) in targets.iter().filter(|(of, _)| fits(of)) {
            let found = (parts + 1, sum.saturating_add(*amount));
            let fewer = |known: (usize, i64)| if found.0 < known.0 { found } else { known };
            if of.last == period.last {
                whole = Some(whole.map_or(found, fewer));
            } else if let Some(after) = Some(of.last.plus_days(1)).filter(|day: &Day| *day > of.last) {
                let known = reached.entry(after).or_insert(found);
                *known = fewer(*known);
            }
        }
    }
    whole.map(|(_, sum)| sum)
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
        let span = |first: &str, last: &str| Period { first: first.parse().unwrap(), last: last.parse().unwrap() };
        let astray = (span("2026-10-01", "2026-11-15"), 900);
        assert_eq!(goal(&[&months[..], &[astray]].concat(), quarter), Some(123), "what leads nowhere is left aside");
        let rest = (span("2026-11-16", "2026-12-31"), 50);
        assert_eq!(goal(&[&months[..], &[astray, rest]].concat(), quarter), Some(950), "two before three");
    }
}
