//! Loads the facts of a review once, and opens windows on them.

use crate::domain::calendar::quarter::Quarter;
use crate::domain::phrase::period::Period;
use crate::domain::record::movement::MovementKind;
use crate::domain::record::task::TaskState;
use crate::domain::review::facts::{ExpansionFact, Facts, TaskEdit};
use crate::domain::review::reckon::{SURVEY_DAYS, Standard, Window};
use crate::domain::review::week::Week;
use crate::domain::value::day::{Day, Now, Zone};
use crate::domain::value::money::Rates;
use crate::service::error::{Error, ErrorKind};
use crate::service::rank::Measure;
use crate::service::stats::walk;
use crate::store::db::Store;
use crate::store::review::facts::Reach;

/// Weeks that a week is held against.
pub const BEFORE: i32 = 4;

/// The facts of the review of a week, and the days that they are asked for.
pub struct Loaded {
    /// They.
    pub facts: Facts,
    /// Which week.
    pub week: Week,
    /// The last day whose facts count.
    pub as_of: Day,
    /// The quarter that it lies in.
    pub quarter: Period,
    /// Rates of all amounts: those of the first day of the quarter, so that a rate that moves is no growth.
    pub rates: Rates,
    /// The zone that makes days of moments.
    pub zone: Zone,
    today: Day,
    rules: Standard,
}

/// Refuses a week that has not begun.
pub fn begun(week: Week, now: Now) -> Result<(), Error> {
    if week.first <= now.today {
        return Ok(());
    }
    let message = format!("{week} has not begun: there is nothing to review");
    Err(Error::new(ErrorKind::Rejected, message, "review the week that runs, or an earlier one"))
}

/// Loads the facts of the review of a week.
pub fn load(store: &Store, measure: &Measure, week: Week, now: Now) -> Result<Loaded, Error> {
    begun(week, now)?;
    let as_of = week.last().min(now.today);
    let quarter = Quarter::around(as_of, measure.dates.cut.fiscal);
    let quarter = Period { first: quarter.first, last: quarter.last };
    let rates = measure.fx.at(quarter.first);
    let first = quarter.first.min(week.on(-BEFORE).first);
    let reach = Reach { first, last: as_of, zone: now.zone, rates: &rates, weights: &measure.weights };
    let (mut facts, places) = store.review_facts(&reach)?;
    facts.tasks = store.task_facts(&reach, &places)?;
    put_away(&mut facts);
    if week.last() < now.today {
        facts.stakes = store.stakes_then(as_of, &places)?;
    }
    facts.feedback = store.feedback_facts(&reach, &places)?;
    // A book may be younger than what was said with its customers.
    for touch in &facts.touches {
        if let Some(account) = facts.accounts.get_mut(touch.account) {
            account.since = account.since.min(touch.day);
        }
    }
    let drafts = walk(store, measure, now, |rows| {
        for entry in rows {
            let Some(account) = places.get(&entry.account).and_then(|place| facts.accounts.get_mut(*place)) else {
                continue;
            };
            account.since = account.since.min(entry.day);
            if let Some(delta) = rates.home_minor(entry.delta) {
                account.ledger.push((entry.day, delta));
            }
        }
    })?;
    for draft in drafts.iter().filter(|draft| draft.kind == MovementKind::Expansion && draft.day >= first) {
        let place = places.get(&draft.account).copied();
        let fact = place.zip(rates.home_minor(draft.delta));
        facts.expansions.extend(fact.map(|(account, delta)| ExpansionFact {
            id: None,
            account,
            day: draft.day,
            delta,
        }));
    }
    // Drafts are in no order; a sum up to a day stops at the first that is later.
    facts.accounts.iter_mut().for_each(|account| account.ledger.sort_by_key(|(day, _)| *day));
    let rules = Standard {
        steady: measure.weights.health.steady,
        response_hours: measure.figures.response_hours,
        survey_days: None,
    };
    Ok(Loaded { facts, week, as_of, quarter, rates, zone: now.zone, today: now.today, rules })
}

/// Lets the open tasks of accounts that were put away go with them, on that day.
fn put_away(facts: &mut Facts) {
    for task in &mut facts.tasks {
        let owner = task.account.and_then(|n| facts.accounts.get(n));
        let Some(on) = owner.and_then(|account| account.away).filter(|_| task.now.state.is_open()) else { continue };
        task.edits.push(TaskEdit { on, before: task.now, due: None });
        (task.now.state, task.closed) = (TaskState::Dropped, Some(on));
    }
}

impl Loaded {
    /// The days of the week so far.
    pub fn this(&self) -> Window<'_> {
        self.weekly(Period { first: self.week.first, last: self.as_of })
    }

    /// The week so many weeks before.
    pub fn before(&self, weeks: i32) -> Window<'_> {
        self.weekly(self.week.on(-weeks).period())
    }

    /// The days of the quarter so far.
    pub fn quarter_to_date(&self) -> Window<'_> {
        let days = Period { first: self.quarter.first, last: self.as_of };
        Window::new(&self.facts, days, self.today, self.rules)
    }

    /// A week has too few answers to surveys of its own.
    fn weekly(&self, days: Period) -> Window<'_> {
        Window::new(&self.facts, days, self.today, Standard { survey_days: Some(SURVEY_DAYS), ..self.rules })
    }

    /// Whether the last day of the week has gone by.
    pub fn is_over(&self) -> bool {
        self.week.last() < self.today
    }

    /// What an account is called, as given; nothing where there is none.
    pub fn name(&self, account: Option<usize>) -> &str {
        account.and_then(|n| self.facts.accounts.get(n)).map_or("", |account| account.name.as_str())
    }
}
