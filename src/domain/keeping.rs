//! Which of the automatic backups are kept. Invariant: the newest of all is always kept.

use crate::domain::value::day::Day;
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many automatic backups are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Keeping {
    /// Of the latest days.
    pub daily: u32,
    /// Of the latest weeks that no daily one is the last of.
    pub weekly: u32,
}

impl Default for Keeping {
    fn default() -> Keeping {
        Keeping { daily: 7, weekly: 4 }
    }
}

impl Keeping {
    /// Whether there are automatic backups at all.
    pub fn is_on(self) -> bool {
        self.daily > 0 || self.weekly > 0
    }

    /// The days whose backups are kept: the latest, and the last one of each week before them.
    pub fn kept(self, days: &BTreeSet<Day>) -> BTreeSet<Day> {
        let mut kept: BTreeSet<Day> = days.iter().rev().take(self.daily.max(1) as usize).copied().collect();
        let mut weeks = BTreeSet::new();
        let mut left = self.weekly;
        for day in days.iter().rev() {
            let last_of_its_week = weeks.insert(day.date().iso_week());
            if left > 0 && last_of_its_week && kept.insert(*day) {
                left -= 1;
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_then_the_ends_of_weeks() {
        let days: BTreeSet<Day> = (0..60).map(|n| Day::of(2026, 11, 24).unwrap().plus_days(-n)).collect();
        let kept: Vec<String> = Keeping::default().kept(&days).iter().map(ToString::to_string).collect();
        let weeks = ["2026-10-25", "2026-11-01", "2026-11-08", "2026-11-15"];
        let latest = ["18", "19", "20", "21", "22", "23", "24"].map(|day| format!("2026-11-{day}"));
        assert_eq!(kept, weeks.map(str::to_owned).into_iter().chain(latest).collect::<Vec<_>>());
    }

    proptest! {
        /// Day by day, with days left out, each pruning on what the last one left.
        #[test]
        fn pruned_each_day_it_reaches_back_for_weeks(skips in prop::collection::vec(1_i32..4, 1..120), daily in 0_u32..9, weekly in 0_u32..6) {
            let (keeping, mut have, mut all) = (Keeping { daily, weekly }, BTreeSet::new(), BTreeSet::new());
            let mut day = Day(20_000);
            for skip in skips {
                day = day.plus_days(skip);
                have.insert(day);
                all.insert(day);
                have = keeping.kept(&have);
                prop_assert!(have.contains(&day));
                prop_assert!(have.len() <= (daily.max(1) + weekly) as usize);
                prop_assert_eq!(&have, &keeping.kept(&all), "as if nothing had ever been pruned");
            }
        }
    }
}
