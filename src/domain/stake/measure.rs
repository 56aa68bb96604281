//! The measures of health: each fact as a figure from 0, the worst, to 100, the best, with its as-of day. What is not
//! known has no figure, and is never taken for a bad or a good one.

use crate::domain::stake::fact::{Read, aged, fresh_nps, read, seat_use};
use crate::domain::stake::input::Inputs;
use crate::domain::stake::measure_kind::MeasureKind;
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;

/// One measure of an account.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Measure {
    /// Which.
    pub kind: MeasureKind,
    /// What it counts beside the others.
    pub weight: f64,
    /// From 0 to 100; none when it is not known.
    pub value: Option<f64>,
    /// What it was made of, and as of when.
    pub fact: Option<Read>,
    /// Older than figures should be.
    pub stale: bool,
}

/// The measures that count, in their order.
pub fn measures(inputs: &Inputs, weights: &Weights, today: Day) -> Vec<Measure> {
    let counted =
        MeasureKind::ALL.into_iter().map(|kind| (kind, weights.health.weight(kind, inputs.segment.as_deref())));
    let counted = counted.filter(|(_, weight)| *weight > 0.0);
    counted
        .map(|(kind, weight)| {
            let (fact, value) = match measured(kind, inputs, weights, today) {
                Some((fact, value)) if value.is_finite() => (Some(fact), Some(value.clamp(0.0, 100.0))),
                _ => (None, None),
            };
            let old = |on: Day| i64::from(today.since(on)) > i64::from(weights.health.stale_days);
            // Silence and departures are not old figures: that they are long ago is what they say.
            let timeless = matches!(kind, MeasureKind::Touch | MeasureKind::Departures);
            let stale = !timeless && fact.and_then(|fact| fact.on).is_some_and(old);
            Measure { kind, weight, value, fact, stale }
        })
        .collect()
}

/// The fact that a measure is made of, and its figure.
fn measured(kind: MeasureKind, inputs: &Inputs, weights: &Weights, today: Day) -> Option<(Read, f64)> {
    let s = &weights.signals;
    // Full marks for nothing, half of them at the day of alarm.
    let late = |read: Read, alarm: u32| (read, 100.0 - 50.0 * read.figure / f64::from(alarm.max(1)));
    match kind {
        MeasureKind::Seats => seat_use(inputs, today, weights).map(|read| (read, read.figure)),
        MeasureKind::Usage => read(inputs.usage_change).map(|read| {
            let change = read.figure;
            (read, 75.0 + if change < 0.0 { change * 1.5 } else { change })
        }),
        MeasureKind::Touch => {
            let on = inputs.last_touch?;
            let days = f64::from(today.since(on).max(0));
            let cadence = f64::from(weights.cadence.days(inputs.segment.as_deref()));
            Some((Read { figure: days, on: Some(on) }, 100.0 - 50.0 * (days / cadence - 1.0).max(0.0)))
        }
        MeasureKind::P1 => aged(inputs.p1_age, today).map(|read| late(read, s.p1_days)),
        MeasureKind::Escalations => read(inputs.escalations).map(|read| (read, 100.0 - 50.0 * read.figure)),
        MeasureKind::Contacts => {
            let live = f64::from(inputs.live_contacts);
            let enough = f64::from(s.contacts_least.max(1));
            (inputs.contacts > 0).then_some((Read { figure: live, on: None }, live / enough * 100.0))
        }
        MeasureKind::Departures => {
            // Whoever is about to leave hides nobody who has left.
            let left =
                [inputs.champion_left, inputs.sponsor_left].into_iter().flatten().filter(|on| *on <= today).max();
            let Some(on) = left else {
                return (inputs.contacts > 0).then_some((Read { figure: f64::INFINITY, on: None }, 100.0));
            };
            let days = f64::from(today.since(on));
            Some((Read { figure: days, on: Some(on) }, days / f64::from(s.left_days.max(1)) * 100.0))
        }
        MeasureKind::Nps => fresh_nps(inputs, today, weights).map(|read| (read, read.figure * 10.0)),
        MeasureKind::Invoice => aged(inputs.invoice_late, today).map(|read| late(read, s.invoice_days)),
        MeasureKind::Competitor => {
            read(inputs.competitor).map(|read| (read, if read.figure > 0.0 { 0.0 } else { 100.0 }))
        }
        MeasureKind::Score => read(inputs.health).map(|read| (read, read.figure)),
    }
}

impl Measure {
    /// The fact behind it in few words: `71 % of seats`, `41d ago`; nothing when it is not known.
    pub fn said(&self) -> String {
        let Some(fact) = self.fact else { return String::new() };
        let figure = fact.figure.round();
        if self.kind == MeasureKind::Departures && !figure.is_finite() {
            return "none".to_owned();
        }
        match self.kind {
            MeasureKind::Seats => format!("{figure:.0} % of seats"),
            MeasureKind::Usage => format!("{figure:+.0} %"),
            MeasureKind::P1 | MeasureKind::Invoice | MeasureKind::Escalations if figure <= 0.0 => "none".to_owned(),
            MeasureKind::P1 => format!("open {figure:.0}d"),
            MeasureKind::Invoice => format!("{figure:.0}d late"),
            MeasureKind::Escalations => format!("{figure:.0} open"),
            MeasureKind::Contacts => format!("{figure:.0} live"),
            MeasureKind::Touch | MeasureKind::Departures => format!("{figure:.0}d ago"),
            MeasureKind::Nps => format!("answer {figure:.0}"),
            MeasureKind::Competitor => if fact.figure > 0.0 { "in play" } else { "none" }.to_owned(),
            MeasureKind::Score => format!("score {figure:.0}"),
        }
    }
}
