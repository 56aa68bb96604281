//! The stake of one account: risk, growth and care in home money. Each term is rounded once, and the sums are of the
//! rounded terms, so that what is printed adds up.

use crate::domain::record::account::LifecycleStage;
use crate::domain::stake::care::{CareTerm, care_terms};
use crate::domain::stake::cycle::{live, term_end};
use crate::domain::stake::growth::{GrowthTerm, growth_terms};
use crate::domain::stake::health::{Band, Trend};
use crate::domain::stake::input::Inputs;
use crate::domain::stake::loss::{Loss, Prior, Ruling, bounded, loss};
use crate::domain::stake::purse::{Purse, product, pulled, sum};
use crate::domain::stake::score::{Health, score};
use crate::domain::stake::timing::{Decision, decisions, urgency};
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;
use crate::domain::value::money::{Currency, Rates};

/// What one open decision puts at risk.
#[derive(Clone, PartialEq, Debug)]
pub struct DecisionTerm {
    /// Which decision.
    pub decision: Decision,
    /// Its revenue V as weighed, home minor units.
    pub revenue: i64,
    /// Days to the decision day; negative past it.
    pub days: i32,
    /// Chance of loss.
    pub p: f64,
    /// What decided that chance.
    pub ruling: Ruling,
    /// Weight of the day.
    pub t: f64,
    /// `revenue · p · t`, home minor units.
    pub money: i64,
}

/// The place of one account, with its arithmetic.
#[derive(Clone, PartialEq, Debug)]
pub struct Stake {
    /// All three lanes, home minor units.
    pub total: i64,
    /// Revenue that may be lost.
    pub risk: i64,
    /// Revenue that may be won.
    pub growth: i64,
    /// Revenue that waits for us.
    pub care: i64,
    /// Revenue whose decision is open: the V of the risk lane.
    pub revenue: i64,
    /// Recurring revenue that is live today, as it stands in the contracts.
    pub arr: i64,
    /// Revenue that the care lane weighs: `revenue` and live revenue without any decision day.
    pub care_base: i64,
    /// Chance of loss over all open decisions, weighed by revenue.
    pub p: f64,
    /// Weight of the day over all open decisions: `risk` is `revenue · p · t`, but for rounding.
    pub t: f64,
    /// The book's median revenue that V is drawn towards when `gamma` is not 1, home minor units.
    pub median: Option<i64>,
    /// How the chance of loss came about.
    pub loss: Loss,
    /// The open decisions.
    pub decisions: Vec<DecisionTerm>,
    /// The opportunities.
    pub growth_terms: Vec<GrowthTerm>,
    /// What is owed.
    pub care_terms: Vec<CareTerm>,
    /// The decision that drives the place: the largest at stake, the earliest of equals.
    pub next: Option<DecisionTerm>,
    /// Currencies without a rate: their amounts count as nothing.
    pub missing_rates: Vec<Currency>,
    /// Health: what it is made of, and what rules.
    pub health: Health,
    /// Band of health, the CSM's own word before any score.
    pub band: Option<Band>,
    /// Where health is going.
    pub trend: Option<Trend>,
}

/// Reckons the stake of one account on a day. `median` is the book's median revenue in home minor units; it matters
/// only when `gamma` is not 1.
pub fn stake(
    inputs: &Inputs,
    weights: &Weights,
    rates: &Rates,
    prior: Prior,
    median: Option<i64>,
    today: Day,
) -> Stake {
    let mut purse = Purse::new(rates);
    let mut loss = loss(inputs, weights, prior, today);
    let paid = live(inputs, today, weights);
    let arr = sum(paid.iter().map(|sub| purse.home(sub.arr)));
    let weigh = |revenue: i64| pulled(revenue, weights.gamma, median);
    let decisions: Vec<DecisionTerm> = decisions(inputs, today, weights)
        .into_iter()
        .map(|decision| decision_term(weigh(purse.home(decision.revenue)), decision, &loss, weights, today))
        .collect();
    let gone = inputs.stage == LifecycleStage::Churned;
    let undated = paid
        .iter()
        .filter(|sub| !gone && term_end(inputs, sub, today).is_none())
        .filter(|sub| !decisions.iter().any(|term| term.decision.subscription.is_none_or(|id| id == sub.id)));
    let undated = sum(undated.map(|sub| weigh(purse.home(sub.arr))));
    let revenue = sum(decisions.iter().map(|term| term.revenue));
    let care_base = revenue.saturating_add(undated);
    let growth_terms = if gone { Vec::new() } else { growth_terms(inputs, weights, &mut purse, today) };
    let care_terms = if gone { Vec::new() } else { care_terms(inputs, weights, care_base, today) };
    let risk = sum(decisions.iter().map(|term| term.money));
    let growth = sum(growth_terms.iter().map(|term| term.money));
    let care = sum(care_terms.iter().map(|term| term.money));
    let money: Vec<i64> = loss
        .signals
        .iter()
        .map(|signal| risk.saturating_sub(risk_at(&decisions, Ruling::Model, loss.model_without(signal, weights))))
        .collect();
    for (signal, money) in loss.signals.iter_mut().zip(money) {
        signal.money = money;
    }
    let (p, t) = effective(&decisions, loss.p);
    let health = score(inputs, weights, today);
    Stake {
        total: risk.saturating_add(growth).saturating_add(care),
        risk,
        growth,
        care,
        revenue,
        arr: if gone { 0 } else { arr },
        care_base,
        p,
        t,
        median,
        loss,
        next: driving(&decisions),
        decisions,
        growth_terms,
        care_terms,
        missing_rates: purse.missing(),
        band: health.band,
        trend: health.trend,
        health,
    }
}

/// What the risk lane would be if all decisions under one ruling had another chance of loss.
pub(super) fn risk_at(decisions: &[DecisionTerm], ruling: Ruling, p: f64) -> i64 {
    sum(decisions.iter().map(|term| if term.ruling == ruling { product(term.revenue, p * term.t) } else { term.money }))
}

fn decision_term(revenue: i64, decision: Decision, loss: &Loss, weights: &Weights, today: Day) -> DecisionTerm {
    let days = decision.day.since(today);
    let t = urgency(days, weights);
    let (ruling, p) = if decision.notice_on.is_some() {
        (Ruling::Notice, bounded(weights.notice_p))
    } else if decision.locked {
        (Ruling::Locked, bounded(weights.locked_p))
    } else {
        (loss.ruling, loss.p)
    };
    DecisionTerm { revenue, days, p, ruling, t, money: product(revenue, p * t), decision }
}

/// Chance and weight of all decisions together, weighed by revenue; those of the account when no revenue is open.
fn effective(decisions: &[DecisionTerm], p: f64) -> (f64, f64) {
    let revenue: f64 = decisions.iter().map(|term| term.revenue as f64).sum();
    let lost: f64 = decisions.iter().map(|term| term.revenue as f64 * term.p).sum();
    let risk: f64 = decisions.iter().map(|term| term.revenue as f64 * term.p * term.t).sum();
    let next = decisions.first();
    let p = if revenue > 0.0 { lost / revenue } else { next.map_or(p, |term| term.p) };
    let t = if lost > 0.0 { risk / lost } else { next.map_or(0.0, |term| term.t) };
    (p, t)
}

fn driving(decisions: &[DecisionTerm]) -> Option<DecisionTerm> {
    // Decisions come earliest first, and `max_by_key` keeps the last of equals: so from the back.
    decisions.iter().rev().max_by_key(|term| term.money).cloned()
}
