//! Revenue that went, by day: what a ledger took away and did not give back at once, and what renewals took that name no
//! contract. Each loss counts once.

use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::stake::backtest::past::{Past, Pay};
use crate::domain::stake::input::RenewalTerms;
use crate::domain::value::day::Day;
use crate::domain::value::money::{Currency, Money, Rates};
use std::collections::BTreeMap;

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

/// What churned renewals took that name no contract, so that no ledger tells of them: their amount, else their part of
/// what was paid before, each renewal of that year of the account an equal one. What stands in a contract after the event
/// is not asked.
pub fn of_renewals(past: &Past, gap: i32) -> Vec<Pay> {
    let Some(first) = past.pays.iter().map(|pay| pay.day).min() else { return Vec::new() };
    let unnamed = || past.renewals.iter().filter(|row| row.subscription.is_none());
    let year = |row: &RenewalTerms| row.due.since(first).div_euclid(365);
    let mut found = Vec::new();
    for row in unnamed().filter(|row| row.outcome == Some(RenewalOutcome::Churned)) {
        let day = row.settled_on.unwrap_or(row.due);
        let told = |pay: &Pay| !pay.price && pay.delta.minor < 0 && pay.day.since(day).abs() <= gap;
        if past.pays.iter().any(told) {
            continue;
        }
        let parts = unnamed().filter(|other| year(other) == year(row)).count().max(1);
        let mut paid: BTreeMap<Currency, i64> = BTreeMap::new();
        for pay in past.pays.iter().filter(|pay| pay.day < day) {
            let sum = paid.entry(pay.delta.currency).or_default();
            *sum = sum.saturating_add(pay.delta.minor);
        }
        for (currency, paid) in paid {
            let part = paid / i64::try_from(parts).unwrap_or(i64::MAX);
            let lost = row.target.filter(|target| target.currency == currency).map_or(part, |it| it.minor.min(paid));
            let delta = Money::new(lost.max(0).saturating_neg(), currency);
            found.push(Pay { subscription: None, day, delta, price: false, notice_on: row.notice_on });
        }
    }
    found
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId};
    use ulid::Ulid;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn row(due: &str, outcome: RenewalOutcome, target: Option<i64>) -> RenewalTerms {
        RenewalTerms {
            id: RenewalId(Ulid(1)),
            subscription: None,
            due: day(due),
            cancel_by: None,
            target: target.map(|units| Money::major(units, Currency::USD)),
            outcome: Some(outcome),
            settled_on: None,
            notice_on: None,
        }
    }

    #[test]
    fn a_renewal_without_a_contract_takes_its_part() {
        use RenewalOutcome::{Churned, Renewed};
        let pay = |on: &str, units: i64| Pay {
            subscription: Some(SubscriptionId(Ulid(1))),
            day: day(on),
            delta: Money::major(units, Currency::USD),
            price: false,
            notice_on: None,
        };
        let paid = vec![pay("2024-01-19", 900)];
        let gone = vec![paid[0], pay("2025-03-10", -900)];
        let after = vec![paid[0], pay("2025-09-01", 600)];
        let lone = row("2025-03-01", Churned, None);
        let named = RenewalTerms { subscription: Some(SubscriptionId(Ulid(1))), ..lone.clone() };
        for (pays, renewals, want) in [
            (&paid, vec![lone.clone()], vec![900]),
            // Of three of that year one is a third; one of the year before takes no part.
            (&paid, vec![lone.clone(), row("2025-12-01", Renewed, None), row("2025-02-01", Renewed, None)], vec![300]),
            (&paid, vec![lone.clone(), row("2025-01-01", Renewed, None)], vec![900]),
            (&paid, vec![row("2025-03-01", Churned, Some(250))], vec![250]),
            (&paid, vec![row("2025-03-01", Churned, Some(9_000))], vec![900]),
            // What the contract came to later is not what went.
            (&after, vec![lone.clone()], vec![900]),
            (&paid, vec![row("2025-03-01", Renewed, None)], vec![]),
            (&paid, vec![named], vec![]),
            (&gone, vec![lone.clone()], vec![]),
            (&Vec::new(), vec![lone], vec![]),
        ] {
            let past = Past { pays: pays.clone(), renewals: renewals.clone(), ..Past::bare(AccountId(Ulid(1))) };
            let lost: Vec<i64> = of_renewals(&past, 30).iter().map(|pay| -pay.delta.minor / 100).collect();
            assert_eq!(lost, want, "{renewals:?}");
        }
    }
}
