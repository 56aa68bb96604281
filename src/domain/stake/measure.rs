//! The measures of health: each fact as a figure from 0, the worst, to 100, the best, with its as-of day. What is not
//! known has no figure, and is never taken for a bad or a good one.

use crate::domain::stake::fact::{Read, aged, fresh_nps, read, seat_use};
use crate::domain::stake::input::Inputs;
use crate::domain::stake::weights::{MeasureWeights, Weights};
use crate::domain::value::day::Day;

/// What measures are about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Group {
    /// How much of it is used.
    Usage,
    /// How often people speak.
    Engagement,
    /// What is broken.
    Support,
    /// Who is there.
    Relationship,
    /// What people feel.
    Sentiment,
    /// What is paid, and who else may be.
    Commercial,
    /// A score made elsewhere.
    Score,
}

impl Group {
    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Group::Usage => "usage",
            Group::Engagement => "engagement",
            Group::Support => "support",
            Group::Relationship => "relationship",
            Group::Sentiment => "sentiment",
            Group::Commercial => "commercial",
            Group::Score => "score",
        }
    }
}

/// Which measure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MeasureKind {
    /// Seats in use of those bought: as it is, in percent.
    Seats,
    /// Change of usage in 30 days: 75 when steady, 100 at +25 %, 0 at -50 %.
    Usage,
    /// Days since the last touch: 100 within the cadence, 0 at three of them.
    Touch,
    /// Age of the oldest open P1: 100 when none is, 50 at the day of alarm, 0 at twice that.
    P1,
    /// Open escalations: 50 less for each.
    Escalations,
    /// People still there: 100 when enough are.
    Contacts,
    /// Days since a champion or a sponsor left: 0 on the day, 100 when it counts no more.
    Departures,
    /// The latest NPS answer, times ten.
    Nps,
    /// Days that an invoice is late: 50 at the day of alarm, 0 at twice that.
    Invoice,
    /// 0 while a competitor is being evaluated.
    Competitor,
    /// An imported score.
    Score,
}

impl MeasureKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [MeasureKind; 11] = [
        MeasureKind::Seats,
        MeasureKind::Usage,
        MeasureKind::Touch,
        MeasureKind::P1,
        MeasureKind::Escalations,
        MeasureKind::Contacts,
        MeasureKind::Departures,
        MeasureKind::Nps,
        MeasureKind::Invoice,
        MeasureKind::Competitor,
        MeasureKind::Score,
    ];

    /// Its name.
    pub const fn label(self) -> &'static str {
        match self {
            MeasureKind::Seats => "seat use",
            MeasureKind::Usage => "usage 30d",
            MeasureKind::Touch => "last touch",
            MeasureKind::P1 => "open P1",
            MeasureKind::Escalations => "escalations",
            MeasureKind::Contacts => "contacts",
            MeasureKind::Departures => "departures",
            MeasureKind::Nps => "NPS",
            MeasureKind::Invoice => "invoice",
            MeasureKind::Competitor => "competitor",
            MeasureKind::Score => "imported",
        }
    }

    /// What it is about.
    pub const fn group(self) -> Group {
        match self {
            MeasureKind::Seats | MeasureKind::Usage => Group::Usage,
            MeasureKind::Touch => Group::Engagement,
            MeasureKind::P1 | MeasureKind::Escalations => Group::Support,
            MeasureKind::Contacts | MeasureKind::Departures => Group::Relationship,
            MeasureKind::Nps => Group::Sentiment,
            MeasureKind::Invoice | MeasureKind::Competitor => Group::Commercial,
            MeasureKind::Score => Group::Score,
        }
    }

    /// What it counts.
    pub fn weight(self, weights: &MeasureWeights) -> f64 {
        let weight = match self {
            MeasureKind::Seats => weights.seats,
            MeasureKind::Usage => weights.usage,
            MeasureKind::Touch => weights.touch,
            MeasureKind::P1 => weights.p1,
            MeasureKind::Escalations => weights.escalations,
            MeasureKind::Contacts => weights.contacts,
            MeasureKind::Departures => weights.departures,
            MeasureKind::Nps => weights.nps,
            MeasureKind::Invoice => weights.invoice,
            MeasureKind::Competitor => weights.competitor,
            MeasureKind::Score => weights.score,
        };
        if weight.is_finite() { weight.max(0.0) } else { 0.0 }
    }
}

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
    let counted = MeasureKind::ALL.into_iter().map(|kind| (kind, kind.weight(&weights.health.measures)));
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
