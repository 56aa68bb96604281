//! Hand-worked cases: every figure here was reckoned on paper first.

use super::{case, day, list};
use crate::domain::record::account::CallLevel;
use crate::domain::stake::backtest::bootstrap::{Draw, Estimate};
use crate::domain::stake::backtest::calibration::calibration;
use crate::domain::stake::backtest::case::{Case, Ranked, Spoke};
use crate::domain::stake::backtest::disagreement::{Nearer, disagreements};
use crate::domain::stake::backtest::fit::{Odds, config_lines, fit};
use crate::domain::stake::backtest::gain::{Lists, Share};
use crate::domain::stake::backtest::lift::{Of, hold};
use crate::domain::stake::backtest::loss_event::{LossEvent, losses};
use crate::domain::stake::backtest::past::Pay;
use crate::domain::stake::backtest::sort::{Order, Sort};
use crate::domain::stake::backtest::surprise::{Foreseen, surprise};
use crate::domain::stake::loss::Call;
use crate::domain::stake::signal::SignalKind;
use crate::domain::stake::weights::Weights;
use crate::domain::value::id::{AccountId, SubscriptionId};
use crate::domain::value::money::{Currency, Money, Rates};
use std::collections::BTreeMap;
use ulid::Ulid;

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

/// Ten accounts by stake; the 1st lost 600, the 3rd 300, the 9th 100.
fn ten() -> Vec<Case> {
    let lost = |n: u32| match n {
        1 => 600,
        3 => 300,
        9 => 100,
        _ => 0,
    };
    (1..=10).map(|n| case(u128::from(n), i64::from(11 - n) * 10, lost(n))).collect()
}

fn captured(lists: &[Ranked], sort: Sort, part: f64) -> Share {
    let orders = Lists::of(lists, &[sort]);
    orders.captures(&[sort], &[part], &orders.once()).unwrap()[0]
}

#[test]
fn an_upper_part_holds_a_share() {
    let lists = [list(ten())];
    for (part, accounts, revenue) in [
        (0.1, 1.0 / 3.0, 0.6),
        (0.2, 1.0 / 3.0, 0.6),
        (0.3, 2.0 / 3.0, 0.9),
        // Half of the ninth account stands above a line at 8.5 of 10.
        (0.85, 2.0 / 3.0 + 1.0 / 6.0, 0.95),
        (1.0, 1.0, 1.0),
    ] {
        let share = captured(&lists, Sort::Stake, part);
        assert!(near(share.accounts, accounts) && near(share.revenue, revenue), "{part}: {share:?}");
    }
}

#[test]
fn equals_share_their_places() {
    let lists = [list(ten())];
    for part in [0.1, 0.2, 0.5] {
        let share = captured(&lists, Sort::Random, part);
        assert!(near(share.accounts, part) && near(share.revenue, part), "no order gains nothing");
        let share = captured(&lists, Sort::Health, part);
        assert!(near(share.revenue, part), "nor does an order by what nobody knows");
    }
}

#[test]
fn lists_of_several_days_each_have_their_upper_part() {
    let second = vec![case(1, 5, 0), case(2, 4, 500), case(3, 3, 0), case(4, 2, 0), case(5, 1, 500)];
    let lists = [list(ten()), list(second)];
    // 600 of the first list's two; of the second list's one, nothing. All: 1000 + 1000.
    let share = captured(&lists, Sort::Stake, 0.2);
    assert!(near(share.revenue, 0.3) && near(share.accounts, 1.0 / 5.0), "{share:?}");
}

#[test]
fn the_gain_curve_runs_from_nothing_to_all() {
    let lists = [list(ten())];
    let curve = Lists::of(&lists, &[Sort::Stake]).curve(Sort::Stake);
    assert_eq!(curve.len(), 101);
    assert_eq!((curve[0].revenue, curve[100].revenue), (0.0, 1.0));
    assert!(near(curve[30].revenue, 0.9) && near(curve[29].revenue, 0.87), "the third account counts in part");
    assert!(curve.windows(2).all(|pair| pair[0].revenue <= pair[1].revenue));
    let none = [list(vec![case(1, 1, 0)])];
    assert!(Lists::of(&none, &[Sort::Stake]).curve(Sort::Stake).is_empty(), "nothing went: there is no curve");
}

#[test]
fn a_place_is_the_middle_of_its_equals() {
    let mut cases = ten();
    for case in &mut cases[1..4] {
        case.stake = 50;
    }
    cases[4].stake = 1;
    let list = list(cases);
    let order = Order::of(&list, Sort::Stake);
    assert!(near(order.place(0).unwrap(), 0.1));
    // 50 stands at places 2 to 5: the sixth account has it of its own.
    assert!(near(order.place(2).unwrap(), 0.35), "{:?}", order.place(2));
    assert_eq!(order.place(10), None);
}

