//! Tests the ranking on a file of accounts as they stood on one day, with what became of them. The book is not touched.

use crate::domain::stake::backtest::case::HORIZON;
use crate::domain::stake::backtest::past::{Past, Pay};
use crate::domain::stake::backtest::report::Report;
use crate::domain::stake::input::{Dated, SubscriptionTerms};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, SubscriptionId};
use crate::domain::value::money::{Currency, Money};
use crate::exchange::amount::minor;
use crate::exchange::decode::decode;
use crate::exchange::outcome_set::{NoSet, OutcomeSet, SetRow, outcome_set};
use crate::service::backtest::{Asked, History, Progress, test};
use crate::service::desk::Desk;
use crate::service::error::{Error, ErrorKind};
use ulid::Ulid;

/// Days after the day of a set on which a loss without a day of its own counts.
const AFTER: i32 = 30;
/// Months of a contract of which nobody says the term.
const YEAR: u32 = 12;

/// What a file said beside the report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetRead {
    /// Accounts read.
    pub accounts: usize,
    /// Columns read.
    pub read: Vec<String>,
    /// Columns not read.
    pub unread: Vec<String>,
    /// Lines left out, with the reason.
    pub rejects: Vec<(u64, String)>,
}

impl Desk {
    /// Tests the ranking on a file whose rows are of a day; `outcome` names the column that tells who left.
    pub fn backtest_file(
        &self,
        bytes: &[u8],
        (day, outcome, seed): (Day, Option<&str>, u64),
        progress: Progress<'_>,
    ) -> Result<(Report, SetRead), Error> {
        let set = outcome_set(&decode(bytes).text, outcome).map_err(|why| refused(&why))?;
        let home = self.measure().rates.home;
        let pasts: Vec<Past> = (1..).zip(&set.rows).filter_map(|(n, row)| past(n, row, day, home)).collect();
        let history = History::of(&pasts, self.measure()).of_one_day();
        let asked = Asked { from: Some(day), to: Some(day), seed };
        let list = |day: Day| Ok(history.rebuilt(day));
        let report = test(&history, asked, day.plus_days(HORIZON), &list, progress)?;
        let OutcomeSet { read, unread, rejects, .. } = set;
        Ok((report, SetRead { accounts: pasts.len(), read, unread, rejects }))
    }
}

fn refused(why: &NoSet) -> Error {
    let hint = match why {
        NoSet::Table(_) => "",
        NoSet::NoOutcome => "name it with --outcome COLUMN; its cells say yes or no",
        NoSet::NoRevenue => "call the column mrr or arr",
        NoSet::NoColumn(_) => "write the header as it stands in the file",
    };
    Error::new(ErrorKind::Rejected, why.to_string(), hint)
}

/// The facts of a row: a contract that began so many months ago, its figures as of the day, and its loss thereafter.
fn past(n: u128, row: &SetRow, day: Day, home: Currency) -> Option<Past> {
    let arr = Money::new(minor(&row.revenue, home)?, home);
    let id = SubscriptionId(Ulid(n));
    let term = row.term.unwrap_or(YEAR);
    let months = i32::try_from(term).unwrap_or(1).max(1);
    let tenure = row.tenure.unwrap_or_default().max(0);
    let start = row.start.filter(|start| *start <= day).unwrap_or_else(|| day.plus_months(-tenure));
    let end = (1..=i32::MAX).map(|terms| start.plus_months(months.saturating_mul(terms))).find(|end| *end > day);
    let pay = |on: Day, delta: i64| Pay {
        subscription: Some(id),
        day: on,
        delta: Money::new(delta, home),
        price: false,
        notice_on: None,
    };
    let mut pays = vec![pay(start, arr.minor)];
    if row.lost {
        let on = row.lost_on.unwrap_or_else(|| day.plus_days(AFTER));
        pays.push(pay(on, arr.minor.saturating_neg()));
    }
    Some(Past {
        name: row.name.clone(),
        segment: row.segment.clone(),
        pays,
        subscriptions: vec![SubscriptionTerms {
            id,
            arr,
            seats: row.seats,
            start: Some(start),
            end,
            term_months: Some(term),
            auto_renew: false,
            notice: None,
            ended_on: None,
        }],
        readings: row.figures.iter().map(|(metric, value)| (*metric, Dated { value: *value, on: day })).collect(),
        ..Past::bare(AccountId(Ulid(n)))
    })
}
