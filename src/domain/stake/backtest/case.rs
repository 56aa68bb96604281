//! One account on one day: its keys in each order, its chance, and what went in the days after. A list is all accounts
//! that paid on that day.

use crate::domain::stake::backtest::loss_event::LossEvent;
use crate::domain::stake::input::Inputs;
use crate::domain::stake::loss::{Call, Prior, Ruling, logit};
use crate::domain::stake::signal::SignalKind;
use crate::domain::stake::stake::stake;
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::domain::value::money::Rates;

/// Days after a snapshot in which a loss counts as foreseen.
pub const HORIZON: i32 = 120;

/// One signal as it was read.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Spoke {
    /// Which.
    pub kind: SignalKind,
    /// The key of its weight.
    pub key: &'static str,
    /// How strongly it spoke; 0 when it did not.
    pub x: f64,
}

/// One account on one day, with what came later.
#[derive(Clone, PartialEq, Debug)]
pub struct Case {
    /// Which account.
    pub account: AccountId,
    /// Its stake, home minor units.
    pub stake: i64,
    /// Its chance of loss by the weight of its day: the list without its money.
    pub chance: f64,
    /// Its chance of loss.
    pub p: f64,
    /// What rules, as log-odds: finer than the chance, which is held between its least and its most.
    pub odds: f64,
    /// The model's figure.
    pub model: f64,
    /// Its chance of loss times its revenue.
    pub expected: f64,
    /// Its decision day.
    pub day: Option<Day>,
    /// No contract names that day: it is assumed from when the contract began.
    pub assumed: bool,
    /// Recurring revenue, home minor units.
    pub arr: i64,
    /// Health, 0 to 100.
    pub health: Option<f64>,
    /// Active days of the last 90.
    pub active: Option<f64>,
    /// Its decision falls, and its term ends, within the days that are looked at.
    pub decided: bool,
    /// The signals that are known.
    pub spoke: Vec<Spoke>,
    /// The CSM's own call.
    pub call: Option<Call>,
    /// Revenue that went in the days after, home minor units, at most its own.
    pub lost: i64,
    /// Notice of that was there already.
    pub told: bool,
}

impl Case {
    /// Ranks an account as it was known on a day; none when it paid nothing.
    pub fn of(
        inputs: &Inputs,
        day: Day,
        losses: &[LossEvent],
        (weights, rates, prior): (&Weights, &Rates, Prior),
    ) -> Option<Case> {
        let stake = stake(inputs, weights, rates, prior, None, day);
        let arr = stake.arr.max(stake.revenue);
        if arr <= 0 {
            return None;
        }
        let within = || losses.iter().filter(|event| event.falls_within(day, HORIZON));
        let next = stake.next.as_ref();
        let decided = |day_of: Day, end: Day| day_of.since(day) <= HORIZON && end.since(day) <= HORIZON;
        let model = next.is_none_or(|term| !matches!(term.ruling, Ruling::Locked));
        let spoke = stake.loss.signals.iter().filter(|signal| signal.input.is_some());
        Some(Case {
            account: inputs.account,
            stake: stake.total,
            chance: stake.p * stake.t,
            p: stake.p,
            odds: match stake.loss.ruling {
                Ruling::Model => stake.loss.log_odds,
                _ => logit(stake.p),
            },
            model: stake.loss.model,
            expected: stake.p * arr as f64,
            day: next.map(|term| term.decision.day),
            assumed: next.is_none_or(|term| term.decision.assumed),
            arr,
            health: stake.health.score,
            active: inputs.active_days.map(|days| days.value),
            decided: model && next.is_some_and(|term| decided(term.decision.day, term.decision.end)),
            spoke: spoke.map(|signal| Spoke { kind: signal.kind, key: signal.key, x: signal.x }).collect(),
            call: stake.loss.call,
            lost: within().fold(0_i64, |sum, event| sum.saturating_add(event.lost)).min(arr),
            told: within().any(|event| event.told_by(day)),
        })
    }

    /// Part of its revenue that went, 0 to 1.
    pub fn part_lost(&self) -> f64 {
        self.lost as f64 / self.arr as f64
    }
}

/// Where the facts of a list come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// The snapshot that was taken in that week.
    Taken,
    /// The dated facts of the book.
    Rebuilt,
}

/// All accounts that paid on a day.
#[derive(Clone, PartialEq, Debug)]
pub struct Ranked {
    /// The day.
    pub day: Day,
    /// Where its facts come from.
    pub source: Source,
    /// Its accounts.
    pub cases: Vec<Case>,
}
