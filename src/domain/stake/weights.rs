//! Every number of the ranking, as the `[stake]` table of the config. The defaults are priors; [`Weights::validate`]
//! names what is out of range, and the reckoning stays finite even when nobody asked it.

pub use crate::domain::stake::health_weights::{HealthWeights, MeasureWeights, SegmentHealth};
use crate::domain::stake::segment::{of_segment, plain};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// The `[stake]` table.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// Days before a decision in which it counts in full.
    pub flat_days: u32,
    /// Days in which the weight of a farther decision falls to 1/e.
    pub decay_days: u32,
    /// Least weight of a far decision, 0 to 1.
    pub floor: f64,
    /// Chance of loss while a contract has renewed itself past its cancel-by day.
    pub locked_p: f64,
    /// Least chance of loss of the model.
    pub p_least: f64,
    /// Greatest chance of loss of the model.
    pub p_most: f64,
    /// Chance of loss once notice came in.
    pub notice_p: f64,
    /// Chance of loss once the customer said it would leave.
    pub leaving_p: f64,
    /// Worth of growth beside risk: the λ of the formula.
    pub lambda: f64,
    /// Worth of care owed, as a part of revenue: the κ of the formula.
    pub kappa: f64,
    /// Exponent of revenue: 1 takes it as it is, less pulls it towards the book's median.
    pub gamma: f64,
    /// Chance of winning an opportunity whose own is not known.
    pub growth_q: f64,
    /// Days for which the CSM's own call rules.
    pub call_days: u32,
    /// How far the call and the model may be from each other before they disagree, 0 to 1.
    pub call_apart: f64,
    /// Days after its end for which a subscription without renewal row is still an open decision.
    pub lapse_days: u32,
    /// Days until an overdue promise counts in full.
    pub promise_days: u32,
    /// Log-odds of the signals.
    pub signals: SignalWeights,
    /// Chances of loss of the CSM's own call.
    pub calls: CallWeights,
    /// Days between touches.
    pub cadence: Cadence,
    /// Bands and trend of health.
    pub health: HealthWeights,
    /// Order of tasks.
    pub tasks: TaskWeights,
}

impl Default for Weights {
    fn default() -> Weights {
        Weights {
            flat_days: 30,
            decay_days: 60,
            floor: 0.10,
            locked_p: 0.02,
            p_least: 0.02,
            p_most: 0.97,
            notice_p: 0.97,
            leaving_p: 0.90,
            lambda: 0.5,
            kappa: 0.02,
            gamma: 1.0,
            growth_q: 0.5,
            call_days: 30,
            call_apart: 0.25,
            lapse_days: 90,
            promise_days: 14,
            signals: SignalWeights::default(),
            calls: CallWeights::default(),
            cadence: Cadence::default(),
            health: HealthWeights::default(),
            tasks: TaskWeights::default(),
        }
    }
}

/// The `[stake.signals]` table: log-odds of loss that each signal adds, and where it begins.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignalWeights {
    /// Log-odds for each ten points of health under `health_neutral`.
    pub health_per_ten: f64,
    /// Health that neither adds nor takes, 0 to 100.
    pub health_neutral: f64,
    /// Most log-odds that health may add or take.
    pub health_clamp: f64,
    /// Log-odds when health fell by `trend_points` or more against its 30-day mean.
    pub trend_falling: f64,
    /// Log-odds when it rose by as much.
    pub trend_rising: f64,
    /// Points of health that make a trend.
    pub trend_points: f64,
    /// Log-odds when less than `seats_low_percent` of the seats is used after `seats_months`.
    pub seats_low: f64,
    /// Log-odds when more than `seats_high_percent` of the seats is used.
    pub seats_high: f64,
    /// Seat use that is low, percent.
    pub seats_low_percent: f64,
    /// Seat use that is high, percent.
    pub seats_high_percent: f64,
    /// Months from the start in which low seat use is no alarm.
    pub seats_months: u32,
    /// Log-odds when usage fell by `usage_percent` or more in 30 days.
    pub usage_down: f64,
    /// Fall of usage that is an alarm, percent.
    pub usage_percent: f64,
    /// Log-odds for each halving of the active days of the last 90 under `active_enough`.
    pub active_halved: f64,
    /// Active days of the last 90 that are enough.
    pub active_enough: f64,
    /// Most log-odds that few active days may add.
    pub active_clamp: f64,
    /// Log-odds when a champion left at most `left_days` ago.
    pub champion_left: f64,
    /// Log-odds when the executive sponsor changed at most `left_days` ago.
    pub sponsor_changed: f64,
    /// Days for which a departure counts.
    pub left_days: u32,
    /// Log-odds when fewer than `contacts_least` contacts are still there.
    pub few_contacts: f64,
    /// Contacts that an account needs.
    pub contacts_least: u32,
    /// Log-odds of an NPS detractor (0 to 6).
    pub detractor: f64,
    /// Log-odds of an NPS promoter (9 or 10).
    pub promoter: f64,
    /// Days for which an NPS answer counts.
    pub nps_days: u32,
    /// Log-odds when a P1 is open longer than `p1_days` or `escalations_least` escalations are open.
    pub p1: f64,
    /// Days after which an open P1 is an alarm.
    pub p1_days: u32,
    /// Open escalations that are an alarm.
    pub escalations_least: u32,
    /// Log-odds when a competitor is being evaluated.
    pub competitor: f64,
    /// Log-odds when an invoice is more than `invoice_days` late.
    pub invoice_late: f64,
    /// Days late after which an invoice is an alarm.
    pub invoice_days: u32,
    /// Log-odds when nobody was in touch for more than `silence_cadences` cadences.
    pub silence: f64,
    /// Cadences without a touch that are an alarm.
    pub silence_cadences: f64,
}

