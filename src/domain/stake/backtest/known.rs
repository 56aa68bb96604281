//! What was known of an account on a day. A fact dated later never changes what an earlier day knew.

use crate::domain::figure::adoption::{Series, change};
use crate::domain::figure::pulse::{Counted, Gathered, SEEN, pulse};
use crate::domain::record::account::{CallLevel, LifecycleStage};
use crate::domain::record::contact::ContactRole;
use crate::domain::record::reading::Metric;
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::record::usage::SEATS;
use crate::domain::stake::backtest::past::{Ends, Known, Past};
use crate::domain::stake::input::{Dated, Inputs, RenewalTerms, SubscriptionTerms};
use crate::domain::stake::loss::Prior;
use crate::domain::value::day::Day;
use crate::domain::value::money::Money;

/// Days over which usage is compared.
const MONTH: i32 = 30;

/// What a whole book tells on a day of how the facts of each account are to be read.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// What the end of a contract says.
    pub ends: Ends,
    /// Metrics that are counted as things happen.
    pub counted: Vec<Counted>,
}

impl Reading {
    /// Reads a book as of a day.
    pub fn of(pasts: &[Past], day: Day, ends: Ends) -> Reading {
        let mut gathered = Gathered::default();
        for past in pasts {
            for (metric, figures) in past.used_by(day) {
                gathered.take(metric, &figures.iter().map(|(_, at)| at.on).collect::<Vec<Day>>());
            }
        }
        Reading { ends, counted: gathered.counted(day) }
    }
}

impl Past {
    /// What was known on a day. What the later course of a contract wrote over is put back as far as the facts tell.
    pub fn known_on(&self, day: Day, by: &Reading) -> Inputs {
        let ends = by.ends;
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
        self.measure(day, &by.counted, &mut inputs);
        inputs
    }

    /// What was measured and answered by a day; it takes the place of what was typed, unless that is newer.
    fn measure(&self, day: Day, counted: &[Counted], inputs: &mut Inputs) {
        let newer =
            |measured: &Dated<f64>, typed: Option<Dated<f64>>| typed.is_none_or(|typed| typed.on <= measured.on);
        let series = |figures: &[(String, Dated<f64>)]| figures.iter().map(|(_, at)| *at).collect();
        let mut measured: Vec<(String, Series)> =
            self.used_by(day).map(|(metric, figures)| (metric.to_owned(), series(figures))).collect();
        let seats = measured.iter().find(|(metric, _)| metric == SEATS).and_then(|(_, series)| series.last());
        if let Some(seats) = seats.filter(|seats| newer(seats, inputs.seats_used)) {
            inputs.seats_used = Some(*seats);
        }
        let first = |metric: &str| self.usage.iter().find(|(of, _)| of == metric).map(|(_, at)| at.on);
        let pulse = pulse(&mut measured, counted, day, first);
        inputs.active_days = pulse.active;
        if let Some(fall) = pulse.change.filter(|fall| newer(fall, inputs.usage_change)) {
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

    /// Each metric with its figures of the days before a day.
    fn used_by(&self, day: Day) -> impl Iterator<Item = (&str, &[(String, Dated<f64>)])> {
        self.usage.chunk_by(|(a, _), (b, _)| a == b).filter_map(move |rows| {
            let at = |on: Day| rows.partition_point(|(_, at)| at.on <= on);
            let figures = rows.get(at(day.plus_days(-SEEN))..at(day))?;
            figures.first().map(|(metric, _)| (metric.as_str(), figures))
        })
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