#[test]
fn lift_is_claimed_only_where_the_interval_excludes_none() {
    // 200 accounts: the list has all 20 losers on top; revenue is the same everywhere.
    let sharp: Vec<Case> = (0..200).map(|n| case(n, 200 - n as i64, if n < 20 { 100 } else { 0 })).collect();
    let lists = [list(sharp.clone())];
    let held = hold(&lists, 300, 7);
    let first = held.first(Of::Revenue).unwrap();
    assert!(near(first.more.value, 0.8) && near(first.times.unwrap(), 5.0), "{first:?}");
    assert!(first.claimed && held.is_lift());
    assert_eq!(held, hold(&lists, 300, 7), "the same seed, the same intervals");
    // The same losers spread over the list: nothing is claimed, whatever single comparisons say.
    let blunt: Vec<Case> = sharp
        .into_iter()
        .enumerate()
        .map(|(n, case)| Case { lost: if n % 10 == 4 { 100 } else { 0 }, ..case })
        .collect();
    let held = hold(&[list(blunt)], 300, 7);
    assert!(!held.is_lift(), "{:?}", held.lifts);
    assert!(hold(&[list(vec![case(1, 1, 0)])], 300, 7).captures.is_empty(), "nothing went: nothing is held");
}

#[test]
fn an_interval_is_the_middle_of_the_redraws() {
    let redraws: Vec<f64> = (0..=1000).map(|n| f64::from(n) / 1000.0).rev().collect();
    let found = Estimate::of(0.5, redraws).unwrap();
    assert!(near(found.low, 0.025) && near(found.high, 0.975));
    assert_eq!(Estimate::of(0.5, vec![]), None);
    // SplitMix64 from seed 0 begins with 0xe220a8397b1dcdaf, whose high half of a product with 10 is 8.
    let times = Draw::seeded(0).times(10);
    assert!(near(times.iter().sum(), 10.0) && times[8] >= 1.0, "{times:?}");
}

#[test]
fn chances_are_held_against_what_came() {
    let decided = |n: u128, p: f64, lost: i64| Case { p, decided: true, ..case(n, 1, lost) };
    // 0.1 kept, 0.1 lost, 0.5 half lost, 1.0 lost.
    let cases =
        [decided(1, 0.1, 0), decided(2, 0.1, 1_000), decided(3, 0.5, 500), decided(4, 1.0, 1_000), case(5, 1, 900)];
    let found = calibration(cases.iter());
    assert_eq!(found.decided, 4);
    // (0.01 + 0.81 + 0 + 0) / 4
    assert!(near(found.brier.unwrap(), 0.205));
    // mean 0.625: (0.390625 + 0.140625 + 0.015625 + 0.140625) / 4
    assert!(near(found.flat.unwrap(), 0.171_875));
    let counts: Vec<usize> = found.bins.iter().map(|bin| bin.count).collect();
    assert_eq!(counts, [2, 0, 1, 0, 1]);
    assert!(near(found.bins[0].said.unwrap(), 0.1) && near(found.bins[0].came.unwrap(), 0.5));
    assert_eq!(found.bins[1].said, None);
    assert_eq!(calibration([].iter()).brier, None);
}

#[test]
fn a_loss_below_the_upper_fifth_is_a_surprise() {
    let loss = |n: u128, lost: i64, place: Option<f64>| Foreseen {
        account: AccountId(Ulid(n)),
        name: format!("Account {n}"),
        day: day("2026-05-01"),
        lost,
        place,
    };
    let found =
        surprise(vec![loss(1, 100, Some(0.1)), loss(2, 50, Some(0.2)), loss(3, 70, Some(0.21)), loss(4, 9, None)]);
    assert_eq!((found.losses, found.lost, found.unlisted), (3, 220, 1));
    assert_eq!((found.surprises, found.surprised), (1, 70));
    assert_eq!(found.rows[0].name, "Account 3");
}

#[test]
fn weights_are_log_odds_smoothed_and_shrunk() {
    // Spoke: 9 lost, 3 kept; silent: 8 lost, 30 kept. (9.5 · 30.5) / (3.5 · 8.5) = 9.7395; ln 2.27619; · 50/100.
    let odds = Odds { spoke_lost: 9, spoke_kept: 3, silent_lost: 8, silent_kept: 30 };
    assert!((odds.log_ratio() - 2.276_19).abs() < 1e-5, "{}", odds.log_ratio());
    assert!(near(odds.weight(), odds.log_ratio() / 2.0));
    let decision = |n: u128, x: f64, lost: bool| Case {
        decided: true,
        spoke: vec![
            Spoke { kind: SignalKind::Champion, key: "signals.champion_left", x },
            Spoke { kind: SignalKind::Nps, key: "signals.promoter", x },
        ],
        ..case(n, 1, if lost { 600 } else { 0 })
    };
    let mut cases = Vec::new();
    for (count, x, lost) in [(9, 1.0, true), (3, 1.0, false), (8, 0.0, true), (30, 0.0, false)] {
        cases.extend((0..count).map(|n| decision(n, x, lost)));
    }
    let found = fit(cases.iter());
    let keys: Vec<_> = found.iter().map(|weight| (weight.key, weight.weight, weight.turned)).collect();
    assert_eq!(keys, [("signals.champion_left", 1.14, false), ("signals.promoter", 0.0, true)]);
    let lines = config_lines(&found);
    let config: toml::Table = toml::from_str(&lines).unwrap();
    let weights: Weights = config["stake"].clone().try_into().unwrap();
    assert!(near(weights.signals.champion_left, 1.14), "{lines}");
    assert!(weights.validate().is_empty());
}

