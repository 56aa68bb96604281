//! Every number of health, as the `[stake.health]` table of the config.

use crate::domain::stake::measure_kind::MeasureKind;
use crate::domain::stake::segment::of_segment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The `[stake.health]` table: half-open bands, the trend, how long things hold.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HealthWeights {
    /// Health under this is red.
    pub red: f64,
    /// Health under this and not red is yellow; the rest is green.
    pub yellow: f64,
    /// Points around the 30-day mean that are steady.
    pub steady: f64,
    /// Points lost within 7 days that are a fast fall.
    pub fast: f64,
    /// Days after which a figure is stale: it still counts, and is marked.
    pub stale_days: u32,
    /// Days for which health by hand holds when nobody says until when.
    pub hand_days: u32,
    /// Groups of measures that must be known before a score is made of them, 1 to 6.
    pub groups: u32,
    /// Weights of the measures.
    pub measures: MeasureWeights,
    /// What is otherwise in a segment, case aside.
    pub segments: BTreeMap<String, SegmentHealth>,
}

impl Default for HealthWeights {
    fn default() -> HealthWeights {
        HealthWeights {
            red: 50.0,
            yellow: 75.0,
            steady: 5.0,
            fast: 10.0,
            stale_days: 60,
            hand_days: 30,
            groups: 3,
            measures: MeasureWeights::default(),
            segments: BTreeMap::new(),
        }
    }
}

/// What is otherwise in one segment; what is not named there is as in all.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SegmentHealth {
    /// Health under this is red.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub red: Option<f64>,
    /// Health under this and not red is yellow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub yellow: Option<f64>,
    /// What a measure counts.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub measures: BTreeMap<MeasureKind, f64>,
}

impl HealthWeights {
    /// Where red ends and where green begins, in a segment.
    pub fn limits(&self, segment: Option<&str>) -> (f64, f64) {
        let own = of_segment(&self.segments, segment);
        let limit = |own: Option<f64>, all: f64| own.unwrap_or(all);
        (limit(own.and_then(|own| own.red), self.red), limit(own.and_then(|own| own.yellow), self.yellow))
    }

    /// What a measure counts beside the others, in a segment; not under 0.
    pub fn weight(&self, kind: MeasureKind, segment: Option<&str>) -> f64 {
        let own = of_segment(&self.segments, segment).and_then(|own| own.measures.get(&kind));
        let weight = own.copied().unwrap_or_else(|| self.measures.of(kind));
        if weight.is_finite() { weight.max(0.0) } else { 0.0 }
    }
}

/// The `[stake.health.measures]` table: what each measure counts beside the others. One of 0 does not count.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MeasureWeights {
    /// An imported score. At 0 it is no measure: where there is one it is the score, and the measures stand beside it.
    pub score: f64,
    /// Usage: seats in use of those bought.
    pub seats: f64,
    /// Usage: its change over 30 days.
    pub usage: f64,
    /// Engagement: days since the last touch, against the cadence.
    pub touch: f64,
    /// Support: how long a P1 has been open.
    pub p1: f64,
    /// Support: open escalations.
    pub escalations: f64,
    /// Relationship: people still there.
    pub contacts: f64,
    /// Relationship: how long ago a champion or a sponsor left.
    pub departures: f64,
    /// Sentiment: the latest NPS answer.
    pub nps: f64,
    /// Commercial: how late an invoice is.
    pub invoice: f64,
    /// Commercial: a competitor is being evaluated.
    pub competitor: f64,
}

impl Default for MeasureWeights {
    fn default() -> MeasureWeights {
        MeasureWeights {
            score: 0.0,
            seats: 20.0,
            usage: 20.0,
            touch: 15.0,
            p1: 10.0,
            escalations: 5.0,
            contacts: 10.0,
            departures: 5.0,
            nps: 10.0,
            invoice: 3.0,
            competitor: 2.0,
        }
    }
}

impl MeasureWeights {
    /// What a measure counts, as it is written.
    fn of(&self, kind: MeasureKind) -> f64 {
        match kind {
            MeasureKind::Seats => self.seats,
            MeasureKind::Usage => self.usage,
            MeasureKind::Touch => self.touch,
            MeasureKind::P1 => self.p1,
            MeasureKind::Escalations => self.escalations,
            MeasureKind::Contacts => self.contacts,
            MeasureKind::Departures => self.departures,
            MeasureKind::Nps => self.nps,
            MeasureKind::Invoice => self.invoice,
            MeasureKind::Competitor => self.competitor,
            MeasureKind::Score => self.score,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_changes_what_it_names() {
        let health: HealthWeights =
            toml::from_str("[segments.VIP]\nyellow = 90\nmeasures = { seats = 0, p1 = 25.5 }").unwrap();
        for (segment, limits, seats, p1) in [
            (Some("vip"), (50.0, 90.0), 0.0, 25.5),
            (Some("smb"), (50.0, 75.0), 20.0, 10.0),
            (None, (50.0, 75.0), 20.0, 10.0),
        ] {
            let weight = |kind| health.weight(kind, segment);
            assert_eq!((health.limits(segment), weight(MeasureKind::Seats)), (limits, seats), "{segment:?}");
            assert_eq!((weight(MeasureKind::P1), weight(MeasureKind::Nps)), (p1, 10.0), "{segment:?}");
        }
        assert!(toml::from_str::<HealthWeights>("[segments.VIP]\nmeasures = { seat = 1 }").is_err());
    }
}
