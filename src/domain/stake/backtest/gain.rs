//! What the upper part of a list holds of what went: as a share of the accounts that lost revenue, and of that revenue.
//! Lists of several days are taken together, each with its own upper part.

use crate::domain::stake::backtest::case::Ranked;
use crate::domain::stake::backtest::sort::{Order, Sort};

/// What went, of one thing and of the other.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Share {
    /// Of the accounts that lost revenue, 0 to 1.
    pub accounts: f64,
    /// Of the revenue that went, 0 to 1.
    pub revenue: f64,
}

/// What an upper part holds, as counted.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
struct Sum {
    accounts: f64,
    revenue: f64,
}

impl Sum {
    fn add(&mut self, times: f64, lost: i64) {
        if lost > 0 {
            self.accounts += times;
            self.revenue += times * lost as f64;
        }
    }

    fn of(self, all: Sum) -> Option<Share> {
        (all.accounts > 0.0 && all.revenue > 0.0)
            .then(|| Share { accounts: self.accounts / all.accounts, revenue: self.revenue / all.revenue })
    }
}

/// Lists with their orders, brought in order once.
#[derive(Clone, Debug)]
pub struct Lists<'a> {
    lists: Vec<(&'a Ranked, Vec<(Sort, Order)>)>,
}

impl<'a> Lists<'a> {
    /// Brings lists in each of some orders.
    pub fn of(lists: &'a [Ranked], sorts: &[Sort]) -> Lists<'a> {
        let orders = |list: &'a Ranked| sorts.iter().map(|sort| (*sort, Order::of(list, *sort))).collect();
        Lists { lists: lists.iter().map(|list| (list, orders(list))).collect() }
    }

    /// What the upper parts, each 0 to 1, of all lists hold in some orders, order by order; `times` says how often each
    /// case of each list counts. None when nothing went.
    pub fn captures(&self, sorts: &[Sort], parts: &[f64], times: &[Vec<f64>]) -> Option<Vec<Share>> {
        let mut all = Sum::default();
        let mut rows = Vec::new();
        for ((list, _), times) in self.lists.iter().zip(times) {
            rows.push(times.iter().sum::<f64>());
            for (case, times) in list.cases.iter().zip(times) {
                all.add(*times, case.lost);
            }
        }
        let mut found = Vec::new();
        for sort in sorts {
            for part in parts {
                let mut held = Sum::default();
                for (((list, orders), times), rows) in self.lists.iter().zip(times).zip(&rows) {
                    if let Some((_, order)) = orders.iter().find(|(known, _)| known == sort) {
                        upper(list, order, times, rows * part, &mut held);
                    }
                }
                found.push(held.of(all)?);
            }
        }
        Some(found)
    }

    /// Each case of each list once.
    pub fn once(&self) -> Vec<Vec<f64>> {
        self.lists.iter().map(|(list, _)| vec![1.0; list.cases.len()]).collect()
    }

    /// What the upper parts hold at each hundredth of the list, from nothing to all of it; empty when nothing went.
    pub fn curve(&self, sort: Sort) -> Vec<Share> {
        let parts: Vec<f64> = (0..=100).map(|percent| f64::from(percent) / 100.0).collect();
        self.captures(&[sort], &parts, &self.once()).unwrap_or_default()
    }
}

/// Adds what stands above a line so many rows from the top; equals across the line count in part.
fn upper(list: &Ranked, order: &Order, times: &[f64], mut room: f64, held: &mut Sum) {
    let count = |at: &usize| times.get(*at).copied().unwrap_or_default();
    for group in order.groups() {
        if room <= 0.0 {
            return;
        }
        let size: f64 = group.iter().map(count).sum();
        let inside = if size > room { room / size } else { 1.0 };
        for at in group {
            if let Some(case) = list.cases.get(*at) {
                held.add(count(at) * inside, case.lost);
            }
        }
        room -= size;
    }
}
