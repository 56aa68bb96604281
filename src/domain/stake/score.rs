//! Health of an account: the score made of its measures, the imported one, and the CSM's own word. All are kept; which
//! of them rules is said. `score = Σ weight · value / Σ weight` over what is measured; what is missing is told.

use crate::domain::stake::fact::by_hand;
use crate::domain::stake::health::{Band, Trend};
use crate::domain::stake::input::{Dated, Hand, Inputs};
use crate::domain::stake::measure::{Measure, measures};
use crate::domain::stake::measure_kind::MeasureKind;
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;
use std::collections::BTreeSet;

/// Where the score comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// From elsewhere, as it was imported.
    Imported,
    /// Made of the measures.
    Measured,
}

/// Health, with all that it is made of.
#[derive(Clone, PartialEq, Debug)]
pub struct Health {
    /// The measures that count, known or not.
    pub measures: Vec<Measure>,
    /// The score of the measured ones; none while too few groups are known.
    pub measured: Option<f64>,
    /// Weight of what is not known, percent of all: it was shared among the others.
    pub missing: f64,
    /// The imported score, 0 to 100.
    pub imported: Option<Dated<f64>>,
    /// It is older than figures should be.
    pub stale: bool,
    /// The score, whatever the CSM says of it.
    pub score: Option<f64>,
    /// Where that comes from.
    pub source: Option<Source>,
    /// The band of that score.
    pub score_band: Option<Band>,
    /// The CSM's own word, while it holds.
    pub hand: Option<Hand>,
    /// The band that rules: the CSM's own word, else that of the score.
    pub band: Option<Band>,
    /// Where the score is going.
    pub trend: Option<Trend>,
    /// The one measure that costs the most, and how many points of the measured score.
    pub drag: Option<(MeasureKind, f64)>,
}

