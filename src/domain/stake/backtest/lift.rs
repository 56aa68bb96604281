//! What the list catches more than a simpler order does. A lift is claimed only where its interval excludes none, and
//! first of all against the order that needs no foresight: the largest revenue for money, none at all for accounts.

use crate::domain::stake::backtest::bootstrap::{Draw, Estimate};
use crate::domain::stake::backtest::case::{Case, Ranked};
use crate::domain::stake::backtest::gain::{Lists, Share};
use crate::domain::stake::backtest::sort::Sort;
use crate::domain::value::id::AccountId;
use std::collections::BTreeMap;

/// The upper parts that are looked at.
pub const PARTS: [f64; 2] = [0.1, 0.2];

/// What is caught.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    /// Accounts that lost revenue.
    Accounts,
    /// Revenue that went.
    Revenue,
}

impl Of {
    /// Its share.
    pub fn of(self, share: Share) -> f64 {
        match self {
            Of::Accounts => share.accounts,
            Of::Revenue => share.revenue,
        }
    }

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Of::Accounts => "accounts",
            Of::Revenue => "revenue",
        }
    }
}

/// What one order holds in an upper part.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Capture {
    /// Which order.
    pub sort: Sort,
    /// Which upper part, 0 to 1.
    pub part: f64,
    /// Share of accounts that lost revenue.
    pub accounts: Estimate,
    /// Share of revenue that went.
    pub revenue: Estimate,
}

/// One order against a simpler one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Lift {
    /// Which order.
    pub sort: Sort,
    /// Against which.
    pub against: Sort,
    /// Which upper part, 0 to 1.
    pub part: f64,
    /// What is caught.
    pub of: Of,
    /// How many times as much; none where the simpler order caught nothing.
    pub times: Option<f64>,
    /// Share more, with its interval.
    pub more: Estimate,
    /// Whether a lift may be claimed.
    pub claimed: bool,
}

/// Captures and lifts of some lists.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Held {
    /// Each order at each upper part.
    pub captures: Vec<Capture>,
    /// The list against each single key, and its chances against no order.
    pub lifts: Vec<Lift>,
    /// Most accounts have no day that a contract names, so that chances alone find those that leave.
    pub dayless: bool,
}

/// Holds the orders of some lists against each other, with so many redraws from a seed. Empty when nothing went.
pub fn hold(lists: &[Ranked], rounds: u32, seed: u64) -> Held {
    let sorts: Vec<Sort> = Sort::ALL.into_iter().filter(|sort| sort.is_known(lists)).collect();
    let orders = Lists::of(lists, &sorts);
    let mut index: BTreeMap<AccountId, usize> = BTreeMap::new();
    let clusters: Vec<Vec<usize>> = lists
        .iter()
        .map(|list| {
            let mut number = |case: &Case| {
                let next = index.len();
                *index.entry(case.account).or_insert(next)
            };
            list.cases.iter().map(&mut number).collect()
        })
        .collect();
    let places: Vec<(Sort, f64)> = sorts.iter().flat_map(|sort| PARTS.iter().map(move |part| (*sort, *part))).collect();
    let all = |times: &[Vec<f64>]| orders.captures(&sorts, &PARTS, times);
    let Some(found) = all(&orders.once()) else { return Held::default() };
    let mut draw = Draw::seeded(seed);
    let redraws: Vec<Vec<Share>> = (0..rounds)
        .filter_map(|_| {
            let drawn = draw.times(index.len());
            let of = |cluster: &usize| drawn.get(*cluster).copied().unwrap_or_default();
            let times: Vec<Vec<f64>> = clusters.iter().map(|list| list.iter().map(of).collect()).collect();
            all(&times)
        })
        .collect();
    let at = |sort: Sort, part: f64| {
        places.iter().position(|(known, of)| *known == sort && (of - part).abs() < 1e-9).unwrap_or_default()
    };
    let share = |shares: &[Share], place: usize| shares.get(place).copied().unwrap_or_default();
    let estimate = |figure: &dyn Fn(&[Share]) -> f64| {
        Estimate::of(figure(&found), redraws.iter().map(|shares| figure(shares)).collect())
    };
    let captures = places.iter().enumerate().filter_map(|(place, (sort, part))| {
        Some(Capture {
            sort: *sort,
            part: *part,
            accounts: estimate(&|shares| share(shares, place).accounts)?,
            revenue: estimate(&|shares| share(shares, place).revenue)?,
        })
    });
    let mut held = Held { captures: captures.collect(), lifts: Vec::new(), dayless: dayless(lists) };
    for of in [Of::Revenue, Of::Accounts] {
        for part in PARTS {
            let keys = Sort::KEYS.into_iter().filter(|against| sorts.contains(against));
            let pairs = keys.map(|against| (Sort::Stake, against));
            for (sort, against) in pairs.chain([(Sort::Chance, Sort::Random), (Sort::Loss, Sort::Random)]) {
                let (ours, theirs) = (at(sort, part), at(against, part));
                let figure = |shares: &[Share]| of.of(share(shares, ours)) - of.of(share(shares, theirs));
                let Some(more) = estimate(&figure) else { continue };
                let (got, base) = (of.of(share(&found, ours)), of.of(share(&found, theirs)));
                let times = (base > 0.0).then(|| got / base);
                held.lifts.push(Lift { sort, against, part, of, times, more, claimed: more.is_above_zero() });
            }
        }
    }
    held.gate();
    held
}

/// Whether most cases have no day but an assumed one. It is told by what was known, never by what came.
fn dayless(lists: &[Ranked]) -> bool {
    let cases = || lists.iter().flat_map(|list| &list.cases);
    cases().filter(|case| case.assumed).count() * 2 > cases().count()
}

impl Held {
    /// The lift that must be there before any other of its kind is claimed: at the upper fifth, against the order that
    /// needs no foresight.
    pub fn first(&self, of: Of) -> Option<&Lift> {
        let (sort, against) = match of {
            Of::Revenue => (Sort::Stake, Sort::Largest),
            Of::Accounts if self.dayless => (Sort::Loss, Sort::Random),
            Of::Accounts => (Sort::Chance, Sort::Random),
        };
        self.lifts.iter().find(|lift| (lift.sort, lift.against, lift.of) == (sort, against, of) && lift.part > 0.15)
    }

    /// Of two dozen comparisons one in forty is above zero by chance: none is claimed unless the first one is.
    fn gate(&mut self) {
        let open = [Of::Revenue, Of::Accounts].map(|of| (of, self.claims(of)));
        for lift in &mut self.lifts {
            lift.claimed &= open.iter().any(|(of, open)| *of == lift.of && *open);
        }
    }

    /// Whether a lift of it is claimed.
    pub fn claims(&self, of: Of) -> bool {
        self.first(of).is_some_and(|lift| lift.claimed)
    }

    /// Whether any lift is claimed.
    pub fn is_lift(&self) -> bool {
        self.claims(Of::Revenue) || self.claims(Of::Accounts)
    }
}
