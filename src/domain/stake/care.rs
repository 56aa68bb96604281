//! The care lane: what is owed to a customer. Only the largest thing owed counts in money.

use crate::domain::stake::fact::{aged, waiting_detractor};
use crate::domain::stake::input::Inputs;
use crate::domain::stake::loss::bounded;
use crate::domain::stake::purse::product;
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;

/// What may be owed to a customer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CareKind {
    /// A promise is overdue.
    Promise,
    /// A touch is owed.
    Silence,
    /// An open P1 that nobody was in touch about.
    P1,
    /// A detractor whom nobody answered.
    Detractor,
}

/// One thing owed. Only the largest counts in money.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CareTerm {
    /// What.
    pub kind: CareKind,
    /// Days overdue, days since the touch, days open, or the score given.
    pub figure: f64,
    /// Since when.
    pub on: Option<Day>,
    /// How much is owed, 0 to 1.
    pub c: f64,
    /// `V · κ · c` for the largest, 0 for the others; home minor units.
    pub money: i64,
}

/// All that is owed, with money on the largest; `base` is the revenue it is weighed by, home minor units.
pub(super) fn care_terms(inputs: &Inputs, weights: &Weights, base: i64, today: Day) -> Vec<CareTerm> {
    let mut terms = Vec::new();
    let mut owe = |kind, figure: f64, on, c: f64| {
        if c > 0.0 {
            terms.push(CareTerm { kind, figure, on, c: bounded(c), money: 0 });
        }
    };
    if let Some(due) = inputs.oldest_promise {
        let late = f64::from(today.since(due));
        owe(CareKind::Promise, late, Some(due), late / f64::from(weights.promise_days.max(1)));
    }
    if let Some(touch) = inputs.last_touch {
        let quiet = f64::from(today.since(touch));
        let cadence = f64::from(weights.cadence.days(inputs.segment.as_deref()));
        owe(CareKind::Silence, quiet, Some(touch), quiet / cadence - 1.0);
    }
    // Any touch since counts as an answer.
    let unanswered = |since: Day| inputs.last_touch.is_none_or(|touch| touch < since);
    if let Some(p1) = aged(inputs.p1_age, today).filter(|p1| p1.figure > 0.0) {
        let opened = today.plus_days((-p1.figure).floor() as i32);
        if unanswered(opened) {
            owe(CareKind::P1, p1.figure, Some(opened), 1.0);
        }
    }
    if let Some(nps) = waiting_detractor(inputs, today, weights)
        && nps.on.is_none_or(unanswered)
    {
        owe(CareKind::Detractor, nps.figure, nps.on, 1.0);
    }
    let most = terms.iter().map(|term| term.c).fold(0.0, f64::max);
    if let Some(term) = terms.iter_mut().find(|term| term.c >= most) {
        term.money = product(base, weights.kappa.max(0.0) * term.c);
    }
    terms
}