/// Reckons the health of an account on a day.
pub fn score(inputs: &Inputs, weights: &Weights, today: Day) -> Health {
    let measures = measures(inputs, weights, today);
    let known = || measures.iter().filter_map(|measure| Some((measure.kind, measure.weight, measure.value?)));
    let all: f64 = measures.iter().map(|measure| measure.weight).sum();
    let counted: f64 = known().map(|(_, weight, _)| weight).sum();
    let groups: BTreeSet<_> = known().map(|(kind, ..)| kind.group()).collect();
    let enough = counted > 0.0 && groups.len() >= weights.health.groups as usize;
    let made = enough.then(|| known().map(|(_, weight, value)| weight * value).sum::<f64>() / counted);
    let costs = known().map(|(kind, weight, value)| (kind, weight * (100.0 - value) / counted));
    let drag = costs.filter(|(_, cost)| *cost > 0.0).reduce(|most, next| if next.1 > most.1 { next } else { most });
    let imported = inputs.health.filter(|health| health.value.is_finite());
    let is_measure = weights.health.weight(MeasureKind::Score, inputs.segment.as_deref()) > 0.0;
    let (score, source) = match imported.filter(|_| !is_measure) {
        Some(imported) => (Some(imported.value), Some(Source::Imported)),
        None => (made, made.map(|_| Source::Measured)),
    };
    // In whole figures, as it is shown: what reads 50 is judged as 50.
    let score = score.map(f64::round);
    let score_band = score.map(|score| Band::of(score, inputs.segment.as_deref(), &weights.health));
    let hand = by_hand(inputs, today);
    let trend = match source {
        Some(Source::Imported) => {
            let past = imported.zip(inputs.health_mean_30);
            past.map(|(now, mean)| Trend::of(now.value, mean, inputs.health_best_week, &weights.health))
        }
        Some(Source::Measured) => {
            let past = made.zip(inputs.measured_mean_30);
            past.map(|(now, mean)| Trend::of(now, mean, inputs.measured_best_week, &weights.health))
        }
        None => None,
    };
    Health {
        measured: made,
        missing: if all > 0.0 { (all - counted) / all * 100.0 } else { 0.0 },
        imported,
        stale: imported.is_some_and(|score| i64::from(today.since(score.on)) > i64::from(weights.health.stale_days)),
        score,
        source,
        score_band,
        band: hand.map(Hand::band).or(score_band),
        hand,
        trend,
        drag,
        measures,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::account::HealthCall;
    use crate::domain::value::id::AccountId;
    use ulid::Ulid;

    /// Tuesday 24 November 2026.
    fn today() -> Day {
        Day::of(2026, 11, 24).unwrap()
    }

    fn dated(value: f64) -> Dated<f64> {
        Dated { value, on: today().plus_days(-3) }
    }

    fn blank() -> Inputs {
        Inputs::bare(AccountId(Ulid(1)))
    }

    /// Usage 60, sentiment 30, relationship 50 and 100: three groups.
    fn known() -> Inputs {
        Inputs { usage_change: Some(dated(-10.0)), nps: Some(dated(3.0)), contacts: 3, live_contacts: 1, ..blank() }
    }

    fn of(inputs: &Inputs) -> Health {
        score(inputs, &Weights::default(), today())
    }

    #[test]
    fn missing_weight_is_shared_and_told() {
        let health = of(&known());
        // (20 · 60 + 10 · 30 + 10 · 50 + 5 · 100) / 45, and 55 of 100 are not known.
        assert!((health.measured.unwrap() - 2500.0 / 45.0).abs() < 1e-9);
        assert_eq!(health.score, Some(56.0));
        assert!((health.missing - 55.0).abs() < 1e-9);
        assert_eq!((health.source, health.band), (Some(Source::Measured), Some(Band::Yellow)));
        let (kind, cost) = health.drag.unwrap();
        assert_eq!(kind, MeasureKind::Usage);
        assert!((cost - 20.0 * 40.0 / 45.0).abs() < 1e-9, "points that usage costs: {cost}");
    }

    #[test]
    fn too_little_makes_no_score() {
        let health = of(&Inputs { nps: Some(dated(3.0)), contacts: 3, live_contacts: 1, ..blank() });
        assert_eq!((health.score, health.band, health.drag.is_some()), (None, None, true));
        assert_eq!(of(&blank()).drag, None);
    }

    #[test]
    fn an_imported_score_goes_before_the_measures_unless_it_is_one() {
        let inputs = Inputs { health: Some(dated(82.0)), ..known() };
        let health = of(&inputs);
        assert_eq!((health.score, health.source), (Some(82.0), Some(Source::Imported)));
        assert!(health.measured.is_some(), "both are kept");
        let mut weights = Weights::default();
        weights.health.measures.score = 45.0;
        let health = score(&inputs, &weights, today());
        assert!((health.measured.unwrap() - (2500.0 + 45.0 * 82.0) / 90.0).abs() < 1e-9);
        assert_eq!(health.source, Some(Source::Measured));
    }

    #[test]
    fn a_measured_score_goes_where_its_snapshots_say() {
        let weights = Weights::default();
        let made = of(&known()).measured.unwrap();
        for (mean, best, want) in [
            (Some(made + 20.0), None, Some(Trend::Falling)),
            (Some(made), Some(made + 10.0), Some(Trend::FallingFast)),
            (Some(made), None, Some(Trend::Steady)),
            (None, None, None),
        ] {
            let inputs = Inputs { measured_mean_30: mean, measured_best_week: best, ..known() };
            assert_eq!(score(&inputs, &weights, today()).trend, want, "{mean:?} {best:?}");
        }
        // A score from elsewhere has a past of its own.
        let inputs = Inputs { health: Some(dated(82.0)), measured_mean_30: Some(10.0), ..known() };
        assert_eq!(score(&inputs, &weights, today()).trend, None);
    }

    #[test]
    fn a_score_is_judged_as_it_is_shown() {
        for (given, score, band) in [(49.4, 49.0, Band::Red), (49.6, 50.0, Band::Yellow), (74.5, 75.0, Band::Green)] {
            let health = of(&Inputs { health: Some(dated(given)), ..blank() });
            assert_eq!((health.score, health.score_band), (Some(score), Some(band)), "{given}");
        }
    }

    #[test]
    fn a_day_to_come_hides_no_departure() {
        let (gone, coming) = (Some(today().plus_days(-10)), Some(today().plus_days(30)));
        for (champion_left, sponsor_left) in [(gone, coming), (coming, gone), (gone, None)] {
            let inputs = Inputs { champion_left, sponsor_left, contacts: 3, live_contacts: 1, ..blank() };
            let measures = of(&inputs).measures;
            let left = measures.iter().find(|measure| measure.kind == MeasureKind::Departures).unwrap();
            assert_eq!(left.said(), "10d ago", "{champion_left:?} {sponsor_left:?}");
        }
    }

    #[test]
    fn the_hand_rules_while_it_holds() {
        let hand = |until: i32| {
            Some(Hand { level: HealthCall::Red, on: today().plus_days(-2), until: today().plus_days(until) })
        };
        for (until, band) in [(0, Band::Red), (5, Band::Red), (-1, Band::Green)] {
            let health = of(&Inputs { health: Some(dated(82.0)), hand: hand(until), ..blank() });
            assert_eq!((health.band, health.score_band), (Some(band), Some(Band::Green)), "{until}");
            assert_eq!(health.score, Some(82.0), "the model's figure stands beside");
        }
    }

    #[test]
    fn measures_stay_on_their_scale() {
        let today = today();
        let inputs = Inputs {
            usage_change: Some(dated(-90.0)),
            last_touch: Some(today.plus_days(-400)),
            p1_age: Some(dated(300.0)),
            escalations: Some(dated(9.0)),
            contacts: 9,
            live_contacts: 9,
            champion_left: Some(today),
            nps: Some(dated(10.0)),
            invoice_late: Some(dated(500.0)),
            competitor: Some(dated(1.0)),
            ..blank()
        };
        for measure in of(&inputs).measures.iter().filter(|measure| measure.value.is_some()) {
            let full = matches!(measure.kind, MeasureKind::Contacts | MeasureKind::Nps);
            assert_eq!(measure.value, Some(if full { 100.0 } else { 0.0 }), "{:?}", measure.kind);
            assert!(!measure.stale);
        }
        let old = Inputs { usage_change: Some(Dated { value: 0.0, on: today.plus_days(-61) }), ..blank() };
        let stale: Vec<_> = of(&old).measures.into_iter().filter(|measure| measure.stale).collect();
        assert!(matches!(stale.as_slice(), [one] if one.kind == MeasureKind::Usage && one.value == Some(75.0)));
    }
}
