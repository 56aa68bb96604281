//! The ranking as a whole: hand-worked cases and laws, on one sample account.

mod cases;
mod laws;

use crate::domain::record::subscription::Notice;
use crate::domain::stake::input::{Dated, Inputs, RenewalTerms, SubscriptionTerms};
use crate::domain::stake::loss::Prior;
use crate::domain::stake::stake::{Stake, stake};
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId};
use crate::domain::value::money::{Currency, Money, Rates};
use ulid::Ulid;

const MILLION_8: i64 = 1_800_000;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-11-24")
}

fn dollars(units: i64) -> Money {
    Money::major(units, Currency::USD)
}

fn dated<T>(value: T, days_ago: i32) -> Dated<T> {
    Dated { value, on: today().plus_days(-days_ago) }
}

fn subscription(n: u128, units: i64, end: &str) -> SubscriptionTerms {
    SubscriptionTerms {
        id: SubscriptionId(Ulid::from(n)),
        arr: dollars(units),
        seats: None,
        start: None,
        end: Some(day(end)),
        term_months: Some(12),
        auto_renew: false,
        notice: None,
        ended_on: None,
    }
}

fn renewing(n: u128, units: i64, end: &str, notice: Notice) -> SubscriptionTerms {
    SubscriptionTerms { auto_renew: true, notice: Some(notice), ..subscription(n, units, end) }
}

fn renewal(n: u128, of: Option<u128>, due: &str) -> RenewalTerms {
    RenewalTerms {
        id: RenewalId(Ulid::from(n)),
        subscription: of.map(|n| SubscriptionId(Ulid::from(n))),
        due: day(due),
        cancel_by: None,
        target: None,
        outcome: None,
        settled_on: None,
        notice_on: None,
    }
}

/// An account of which nothing is known but its contracts.
fn account(subscriptions: Vec<SubscriptionTerms>) -> Inputs {
    let name = "Globex Corp".to_owned();
    Inputs { name, subscriptions, ..Inputs::bare(AccountId(Ulid::from(1_u128))) }
}

fn reckon(inputs: &Inputs) -> Stake {
    reckon_on(inputs, today())
}

fn reckon_on(inputs: &Inputs, today: Day) -> Stake {
    stake(inputs, &Weights::default(), &home(), Prior::default(), None, today)
}

fn home() -> Rates {
    Rates::new(Currency::USD)
}
