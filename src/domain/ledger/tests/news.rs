//! What a file that brings several news of a contract at once writes: each is dated as the contract means it.

use super::*;
use crate::domain::ledger::reconcile::reconcile_since;

/// A name, the contract as a file changes it, an outcome that comes with it, movements that the ledger has beside the
/// start, and what it lacks.
type News = (&'static str, Subscription, Option<Renewal>, Vec<(&'static str, i64)>, Vec<&'static str>);

fn was() -> Subscription {
    contract(1, "2025-03-01", 100)
}

fn with(arr: i64, end: &str) -> Subscription {
    Subscription { arr: usd(arr), end: Some(day(end)), ..was() }
}

fn ended(arr: i64, on: &str) -> Subscription {
    Subscription { arr: usd(arr), ended_on: Some(day(on)), ..was() }
}

fn rise() -> Subscription {
    Subscription { escalator: Some("5%".parse().unwrap()), ..was() }
}

/// Next terms, and amounts of the running one.
fn terms() -> Vec<News> {
    let expanded = Some(RenewalOutcome::Expanded);
    let outcome =
        Renewal { target: Some(usd(100)), final_amount: Some(usd(140)), ..renewal(1, Some(1), "2026-02-27", expanded) };
    vec![
        ("an amount alone is of today", with(140, "2026-02-28"), None, vec![], vec!["2026-09-04 +40 expansion"]),
        ("an end alone is no money", with(100, "2027-02-28"), None, vec![], vec![]),
        ("a next term begins at the old end", with(140, "2027-02-28"), None, vec![], vec!["2026-02-28 +40 expansion"]),
        ("on less as well", with(80, "2027-02-28"), None, vec![], vec!["2026-02-28 -20 contraction"]),
        ("or of two years", with(140, "2028-02-28"), None, vec![], vec!["2026-02-28 +40 expansion"]),
        (
            "at the agreed rise it is a price",
            Subscription { arr: usd(105), end: Some(day("2027-02-28")), ..rise() },
            None,
            vec![],
            vec!["2026-02-28 +5 price"],
        ),
        ("a corrected end is no next term", with(140, "2026-03-31"), None, vec![], vec!["2026-09-04 +40 expansion"]),
        (
            "its outcome says when and why",
            with(140, "2027-02-28"),
            Some(outcome.clone()),
            vec![],
            vec!["2026-02-27 +40 expansion"],
        ),
        (
            "an amount that the ledger has is none again",
            with(140, "2027-02-28"),
            None,
            vec![("2026-05-04", 40)],
            vec![],
        ),
        (
            "what came in later is not dated before it",
            with(150, "2027-02-28"),
            None,
            vec![("2026-05-04", 40)],
            vec!["2026-09-04 +10 expansion"],
        ),
        ("what is to come is known", with(120, "2026-02-28"), None, vec![("2026-12-01", 20)], vec![]),
        (
            "what is to come and is no more goes on its day",
            with(100, "2026-02-28"),
            None,
            vec![("2026-12-01", 20)],
            vec!["2026-12-01 -20 contraction"],
        ),
    ]
}

/// Ends, and amounts beside them.
fn ends() -> Vec<News> {
    vec![
        (
            "an amount and an end to come",
            ended(140, "2026-12-31"),
            None,
            vec![],
            vec!["2026-09-04 +40 expansion", "2026-12-31 -140 churn"],
        ),
        (
            "an amount after the end was never paid",
            ended(140, "2026-04-30"),
            None,
            vec![],
            vec!["2026-04-30 -100 churn"],
        ),
        (
            "nor what was written after it",
            ended(140, "2026-04-30"),
            None,
            vec![("2026-06-01", 40)],
            vec!["2026-04-30 -100 churn", "2026-06-01 -40 churn"],
        ),
        (
            "nor what was to come after it",
            ended(100, "2026-10-31"),
            None,
            vec![("2026-12-01", 20)],
            vec!["2026-10-31 -100 churn", "2026-12-01 -20 churn"],
        ),
        (
            "an end that is put off",
            ended(100, "2026-12-31"),
            None,
            vec![("2026-10-31", -100)],
            vec!["2026-10-31 +100 expansion", "2026-12-31 -100 churn"],
        ),
        (
            "an end that came sooner",
            ended(100, "2026-09-30"),
            None,
            vec![("2026-10-31", -100)],
            vec!["2026-09-30 -100 churn", "2026-10-31 +100 reactivation"],
        ),
        (
            "taken for lapsed, and renewed",
            with(140, "2027-02-28"),
            None,
            vec![("2026-02-28", -100)],
            vec!["2026-02-28 +140 expansion"],
        ),
        (
            "ended, and is back",
            with(100, "2026-02-28"),
            None,
            vec![("2026-02-28", -100)],
            vec!["2026-09-04 +100 reactivation"],
        ),
    ]
}

#[test]
fn a_file_that_brings_several_news_at_once_dates_each() {
    assert_eq!(READING.today, day("2026-09-04"));
    for (name, is, outcome, more, want) in terms().into_iter().chain(ends()) {
        let were = if is.escalator.is_some() { rise() } else { was() };
        let mut ledger = rows(derive(std::slice::from_ref(&was()), &[], READING));
        for (on, delta) in more {
            let row = ledger[0].clone();
            ledger.push(Movement { day: day(on), delta: usd(delta), ..row });
        }
        let (subs, renewals): (Vec<_>, Vec<_>) = (vec![is], outcome.into_iter().collect());
        let drafts = reconcile_since(AccountId(Ulid(1)), &ledger, &[were], &subs, &renewals, READING);
        assert_eq!(told(&drafts), want, "{name}");
        ledger.extend(rows(drafts));
        let again = reconcile(AccountId(Ulid(1)), &ledger, &subs, &renewals, READING);
        assert_eq!(told(&again), Vec::<String>::new(), "{name}, a second time");
    }
}
