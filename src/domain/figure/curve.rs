//! What one account paid, day by day, as its ledger tells it. Revenue that is back within the allowed gap never left, and
//! a contract that begins the day after another ended takes its place.

use crate::domain::figure::rules::{ChurnDay, Rules};
use crate::domain::phrase::period::Period;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::domain::value::money::{Currency, Money};

/// A row of the ledger, as figures read it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Whose revenue.
    pub account: AccountId,
    /// First day on which it counts.
    pub day: Day,
    /// Revenue a year more or less.
    pub delta: Money,
    /// Whether it is another price for the same.
    pub price: bool,
    /// Day on which notice came in.
    pub notice_on: Option<Day>,
}

impl Entry {
    /// The day on which it counts by the rules.
    fn counts_on(&self, rules: &Rules) -> Day {
        match self.notice_on {
            Some(notice) if rules.churn_day == ChurnDay::Notice && self.delta.minor < 0 => notice.min(self.day),
            _ => self.day,
        }
    }
}

/// Amounts by currency, none of them zero.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Amounts(pub Vec<(Currency, i64)>);

impl Amounts {
    fn add(&mut self, amount: Money) {
        match self.0.iter_mut().find(|(currency, _)| *currency == amount.currency) {
            Some((_, minor)) => *minor = minor.saturating_add(amount.minor),
            None => self.0.push((amount.currency, amount.minor)),
        }
        self.0.retain(|(_, minor)| *minor != 0);
    }

    fn of(&self, currency: Currency) -> i64 {
        self.0.iter().find(|(known, _)| *known == currency).map_or(0, |(_, minor)| *minor)
    }

    /// Whether something is paid.
    pub fn is_paying(&self) -> bool {
        self.0.iter().any(|(_, minor)| *minor > 0)
    }
}

/// What an account paid at both ends of a period.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ends {
    /// At the close of the day before the first.
    pub start: Amounts,
    /// At the close of the last day; price changes of the period as the rules have it.
    pub end: Amounts,
    /// Whether something is paid at the close of the last day.
    pub stays: bool,
    /// Whether it left for longer than the gap in between; it may be back.
    pub left: bool,
}

struct Step {
    day: Day,
    change: Amounts,
    level: Amounts,
}

/// Reads both ends of a period off the rows of one account, in order of their days.
pub fn ends(rows: &[Entry], period: Period, rules: &Rules) -> Ends {
    let before = period.first.plus_days(-1);
    let steps = bridged(steps(rows, rules), rules.gap());
    let at = |day: Day| steps.iter().rev().find(|step| step.day <= day).map(|step| &step.level);
    let start = at(before).cloned().unwrap_or_default();
    let mut end = at(period.last).cloned().unwrap_or_default();
    let stays = end.is_paying();
    let mut paying = start.is_paying();
    let mut left = false;
    for step in steps.iter().filter(|step| (period.first..=period.last).contains(&step.day)) {
        left |= paying && !step.level.is_paying();
        paying = step.level.is_paying();
    }
    if !rules.price_rises {
        let within = |row: &&Entry| row.price && (period.first..=period.last).contains(&row.day);
        for row in rows.iter().filter(within) {
            end.add(Money::new(row.delta.minor.saturating_neg(), row.delta.currency));
        }
    }
    Ends { start, end, stays, left }
}

/// The levels after each day with a change.
fn steps(rows: &[Entry], rules: &Rules) -> Vec<Step> {
    let mut dated: Vec<(Day, Money)> = rows.iter().map(|row| (row.counts_on(rules), row.delta)).collect();
    dated.sort_by_key(|(day, _)| *day);
    let mut steps: Vec<Step> = Vec::new();
    let mut level = Amounts::default();
    for (day, delta) in dated {
        level.add(delta);
        match steps.last_mut() {
            Some(step) if step.day == day => {
                step.change.add(delta);
                step.level.clone_from(&level);
            }
            _ => {
                let mut change = Amounts::default();
                change.add(delta);
                steps.push(Step { day, change, level: level.clone() });
            }
        }
    }
    steps.retain(|step| !step.change.0.is_empty());
    steps
}

/// Levels with what was away for no longer than the gap held.
fn bridged(mut steps: Vec<Step>, gap: i32) -> Vec<Step> {
    for at in 0..steps.len() {
        let Some((done, [this, next, ..])) = steps.split_at_mut_checked(at) else { continue };
        let away = next.day.since(this.day);
        let before = done.last().map(|step| &step.level).filter(|level| level.is_paying());
        if !this.level.is_paying() && next.level.is_paying() && away <= gap {
            if let Some(before) = before {
                this.level.clone_from(before);
            }
        } else if away == 1 {
            for (currency, out) in this.change.0.clone().into_iter().filter(|(_, minor)| *minor < 0) {
                let back = next.change.of(currency).max(0).min(out.saturating_neg());
                this.level.add(Money::new(back, currency));
            }
        }
    }
    steps
}
