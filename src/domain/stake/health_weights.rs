//! Every number of health, as the `[stake.health]` table of the config.

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
    /// Bands of a segment, case aside.
    pub segments: BTreeMap<String, BandLimits>,
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

/// The bands of one segment.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandLimits {
    /// Health under this is red.
    pub red: f64,
    /// Health under this and not red is yellow.
    pub yellow: f64,
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
