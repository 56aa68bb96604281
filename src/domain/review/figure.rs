//! The figures of a week, each with its name, its unit and which way is good. A figure that has nothing to be reckoned
//! on is none, never nought.

use crate::domain::record::choice::choice;
use crate::domain::record::meta::Kind;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use serde::{Deserialize, Serialize};

choice!(
    /// A figure of a week.
    Figure {
        /// Tasks done.
        TasksDone = "tasks-done",
        /// Promises that were moved on or have gone by.
        TasksSlipped = "tasks-slipped",
        /// Promised days of the week that were kept, of all.
        PromisesKept = "promises-kept",
        /// Touches of all kinds.
        Touches = "touches",
        /// Calls.
        Calls = "calls",
        /// E-mails.
        Emails = "emails",
        /// Meetings.
        Meetings = "meetings",
        /// Business reviews.
        Qbrs = "qbrs",
        /// Notes and tickets.
        OtherTouches = "other-touches",
        /// Minutes logged.
        Minutes = "minutes",
        /// Accounts touched, of all.
        AccountsTouched = "accounts-touched",
        /// Recurring revenue of the accounts touched, of all.
        ArrTouched = "arr-touched",
        /// Red accounts touched, of all that are red.
        RedTouched = "red-touched",
        /// Accounts touched within their cadence, of all that are owed a touch.
        Coverage = "coverage",
        /// The same by recurring revenue.
        CoverageArr = "coverage-arr",
        /// Time to a first answer, the middle one.
        ResponseTime = "response-time",
        /// First answers within the target, of all that were due.
        ResponseOnTime = "response-on-time",
        /// Complaints and requests settled.
        ProblemsSolved = "problems-solved",
        /// Renewals settled.
        RenewalsClosed = "renewals-closed",
        /// Of these, those that were at risk and stayed.
        RenewalsSaved = "renewals-saved",
        /// Of these, those that left.
        RenewalsLost = "renewals-lost",
        /// Revenue that customers added.
        Expansion = "expansion",
        /// Referrals won.
        Referrals = "referrals",
        /// Accounts whose health rose.
        HealthUp = "health-up",
        /// Accounts whose health fell.
        HealthDown = "health-down",
        /// Promoters less detractors.
        Nps = "nps",
        /// Answers among the best two of five, of all.
        Csat = "csat",
        /// How easy it was, the mean.
        Ces = "ces",
        /// Tasks that sales has.
        WaitingSales = "waiting-sales",
        /// Tasks that it gave back by their promised day, of all that were due back.
        SalesOnTime = "sales-on-time",
        /// Tasks that support has.
        WaitingSupport = "waiting-support",
        /// Tasks that it gave back by their promised day, of all that were due back.
        SupportOnTime = "support-on-time",
        /// Tasks that product has.
        WaitingProduct = "waiting-product",
        /// Tasks that it gave back by their promised day, of all that were due back.
        ProductOnTime = "product-on-time",
        /// Days since the latest touch, of the account in the middle.
        MedianIdle = "median-idle",
    }
);

/// What a figure counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Things.
    Count,
    /// Home minor units.
    Money,
    /// Days.
    Days,
    /// Minutes.
    Minutes,
    /// Points of a score.
    Points,
}

/// Which way a figure is good.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Better {
    /// More.
    More,
    /// Less.
    Less,
    /// Neither.
    Neither,
}