#[test]
fn health_is_fitted_by_the_ten_points() {
    let decision = |x: f64, lost: bool| Case {
        decided: true,
        spoke: vec![Spoke { kind: SignalKind::Health, key: "signals.health_per_ten", x }],
        ..case(1, 1, if lost { 1_000 } else { 0 })
    };
    let mut cases = Vec::new();
    for (count, x, lost) in [(9, 2.0, true), (3, 2.0, false), (8, -1.0, true), (30, -1.0, false)] {
        cases.extend((0..count).map(|_| decision(x, lost)));
    }
    // Three ten-point steps lie between the two means.
    let weight = fit(cases.iter())[0].weight;
    assert!(near(weight, 0.38), "{weight}");
}

fn pay(day_of: &str, units: i64) -> Pay {
    Pay {
        subscription: Some(SubscriptionId(Ulid(1))),
        day: day(day_of),
        delta: Money::major(units, Currency::USD),
        price: false,
        notice_on: None,
    }
}

#[test]
fn losses_are_what_is_not_given_back() {
    let lost = |pays: &[Pay]| -> Vec<(String, i64)> {
        let found = losses(pays, 30, &Rates::new(Currency::USD));
        found.iter().map(|event| (event.effective.to_string(), event.lost / 100)).collect()
    };
    let none: Vec<(String, i64)> = Vec::new();
    let start = pay("2025-01-01", 100);
    let gone = |day: &str, units| vec![(day.to_owned(), units)];
    assert_eq!(lost(&[start, pay("2026-01-01", -100)]), gone("2026-01-01", 100));
    assert_eq!(lost(&[start, pay("2026-01-01", -100), pay("2026-01-02", 80)]), gone("2026-01-01", 20));
    assert_eq!(lost(&[start, pay("2026-01-01", 120), pay("2026-01-01", -100)]), none, "a new contract took over");
    assert_eq!(lost(&[start, pay("2026-01-01", -100), pay("2026-01-20", 100)]), none, "back within the gap");
    assert_eq!(lost(&[start, pay("2026-01-01", -100), pay("2026-03-20", 100)]), gone("2026-01-01", 100));
    let other = pay("2026-01-20", 40);
    assert_eq!(lost(&[start, pay("2026-01-01", -40), other]), gone("2026-01-01", 40), "it paid all the time");
    assert_eq!(lost(&[start, Pay { price: true, ..pay("2026-01-01", -40) }]), none, "another price is no loss");
    let cheaper = Pay { price: true, ..pay("2025-06-01", -10) };
    let back = [start, cheaper, pay("2026-01-01", -90), pay("2026-01-11", 90)];
    assert_eq!(lost(&back), none, "it paid nothing meanwhile, whatever the price had come to");
}

#[test]
fn a_loss_falls_by_notice_or_by_its_day() {
    let event = LossEvent { effective: day("2026-09-30"), notice: Some(day("2026-06-01")), lost: 1 };
    for (on, within, told) in [
        ("2026-02-01", true, false),
        ("2026-01-31", false, false),
        ("2026-06-01", false, true),
        ("2026-06-02", true, true),
        ("2026-09-30", false, false),
    ] {
        assert_eq!((event.falls_within(day(on), 120), event.told_by(day(on))), (within, told), "{on}");
    }
    assert_eq!(event.day(), day("2026-06-01"));
}

#[test]
fn disagreements_tell_who_was_nearer() {
    let call = |level: CallLevel, p: f64, on: &str| Some(Call { level, on: day(on), p, stale: false, apart: true });
    let early = Case { call: call(CallLevel::Commit, 0.05, "2026-02-20"), model: 0.6, ..case(1, 1, 1_000) };
    let second = Case { call: call(CallLevel::AtRisk, 0.55, "2026-02-21"), model: 0.1, ..case(2, 1, 900) };
    let open = Case { call: call(CallLevel::Commit, 0.05, "2026-02-22"), model: 0.7, ..case(3, 1, 0) };
    let lists = [list(vec![early, second, open])];
    let found = disagreements(&lists, &BTreeMap::new(), day("2026-04-01"));
    let told: Vec<_> = found.iter().map(|row| (row.account.0.0, row.lost, row.nearer())).collect();
    assert_eq!(told, [(1, Some(1_000), Some(Nearer::Model)), (2, Some(900), Some(Nearer::Call)), (3, None, None)]);
    let over = disagreements(&lists, &BTreeMap::new(), day("2026-07-01"));
    assert_eq!(over[2].nearer(), Some(Nearer::Call), "nothing went, once the days are over");
}
