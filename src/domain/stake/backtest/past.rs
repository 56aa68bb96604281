//! All dated facts of one account, and what of them was known on a day. A fact dated later never changes what an earlier
//! day knew; what has no day of its own, such as a segment, is taken as it is.

use crate::domain::figure::adoption::{Series, change, driving};
use crate::domain::record::account::{CallLevel, LifecycleStage};
use crate::domain::record::contact::ContactRole;
use crate::domain::record::reading::Metric;
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::record::usage::SEATS;
use crate::domain::stake::backtest::before::Before;
use crate::domain::stake::input::{Dated, Hand, Inputs, RenewalTerms, SubscriptionTerms};
use crate::domain::stake::loss::Prior;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, SubscriptionId};
use crate::domain::value::money::Money;

/// Days that usage is looked back for.
const SEEN: i32 = 100;
/// Days over which usage is compared.
const MONTH: i32 = 30;

/// A step of what an account pays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pay {
    /// Of which subscription, where it is of one.
    pub subscription: Option<SubscriptionId>,
    /// First day on which it counts.
    pub day: Day,
    /// Revenue a year more or less.
    pub delta: Money,
    /// Whether it is another price for the same.
    pub price: bool,
    /// Day on which notice came in.
    pub notice_on: Option<Day>,
}

/// A person on the customer's side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// Since when the book knows of them.
    pub since: Day,
    /// When they left.
    pub left_on: Option<Day>,
    /// Who they are.
    pub role: Option<ContactRole>,
    /// The first day on which they are that.
    pub from: Day,
    /// The first day on which they are not, or on which they were put away.
    pub until: Option<Day>,
}

/// What the end of a contract says in a book.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ends {
    /// When its term ends, known from its start.
    Terms,
    /// That it was lost: only lost contracts have one, so that nobody knew it before.
    Losses,
}

/// Everything dated about one account, in order of time.
#[derive(Clone, PartialEq, Debug)]
pub struct Past {
    /// Which account.
    pub account: AccountId,
    /// Its name as given.
    pub name: String,
    /// Its segment.
    pub segment: Option<String>,
    /// What it pays, step by step.
    pub pays: Vec<Pay>,
    /// Its subscriptions, ended ones too.
    pub subscriptions: Vec<SubscriptionTerms>,
    /// What was written over in them, in order of time.
    pub before: Vec<Before>,
    /// Its renewals, settled ones too.
    pub renewals: Vec<RenewalTerms>,
    /// Days of touches.
    pub touches: Vec<Day>,
    /// Its contacts.
    pub contacts: Vec<Known>,
    /// Its figures, by metric and day.
    pub readings: Vec<(Metric, Dated<f64>)>,
    /// Its measured usage, by metric and day.
    pub usage: Vec<(String, Dated<f64>)>,
    /// Its survey answers, 0 to 10, by day, each with the day of the reply.
    pub answers: Vec<(Dated<f64>, Option<Day>)>,
    /// The CSM's own calls; one without a level takes the call back.
    pub calls: Vec<Dated<Option<CallLevel>>>,
    /// Health as the CSM sees it.
    pub hand: Option<Hand>,
    /// Day on which the customer said it would leave.
    pub leaving: Option<Day>,
}

impl Past {
    /// An account of which nothing is known.
    pub fn bare(account: AccountId) -> Past {
        Past {
            account,
            name: String::new(),
            segment: None,
            pays: Vec::new(),
            subscriptions: Vec::new(),
            before: Vec::new(),
            renewals: Vec::new(),
            touches: Vec::new(),
            contacts: Vec::new(),
            readings: Vec::new(),
            usage: Vec::new(),
            answers: Vec::new(),
            calls: Vec::new(),
            hand: None,
            leaving: None,
        }
    }

    /// What the end of contracts says in a book of such accounts.
    pub fn ends(pasts: &[Past]) -> Ends {
        let with_end = || pasts.iter().flat_map(|past| &past.subscriptions).filter(|sub| sub.end.is_some());
        let lost = |sub: &SubscriptionTerms| sub.ended_on.is_some() && sub.ended_on == sub.end;
        if with_end().next().is_some() && with_end().all(lost) { Ends::Losses } else { Ends::Terms }
    }

