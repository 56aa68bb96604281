//! The thirteen signals of loss: what each reads, and the log-odds it adds. A missing or unreadable input adds nothing
//! and is not known; an input that is there but says nothing alarming is known and adds nothing.

use crate::domain::stake::fact::{
    Read, aged, by_hand, fresh_nps, given_health, is_detractor, past_start, read, seat_use,
};
use crate::domain::stake::health::Band;
use crate::domain::stake::input::{Hand, Inputs};
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;

/// Which signal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SignalKind {
    /// Health score.
    Health,
    /// Health against its 30-day mean.
    Trend,
    /// Seats used of those bought.
    Seats,
    /// Change of usage in 30 days.
    Usage,
    /// Active days of the last 90.
    Active,
    /// A champion left.
    Champion,
    /// The executive sponsor changed.
    Sponsor,
    /// Contacts still there.
    Contacts,
    /// Latest NPS answer.
    Nps,
    /// Open P1 or escalations.
    P1,
    /// Competitor being evaluated.
    Competitor,
    /// Late invoice.
    Invoice,
    /// Nobody was in touch.
    Silence,
}

impl SignalKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [SignalKind; 13] = [
        SignalKind::Health,
        SignalKind::Trend,
        SignalKind::Seats,
        SignalKind::Usage,
        SignalKind::Active,
        SignalKind::Champion,
        SignalKind::Sponsor,
        SignalKind::Contacts,
        SignalKind::Nps,
        SignalKind::P1,
        SignalKind::Competitor,
        SignalKind::Invoice,
        SignalKind::Silence,
    ];

    /// Its name.
    pub const fn label(self) -> &'static str {
        match self {
            SignalKind::Health => "health",
            SignalKind::Trend => "health trend",
            SignalKind::Seats => "seat use",
            SignalKind::Usage => "usage change",
            SignalKind::Active => "active days",
            SignalKind::Champion => "champion left",
            SignalKind::Sponsor => "sponsor changed",
            SignalKind::Contacts => "live contacts",
            SignalKind::Nps => "NPS answer",
            SignalKind::P1 => "P1, escalations",
            SignalKind::Competitor => "competitor",
            SignalKind::Invoice => "late invoice",
            SignalKind::Silence => "silence",
        }
    }
}

/// One signal as it was reckoned.
#[derive(Clone, PartialEq, Debug)]
pub struct Signal {
    /// Which.
    pub kind: SignalKind,
    /// What it read; none when nothing is known.
    pub input: Option<Read>,
    /// How strongly it speaks: ten-point steps of health, halvings of active days, 1 for an alarm or comfort, 0 for neither.
    pub x: f64,
    /// Log-odds for one of `x`.
    pub weight: f64,
    /// Log-odds added: `x` times `weight`, clamped for health and active days.
    pub log_odds: f64,
    /// The key of the weight in the config.
    pub key: &'static str,
    /// For the P1 signal: the figure counts open escalations, not days.
    pub escalations: bool,
    /// For health: the CSM's own word for it rules.
    pub hand: Option<Band>,
    /// What the stake would lose without it, home minor units; negative for a comfort.
    pub money: i64,
}

/// Reads all signals of an account, in the order of [`SignalKind::ALL`].
pub fn signals(inputs: &Inputs, today: Day, weights: &Weights) -> Vec<Signal> {
    SignalKind::ALL.iter().map(|kind| signal(*kind, inputs, today, weights)).collect()
}

