//! Revenue that went, by day: what a ledger took away and did not give back at once. Each loss counts once.

use crate::domain::stake::backtest::past::Pay;
use crate::domain::value::day::Day;
use crate::domain::value::money::Rates;

/// Revenue that an account took away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LossEvent {
    /// First day without it.
    pub effective: Day,
    /// Day on which notice came in.
    pub notice: Option<Day>,
    /// Revenue a year, home minor units.
    pub lost: i64,
}

impl LossEvent {
    /// The first day on which anybody could know of it.
    pub fn day(&self) -> Day {
        self.notice.map_or(self.effective, |notice| notice.min(self.effective))
    }

    /// Whether its notice or its effective day is one of the so many days after a day.
    pub fn falls_within(&self, day: Day, days: i32) -> bool {
        let within = |on: Day| on > day && on.since(day) <= days;
        within(self.effective) || self.notice.is_some_and(within)
    }

    /// Whether a day knew of it.
    pub fn told_by(&self, day: Day) -> bool {
        self.notice.is_some_and(|notice| notice <= day) && self.effective > day
    }
}

/// Reads the losses off what an account paid. Another price is none; nor is what a new contract took over within a day,
/// or what was back within `gap` days when nothing was paid meanwhile.
pub fn losses(pays: &[Pay], gap: i32, rates: &Rates) -> Vec<LossEvent> {
    let home = |pay: &Pay| rates.home_minor(pay.delta).unwrap_or_default();
    let mut steps: Vec<(Day, i64, &Pay)> = pays.iter().map(|pay| (pay.day, home(pay), pay)).collect();
    steps.sort_by_key(|(day, amount, _)| (*day, *amount < 0));
    let mut level = 0_i64;
    let mut found: Vec<(LossEvent, bool)> = Vec::new();
    // What came in and stands for nothing yet: its day and how much.
    let mut gained: Vec<(Day, i64)> = Vec::new();
    for (day, amount, pay) in steps {
        level = level.saturating_add(amount);
        if pay.price {
            continue;
        }
        if amount >= 0 {
            let mut left = amount;
            for (event, empty) in found.iter_mut().rev() {
                let away = day.since(event.effective);
                if away <= 1 || (*empty && away <= gap) {
                    let back = left.min(event.lost);
                    event.lost -= back;
                    left -= back;
                }
            }
            gained.push((day, left));
            continue;
        }
        let mut lost = amount.saturating_neg();
        for (_, left) in gained.iter_mut().rev().take_while(|(came, _)| day.since(*came) <= 1) {
            let taken = lost.min(*left);
            *left -= taken;
            lost -= taken;
        }
        found.push((LossEvent { effective: day, notice: pay.notice_on, lost }, level <= 0));
    }
    found.into_iter().map(|(event, _)| event).filter(|event| event.lost > 0).collect()
}
