//! All dated facts of one account. What has no day of its own, such as a segment, is taken as it is.

use crate::domain::record::account::CallLevel;
use crate::domain::record::contact::ContactRole;
use crate::domain::record::reading::Metric;
use crate::domain::stake::backtest::before::Before;
use crate::domain::stake::input::{Dated, Hand, RenewalTerms, SubscriptionTerms};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, SubscriptionId};
use crate::domain::value::money::Money;

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
}