    /// What was known on a day. What the later course of a contract wrote over is put back as far as the facts tell.
    pub fn known_on(&self, day: Day, ends: Ends) -> Inputs {
        let mut inputs = Inputs {
            name: self.name.clone(),
            segment: self.segment.clone(),
            stage: LifecycleStage::Established,
            call: self.call_on(day),
            hand: self.hand.filter(|hand| hand.on <= day),
            leaving: self.leaving.filter(|on| *on <= day),
            last_touch: self.touches.iter().copied().filter(|on| *on <= day).max(),
            ..Inputs::bare(self.account)
        };
        inputs.subscriptions = self.subscriptions.iter().filter_map(|sub| self.contract_on(sub, day, ends)).collect();
        inputs.renewals = self.renewals_on(day, ends);
        let stood = |contact: &&Known| contact.from <= day && contact.until.is_none_or(|until| day < until);
        for contact in self.contacts.iter().filter(stood) {
            let left = contact.left_on.filter(|on| *on <= day);
            if contact.since <= day {
                inputs.contacts += 1;
                inputs.live_contacts += u32::from(left.is_none());
            }
            match contact.role {
                Some(ContactRole::Champion) => inputs.champion_left = inputs.champion_left.max(left),
                Some(ContactRole::ExecSponsor) => inputs.sponsor_left = inputs.sponsor_left.max(left),
                _ => {}
            }
        }
        read(&self.readings, day, &mut inputs);
        self.measure(day, &mut inputs);
        inputs
    }

    /// What was measured and answered by a day; it takes the place of what was typed, unless that is newer.
    fn measure(&self, day: Day, inputs: &mut Inputs) {
        let newer =
            |measured: &Dated<f64>, typed: Option<Dated<f64>>| typed.is_none_or(|typed| typed.on <= measured.on);
        let mut measured: Vec<(String, Series)> = Vec::new();
        for (metric, figure) in self.usage.iter().filter(|(_, at)| at.on <= day && day.since(at.on) < SEEN) {
            match measured.last_mut() {
                Some((last, series)) if last == metric => series.push(*figure),
                _ => measured.push((metric.clone(), vec![*figure])),
            }
        }
        let seats = measured.iter().find(|(metric, _)| metric == SEATS).and_then(|(_, series)| series.last());
        if let Some(seats) = seats.filter(|seats| newer(seats, inputs.seats_used)) {
            inputs.seats_used = Some(*seats);
        }
        let fall = driving(&measured).and_then(|(_, series)| change(series, MONTH));
        if let Some(fall) = fall.filter(|fall| newer(fall, inputs.usage_change)) {
            inputs.usage_change = Some(fall);
        }
        let replied = |reply: &Option<Day>| reply.is_some_and(|on| on <= day);
        let answers = || self.answers.iter().filter(|(answer, _)| answer.on <= day);
        inputs.detractor =
            answers().rfind(|(answer, reply)| answer.value < 7.0 && !replied(reply)).map(|(answer, _)| *answer);
        if let Some((answer, reply)) = answers().next_back().filter(|(answer, _)| newer(answer, inputs.nps)) {
            (inputs.nps, inputs.nps_answered) = (Some(*answer), replied(reply));
        }
    }

    fn call_on(&self, day: Day) -> Option<Dated<CallLevel>> {
        let last = self.calls.iter().filter(|call| call.on <= day).max_by_key(|call| call.on)?;
        last.value.map(|value| Dated { value, on: last.on })
    }

    /// A contract as it stood on a day; none before it began.
    fn contract_on(&self, sub: &SubscriptionTerms, day: Day, ends: Ends) -> Option<SubscriptionTerms> {
        let own = || self.pays.iter().filter(|pay| pay.subscription == Some(sub.id));
        let first = own().map(|pay| pay.day).min();
        let row = self.row_on(sub, day);
        if row.start.or(first).is_some_and(|start| start > day) {
            return None;
        }
        let mut then = SubscriptionTerms { end: self.end_on(sub, day), ..row.clone() };
        then.ended_on = sub.ended_on.filter(|on| *on <= day);
        if first.is_some() {
            let paid = own().filter(|pay| pay.day <= day && pay.delta.currency == sub.arr.currency);
            let minor = paid.fold(0_i64, |sum, pay| sum.saturating_add(pay.delta.minor)).max(0);
            then.arr = Money { minor, ..sub.arr };
        }
        if ends == Ends::Losses && then.ended_on.is_none() {
            then.end = None;
        } else if let Some(due) =
            self.open_on(day).filter(|row| row.subscription == Some(sub.id)).map(|row| row.due).min()
        {
            // The row of the contract carries the end of its latest term; the renewal that was open tells the one of then.
            then.end = then.end.map(|end| end.min(due));
        }
        Some(then)
    }

    /// Renewals whose outcome nobody knew on a day.
    fn open_on(&self, day: Day) -> impl Iterator<Item = &RenewalTerms> {
        self.renewals.iter().filter(move |row| outcome_day(row).is_none_or(|on| on > day))
    }

