//! The whole of a backtest: every figure from the same lists, with what they rest on.

use crate::domain::stake::backtest::calibration::{Calibration, calibration};
use crate::domain::stake::backtest::case::{Case, Ranked, Source};
use crate::domain::stake::backtest::disagreement::{Disagreement, disagreements};
use crate::domain::stake::backtest::fit::{LEAST, Weight, fit};
use crate::domain::stake::backtest::gain::{Lists, Share};
use crate::domain::stake::backtest::lift::{Held, hold};
use crate::domain::stake::backtest::past::Ends;
use crate::domain::stake::backtest::sort::Sort;
use crate::domain::stake::backtest::surprise::{Foreseen, Surprise, surprise};
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::domain::value::money::Currency;
use std::collections::BTreeMap;

/// One list that was looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    /// Its day.
    pub day: Day,
    /// Where its facts come from.
    pub source: Source,
    /// Accounts on it.
    pub accounts: usize,
    /// Those that lost revenue in the days after.
    pub losers: usize,
    /// Revenue that went, home minor units.
    pub lost: i64,
}

/// All that a backtest says.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    /// Currency of all amounts.
    pub home: Currency,
    /// The lists, by day.
    pub looks: Vec<Look>,
    /// Revenue on all lists together, home minor units.
    pub revenue: i64,
    /// Losses of which notice had come in before the day of the list.
    pub told: usize,
    /// Captures and lifts.
    pub held: Held,
    /// Gain curve of the list: its shares at each hundredth of it.
    pub curve: Vec<Share>,
    /// That of the largest revenue first.
    pub plain: Vec<Share>,
    /// How chances came true.
    pub calibration: Calibration,
    /// Losses that the list did not see coming.
    pub surprise: Surprise,
    /// Calls that the model did not share.
    pub disagreements: Vec<Disagreement>,
    /// Weights as the history has them; empty below [`LEAST`] decisions.
    pub weights: Vec<Weight>,
    /// What the end of contracts was taken for.
    pub ends: Ends,
    /// Redraws behind each interval.
    pub rounds: u32,
    /// The seed of the redraws.
    pub seed: u64,
}

impl Report {
    /// Accounts on all lists together.
    pub fn cases(&self) -> usize {
        self.looks.iter().map(|look| look.accounts).sum()
    }

    /// Accounts that lost revenue, over all lists.
    pub fn losers(&self) -> usize {
        self.looks.iter().map(|look| look.losers).sum()
    }

    /// Revenue that went, over all lists, home minor units.
    pub fn lost(&self) -> i64 {
        self.looks.iter().fold(0, |sum, look| look.lost.saturating_add(sum))
    }

    /// Whether enough decisions fell for chances to be judged.
    pub fn is_calibrated(&self) -> bool {
        self.calibration.decided >= LEAST
    }
}

/// What a report is made of beside its lists.
#[derive(Clone, Debug)]
pub struct Basis {
    /// Currency of all amounts.
    pub home: Currency,
    /// The losses of the time, with where their accounts stood before.
    pub losses: Vec<Foreseen>,
    /// The accounts that were called, each on the day of its call.
    pub called: Vec<Ranked>,
    /// Lists that nobody knows the end of yet, for calls that are open.
    pub open: Vec<Ranked>,
    /// What accounts are called, safe to print.
    pub names: BTreeMap<AccountId, String>,
    /// What the end of contracts was taken for.
    pub ends: Ends,
    /// Today.
    pub today: Day,
    /// Redraws behind each interval.
    pub rounds: u32,
    /// The seed of the redraws.
    pub seed: u64,
}

/// Reckons everything from the lists of some days.
pub fn report(lists: &[Ranked], basis: Basis) -> Report {
    let cases = || lists.iter().flat_map(|list| &list.cases);
    let look = |list: &Ranked| Look {
        day: list.day,
        source: list.source,
        accounts: list.cases.len(),
        losers: list.cases.iter().filter(|case| case.lost > 0).count(),
        lost: sum(list.cases.iter().map(|case| case.lost)),
    };
    let orders = Lists::of(lists, &[Sort::Stake, Sort::Largest]);
    let calibration = calibration(cases());
    let weights = if calibration.decided >= LEAST { fit(cases()) } else { Vec::new() };
    let told: Vec<Ranked> = basis.called.iter().chain(lists).chain(&basis.open).cloned().collect();
    Report {
        home: basis.home,
        looks: lists.iter().map(look).collect(),
        revenue: sum(cases().map(|case: &Case| case.arr)),
        told: cases().filter(|case| case.told).count(),
        held: hold(lists, basis.rounds, basis.seed),
        curve: orders.curve(Sort::Stake),
        plain: orders.curve(Sort::Largest),
        calibration,
        surprise: surprise(basis.losses),
        disagreements: disagreements(&told, &basis.names, basis.today),
        weights,
        ends: basis.ends,
        rounds: basis.rounds,
        seed: basis.seed,
    }
}

fn sum(amounts: impl Iterator<Item = i64>) -> i64 {
    amounts.fold(0, i64::saturating_add)
}
