//! The orders that are held against each other, and the lists in them. Equals share their places, so that an order that
//! cannot tell accounts apart gains nothing by chance.

use crate::domain::stake::backtest::case::{Case, Ranked};

/// An order of accounts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Sort {
    /// The list itself: money at stake.
    Stake,
    /// The list without its money: chance of loss by the weight of the day.
    Chance,
    /// Chance of loss alone, for books whose contracts name no day.
    Loss,
    /// The soonest decision first.
    Soonest,
    /// The largest revenue first.
    Largest,
    /// The lowest health first.
    Health,
    /// The fewest active days first.
    Used,
    /// Chance of loss times revenue.
    Expected,
    /// No order.
    Random,
}

impl Sort {
    /// All of them, as they are shown.
    pub const ALL: [Sort; 9] = [
        Sort::Stake,
        Sort::Chance,
        Sort::Loss,
        Sort::Soonest,
        Sort::Largest,
        Sort::Health,
        Sort::Used,
        Sort::Expected,
        Sort::Random,
    ];

    /// The single keys that the list is held against.
    pub const KEYS: [Sort; 6] = [Sort::Soonest, Sort::Largest, Sort::Health, Sort::Used, Sort::Expected, Sort::Random];

    /// Whether any account has what it orders by.
    pub fn is_known(self, lists: &[Ranked]) -> bool {
        lists.iter().flat_map(|list| &list.cases).any(|case| self.key(case).is_finite())
    }

    /// Its name.
    pub const fn label(self) -> &'static str {
        match self {
            Sort::Stake => "money at stake",
            Sort::Chance => "chance of loss x day",
            Sort::Loss => "chance of loss",
            Sort::Soonest => "soonest date",
            Sort::Largest => "largest ARR",
            Sort::Health => "lowest health",
            Sort::Used => "least used",
            Sort::Expected => "chance x ARR",
            Sort::Random => "random",
        }
    }

    /// Its word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Sort::Stake => "stake",
            Sort::Chance => "chance",
            Sort::Loss => "loss",
            Sort::Soonest => "soonest",
            Sort::Largest => "largest",
            Sort::Health => "health",
            Sort::Used => "used",
            Sort::Expected => "expected",
            Sort::Random => "random",
        }
    }

    /// Its key for an account: the greater, the higher it stands.
    pub fn key(self, case: &Case) -> f64 {
        match self {
            Sort::Stake => case.stake as f64,
            Sort::Chance => case.chance,
            Sort::Loss => case.odds,
            Sort::Soonest => case.day.map_or(f64::NEG_INFINITY, |day| -f64::from(day.0)),
            Sort::Largest => case.arr as f64,
            Sort::Health => case.health.map_or(f64::NEG_INFINITY, |health| -health),
            Sort::Used => case.active.map_or(f64::NEG_INFINITY, |days| -days),
            Sort::Expected => case.expected,
            Sort::Random => 0.0,
        }
    }
}

/// A list in one order: groups of equals, each with the places of its accounts.
#[derive(Clone, PartialEq, Debug)]
pub struct Order {
    groups: Vec<Vec<usize>>,
}

impl Order {
    /// Brings a list in order.
    pub fn of(list: &Ranked, sort: Sort) -> Order {
        let mut keyed: Vec<(f64, usize)> =
            list.cases.iter().enumerate().map(|(at, case)| (sort.key(case), at)).collect();
        keyed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut last = None;
        for (key, at) in keyed {
            match groups.last_mut() {
                Some(group) if last == Some(key) => group.push(at),
                _ => groups.push(vec![at]),
            }
            last = Some(key);
        }
        Order { groups }
    }

    /// Its groups of equals, from the top.
    pub fn groups(&self) -> &[Vec<usize>] {
        &self.groups
    }

    /// Which part of the list stands above an account or beside it, 0 to 1; the middle of its equals.
    pub fn place(&self, at: usize) -> Option<f64> {
        let all: usize = self.groups.iter().map(Vec::len).sum();
        let mut above = 0.0;
        for group in &self.groups {
            let len = group.len() as f64;
            if group.contains(&at) {
                return Some((above + len.midpoint(1.0)) / all as f64);
            }
            above += len;
        }
        None
    }
}
