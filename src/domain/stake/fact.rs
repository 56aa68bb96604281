//! What is known of an account on a day, as signals of loss and measures of health read it: one reading of each fact.

use crate::domain::record::account::LifecycleStage;
use crate::domain::stake::cycle::live;
use crate::domain::stake::health::Band;
use crate::domain::stake::input::{Dated, Hand, Inputs};
use crate::domain::stake::weights::{HealthWeights, Weights};
use crate::domain::value::day::Day;

/// What was read.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Read {
    /// The figure: points, percent, days or a count, as the kind says. Ages run on to today.
    pub figure: f64,
    /// As of when; none for what is counted today.
    pub on: Option<Day>,
}

/// The CSM's own word for health, on the days on which it holds.
pub fn by_hand(inputs: &Inputs, today: Day) -> Option<Hand> {
    inputs.hand.filter(|hand| hand.on <= today && today <= hand.until)
}

/// Health as the ranking reads it: the imported score, held within the band that the CSM says it is in. The score that
/// folio makes of measures is not read: the other signals read the same facts one by one.
pub(super) fn given_health(inputs: &Inputs, today: Day, weights: &Weights) -> Option<Read> {
    let imported = read(inputs.health);
    match by_hand(inputs, today) {
        None => imported,
        Some(hand) => {
            let figure =
                held(imported.map(|read| read.figure), hand.band(), inputs.segment.as_deref(), &weights.health);
            Some(Read { figure, on: Some(hand.on) })
        }
    }
}

/// A score where it is in a band, else the middle of that band.
fn held(score: Option<f64>, band: Band, segment: Option<&str>, weights: &HealthWeights) -> f64 {
    let (red, yellow) = weights.limits(segment);
    let middle = match band {
        Band::Red => red / 2.0,
        Band::Yellow => f64::midpoint(red, yellow),
        Band::Green => f64::midpoint(yellow, 100.0),
    };
    score.filter(|score| Band::of(*score, segment, weights) == band).unwrap_or(middle)
}

/// A reading as given; one that is no number is not known.
pub(super) fn read(dated: Option<Dated<f64>>) -> Option<Read> {
    dated.filter(|d| d.value.is_finite()).map(|d| Read { figure: d.value, on: Some(d.on) })
}

/// An age that runs on from its as-of day until a reading of 0 ends it.
pub(super) fn aged(dated: Option<Dated<f64>>, today: Day) -> Option<Read> {
    read(dated).map(|read| {
        let since = read.on.map_or(0, |on| today.since(on).max(0));
        Read { figure: if read.figure > 0.0 { read.figure + f64::from(since) } else { 0.0 }, ..read }
    })
}

/// Whether an NPS answer is a detractor's.
pub(super) fn is_detractor(score: f64) -> bool {
    score < 7.0
}

/// The latest NPS answer, while it still counts.
pub(super) fn fresh_nps(inputs: &Inputs, today: Day, weights: &Weights) -> Option<Read> {
    fresh(inputs.nps, today, weights)
}

/// The latest NPS answer below 7 to which nobody replied, while it still counts: whoever answered later may be another.
pub fn waiting_detractor(inputs: &Inputs, today: Day, weights: &Weights) -> Option<Read> {
    let latest = inputs.nps.filter(|_| !inputs.nps_answered);
    let low = |dated: Option<Dated<f64>>| fresh(dated, today, weights).filter(|read| is_detractor(read.figure));
    low(latest).or_else(|| low(inputs.detractor))
}

fn fresh(answer: Option<Dated<f64>>, today: Day, weights: &Weights) -> Option<Read> {
    let fresh = |on: Day| i64::from(today.since(on)) <= i64::from(weights.signals.nps_days);
    read(answer).filter(|read| read.on.is_some_and(fresh))
}

/// Seats bought by all live subscriptions; none when no contract names any.
pub fn seats(inputs: &Inputs, today: Day, weights: &Weights) -> Option<u64> {
    let named: Vec<u64> = live(inputs, today, weights).iter().filter_map(|sub| sub.seats).map(u64::from).collect();
    (!named.is_empty()).then(|| named.iter().sum())
}

/// Seats in use, percent of those bought by all live subscriptions.
pub fn seat_use(inputs: &Inputs, today: Day, weights: &Weights) -> Option<Read> {
    let bought = seats(inputs, today, weights).unwrap_or_default();
    let used = read(inputs.seats_used)?;
    (bought > 0).then(|| Read { figure: used.figure / bought as f64 * 100.0, ..used })
}

/// Whether the customer has had time to roll out. Without any start on record only onboarding is taken for early.
pub(super) fn past_start(inputs: &Inputs, today: Day, weights: &Weights) -> bool {
    let months = i32::try_from(weights.signals.seats_months).unwrap_or(i32::MAX);
    let first = inputs.subscriptions.iter().filter_map(|sub| sub.start).min();
    first.map_or(inputs.stage != LifecycleStage::Onboarding, |start| start.plus_months(months) <= today)
}
