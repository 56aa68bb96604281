//! The growth lane: what open opportunities may bring, each by its own chance and day.

use crate::domain::stake::input::{Inputs, Prospect};
use crate::domain::stake::loss::bounded;
use crate::domain::stake::purse::{Purse, product};
use crate::domain::stake::timing::urgency;
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;

/// What one opportunity adds.
#[derive(Clone, PartialEq, Debug)]
pub struct GrowthTerm {
    /// What it is called, as given.
    pub name: String,
    /// Revenue a year if won, home minor units.
    pub amount: i64,
    /// Chance of winning.
    pub q: f64,
    /// Days to its close day; negative past it, none when it has none.
    pub days: Option<i32>,
    /// Weight of the day.
    pub t: f64,
    /// `λ · amount · q · t`, home minor units.
    pub money: i64,
}

/// What each opportunity adds. Without a close day it weighs as the farthest; past it, in full.
pub(super) fn growth_terms(inputs: &Inputs, weights: &Weights, purse: &mut Purse<'_>, today: Day) -> Vec<GrowthTerm> {
    let term = |prospect: &Prospect| {
        let amount = purse.home(prospect.amount);
        let q = bounded(prospect.probability.map_or(weights.growth_q, |percent| f64::from(percent) / 100.0));
        let days = prospect.close.map(|close| close.since(today));
        let t = days.map_or(bounded(weights.floor), |days| urgency(days, weights));
        let money = product(amount, weights.lambda.max(0.0) * q * t);
        GrowthTerm { name: prospect.name.clone(), amount, q, days, t, money }
    };
    inputs.prospects.iter().map(term).collect()
}