fn signal(kind: SignalKind, inputs: &Inputs, today: Day, weights: &Weights) -> Signal {
    let s = &weights.signals;
    let alarm = |input: Option<Read>, when: &dyn Fn(f64) -> bool, weight: f64, key: &'static str| {
        let x = if input.is_some_and(|read| when(read.figure)) { 1.0 } else { 0.0 };
        Signal { kind, input, x, weight, log_odds: x * weight, key, escalations: false, hand: None, money: 0 }
    };
    match kind {
        SignalKind::Health => {
            let input = given_health(inputs, today, weights);
            let x = input.map_or(0.0, |read| (s.health_neutral - read.figure) / 10.0);
            let most = s.health_clamp.abs();
            let log_odds = (x * s.health_per_ten).max(-most).min(most);
            Signal {
                kind,
                input,
                x,
                weight: s.health_per_ten,
                log_odds,
                key: "signals.health_per_ten",
                escalations: false,
                hand: by_hand(inputs, today).map(Hand::band),
                money: 0,
            }
        }
        SignalKind::Trend => {
            let mean = inputs.health_mean_30.filter(|mean| mean.is_finite());
            let input = read(inputs.health).zip(mean).map(|(read, mean)| Read { figure: read.figure - mean, ..read });
            if input.is_some_and(|read| read.figure >= s.trend_points) {
                return alarm(input, &|_| true, s.trend_rising, "signals.trend_rising");
            }
            alarm(input, &|change| change <= -s.trend_points, s.trend_falling, "signals.trend_falling")
        }
        SignalKind::Seats => {
            let input = seat_use(inputs, today, weights);
            if input.is_some_and(|read| read.figure > s.seats_high_percent) {
                return alarm(input, &|_| true, s.seats_high, "signals.seats_high");
            }
            let settled_in = past_start(inputs, today, weights);
            alarm(input, &|percent| settled_in && percent < s.seats_low_percent, s.seats_low, "signals.seats_low")
        }
        SignalKind::Usage => {
            alarm(read(inputs.usage_change), &|change| change <= -s.usage_percent, s.usage_down, "signals.usage_down")
        }
        SignalKind::Active => {
            let input = read(inputs.active_days);
            // Halvings: from eight days to four is as much as from four to two. One more on each side, for there is none of 0.
            let halvings = |days: f64| ((s.active_enough.max(0.0) + 1.0) / (days.max(0.0) + 1.0)).log2().max(0.0);
            let x = input.map_or(0.0, |read| halvings(read.figure));
            let seldom = alarm(input, &|_| false, s.active_halved, "signals.active_halved");
            Signal { x, log_odds: (x * s.active_halved).min(s.active_clamp.abs()), ..seldom }
        }
        SignalKind::Champion | SignalKind::Sponsor => {
            let (left, weight, key) = if kind == SignalKind::Champion {
                (inputs.champion_left, s.champion_left, "signals.champion_left")
            } else {
                (inputs.sponsor_left, s.sponsor_changed, "signals.sponsor_changed")
            };
            let gone = left.filter(|on| *on <= today);
            // Whom nobody knows cannot be seen to leave; with contacts on record, nobody having left is known.
            let input = gone
                .map(|on| Read { figure: f64::from(today.since(on)), on: Some(on) })
                .or_else(|| (inputs.contacts > 0).then_some(Read { figure: f64::INFINITY, on: None }));
            alarm(input, &|days| days <= f64::from(s.left_days), weight, key)
        }
        SignalKind::Contacts => {
            let input = (inputs.contacts > 0).then_some(Read { figure: f64::from(inputs.live_contacts), on: None });
            alarm(input, &|n| n < f64::from(s.contacts_least), s.few_contacts, "signals.few_contacts")
        }
        SignalKind::Nps => {
            let input = fresh_nps(inputs, today, weights);
            if input.is_some_and(|read| read.figure >= 9.0) {
                return alarm(input, &|_| true, s.promoter, "signals.promoter");
            }
            alarm(input, &is_detractor, s.detractor, "signals.detractor")
        }
        SignalKind::P1 => {
            let (p1, escalations) = (aged(inputs.p1_age, today), read(inputs.escalations));
            let old = p1.filter(|read| read.figure > f64::from(s.p1_days));
            if old.is_none() && escalations.is_some_and(|read| read.figure >= f64::from(s.escalations_least)) {
                return Signal { escalations: true, ..alarm(escalations, &|_| true, s.p1, "signals.p1") };
            }
            let quiet = escalations.map(|read| Read { figure: 0.0, ..read });
            alarm(p1.or(quiet), &|days| days > f64::from(s.p1_days), s.p1, "signals.p1")
        }
        SignalKind::Competitor => {
            alarm(read(inputs.competitor), &|flag| flag > 0.0, s.competitor, "signals.competitor")
        }
        SignalKind::Invoice => {
            let late = aged(inputs.invoice_late, today);
            alarm(late, &|days| days > f64::from(s.invoice_days), s.invoice_late, "signals.invoice_late")
        }
        SignalKind::Silence => {
            let cadence = f64::from(weights.cadence.days(inputs.segment.as_deref()));
            let input = inputs.last_touch.map(|on| Read { figure: f64::from(today.since(on).max(0)), on: Some(on) });
            alarm(input, &|days| days > s.silence_cadences * cadence, s.silence, "signals.silence")
        }
    }
}