    /// Whether a renewal that was lost tells of the loss alone, as the end of its contract does.
    fn is_for_loss(&self, row: &RenewalTerms, day: Day, ends: Ends) -> bool {
        let own = |sub: &&SubscriptionTerms| Some(sub.id) == row.subscription && sub.ended_on == Some(row.due);
        ends == Ends::Losses || self.subscriptions.iter().find(own).is_some_and(|sub| self.is_end_of_loss(sub, day))
    }

    /// The renewals as they stood on a day: those settled by then, and of each contract the next open one.
    fn renewals_on(&self, day: Day, ends: Ends) -> Vec<RenewalTerms> {
        let settled = self.renewals.iter().filter(|row| outcome_day(row).is_some_and(|on| on <= day));
        let mut known: Vec<RenewalTerms> = settled.cloned().collect();
        let mut open: Vec<&RenewalTerms> = self
            .open_on(day)
            // Where ends tell of losses alone, so does a renewal that was written for one.
            .filter(|row| row.outcome != Some(RenewalOutcome::Churned) || !self.is_for_loss(row, day, ends))
            .collect();
        open.sort_by_key(|row| (row.subscription, row.due, row.id));
        open.dedup_by_key(|row| row.subscription);
        let begun = |row: &&RenewalTerms| {
            row.subscription.is_none_or(|id| {
                let sub = self.subscriptions.iter().find(|sub| sub.id == id);
                sub.is_none_or(|sub| sub.start.is_none_or(|start| start <= day))
            })
        };
        known.extend(open.into_iter().filter(begun).map(|row| RenewalTerms {
            // What stands there once the outcome is known, be it nothing, is of after the event.
            target: row.target.filter(|_| row.outcome.is_none()),
            outcome: None,
            settled_on: None,
            notice_on: row.notice_on.filter(|on| *on <= day),
            ..row.clone()
        }));
        known
    }
}

/// The day on which the outcome of a renewal was known; none while it is open.
fn outcome_day(row: &RenewalTerms) -> Option<Day> {
    row.outcome.map(|_| row.settled_on.unwrap_or(row.due))
}

/// How the renewals of a book had ended by a day. A contract that runs on without an end has been decided at each of its
/// anniversaries.
pub fn prior_on(pasts: &[Past], day: Day, ends: Ends) -> Prior {
    let mut prior = Prior::default();
    for past in pasts {
        for row in past.renewals.iter().filter(|row| outcome_day(row).is_some_and(|on| on <= day)) {
            prior.decided += 1;
            prior.lost += u32::from(row.outcome == Some(RenewalOutcome::Churned));
        }
        let endless = |sub: &&SubscriptionTerms| {
            past.row_on(sub, day).end.is_none() || ends == Ends::Losses || past.is_end_of_loss(sub, day)
        };
        for sub in past.subscriptions.iter().filter(endless) {
            let until = sub.ended_on.filter(|on| *on <= day).unwrap_or(day);
            let years = sub.start.map_or(0, |start| until.since(start) / 365);
            prior.decided += u32::try_from(years).unwrap_or_default();
        }
    }
    prior
}

/// The figures as they were on a day.
fn read(readings: &[(Metric, Dated<f64>)], day: Day, inputs: &mut Inputs) {
    let of = |metric: Metric| {
        let mut found: Vec<Dated<f64>> =
            readings.iter().filter(|(kind, at)| *kind == metric && at.on <= day).map(|(_, at)| *at).collect();
        found.sort_by_key(|at| at.on);
        found
    };
    let last = |metric: Metric| of(metric).last().copied();
    inputs.seats_used = last(Metric::SeatsUsed);
    inputs.usage_change = last(Metric::UsageChange);
    inputs.nps = last(Metric::Nps);
    inputs.p1_age = last(Metric::P1AgeDays);
    inputs.escalations = last(Metric::Escalations);
    inputs.competitor = last(Metric::Competitor);
    inputs.invoice_late = last(Metric::InvoiceLateDays);
    let health = of(Metric::Health);
    inputs.health = health.last().copied();
    if let Some((latest, earlier)) = health.split_last() {
        let within = |days: i32| {
            let near = earlier.iter().filter(move |at| latest.on.since(at.on) <= days);
            near.map(|at| at.value).collect::<Vec<f64>>()
        };
        inputs.health_best_week = within(7).into_iter().reduce(f64::max);
        let month = within(30);
        inputs.health_mean_30 = (!month.is_empty()).then(|| month.iter().sum::<f64>() / month.len() as f64);
    }
    if inputs.usage_change.is_none() {
        inputs.usage_change = change(&of(Metric::Usage), MONTH);
    }
}