impl Figure {
    /// What it is called in a row; a part of the figure above it begins with two blanks.
    pub const fn label(self) -> &'static str {
        match self {
            Figure::TasksDone => "tasks done",
            Figure::TasksSlipped => "tasks slipped",
            Figure::PromisesKept => "promises kept",
            Figure::Touches => "touches logged",
            Figure::Calls => "  calls",
            Figure::Emails => "  e-mails",
            Figure::Meetings => "  meetings",
            Figure::Qbrs => "  QBRs",
            Figure::OtherTouches => "  notes, tickets",
            Figure::Minutes => "minutes logged",
            Figure::AccountsTouched => "accounts touched",
            Figure::ArrTouched => "ARR touched",
            Figure::RedTouched => "red touched",
            Figure::Coverage => "within cadence",
            Figure::CoverageArr => "  by ARR",
            Figure::ResponseTime => "first answer",
            Figure::ResponseOnTime => "  in time",
            Figure::ProblemsSolved => "problems solved",
            Figure::Nps => "NPS",
            Figure::Csat => "CSAT",
            Figure::Ces => "CES, 1 to 7",
            Figure::RenewalsClosed => "renewals closed",
            Figure::RenewalsSaved => "  saved",
            Figure::RenewalsLost => "  lost",
            Figure::Expansion => "expansion booked",
            Figure::Referrals => "referrals",
            Figure::HealthUp => "health up",
            Figure::HealthDown => "health down",
            Figure::WaitingSales => "waiting on sales",
            Figure::SalesOnTime => "  sales on time",
            Figure::SupportOnTime => "  support on time",
            Figure::ProductOnTime => "  product on time",
            Figure::WaitingSupport => "waiting on support",
            Figure::WaitingProduct => "waiting on product",
            Figure::MedianIdle => "median idle",
        }
    }

    /// What it is called where blanks are lost: a part of the figure above it begins with a dot.
    pub fn listed(self) -> String {
        let label = self.label();
        label.strip_prefix("  ").map_or_else(|| label.to_owned(), |part| format!("· {part}"))
    }

    /// What it counts.
    pub const fn unit(self) -> Unit {
        match self {
            Figure::ArrTouched | Figure::CoverageArr | Figure::Expansion => Unit::Money,
            Figure::MedianIdle => Unit::Days,
            Figure::Minutes | Figure::ResponseTime => Unit::Minutes,
            Figure::Nps | Figure::Ces => Unit::Points,
            _ => Unit::Count,
        }
    }

    /// Which way it is good.
    pub const fn better(self) -> Better {
        match self {
            Figure::TasksSlipped
            | Figure::RenewalsLost
            | Figure::ResponseTime
            | Figure::HealthDown
            | Figure::WaitingSales
            | Figure::WaitingSupport
            | Figure::WaitingProduct
            | Figure::MedianIdle => Better::Less,
            Figure::Calls
            | Figure::Emails
            | Figure::Meetings
            | Figure::Qbrs
            | Figure::OtherTouches
            | Figure::Minutes
            | Figure::RenewalsClosed => Better::Neither,
            _ => Better::More,
        }
    }
}

/// A value of a figure, in its unit.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Amount {
    /// How much.
    pub value: f64,
    /// Of how much, where it is a part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<f64>,
    /// What is told beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Beside>,
}

/// What is told beside a count.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Beside {
    /// Home minor units: `2 140k`.
    Money(i64),
    /// Median days: `3 waiting 6d`.
    Days(f64),
}

impl Amount {
    /// So much.
    pub const fn plain(value: f64) -> Amount {
        Amount { value, of: None, beside: None }
    }

    /// A part of something.
    pub const fn part(value: f64, of: f64) -> Amount {
        Amount { value, of: Some(of), beside: None }
    }

    /// The share, 0 to 1, of one that is a part of something.
    pub fn share(self) -> Option<f64> {
        self.of.filter(|of| *of > 0.0).map(|of| self.value / of)
    }
}

/// A row of the figures: this week beside others.
#[derive(Clone, PartialEq, Debug)]
pub struct FigureLine {
    /// Which figure.
    pub figure: Figure,
    /// In the week.
    pub this: Option<Amount>,
    /// In the week before.
    pub last: Option<Amount>,
    /// The mean of the four weeks before.
    pub average: Option<Amount>,
    /// From the first day of the quarter to the end of the week.
    pub quarter: Option<Amount>,
    /// What the quarter is to reach, in the figure's unit; percent where it is a part.
    pub target: Option<f64>,
    /// What it is reckoned on, in a sentence that is safe to print.
    pub basis: String,
}

/// A figure as it stood when a review was saved.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// Which figure.
    pub figure: Figure,
    /// In the week.
    pub this: Option<Amount>,
    /// In the week before.
    pub last: Option<Amount>,
    /// The mean of the four weeks before.
    pub average: Option<Amount>,
    /// From the first day of the quarter to the end of the week.
    pub quarter: Option<Amount>,
}

/// A row behind a figure. Texts are safe to print.
#[derive(Clone, PartialEq, Debug)]
pub struct BehindLine {
    /// Its table.
    pub kind: Kind,
    /// Its id.
    pub key: String,
    /// Whose.
    pub account: Option<AccountId>,
    /// What that account is called; empty without one.
    pub account_name: String,
    /// What the row is called.
    pub title: String,
    /// The day it is about.
    pub day: Option<Day>,
    /// Whether it counts; of a figure that is a part, the others are the rest.
    pub counts: bool,
    /// What it adds beside.
    pub amount: Option<Beside>,
}
