//! What each weight may be. A value out of range is named with its key and its range; none is silently changed.

use crate::domain::stake::weights::Weights;

/// The key of one number in the config, its value, and the least and the most it may be.
type Bound = (&'static str, f64, f64, f64);

impl Weights {
    /// Every value that is out of range: its key in the config, and what is wrong with it.
    pub fn validate(&self) -> Vec<(String, String)> {
        let mut wrong: Vec<(String, String)> = Vec::new();
        for (key, value, least, most) in self
            .shape()
            .into_iter()
            .chain(self.log_odds())
            .chain(self.thresholds())
            .chain(self.around())
            .chain(self.measures())
        {
            check(&mut wrong, format!("stake.{key}"), value, least, most);
        }
        for (name, days) in &self.cadence.segments {
            check(&mut wrong, format!("stake.cadence.segments.{name}"), f64::from(*days), 1.0, 3660.0);
        }
        for (name, own) in &self.health.segments {
            let (red, yellow) = self.health.limits(Some(name));
            let key = |part: &str| format!("stake.health.segments.{name}.{part}");
            check(&mut wrong, key("red"), red, 0.0, 100.0);
            check(&mut wrong, key("yellow"), yellow, red.max(0.0), 100.0);
            for (kind, weight) in &own.measures {
                check(&mut wrong, key(&format!("measures.{}", kind.key())), *weight, 0.0, 1000.0);
            }
        }
        wrong
    }

    fn shape(&self) -> Vec<Bound> {
        let days = f64::from;
        vec![
            ("flat_days", days(self.flat_days), 0.0, 3660.0),
            ("decay_days", days(self.decay_days), 1.0, 3660.0),
            ("floor", self.floor, 0.0, 1.0),
            ("locked_p", self.locked_p, 0.0, 1.0),
            ("p_least", self.p_least, 0.0, 1.0),
            ("p_most", self.p_most, self.p_least.max(0.0), 1.0),
            ("notice_p", self.notice_p, 0.0, 1.0),
            ("leaving_p", self.leaving_p, 0.0, 1.0),
            ("lambda", self.lambda, 0.0, 10.0),
            ("kappa", self.kappa, 0.0, 1.0),
            ("gamma", self.gamma, 0.0, 1.0),
            ("growth_q", self.growth_q, 0.0, 1.0),
            ("call_days", days(self.call_days), 0.0, 3660.0),
            ("call_apart", self.call_apart, 0.0, 1.0),
            ("lapse_days", days(self.lapse_days), 0.0, 3660.0),
            ("promise_days", days(self.promise_days), 1.0, 3660.0),
            ("calls.commit", self.calls.commit, 0.0, 1.0),
            ("calls.likely", self.calls.likely, 0.0, 1.0),
            ("calls.possible", self.calls.possible, 0.0, 1.0),
            ("calls.at_risk", self.calls.at_risk, 0.0, 1.0),
            ("calls.lost", self.calls.lost, 0.0, 1.0),
        ]
    }

    /// Alarms add and comforts take: another sign would turn the ranking around.
    fn log_odds(&self) -> Vec<Bound> {
        let s = &self.signals;
        vec![
            ("signals.health_per_ten", s.health_per_ten, 0.0, 10.0),
            ("signals.health_clamp", s.health_clamp, 0.0, 10.0),
            ("signals.trend_falling", s.trend_falling, 0.0, 10.0),
            ("signals.trend_rising", s.trend_rising, -10.0, 0.0),
            ("signals.seats_low", s.seats_low, 0.0, 10.0),
            ("signals.seats_high", s.seats_high, -10.0, 0.0),
            ("signals.usage_down", s.usage_down, 0.0, 10.0),
            ("signals.active_halved", s.active_halved, 0.0, 10.0),
            ("signals.active_clamp", s.active_clamp, 0.0, 10.0),
            ("signals.champion_left", s.champion_left, 0.0, 10.0),
            ("signals.sponsor_changed", s.sponsor_changed, 0.0, 10.0),
            ("signals.few_contacts", s.few_contacts, 0.0, 10.0),
            ("signals.detractor", s.detractor, 0.0, 10.0),
            ("signals.promoter", s.promoter, -10.0, 0.0),
            ("signals.p1", s.p1, 0.0, 10.0),
            ("signals.competitor", s.competitor, 0.0, 10.0),
            ("signals.invoice_late", s.invoice_late, 0.0, 10.0),
            ("signals.silence", s.silence, 0.0, 10.0),
        ]
    }

    fn thresholds(&self) -> Vec<Bound> {
        let s = &self.signals;
        let days = f64::from;
        vec![
            ("signals.health_neutral", s.health_neutral, 0.0, 100.0),
            ("signals.trend_points", s.trend_points, 0.0, 100.0),
            ("signals.seats_low_percent", s.seats_low_percent, 0.0, 100.0),
            ("signals.seats_high_percent", s.seats_high_percent, s.seats_low_percent.max(0.0), 1000.0),
            ("signals.seats_months", days(s.seats_months), 0.0, 120.0),
            ("signals.usage_percent", s.usage_percent, 0.0, 100.0),
            ("signals.active_enough", s.active_enough, 0.0, 90.0),
            ("signals.left_days", days(s.left_days), 0.0, 3660.0),
            ("signals.contacts_least", days(s.contacts_least), 0.0, 1000.0),
            ("signals.nps_days", days(s.nps_days), 0.0, 3660.0),
            ("signals.p1_days", days(s.p1_days), 0.0, 3660.0),
            ("signals.escalations_least", days(s.escalations_least), 1.0, 1000.0),
            ("signals.invoice_days", days(s.invoice_days), 0.0, 3660.0),
            ("signals.silence_cadences", s.silence_cadences, 0.0, 100.0),
        ]
    }

    fn measures(&self) -> Vec<Bound> {
        let m = &self.health.measures;
        vec![
            ("health.measures.score", m.score, 0.0, 1000.0),
            ("health.measures.seats", m.seats, 0.0, 1000.0),
            ("health.measures.usage", m.usage, 0.0, 1000.0),
            ("health.measures.touch", m.touch, 0.0, 1000.0),
            ("health.measures.p1", m.p1, 0.0, 1000.0),
            ("health.measures.escalations", m.escalations, 0.0, 1000.0),
            ("health.measures.contacts", m.contacts, 0.0, 1000.0),
            ("health.measures.departures", m.departures, 0.0, 1000.0),
            ("health.measures.nps", m.nps, 0.0, 1000.0),
            ("health.measures.invoice", m.invoice, 0.0, 1000.0),
            ("health.measures.competitor", m.competitor, 0.0, 1000.0),
        ]
    }

    fn around(&self) -> Vec<Bound> {
        let (h, t) = (&self.health, &self.tasks);
        let days = f64::from;
        vec![
            ("cadence.default", days(self.cadence.default), 1.0, 3660.0),
            ("health.red", h.red, 0.0, 100.0),
            ("health.yellow", h.yellow, h.red.max(0.0), 100.0),
            ("health.steady", h.steady, 0.0, 100.0),
            ("health.fast", h.fast, 0.0, 100.0),
            ("health.stale_days", days(h.stale_days), 1.0, 3660.0),
            ("health.hand_days", days(h.hand_days), 1.0, 3660.0),
            ("health.groups", days(h.groups), 1.0, 6.0),
            ("tasks.decay_days", days(t.decay_days), 1.0, 3660.0),
            ("tasks.floor", t.floor, 0.0, 1.0),
            ("tasks.overdue_most", t.overdue_most, 1.0, 100.0),
            ("tasks.overdue_days", days(t.overdue_days), 1.0, 3660.0),
            ("tasks.high", t.high, 0.0, 100.0),
            ("tasks.normal", t.normal, 0.0, 100.0),
            ("tasks.low", t.low, 0.0, 100.0),
        ]
    }
}

fn check(wrong: &mut Vec<(String, String)>, key: String, value: f64, least: f64, most: f64) {
    if !(least..=most).contains(&value) {
        wrong.push((key, format!("{value} is out of range: write {least} to {most}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_is_out_of_range() {
        assert_eq!(Weights::default().validate(), vec![]);
        for (toml, key) in [
            ("floor = 1.2", "stake.floor"),
            ("floor = nan", "stake.floor"),
            ("kappa = -0.1", "stake.kappa"),
            ("p_least = 0.98", "stake.p_most"),
            ("gamma = inf", "stake.gamma"),
            ("decay_days = 0", "stake.decay_days"),
            ("[signals]\nchampion_left = -1.0", "stake.signals.champion_left"),
            ("[signals]\npromoter = 0.5", "stake.signals.promoter"),
            ("[calls]\nlost = 2", "stake.calls.lost"),
            ("[cadence.segments]\nVIP = 0", "stake.cadence.segments.vip"),
            ("[health]\nred = 80", "stake.health.yellow"),
            ("[health.segments.smb]\nred = 60\nyellow = 40", "stake.health.segments.smb.yellow"),
            ("[health.segments.smb]\nmeasures = { p1 = -1 }", "stake.health.segments.smb.measures.p1"),
            ("[tasks]\noverdue_most = 0.5", "stake.tasks.overdue_most"),
        ] {
            let weights: Weights = toml::from_str(toml).unwrap();
            let wrong: Vec<String> = weights.validate().into_iter().map(|(key, _)| key).collect();
            assert_eq!(wrong, [key], "{toml}");
        }
    }

    #[test]
    fn reads_back_what_it_writes_and_refuses_unknown_keys() {
        let weights = Weights::default();
        assert_eq!(toml::from_str::<Weights>(&toml::to_string(&weights).unwrap()).unwrap(), weights);
        assert!(toml::from_str::<Weights>("flor = 0.1").is_err());
    }

    #[test]
    fn finds_the_cadence_of_a_segment_whatever_its_case() {
        let weights: Weights = toml::from_str("[cadence.segments]\nVIP = 7").unwrap();
        for (segment, days) in [
            (Some("vip"), 7),
            (Some("Enterprise"), 14),
            (Some("Mid Market"), 30),
            (Some("SMB"), 90),
            (Some("?"), 30),
            (None, 30),
        ] {
            assert_eq!(weights.cadence.days(segment), days, "{segment:?}");
        }
    }
}
