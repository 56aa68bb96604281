//! When a decision falls, and how much its nearness weighs. Within one decision cycle a nearer day never weighs less.

use crate::domain::record::account::LifecycleStage;
use crate::domain::stake::cycle::{Standing, roll, standing, term_end, term_months};
use crate::domain::stake::input::{Inputs, RenewalTerms, SubscriptionTerms};
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;
use crate::domain::value::id::{RenewalId, SubscriptionId};
use crate::domain::value::money::{Currency, Money};

/// The weight of a decision so many days away: the t(T) of the formula, `floor` to 1.
pub fn urgency(days: i32, weights: &Weights) -> f64 {
    urgency_at(f64::from(days), weights)
}

pub(super) fn urgency_at(days: f64, weights: &Weights) -> f64 {
    let beyond = days - f64::from(weights.flat_days);
    if beyond <= 0.0 {
        return 1.0;
    }
    (-beyond / f64::from(weights.decay_days.max(1))).exp().max(weights.floor).min(1.0)
}

/// One decision of the customer that is still open.
#[derive(Clone, PartialEq, Debug)]
pub struct Decision {
    /// The renewal row it comes from, if one is kept.
    pub renewal: Option<RenewalId>,
    /// The subscription it is about, where it is one.
    pub subscription: Option<SubscriptionId>,
    /// Recurring revenue up for decision.
    pub revenue: Money,
    /// End of the term that `day` belongs to.
    pub end: Day,
    /// Last day for notice of that term, when known.
    pub cancel_by: Option<Day>,
    /// The decision day d*: when the customer has to make up its mind.
    pub day: Day,
    /// Past the cancel-by of the running term without notice: `end`, `cancel_by` and `day` are those of the next term.
    pub locked: bool,
    /// Day on which notice came in.
    pub notice_on: Option<Day>,
    /// The term is not on record: an anniversary, or a renewal that nobody entered.
    pub assumed: bool,
}

/// The open decisions of an account, earliest day first. A subscription is up for one decision only, its next.
pub fn decisions(inputs: &Inputs, today: Day, weights: &Weights) -> Vec<Decision> {
    if inputs.stage == LifecycleStage::Churned {
        return Vec::new();
    }
    let mut rows: Vec<&RenewalTerms> = inputs.renewals.iter().filter(|row| row.outcome.is_none()).collect();
    // Rows that name their subscription take it before those that speak for the account as a whole.
    rows.sort_by_key(|row| (row.subscription.is_none(), row.due, row.id));
    let mut free: Vec<&SubscriptionTerms> =
        inputs.subscriptions.iter().filter(|sub| standing(inputs, sub, today, weights) == Standing::Running).collect();
    let mut taken: Vec<SubscriptionId> = Vec::new();
    let mut found: Vec<Decision> = Vec::new();
    for row in rows {
        let Some(id) = row.subscription else {
            found.extend(of_account(row, &std::mem::take(&mut free), inputs, today));
            continue;
        };
        free.retain(|sub| sub.id != id);
        let sub = inputs.subscriptions.iter().find(|sub| sub.id == id);
        let over =
            sub.is_some_and(|sub| matches!(standing(inputs, sub, today, weights), Standing::Gone | Standing::Leaving));
        if !over && !taken.contains(&id) {
            taken.push(id);
            found.push(of_row(row, sub, inputs, today));
        }
    }
    found.extend(free.into_iter().filter_map(|sub| of_subscription(inputs, sub, today)));
    found.sort_by_key(|decision| (decision.day, decision.renewal, decision.subscription));
    found
}

/// What a decision is about once it is settled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Matter {
    /// The subscriptions that it decides.
    pub subscriptions: Vec<SubscriptionId>,
    /// End of the running term, which is not that of the next one even when the decision is locked in.
    pub end: Day,
    /// Its renewal speaks for other subscriptions as well.
    pub shared: bool,
}

