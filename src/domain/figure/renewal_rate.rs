//! How much of what was up for renewal was renewed: by amount, gross and net, of what was due and of all contracts; and
//! by count. What is still open counts as not renewed yet, and is named.

use crate::domain::phrase::period::Period;
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::value::day::Day;
use crate::domain::value::money::{Currency, Money, Rates};

/// A renewal as its rate needs it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DueRenewal {
    /// Day on which the term ends.
    pub due: Day,
    /// Revenue up for decision.
    pub target: Option<Money>,
    /// Revenue as signed.
    pub final_amount: Option<Money>,
    /// How it ended.
    pub outcome: Option<RenewalOutcome>,
    /// Revenue of its subscription, where it names one.
    pub revenue: Option<Money>,
}

impl DueRenewal {
    /// What was up for decision; none when the rows do not tell. A lost or open renewal without a target was about what
    /// its subscription pays; one on the same revenue, about what was signed.
    pub fn decided(&self) -> Option<Money> {
        self.target.or(match self.outcome {
            Some(RenewalOutcome::Renewed) => self.final_amount,
            Some(RenewalOutcome::Churned) | None => self.revenue,
            Some(RenewalOutcome::Expanded | RenewalOutcome::Contracted) => None,
        })
    }

    /// What was up for decision and what came of it; none when the rows do not tell.
    fn amounts(&self) -> Option<(Money, Money)> {
        let nothing = |of: Money| Money::new(0, of.currency);
        let target = self.decided()?;
        let signed = match self.outcome {
            None | Some(RenewalOutcome::Churned) => nothing(target),
            Some(RenewalOutcome::Renewed | RenewalOutcome::Expanded) => self.final_amount.unwrap_or(target),
            Some(RenewalOutcome::Contracted) => self.final_amount?,
        };
        (target.minor > 0).then_some((target, signed))
    }
}

/// Renewals of a period. Amounts in home minor units.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RenewalRate {
    /// Renewals due.
    pub due: u32,
    /// Of them renewed, on whatever revenue.
    pub renewed: u32,
    /// Of them open still.
    pub open: u32,
    /// Of them without any amount: left out of the rates by amount.
    pub unknown: u32,
    /// Revenue due.
    pub target: i64,
    /// The lesser of revenue due and signed, renewal by renewal.
    pub kept: i64,
    /// Revenue signed.
    pub signed: i64,
    /// Revenue due and open still.
    pub open_target: i64,
    /// Revenue of all contracts at the start of the period.
    pub all: i64,
    /// Only lost renewals are on record in the whole book: no rate can be told from them.
    pub only_losses: bool,
    /// Currencies without a rate: their renewals are left out of the rates by amount.
    pub unrated: Vec<Currency>,
}

/// Reckons the renewals due in a period at its rates. `all` is what the whole book paid at its start.
pub fn renewal_rate(rows: &[DueRenewal], period: Period, all: i64, rates: &Rates) -> RenewalRate {
    let mut found = RenewalRate { all, ..RenewalRate::default() };
    for row in rows.iter().filter(|row| (period.first..=period.last).contains(&row.due)) {
        found.due += 1;
        found.open += u32::from(row.outcome.is_none());
        found.renewed += u32::from(row.outcome.is_some_and(|outcome| outcome != RenewalOutcome::Churned));
        let Some((target, signed)) = row.amounts() else {
            found.unknown += 1;
            continue;
        };
        let (Some(target_home), Some(signed_home)) = (rates.home_minor(target), rates.home_minor(signed)) else {
            let missing = if rates.rate(target.currency).is_none() { target.currency } else { signed.currency };
            if !found.unrated.contains(&missing) {
                found.unrated.push(missing);
            }
            continue;
        };
        found.target = found.target.saturating_add(target_home);
        found.signed = found.signed.saturating_add(signed_home);
        found.kept = found.kept.saturating_add(signed_home.min(target_home));
        if row.outcome.is_none() {
            found.open_target = found.open_target.saturating_add(target_home);
        }
    }
    found
}

impl RenewalRate {
    /// What was due and renewed, growth left out, by what was due.
    pub fn gross_on_due(&self) -> Option<f64> {
        self.told(self.kept, self.target)
    }

    /// What was signed by what was due.
    pub fn net_on_due(&self) -> Option<f64> {
        self.told(self.signed, self.target)
    }

    /// The same of all contracts: one that was not due counts as kept.
    pub fn gross_of_all(&self) -> Option<f64> {
        share(self.all.saturating_sub(self.target).saturating_add(self.kept), self.all).map(|rate| rate.max(0.0))
    }

    /// The same of all contracts, with growth.
    pub fn net_of_all(&self) -> Option<f64> {
        share(self.all.saturating_sub(self.target).saturating_add(self.signed), self.all).map(|rate| rate.max(0.0))
    }

    /// Renewals renewed by renewals due.
    pub fn by_count(&self) -> Option<f64> {
        self.told(self.renewed.into(), self.due.into())
    }

    /// A rate of what was due; a book that writes down losses alone does not tell what else was due.
    fn told(&self, part: i64, whole: i64) -> Option<f64> {
        share(part, whole).filter(|_| !self.only_losses)
    }
}

fn share(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
