//! How much of what was bought is used, and whether that grows or falls. A change needs both ends: without either there
//! is none.

use crate::domain::record::usage::{ACTIVE, SEATS};
use crate::domain::stake::input::Dated;
use crate::domain::value::day::Day;

/// The figures of one metric, in order of day.
pub type Series = Vec<Dated<f64>>;

/// The metric that is taken for usage itself where a product counts several.
pub const USAGE: &str = "usage";

/// Figures that make a week of them worth more than one day.
const DENSE: usize = 3;

/// Used of bought, as a share: seats used of seats bought, active users of seats used.
pub fn share(used: f64, bought: f64) -> Option<f64> {
    (bought > 0.0 && used.is_finite()).then(|| used / bought)
}

/// Adoption of several accounts: the sum of what is used by the sum of what was bought, over those of whom both are known.
pub fn adoption(accounts: impl IntoIterator<Item = (f64, f64)>) -> (Option<f64>, usize) {
    let (mut used, mut bought, mut count) = (0.0, 0.0, 0);
    for (one, of) in accounts.into_iter().filter(|(_, of)| *of > 0.0) {
        used += one;
        bought += of;
        count += 1;
    }
    (share(used, bought), count)
}

/// The metric by which an account's usage is judged: `usage` itself, else active users, else the one counted most often,
/// seats last.
pub fn driving(measured: &[(String, Series)]) -> Option<&(String, Series)> {
    let place = |metric: &str| match metric {
        USAGE => 0,
        ACTIVE => 1,
        SEATS => 3,
        _ => 2,
    };
    measured.iter().min_by_key(|(metric, series)| (place(metric), usize::MAX - series.len(), metric.clone()))
}

/// The change up to the latest figure over so many days, percent, dated by the latest. Where a week holds three figures or
/// more its mean is compared, for a Sunday is no Wednesday; else the figure nearest to that many days before.
pub fn change(series: &[Dated<f64>], days: i32) -> Option<Dated<f64>> {
    let (latest, earlier) = series.split_last()?;
    let week = |last: Day| {
        let of = series.iter().filter(|it| (0..7).contains(&last.since(it.on))).map(|it| it.value);
        let of: Vec<f64> = of.collect();
        (of.len() >= DENSE).then(|| of.iter().sum::<f64>() / of.len() as f64)
    };
    let weeks = week(latest.on).zip(week(latest.on.plus_days(-days)));
    let nearest = || {
        let age = |it: &Dated<f64>| latest.on.since(it.on);
        let near = days * 2 / 3..=days * 3 / 2;
        let base = earlier.iter().filter(|it| near.contains(&age(it))).min_by_key(|it| (age(it) - days).abs())?;
        Some((latest.value, base.value))
    };
    let (now, base) = weeks.or_else(nearest)?;
    (base > 0.0 && now.is_finite()).then(|| latest.at((now - base) / base * 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(figures: &[(i32, f64)]) -> Series {
        figures.iter().map(|(day, value)| Dated { value: *value, on: Day(20_000 + day) }).collect()
    }

    #[test]
    fn shares_by_hand() {
        for (used, bought, want) in
            [(84.0, 120.0, Some(0.7)), (0.0, 120.0, Some(0.0)), (130.0, 100.0, Some(1.3)), (5.0, 0.0, None)]
        {
            assert_eq!(share(used, bought), want, "{used} of {bought}");
        }
        // 84 of 120 and 6 of 30 are 90 of 150; whoever bought nothing does not count.
        assert_eq!(adoption([(84.0, 120.0), (6.0, 30.0), (9.0, 0.0)]), (Some(0.6), 2));
        assert_eq!(adoption([]), (None, 0));
    }

    #[test]
    fn changes_by_hand() {
        let month: Vec<(i32, f64)> = (0..60).map(|day| (day, if day < 30 { 200.0 } else { 100.0 })).collect();
        // Weekdays 100 and weekends 10: a week is a week whatever day it ends on.
        let weekly: Vec<(i32, f64)> = (0..60).map(|day| (day, if day % 7 < 5 { 100.0 } else { 10.0 })).collect();
        for (figures, days, want) in [
            (vec![(0, 1000.0), (30, 650.0)], 30, Some(-35.0)),
            (vec![(0, 1000.0), (28, 1100.0)], 30, Some(10.0)),
            (vec![(0, 1000.0), (46, 650.0)], 30, None),
            (vec![(0, 1000.0), (7, 500.0)], 7, Some(-50.0)),
            (vec![(0, 1000.0), (11, 500.0)], 7, None),
            (vec![(0, 0.0), (30, 500.0)], 30, None),
            (vec![(0, 500.0)], 30, None),
            (vec![], 30, None),
            (month.clone(), 30, Some(-50.0)),
            (weekly.clone(), 30, Some(0.0)),
            (weekly, 7, Some(0.0)),
            (month, 7, Some(0.0)),
        ] {
            let found = change(&series(&figures), days).map(|found| found.value);
            assert!(
                match (found, want) {
                    (Some(found), Some(want)) => (found - want).abs() < 1e-9,
                    (found, want) => found.is_none() && want.is_none(),
                },
                "{figures:?} over {days}: {found:?}, not {want:?}"
            );
        }
    }

    #[test]
    fn one_metric_drives() {
        let of = |metrics: &[(&str, i32)]| {
            let all: Vec<(String, Series)> = metrics
                .iter()
                .map(|(name, count)| ((*name).to_owned(), series(&(0..*count).map(|n| (n, 1.0)).collect::<Vec<_>>())))
                .collect();
            driving(&all).map(|(name, _)| name.clone())
        };
        for (metrics, want) in [
            (vec![("exports", 9), ("usage", 1)], Some("usage")),
            (vec![("exports", 9), ("active-users", 1)], Some("active-users")),
            (vec![("exports", 3), ("logins", 9)], Some("logins")),
            (vec![("seats-used", 9), ("logins", 1)], Some("logins")),
            (vec![("seats-used", 9)], Some("seats-used")),
            (vec![], None),
        ] {
            assert_eq!(of(&metrics).as_deref(), want, "{metrics:?}");
        }
    }
}