/// What the decision about these rows is about; none when nothing tells.
pub fn matter(
    inputs: &Inputs,
    renewal: Option<RenewalId>,
    subscription: Option<SubscriptionId>,
    today: Day,
    weights: &Weights,
) -> Option<Matter> {
    let known = |id: &SubscriptionId| inputs.subscriptions.iter().any(|sub| sub.id == *id);
    let Some(renewal) = renewal else {
        let sub = inputs.subscriptions.iter().find(|sub| Some(sub.id) == subscription)?;
        let (end, _) = term_end(inputs, sub, today)?;
        return Some(Matter { subscriptions: vec![sub.id], end, shared: false });
    };
    let row = inputs.renewals.iter().find(|row| row.id == renewal)?;
    if row.subscription.is_some() {
        let subscriptions = row.subscription.into_iter().filter(known).collect();
        return Some(Matter { subscriptions, end: row.due, shared: false });
    }
    let open = || inputs.renewals.iter().filter(|row| row.outcome.is_none());
    let first = open().filter(|row| row.subscription.is_none()).min_by_key(|row| (row.due, row.id));
    let mut free: Vec<SubscriptionId> = Vec::new();
    // The first row that speaks for the account as a whole takes all that no other speaks for.
    if first.is_some_and(|first| first.id == renewal) {
        let running = |sub: &&SubscriptionTerms| standing(inputs, sub, today, weights) == Standing::Running;
        let named = |sub: &&SubscriptionTerms| open().any(|row| row.subscription == Some(sub.id));
        free.extend(inputs.subscriptions.iter().filter(|sub| running(sub) && !named(sub)).map(|sub| sub.id));
    }
    let shared = subscription.is_some() && free.len() > 1;
    let subscriptions = if subscription.is_some() { subscription.into_iter().filter(known).collect() } else { free };
    Some(Matter { subscriptions, end: row.due, shared })
}

/// The decisions of a row that names no subscription: it speaks for all that no other row speaks for.
fn of_account(row: &RenewalTerms, free: &[&SubscriptionTerms], inputs: &Inputs, today: Day) -> Vec<Decision> {
    match free {
        [] => vec![of_row(row, None, inputs, today)],
        [only] => vec![of_row(row, Some(only), inputs, today)],
        [first, ..] if row.target.is_some() => {
            let mut one = of_row(row, Some(first), inputs, today);
            one.subscription = None;
            vec![one]
        }
        several => several.iter().map(|sub| of_row(row, Some(sub), inputs, today)).collect(),
    }
}

fn of_row(row: &RenewalTerms, sub: Option<&SubscriptionTerms>, inputs: &Inputs, today: Day) -> Decision {
    // A contract that names a last day for notice renews by itself, unless its subscription says otherwise.
    let auto_renew = sub.map_or(row.cancel_by.is_some(), |sub| sub.auto_renew);
    let notice = sub.filter(|sub| sub.auto_renew).and_then(|sub| sub.notice);
    let mut decision = Decision {
        renewal: Some(row.id),
        subscription: sub.map(|sub| sub.id).or(row.subscription),
        revenue: row.target.or(sub.map(|sub| sub.arr)).unwrap_or_else(|| nothing(inputs)),
        end: row.due,
        cancel_by: row.cancel_by.or_else(|| notice.map(|notice| notice.cancel_by(row.due))),
        day: row.due,
        locked: false,
        notice_on: row.notice_on.filter(|on| *on <= today),
        assumed: false,
    };
    if row.due < today {
        return decision;
    }
    if let Some(cancel_by) = decision.cancel_by {
        decision.day = cancel_by;
        if auto_renew && cancel_by < today && decision.notice_on.is_none() {
            (decision.end, decision.day) = next_term(row.due, cancel_by, sub, today);
            decision.cancel_by = Some(decision.day);
            decision.locked = true;
        }
    }
    decision
}

fn of_subscription(inputs: &Inputs, sub: &SubscriptionTerms, today: Day) -> Option<Decision> {
    let (mut end, mut assumed) = term_end(inputs, sub, today)?;
    let mut cancel_by = sub.notice.filter(|_| sub.auto_renew).map(|notice| notice.cancel_by(end));
    let mut locked = false;
    if let Some(passed) = cancel_by.filter(|day| *day < today) {
        let (next_end, next_day) = next_term(end, passed, Some(sub), today);
        (end, cancel_by, locked, assumed) = (next_end, Some(next_day), true, true);
    }
    Some(Decision {
        renewal: None,
        subscription: Some(sub.id),
        revenue: sub.arr,
        end,
        cancel_by,
        day: cancel_by.unwrap_or(end),
        locked,
        notice_on: None,
        assumed,
    })
}

/// End and cancel-by of the first term whose cancel-by is still ahead. With a notice longer than the term that may be
/// more than one term on.
fn next_term(end: Day, cancel_by: Day, sub: Option<&SubscriptionTerms>, today: Day) -> (Day, Day) {
    let lead = end.since(cancel_by);
    let least = today.plus_days(lead).max(end.plus_days(1));
    let next = roll(end, sub.map_or(12, term_months), least);
    let notice = sub.filter(|sub| sub.auto_renew).and_then(|sub| sub.notice);
    (next, notice.map_or_else(|| next.plus_days(lead.saturating_neg()), |notice| notice.cancel_by(next)))
}

fn nothing(inputs: &Inputs) -> Money {
    Money::new(0, inputs.subscriptions.first().map_or(Currency::USD, |sub| sub.arr.currency))
}
