//! What would change a stake most: each lever is pulled on a copy of the inputs and the whole stake reckoned again,
//! so that the figure is never guessed.

use crate::domain::stake::input::Inputs;
use crate::domain::stake::loss::Prior;
use crate::domain::stake::stake::{Stake, stake};
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;
use crate::domain::value::money::Rates;

/// One thing that would move the stake.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lever {
    /// What to do, or what would have to happen.
    pub what: String,
    /// By how much the stake would change, home minor units; negative is less at stake.
    pub change: i64,
}

type Pull = fn(&mut Inputs, &Weights, Day);

const PULLS: [(&str, Pull); 10] = [
    ("a touch today", |inputs, _, today| inputs.last_touch = Some(today)),
    ("a champion won back", |inputs, _, _| inputs.champion_left = None),
    ("a sponsor found", |inputs, _, _| inputs.sponsor_left = None),
    ("overdue promises kept", |inputs, _, _| inputs.oldest_promise = None),
    ("enough live contacts", |inputs, weights, _| {
        let least = weights.signals.contacts_least;
        inputs.live_contacts = inputs.live_contacts.max(least);
        inputs.contacts = inputs.contacts.max(least);
    }),
    ("usage steady again", |inputs, _, _| inputs.usage_change = inputs.usage_change.map(|d| d.at_least(0.0))),
    ("active days enough", |inputs, weights, _| {
        inputs.active_days = inputs.active_days.map(|d| d.at_least(weights.signals.active_enough));
    }),
    ("P1 and escalations closed", |inputs, _, _| {
        inputs.p1_age = inputs.p1_age.map(|d| d.at(0.0));
        inputs.escalations = inputs.escalations.map(|d| d.at(0.0));
    }),
    ("competitor out", |inputs, _, _| inputs.competitor = inputs.competitor.map(|d| d.at(0.0))),
    ("invoice paid", |inputs, _, _| inputs.invoice_late = inputs.invoice_late.map(|d| d.at(0.0))),
];

/// The levers of an account, the strongest first; those that change nothing are left out.
pub fn levers(now: &Stake, inputs: &Inputs, weights: &Weights, rates: &Rates, today: Day) -> Vec<Lever> {
    let prior: Prior = now.loss.prior;
    let weigh = |changed: &Inputs, what: String| {
        let then = stake(changed, weights, rates, prior, now.median, today);
        Lever { what, change: then.total.saturating_sub(now.total) }
    };
    let mut found: Vec<Lever> = PULLS
        .iter()
        .map(|(what, pull)| {
            let mut changed = inputs.clone();
            pull(&mut changed, weights, today);
            weigh(&changed, (*what).to_owned())
        })
        .collect();
    let neutral = weights.signals.health_neutral;
    if inputs.health.is_some_and(|health| health.value < neutral) {
        let mut changed = inputs.clone();
        changed.health = changed.health.map(|health| health.at(neutral));
        found.push(weigh(&changed, format!("health back to {neutral:.0}")));
    }
    for renewal in inputs.renewals.iter().filter(|row| row.outcome.is_none() && row.notice_on.is_some()) {
        let mut changed = inputs.clone();
        for row in changed.renewals.iter_mut().filter(|row| row.id == renewal.id) {
            row.notice_on = None;
        }
        found.push(weigh(&changed, "notice withdrawn".to_owned()));
    }
    if inputs.leaving.is_some() {
        let mut changed = inputs.clone();
        changed.leaving = None;
        found.push(weigh(&changed, "talked out of leaving".to_owned()));
    }
    found.retain(|lever| lever.change != 0);
    found.sort_by_key(|lever| std::cmp::Reverse(lever.change.unsigned_abs()));
    found
}
