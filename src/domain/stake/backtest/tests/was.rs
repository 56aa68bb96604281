//! What a contract said before somebody wrote over it.

use super::{TERMS, day};
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::stake::backtest::before::Before;
use crate::domain::stake::backtest::known::prior_on;
use crate::domain::stake::backtest::past::{Ends, Past};
use crate::domain::stake::input::{RenewalTerms, SubscriptionTerms};
use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId};
use crate::domain::value::money::{Currency, Money};
use ulid::Ulid;

/// A contract from 2024-01-01 on.
fn contract(n: u128, term_months: Option<u32>, end: Option<&str>, ended_on: Option<&str>) -> Past {
    let sub = SubscriptionTerms {
        id: SubscriptionId(Ulid(n)),
        arr: Money::major(100, Currency::USD),
        seats: Some(100),
        start: Some(day("2024-01-01")),
        end: end.map(day),
        term_months,
        auto_renew: false,
        notice: None,
        ended_on: ended_on.map(day),
    };
    Past { subscriptions: vec![sub], ..Past::bare(AccountId(Ulid(n))) }
}

fn renewal(of: &Past, due: &str, outcome: Option<RenewalOutcome>) -> RenewalTerms {
    RenewalTerms {
        id: RenewalId(Ulid(9)),
        subscription: Some(of.subscriptions[0].id),
        due: day(due),
        cancel_by: None,
        target: None,
        outcome,
        settled_on: None,
        notice_on: None,
    }
}

/// The end that a day knew of.
fn known(past: &Past, on: &str) -> Option<String> {
    past.known_on(day(on), &TERMS).subscriptions[0].end.map(|end| end.to_string())
}

#[test]
fn one_ordinary_contract_betrays_no_loss_of_others() {
    let ordinary = contract(1, Some(12), Some("2026-12-31"), None);
    let mut lost = contract(2, None, Some("2026-03-17"), Some("2026-03-17"));
    lost.renewals.push(renewal(&lost, "2026-03-17", Some(RenewalOutcome::Churned)));
    assert_eq!(Past::ends(&[ordinary, lost.clone()]), Ends::Terms);
    assert_eq!(known(&lost, "2026-03-01"), None, "the day of the loss");
    assert!(lost.known_on(day("2026-03-01"), &TERMS).renewals.is_empty(), "nor the renewal written for it");
    let running = contract(2, None, None, None);
    for on in ["2025-06-01", "2026-03-01"] {
        assert_eq!(lost.known_on(day(on), &TERMS), running.known_on(day(on), &TERMS), "{on}");
        let prior = |past: &Past| prior_on(std::slice::from_ref(past), day(on), Ends::Terms);
        assert_eq!(prior(&lost), prior(&running), "{on}");
    }
    assert_eq!(known(&lost, "2026-03-17").as_deref(), Some("2026-03-17"));
}

#[test]
fn an_end_holds_where_something_of_before_tells_it() {
    let term = contract(1, Some(12), Some("2025-12-31"), Some("2025-12-31"));
    assert_eq!(known(&term, "2025-12-01").as_deref(), Some("2025-12-31"));
    assert_eq!(known(&term, "2024-12-01").as_deref(), Some("2024-12-31"), "the term of then");
    let next_day = contract(1, Some(12), Some("2026-01-01"), Some("2026-01-01"));
    assert_eq!(known(&next_day, "2025-01-01").as_deref(), Some("2026-01-01"));
    let mut edited = contract(1, None, Some("2026-03-17"), Some("2026-03-17"));
    let terms = SubscriptionTerms { ended_on: None, ..edited.subscriptions[0].clone() };
    edited.before.push(Before { until: day("2026-02-20"), terms });
    assert_eq!(known(&edited, "2026-02-01").as_deref(), Some("2026-03-17"), "written before the loss");
    let mut renewed = contract(1, None, Some("2026-03-17"), Some("2026-03-17"));
    renewed.renewals.push(renewal(&renewed, "2026-03-17", Some(RenewalOutcome::Renewed)));
    assert_eq!(known(&renewed, "2026-02-01").as_deref(), Some("2026-03-17"));
    let kept = contract(1, None, Some("2026-03-17"), None);
    assert_eq!(known(&kept, "2026-02-01").as_deref(), Some("2026-03-17"));
}
