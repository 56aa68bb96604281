//! Amounts on their way into the stake: changed into home money, multiplied and summed without overflow.

use crate::domain::value::money::{Currency, Money, Rates};

/// Changes amounts into home money and remembers what it could not change.
pub(super) struct Purse<'a> {
    rates: &'a Rates,
    missing: Vec<Currency>,
}

impl<'a> Purse<'a> {
    pub(super) fn new(rates: &'a Rates) -> Purse<'a> {
        Purse { rates, missing: Vec::new() }
    }

    /// An amount in home minor units; 0 for what is negative or has no rate, the most there is for what is too large.
    pub(super) fn home(&mut self, amount: Money) -> i64 {
        if amount.minor <= 0 {
            return 0;
        }
        if self.rates.rate(amount.currency).is_none() {
            if !self.missing.contains(&amount.currency) {
                self.missing.push(amount.currency);
            }
            return 0;
        }
        self.rates.home_minor(amount).unwrap_or(i64::MAX)
    }

    /// The currencies without a rate that came up, by code.
    pub(super) fn missing(mut self) -> Vec<Currency> {
        self.missing.sort_unstable();
        self.missing
    }
}

pub(super) fn sum(amounts: impl Iterator<Item = i64>) -> i64 {
    amounts.fold(0, i64::saturating_add)
}

/// An amount times a factor, rounded once.
pub(super) fn product(amount: i64, factor: f64) -> i64 {
    (amount as f64 * factor).round() as i64
}

/// Revenue drawn towards the median: V^γ · median^(1−γ).
pub(super) fn pulled(revenue: i64, gamma: f64, median: Option<i64>) -> i64 {
    match median.filter(|median| *median > 0) {
        Some(median) if revenue > 0 && gamma.is_finite() && (gamma - 1.0).abs() > f64::EPSILON => {
            ((revenue as f64).powf(gamma) * (median as f64).powf(1.0 - gamma)).round() as i64
        }
        _ => revenue,
    }
}