impl Default for SignalWeights {
    fn default() -> SignalWeights {
        SignalWeights {
            health_per_ten: 0.35,
            health_neutral: 70.0,
            health_clamp: 2.0,
            trend_falling: 0.5,
            trend_rising: -0.3,
            trend_points: 10.0,
            seats_low: 0.7,
            seats_high: -0.4,
            seats_low_percent: 50.0,
            seats_high_percent: 90.0,
            seats_months: 6,
            usage_down: 0.6,
            usage_percent: 30.0,
            active_halved: 0.5,
            active_enough: 12.0,
            active_clamp: 1.5,
            champion_left: 1.1,
            sponsor_changed: 0.5,
            left_days: 120,
            few_contacts: 0.4,
            contacts_least: 2,
            detractor: 0.6,
            promoter: -0.5,
            nps_days: 180,
            p1: 0.5,
            p1_days: 7,
            escalations_least: 2,
            competitor: 0.9,
            invoice_late: 0.5,
            invoice_days: 30,
            silence: 0.4,
            silence_cadences: 2.0,
        }
    }
}

/// The `[stake.calls]` table: chance of loss of each call, 0 to 1.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CallWeights {
    /// Will renew.
    pub commit: f64,
    /// Should renew.
    pub likely: f64,
    /// Open.
    pub possible: f64,
    /// More likely lost than not.
    pub at_risk: f64,
    /// Lost.
    pub lost: f64,
}

impl Default for CallWeights {
    fn default() -> CallWeights {
        CallWeights { commit: 0.05, likely: 0.15, possible: 0.35, at_risk: 0.55, lost: 0.97 }
    }
}

/// The `[stake.cadence]` table: days between touches.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cadence {
    /// Days for a segment that is not named below, and for none.
    pub default: u32,
    /// Days by segment, case aside. What the config names is laid over the built-in ones.
    #[serde(deserialize_with = "over_built_in")]
    pub segments: BTreeMap<String, u32>,
}

const CADENCES: [(&str, u32); 10] = [
    ("enterprise", 14),
    ("strategic", 14),
    ("mid", 30),
    ("mid-market", 30),
    ("commercial", 30),
    ("smb", 90),
    ("small", 90),
    ("small-business", 90),
    ("long-tail", 90),
    ("tech-touch", 90),
];

impl Default for Cadence {
    fn default() -> Cadence {
        Cadence { default: 30, segments: CADENCES.iter().map(|(name, days)| ((*name).to_owned(), *days)).collect() }
    }
}

impl Cadence {
    /// Days between touches of a segment, at least one.
    pub fn days(&self, segment: Option<&str>) -> u32 {
        of_segment(&self.segments, segment).copied().unwrap_or(self.default).max(1)
    }
}

fn over_built_in<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, u32>, D::Error> {
    let given = BTreeMap::<String, u32>::deserialize(from)?;
    let mut segments = Cadence::default().segments;
    segments.extend(given.into_iter().map(|(name, days)| (plain(&name), days)));
    Ok(segments)
}

/// The `[stake.tasks]` table: how a task's day and priority change the stake it inherits.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TaskWeights {
    /// Days in which the factor of a task not yet due falls to 1/e.
    pub decay_days: u32,
    /// Least factor of a far task, and the factor of one without a day.
    pub floor: f64,
    /// Factor of a task overdue by `overdue_days` or more; 1 on the day itself.
    pub overdue_most: f64,
    /// Days overdue at which the factor stops rising.
    pub overdue_days: u32,
    /// Factor of priority 1.
    pub high: f64,
    /// Factor of priority 2 and of none.
    pub normal: f64,
    /// Factor of priority 3.
    pub low: f64,
}

impl Default for TaskWeights {
    fn default() -> TaskWeights {
        TaskWeights {
            decay_days: 14,
            floor: 0.2,
            overdue_most: 1.5,
            overdue_days: 14,
            high: 1.5,
            normal: 1.0,
            low: 0.6,
        }
    }
}
