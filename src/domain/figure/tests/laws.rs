use super::*;
use crate::domain::value::fx::DatedRates;
use crate::domain::value::money::Rate;
use proptest::prelude::*;

const BASE: i32 = 20_000;

/// Levels of one account, each from a day on: days from the base, levels in hundreds.
fn lives(most: usize) -> impl Strategy<Value = Vec<(i32, i64)>> {
    prop::collection::vec((0..400_i32, 0..6_i64), 0..most)
}

fn entries(books: &[Vec<(i32, i64)>], currency: impl Fn(usize) -> Currency) -> Vec<Entry> {
    let mut found = Vec::new();
    for (at, life) in books.iter().enumerate() {
        let mut life = life.clone();
        life.sort_unstable();
        let mut level = 0;
        for (on, target) in life {
            let mut entry = entry(at as u128 + 1, Day(BASE + on), (target - level) * 100);
            entry.delta.currency = currency(at);
            entry.price = on % 7 == 0;
            found.push(entry);
            level = target;
        }
    }
    found
}

fn period(first: i32, days: i32) -> Period {
    Period { first: Day(BASE + first), last: Day(BASE + first + days) }
}

fn reckon(ledger: &[Entry], period: Period) -> Retention {
    retention(ledger, period, &Rules::default(), &Rates::new(Currency::USD))
}

fn near(one: Option<f64>, two: Option<f64>) -> bool {
    match (one, two) {
        (Some(one), Some(two)) => (one - two).abs() < 1e-9,
        (one, two) => one.is_none() && two.is_none(),
    }
}

/// Levels that nobody joins or returns to after a day.
fn closed(mut books: Vec<Vec<(i32, i64)>>, first: i32) -> Vec<Vec<(i32, i64)>> {
    for life in &mut books {
        life.sort_unstable();
        let mut level = 0;
        life.retain(|(on, target)| {
            let kept = *on < first || level > 0;
            if kept {
                level = *target;
            }
            kept
        });
    }
    books
}

proptest! {
    #[test]
    fn gross_is_at_most_one_and_at_most_net(
        books in prop::collection::vec(lives(6), 0..8), first in 0..400_i32, days in 0..200_i32,
        gap in 0..60_u32, price_rises: bool,
    ) {
        let rules = Rules { gap_days: gap, price_rises, ..Rules::default() };
        let ledger = entries(&books, |_| Currency::USD);
        let found = retention(&ledger, period(first, days), &rules, &Rates::new(Currency::USD));
        if let (Some(nrr), Some(grr), Some(logo)) = (found.nrr(), found.grr(), found.logo_churn()) {
            prop_assert!((0.0..=1.0).contains(&grr) && grr <= nrr, "{grr} {nrr}");
            prop_assert!((0.0..=1.0).contains(&logo));
            prop_assert_eq!(found.kept + found.churned + found.contracted, found.start, "what was lost is split");
        } else {
            prop_assert_eq!((found.accounts, found.start), (0, 0));
        }
    }

    /// Rates that move after the first day change nothing; and where nothing moves but rates, all is kept.
    #[test]
    fn exchange_rates_alone_move_nothing(
        books in prop::collection::vec(lives(6), 1..8), first in 0..400_i32, days in 0..200_i32,
        later in prop::collection::vec((1..200_i32, 1..9_000_000_000_i64), 0..6),
    ) {
        let eur: Currency = "EUR".parse().unwrap();
        let currency = |at: usize| if at.is_multiple_of(2) { eur } else { Currency::USD };
        let ledger = entries(&books, currency);
        let period = period(first, days);
        let undated = Rates { home: Currency::USD, rates: vec![(eur, Rate(1_080_000_000))] };
        let dated = later.into_iter().map(|(on, rate)| (period.first.plus_days(on), eur, Rate(rate))).collect();
        let moving = DatedRates::new(undated.clone(), dated);
        let rules = Rules::default();
        let still = retention(&ledger, period, &rules, &undated);
        prop_assert_eq!(&retention(&ledger, period, &rules, &moving.at(period.first)), &still);
        let quiet: Vec<Entry> = ledger.into_iter().filter(|entry| entry.day < period.first).collect();
        let found = retention(&quiet, period, &rules, &moving.at(period.first));
        prop_assert!(found.nrr().is_none_or(|nrr| nrr == 1.0) && found.grr().is_none_or(|grr| grr == 1.0));
        prop_assert_eq!(found.lost, 0);
    }

    /// Where nobody joins or returns, the cohort of the second part is what is left of the first: net retention and kept
    /// customers multiply. Gross retention does for one account at the least, and exactly where revenue only falls:
    /// clipping twice may lose what was regained between.
    #[test]
    fn parts_of_a_period_multiply(
        books in prop::collection::vec(lives(8), 1..8), first in 1..300_i32, one in 0..60_i32, two in 0..60_i32,
    ) {
        let books = closed(books, first);
        let (early, late) = (period(first, one), period(first + one + 1, two));
        let whole = Period { first: early.first, last: late.last };
        let parts = |ledger: &[Entry]| [early, late, whole].map(|period| reckon(ledger, period));
        let times = |a: Option<f64>, b: Option<f64>| a.map(|a| b.map_or(0.0, |b| a * b));
        let stay = |found: &Retention| found.logo_churn().map(|lost| 1.0 - lost);

        let ledger = entries(&books, |_| Currency::USD);
        let [a, b, all] = parts(&ledger);
        prop_assert!(near(times(a.nrr(), b.nrr()), all.nrr()), "{a:?} {b:?} {all:?}");
        prop_assert!(near(times(stay(&a), stay(&b)), stay(&all)));
        for rows in ledger.chunk_by(|x, y| x.account == y.account) {
            let [a, b, all] = parts(rows);
            if let (Some(product), Some(all)) = (times(a.grr(), b.grr()), all.grr()) {
                prop_assert!(product <= all + 1e-9, "{product} {all}");
            }
        }

        let falling: Vec<Vec<(i32, i64)>> = books
            .into_iter()
            .map(|life| {
                let mut level = i64::MAX;
                let fall = |(on, target): (i32, i64)| {
                    level = if on < first { target } else { level.min(target) };
                    (on, level)
                };
                life.into_iter().map(fall).collect()
            })
            .collect();
        let [a, b, all] = parts(&entries(&falling, |_| Currency::USD));
        prop_assert!(near(times(a.grr(), b.grr()), all.grr()), "{a:?} {b:?} {all:?}");
        prop_assert!(near(all.grr(), all.nrr()));
    }
}
