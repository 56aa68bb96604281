//! All that the stake of one account is reckoned from, and nothing more. Absent inputs are `None`, never zero.

use crate::domain::record::account::{CallLevel, HealthCall, LifecycleStage, Pin};
use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::record::subscription::{Notice, Subscription};
use crate::domain::stake::health::Band;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId};
use crate::domain::value::money::Money;
use serde::{Deserialize, Serialize};

/// A value and the day it is as of.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Dated<T> {
    /// The value.
    pub value: T,
    /// As of when.
    pub on: Day,
}

/// Health as the CSM sees it, whatever the measures say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Hand {
    /// What it is.
    pub level: HealthCall,
    /// Since when.
    pub on: Day,
    /// The last day on which it holds.
    pub until: Day,
}

impl Hand {
    /// The band that it says.
    pub const fn band(self) -> Band {
        match self.level {
            HealthCall::Red => Band::Red,
            HealthCall::Yellow => Band::Yellow,
            HealthCall::Green => Band::Green,
        }
    }
}

/// The terms of a subscription that decide its place.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SubscriptionTerms {
    /// Which.
    pub id: SubscriptionId,
    /// Recurring revenue a year.
    pub arr: Money,
    /// Seats bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<u32>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Day>,
    /// End of the paid term; runs on when unset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Day>,
    /// Months of a term, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_months: Option<u32>,
    /// Renews by itself.
    pub auto_renew: bool,
    /// Notice period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// Ended for good on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<Day>,
}

impl SubscriptionTerms {
    /// Those of a contract as it stands.
    pub fn of(row: &Subscription) -> SubscriptionTerms {
        SubscriptionTerms {
            id: row.id,
            arr: row.arr,
            seats: row.seats,
            start: row.start,
            end: row.end,
            term_months: row.term_months,
            auto_renew: row.auto_renew,
            notice: row.notice,
            ended_on: row.ended_on,
        }
    }
}

/// The terms of a renewal that decide its place.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RenewalTerms {
    /// Which.
    pub id: RenewalId,
    /// Of which subscription.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscription: Option<SubscriptionId>,
    /// End of the term.
    pub due: Day,
    /// Last day for notice named by the contract itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancel_by: Option<Day>,
    /// Revenue up for decision, where it differs from the subscription's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Money>,
    /// How it ended; open when unset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<RenewalOutcome>,
    /// Day on which it was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_on: Option<Day>,
    /// Day on which notice came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_on: Option<Day>,
}

/// An open opportunity.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Prospect {
    /// What it is called, as given.
    pub name: String,
    /// Revenue a year if won.
    pub amount: Money,
    /// Chance of winning, percent; half when unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<u8>,
    /// Day on which it should close.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close: Option<Day>,
}

/// Everything known about one account on one day.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Inputs {
    /// Which account.
    pub account: AccountId,
    /// Its name as given, for ties.
    pub name: String,
    /// Its segment, for cadence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    /// Its lifecycle stage; a churned account has nothing at stake.
    pub stage: LifecycleStage,
    /// Pinned to an end of the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
    /// The CSM's own call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<Dated<CallLevel>>,
    /// Health as the CSM sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand: Option<Hand>,
    /// Day on which the customer said it would leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaving: Option<Day>,
    /// Its subscriptions, ended ones too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subscriptions: Vec<SubscriptionTerms>,
    /// Its renewals, settled ones too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renewals: Vec<RenewalTerms>,
    /// Its open opportunities.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prospects: Vec<Prospect>,
    /// Latest health score, 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health: Option<Dated<f64>>,
    /// Mean of the health scores in the 30 days before the latest, when there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health_mean_30: Option<f64>,
    /// The best of the health scores in the week before the latest, when there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health_best_week: Option<f64>,
    /// Mean of the scores made of the measures in the 30 days before, as the snapshots of those weeks have it.
    #[serde(skip)]
    pub measured_mean_30: Option<f64>,
    /// The best of them in the week before.
    #[serde(skip)]
    pub measured_best_week: Option<f64>,
    /// Latest seats in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats_used: Option<Dated<f64>>,
    /// Change of usage over 30 days, percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage_change: Option<Dated<f64>>,
    /// Days of the last 90 on which it was used, where usage is counted as it happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active_days: Option<Dated<f64>>,
    /// Latest NPS answer, 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nps: Option<Dated<f64>>,
    /// Whether somebody wrote down a reply to that answer.
    #[serde(default)]
    pub nps_answered: bool,
    /// Latest NPS answer below 7 to which no reply is written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detractor: Option<Dated<f64>>,
    /// Days the oldest open P1 had been open on the as-of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p1_age: Option<Dated<f64>>,
    /// Open escalations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalations: Option<Dated<f64>>,
    /// Whether a competitor is being evaluated: 1 or 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competitor: Option<Dated<f64>>,
    /// Days the oldest open invoice is late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice_late: Option<Dated<f64>>,
    /// Contacts known, whether still there or not.
    pub contacts: u32,
    /// Contacts still there.
    pub live_contacts: u32,
    /// Latest day on which a champion left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub champion_left: Option<Day>,
    /// Latest day on which an executive sponsor left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sponsor_left: Option<Day>,
    /// Latest day of contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_touch: Option<Day>,
    /// Due day of the oldest open promise that is overdue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest_promise: Option<Day>,
}

impl Inputs {
    /// An account of which nothing is known.
    pub fn bare(account: AccountId) -> Inputs {
        Inputs {
            account,
            name: String::new(),
            segment: None,
            stage: LifecycleStage::Established,
            pin: None,
            call: None,
            hand: None,
            leaving: None,
            subscriptions: Vec::new(),
            renewals: Vec::new(),
            prospects: Vec::new(),
            health: None,
            health_mean_30: None,
            measured_mean_30: None,
            measured_best_week: None,
            health_best_week: None,
            seats_used: None,
            usage_change: None,
            active_days: None,
            nps: None,
            nps_answered: false,
            detractor: None,
            p1_age: None,
            escalations: None,
            competitor: None,
            invoice_late: None,
            contacts: 0,
            live_contacts: 0,
            champion_left: None,
            sponsor_left: None,
            last_touch: None,
            oldest_promise: None,
        }
    }
}

impl Dated<f64> {
    /// The same day with another value.
    #[must_use]
    pub fn at(self, value: f64) -> Dated<f64> {
        Dated { value, ..self }
    }

    /// The same day, the value raised to `least` where it is under it.
    #[must_use]
    pub fn at_least(self, least: f64) -> Dated<f64> {
        Dated { value: self.value.max(least), ..self }
    }
}
