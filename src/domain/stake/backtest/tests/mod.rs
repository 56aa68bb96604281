//! The backtest as a whole: hand-worked cases, and the law that it never looks ahead.

mod cases;
mod laws;
mod was;

use crate::domain::stake::backtest::case::{Case, Ranked, Source};
use crate::domain::stake::backtest::known::Reading;
use crate::domain::stake::backtest::past::Ends;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use ulid::Ulid;

/// A book whose contracts end with their terms, and that counts nothing.
const TERMS: Reading = Reading { ends: Ends::Terms, counted: Vec::new() };

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// An account with so much at stake, of which so much went.
fn case(n: u128, stake: i64, lost: i64) -> Case {
    Case {
        account: AccountId(Ulid(n)),
        stake,
        chance: 0.1,
        p: 0.1,
        odds: -2.2,
        model: 0.1,
        expected: 0.1 * 1_000.0,
        day: None,
        assumed: false,
        arr: 1_000,
        health: None,
        active: None,
        decided: false,
        spoke: Vec::new(),
        call: None,
        lost,
        told: false,
    }
}

fn list(cases: Vec<Case>) -> Ranked {
    Ranked { day: day("2026-03-01"), source: Source::Rebuilt, cases }
}
