//! Net and gross retention, what was lost and how, and lost customers: of the accounts that paid at the start of a
//! period, at its rates. Gross retention is clipped account by account; a customer that left and is back never raises it.

use crate::domain::figure::curve::{Amounts, Entry, ends};
use crate::domain::figure::rules::Rules;
use crate::domain::phrase::period::Period;
use crate::domain::value::money::{Currency, Money, Rate, Rates};
use std::collections::BTreeMap;

/// What became of the revenue of a cohort. Amounts in home minor units.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Retention {
    /// The days reckoned.
    pub period: Period,
    /// Accounts that paid at the start.
    pub accounts: u32,
    /// What they paid then.
    pub start: i64,
    /// What they pay at the end.
    pub end: i64,
    /// The lesser of both, account by account.
    pub kept: i64,
    /// Lost with customers that left.
    pub churned: i64,
    /// Lost at customers that stayed.
    pub contracted: i64,
    /// Accounts that pay nothing at the end.
    pub lost: u32,
    /// Accounts that did not pay at the start and do at the end: outside the cohort.
    pub gained: u32,
    /// What those pay.
    pub gained_revenue: i64,
    /// What the cohort paid at the start and pays at the end in each currency, minor units of it.
    pub originals: BTreeMap<Currency, (i64, i64)>,
    /// Rates of the first day that were used.
    pub rates: Vec<(Currency, Rate)>,
    /// Currencies without a rate on that day: their amounts are left out.
    pub unrated: Vec<Currency>,
}

/// Reckons a period from the ledger, which is in order of account and day, at the rates of the period's first day.
pub fn retention(ledger: &[Entry], period: Period, rules: &Rules, rates: &Rates) -> Retention {
    let mut found = Retention::of(period);
    for rows in ledger.chunk_by(|one, two| one.account == two.account) {
        found.count(rows, rules, rates);
    }
    found.ordered()
}

impl Retention {
    /// Of no account yet.
    pub fn of(period: Period) -> Retention {
        Retention {
            period,
            accounts: 0,
            start: 0,
            end: 0,
            kept: 0,
            churned: 0,
            contracted: 0,
            lost: 0,
            gained: 0,
            gained_revenue: 0,
            originals: BTreeMap::new(),
            rates: Vec::new(),
            unrated: Vec::new(),
        }
    }

    /// With its currencies in order.
    pub fn ordered(mut self) -> Retention {
        self.rates.sort_unstable_by_key(|(currency, _)| *currency);
        self.unrated.sort_unstable();
        self
    }

    /// Counts one account by its rows, which are in order of day.
    pub fn count(&mut self, rows: &[Entry], rules: &Rules, rates: &Rates) {
        let ends = ends(rows, self.period, rules);
        let (start, end) = (self.home(&ends.start, rates), self.home(&ends.end, rates).max(0));
        if start <= 0 {
            if !ends.start.is_paying() && end > 0 {
                self.gained += 1;
                self.gained_revenue = self.gained_revenue.saturating_add(end);
            }
            return;
        }
        let end = if ends.stays { end } else { 0 };
        let kept = if ends.left { 0 } else { end.min(start) };
        self.accounts += 1;
        for (currency, minor) in &ends.start.0 {
            let paid = &mut self.originals.entry(*currency).or_default().0;
            *paid = paid.saturating_add(*minor);
        }
        for (currency, minor) in ends.end.0.iter().filter(|_| ends.stays) {
            let paid = &mut self.originals.entry(*currency).or_default().1;
            *paid = paid.saturating_add(*minor);
        }
        self.start = self.start.saturating_add(start);
        self.end = self.end.saturating_add(end);
        self.kept = self.kept.saturating_add(kept);
        self.lost += u32::from(!ends.stays);
        let lane = if ends.left || !ends.stays { &mut self.churned } else { &mut self.contracted };
        *lane = lane.saturating_add(start.saturating_sub(kept));
    }

    fn home(&mut self, amounts: &Amounts, rates: &Rates) -> i64 {
        let mut sum = 0_i64;
        for (currency, minor) in &amounts.0 {
            let Some((rate, home)) = rates.rate(*currency).zip(rates.home_minor(Money::new(*minor, *currency))) else {
                if !self.unrated.contains(currency) {
                    self.unrated.push(*currency);
                }
                continue;
            };
            if *currency != rates.home && !self.rates.iter().any(|(known, _)| known == currency) {
                self.rates.push((*currency, rate));
            }
            sum = sum.saturating_add(home);
        }
        sum
    }

    /// Net revenue retention: what the cohort pays at the end by what it paid at the start.
    pub fn nrr(&self) -> Option<f64> {
        share(self.end, self.start)
    }

    /// Gross revenue retention: the same without any growth.
    pub fn grr(&self) -> Option<f64> {
        share(self.kept, self.start)
    }

    /// Revenue churn, 1 − GRR.
    pub fn revenue_churn(&self) -> Option<f64> {
        share(self.churned.saturating_add(self.contracted), self.start)
    }

    /// The part of revenue churn that left with its customers.
    pub fn churned_share(&self) -> Option<f64> {
        share(self.churned, self.start)
    }

    /// The part of revenue churn at customers that stayed.
    pub fn contracted_share(&self) -> Option<f64> {
        share(self.contracted, self.start)
    }

    /// Accounts lost by accounts at the start.
    pub fn logo_churn(&self) -> Option<f64> {
        share(self.lost.into(), self.accounts.into())
    }

    /// Days in the period.
    pub fn days(&self) -> i32 {
        self.period.last.since(self.period.first).saturating_add(1)
    }
}

/// A rate of some days as one of a year: 1 − (1 − r)^(365 / days). A calendar year is a year, leap or not.
pub fn annual(rate: f64, days: i32) -> Option<f64> {
    match days {
        ..=0 => None,
        365 | 366 => Some(rate),
        _ => Some(1.0 - (1.0 - rate).max(0.0).powf(365.0 / f64::from(days))),
    }
}

fn share(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
