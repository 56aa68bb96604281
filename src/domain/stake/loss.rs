//! The chance of loss of an account: the model's figure from log-odds, the customer's word and the CSM's own call.
//! Both figures are always kept; only which of them rules changes.

use crate::domain::record::account::CallLevel;
use crate::domain::stake::input::Inputs;
use crate::domain::stake::signal::{Signal, signals};
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;

/// How the book's own renewals ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Prior {
    /// Renewals lost.
    pub lost: u32,
    /// Renewals decided.
    pub decided: u32,
}

impl Prior {
    /// The chance of loss before any signal: (lost + 1) / (decided + 10).
    pub fn p(self) -> f64 {
        (f64::from(self.lost) + 1.0) / (f64::from(self.decided) + 10.0)
    }
}

/// What decides the chance of loss.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ruling {
    /// The signals.
    Model,
    /// The CSM's own call.
    Call,
    /// The customer said that it leaves.
    Leaving,
    /// Notice came in.
    Notice,
    /// The contract has renewed itself.
    Locked,
}

/// The CSM's own call, kept beside the model.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Call {
    /// What was called.
    pub level: CallLevel,
    /// When.
    pub on: Day,
    /// The chance of loss that it stands for.
    pub p: f64,
    /// Older than `call_days`: the model rules again.
    pub stale: bool,
    /// Farther from the model than `call_apart`: the two disagree.
    pub apart: bool,
}

/// The chance of loss of an account, and how it came about.
#[derive(Clone, PartialEq, Debug)]
pub struct Loss {
    /// The book's own history.
    pub prior: Prior,
    /// All signals, in their fixed order.
    pub signals: Vec<Signal>,
    /// Signals whose input is known.
    pub known: usize,
    /// Signals there are.
    pub of: usize,
    /// Sum of the log-odds, that of the prior among them.
    pub log_odds: f64,
    /// The model's figure, clamped.
    pub model: f64,
    /// The CSM's own call, also when stale.
    pub call: Option<Call>,
    /// Day on which the customer said it would leave.
    pub leaving: Option<Day>,
    /// What rules for the account; a decision with notice, or locked in, has its own.
    pub ruling: Ruling,
    /// The figure that rules.
    pub p: f64,
}

/// Reckons the chance of loss of an account. A call made on or after the day on which the customer said that it leaves
/// outranks that word while it is fresh: who called it knew.
pub fn loss(inputs: &Inputs, weights: &Weights, prior: Prior, today: Day) -> Loss {
    let signals = signals(inputs, today, weights);
    let log_odds = logit(prior.p()) + signals.iter().map(|signal| signal.log_odds).sum::<f64>();
    let model = chance(log_odds, weights);
    let call = inputs.call.filter(|call| call.on <= today).map(|call| {
        let p = call_p(call.value, weights);
        let stale = i64::from(today.since(call.on)) > i64::from(weights.call_days);
        // A hair's breadth less, so that 15 % and 40 % are as far apart as they look.
        Call { level: call.value, on: call.on, p, stale, apart: (p - model).abs() >= weights.call_apart - 1e-9 }
    });
    let leaving = inputs.leaving.filter(|on| *on <= today);
    let (ruling, p) = match (call.filter(|call| !call.stale), leaving) {
        (Some(call), None) => (Ruling::Call, call.p),
        (Some(call), Some(said)) if call.on >= said => (Ruling::Call, call.p),
        (_, Some(_)) => (Ruling::Leaving, bounded(weights.leaving_p)),
        (None, None) => (Ruling::Model, model),
    };
    let known = signals.iter().filter(|signal| signal.input.is_some()).count();
    Loss { prior, known, of: signals.len(), signals, log_odds, model, call, leaving, ruling, p }
}

impl Loss {
    /// The model's figure, had one signal not spoken.
    pub fn model_without(&self, signal: &Signal, weights: &Weights) -> f64 {
        chance(self.log_odds - signal.log_odds, weights)
    }
}

/// The chance of loss that a call stands for.
pub fn call_p(level: CallLevel, weights: &Weights) -> f64 {
    bounded(match level {
        CallLevel::Commit => weights.calls.commit,
        CallLevel::Likely => weights.calls.likely,
        CallLevel::Possible => weights.calls.possible,
        CallLevel::AtRisk => weights.calls.at_risk,
        CallLevel::Lost => weights.calls.lost,
    })
}

/// A chance from 0 to 1, whatever a config says; what is no number is 0.
pub(super) fn bounded(p: f64) -> f64 {
    if p.is_nan() { 0.0 } else { p.clamp(0.0, 1.0) }
}

pub(super) fn logit(p: f64) -> f64 {
    let held = p.clamp(1e-9, 1.0 - 1e-9);
    (held / (1.0 - held)).ln()
}

fn chance(log_odds: f64, weights: &Weights) -> f64 {
    let p = 1.0 / (1.0 + (-log_odds).exp());
    bounded(p.max(weights.p_least).min(weights.p_most))
}
