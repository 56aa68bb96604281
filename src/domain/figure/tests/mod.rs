//! Figures: cases worked by hand, and laws that hold for any ledger.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_cmp, reason = "a failure here fails the test")]

mod cases;
mod laws;

use crate::domain::figure::curve::Entry;
use crate::domain::figure::retention::{Retention, retention};
use crate::domain::figure::rules::Rules;
use crate::domain::phrase::period::Period;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::domain::value::money::{Currency, Money, Rates};
use ulid::Ulid;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn entry(account: u128, on: Day, minor: i64) -> Entry {
    let delta = Money::new(minor, Currency::USD);
    Entry { account: AccountId(Ulid(account)), day: on, delta, price: false, notice_on: None }
}

/// A ledger of lines such as `1 2025-01-01 +100`, in order of account and day; `price`, a currency and `notice=DAY` may follow.
fn ledger(lines: &[&str]) -> Vec<Entry> {
    let mut found: Vec<Entry> = lines
        .iter()
        .map(|line| {
            let mut words = line.split_whitespace();
            let account = words.next().unwrap().parse().unwrap();
            let on = day(words.next().unwrap());
            let mut entry = entry(account, on, words.next().unwrap().parse().unwrap());
            for word in words {
                match word.strip_prefix("notice=") {
                    Some(notice) => entry.notice_on = Some(day(notice)),
                    None if word == "price" => entry.price = true,
                    None => entry.delta.currency = word.parse().unwrap(),
                }
            }
            entry
        })
        .collect();
    found.sort_by_key(|entry| (entry.account, entry.day));
    found
}

fn quarter() -> Period {
    Period::quarter(2026, 1).unwrap()
}

fn of(lines: &[&str]) -> Retention {
    with(lines, &Rules::default())
}

fn with(lines: &[&str], rules: &Rules) -> Retention {
    retention(&ledger(lines), quarter(), rules, &Rates::new(Currency::USD))
}
