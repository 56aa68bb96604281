//! Weights read off a book's own decisions: `w = ln odds ratio`, smoothed by a half and shrunk by N / (N + 50). With few
//! decisions little is left of a weight, which is as it should be.

use crate::domain::stake::backtest::case::{Case, Spoke};
use crate::domain::stake::signal::SignalKind;
use std::collections::BTreeMap;

/// Decisions from which weights may be read.
pub const LEAST: usize = 50;
/// Decisions at which half of a weight stays.
const SHRINK: f64 = 50.0;
/// Most that a weight may be, by the bounds of the config.
const MOST: f64 = 10.0;

/// How often a signal spoke before decisions that were lost and that were not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Odds {
    /// Spoke, lost.
    pub spoke_lost: u32,
    /// Spoke, kept.
    pub spoke_kept: u32,
    /// Known and silent, lost.
    pub silent_lost: u32,
    /// Known and silent, kept.
    pub silent_kept: u32,
}

impl Odds {
    fn count(&mut self, spoke: bool, lost: bool) {
        let place = match (spoke, lost) {
            (true, true) => &mut self.spoke_lost,
            (true, false) => &mut self.spoke_kept,
            (false, true) => &mut self.silent_lost,
            (false, false) => &mut self.silent_kept,
        };
        *place += 1;
    }

    /// Decisions counted.
    pub fn decisions(self) -> u32 {
        self.spoke_lost + self.spoke_kept + self.silent_lost + self.silent_kept
    }

    /// ln of the odds ratio, smoothed by a half.
    pub fn log_ratio(self) -> f64 {
        let of = |count: u32| f64::from(count) + 0.5;
        ((of(self.spoke_lost) * of(self.silent_kept)) / (of(self.spoke_kept) * of(self.silent_lost))).ln()
    }

    /// The same, shrunk.
    pub fn weight(self) -> f64 {
        let n = f64::from(self.decisions());
        self.log_ratio() * n / (n + SHRINK)
    }
}

/// A weight as the book's history has it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Weight {
    /// Its key in the config, below `[stake]`.
    pub key: &'static str,
    /// The counts behind it.
    pub odds: Odds,
    /// The weight, to two places, within what the config takes.
    pub weight: f64,
    /// It came out with the sign of a comfort for an alarm, or of an alarm for a comfort: it is 0.
    pub turned: bool,
}

/// Signals with a scale: their weight is for one step of it.
const SCALED: [SignalKind; 2] = [SignalKind::Health, SignalKind::Active];

/// Sums of steps and counts, those on the good side of neutral first.
type Sides = [(f64, u32); 2];

/// Keys of alarms and comforts with the signal behind; comforts take from the odds.
const KEYS: [(&str, SignalKind, f64); 16] = [
    ("signals.health_per_ten", SignalKind::Health, 1.0),
    ("signals.trend_falling", SignalKind::Trend, 1.0),
    ("signals.trend_rising", SignalKind::Trend, -1.0),
    ("signals.seats_low", SignalKind::Seats, 1.0),
    ("signals.seats_high", SignalKind::Seats, -1.0),
    ("signals.usage_down", SignalKind::Usage, 1.0),
    ("signals.active_halved", SignalKind::Active, 1.0),
    ("signals.champion_left", SignalKind::Champion, 1.0),
    ("signals.sponsor_changed", SignalKind::Sponsor, 1.0),
    ("signals.few_contacts", SignalKind::Contacts, 1.0),
    ("signals.detractor", SignalKind::Nps, 1.0),
    ("signals.promoter", SignalKind::Nps, -1.0),
    ("signals.p1", SignalKind::P1, 1.0),
    ("signals.competitor", SignalKind::Competitor, 1.0),
    ("signals.invoice_late", SignalKind::Invoice, 1.0),
    ("signals.silence", SignalKind::Silence, 1.0),
];

/// Reads weights off decisions; a signal that never spoke, or always did, has none. Each side of a signal with two is
/// held against neither. A decision is lost where more than half of its revenue went.
pub fn fit<'a>(cases: impl Iterator<Item = &'a Case>) -> Vec<Weight> {
    let mut odds: BTreeMap<&'static str, Odds> = BTreeMap::new();
    // Of signals with a scale: sums of x and counts on either side of neutral.
    let mut sides: BTreeMap<SignalKind, Sides> = BTreeMap::new();
    for case in cases.filter(|case| case.decided) {
        let lost = case.part_lost() > 0.5;
        for spoke in &case.spoke {
            if SCALED.contains(&spoke.kind)
                && let Some((sum, count)) = sides.entry(spoke.kind).or_default().get_mut(usize::from(spoke.x > 0.0))
            {
                (*sum, *count) = (*sum + spoke.x, *count + 1);
            }
            for (key, kind, _) in KEYS.iter().filter(|(_, kind, _)| *kind == spoke.kind) {
                if let Some(speaks) = speaks(spoke, key, *kind) {
                    odds.entry(key).or_default().count(speaks, lost);
                }
            }
        }
    }
    KEYS.iter()
        .filter_map(|(key, kind, sign)| {
            let odds = *odds.get(key)?;
            if odds.spoke_lost + odds.spoke_kept == 0 || odds.silent_lost + odds.silent_kept == 0 {
                return None;
            }
            let apart = match sides.get(kind) {
                Some(sides) => gap(*sides)?,
                None => 1.0,
            };
            let weight = (odds.weight() / apart * 100.0).round() / 100.0;
            let turned = weight * sign < 0.0;
            let weight = if turned { 0.0 } else { weight.clamp(-MOST, MOST) };
            Some(Weight { key, odds, weight, turned })
        })
        .collect()
}

/// Whether a signal speaks by a key; none when it speaks by its other one.
fn speaks(spoke: &Spoke, key: &str, kind: SignalKind) -> Option<bool> {
    if kind == SignalKind::Health {
        return Some(spoke.x > 0.0);
    }
    if spoke.x == 0.0 {
        return Some(false);
    }
    (spoke.key == key).then_some(true)
}

/// Steps between the mean of those on the bad side of neutral and of those on the good one.
fn gap([over, under]: Sides) -> Option<f64> {
    let mean = |(sum, count): (f64, u32)| (count > 0).then(|| sum / f64::from(count));
    Some(mean(under)? - mean(over)?).filter(|gap| *gap > 0.0)
}

/// The weights as lines of the config, each with the counts behind it.
pub fn config_lines(weights: &[Weight]) -> String {
    let mut text = "[stake.signals]\n".to_owned();
    for weight in weights {
        let name = weight.key.trim_start_matches("signals.");
        let (odds, w) = (weight.odds, weight.weight);
        let turned = if weight.turned { "; it came out the other way round" } else { "" };
        let line = format!(
            "{name} = {w:.2} # spoke: {} lost, {} kept; silent: {} lost, {} kept{turned}\n",
            odds.spoke_lost, odds.spoke_kept, odds.silent_lost, odds.silent_kept
        );
        text.push_str(&line.replace("= -0.00", "= 0.00"));
    }
    text
}
