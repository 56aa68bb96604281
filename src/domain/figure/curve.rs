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
    /// Whether something is paid.
    pub fn is_paying(&self) -> bool {
        self.0.iter().any(|(_, minor)| *minor > 0)
    }
}

/// What is paid, in one currency or in several.
trait Paid: Clone + Default {
    /// More or less of it.
    fn add(&mut self, amount: Money);
    /// Whether it is nothing in every currency.
    fn is_nothing(&self) -> bool;
    /// Whether something is paid.
    fn is_paying(&self) -> bool;
    /// With what a change took away and the next one brings back.
    fn take_over(&mut self, gone: &Self, come: &Self);
}

impl Paid for Amounts {
    fn add(&mut self, amount: Money) {
        match self.0.iter_mut().find(|(currency, _)| *currency == amount.currency) {
            Some((_, minor)) => *minor = minor.saturating_add(amount.minor),
            None => self.0.push((amount.currency, amount.minor)),
        }
        self.0.retain(|(_, minor)| *minor != 0);
    }

    fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }

    fn is_paying(&self) -> bool {
        Amounts::is_paying(self)
    }

    fn take_over(&mut self, gone: &Amounts, come: &Amounts) {
        for (currency, out) in gone.0.iter().filter(|(_, minor)| *minor < 0) {
            let come = come.0.iter().find(|(known, _)| known == currency).map_or(0, |(_, minor)| *minor);
            self.add(Money::new(come.max(0).min(out.saturating_neg()), *currency));
        }
    }
}

/// Of the one currency that nearly every account has: nothing of it is looked up.
impl Paid for i64 {
    fn add(&mut self, amount: Money) {
        *self = self.saturating_add(amount.minor);
    }

    fn is_nothing(&self) -> bool {
        *self == 0
    }

    fn is_paying(&self) -> bool {
        *self > 0
    }

    fn take_over(&mut self, gone: &i64, come: &i64) {
        if *gone < 0 {
            *self = self.saturating_add((*come).max(0).min(gone.saturating_neg()));
        }
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

struct Step<T> {
    day: Day,
    change: T,
    level: T,
}

/// Reads both ends of a period off the rows of one account, in order of their days.
pub fn ends(rows: &[Entry], period: Period, rules: &Rules) -> Ends {
    let Some(first) = rows.first() else { return Ends::default() };
    let currency = first.delta.currency;
    if rows.iter().any(|row| row.delta.currency != currency) {
        let (start, end, stays, left) = ends_in::<Amounts>(rows, period, rules);
        return Ends { start, end, stays, left };
    }
    let (start, end, stays, left) = ends_in::<i64>(rows, period, rules);
    let amounts = |minor: i64| Amounts(if minor == 0 { Vec::new() } else { vec![(currency, minor)] });
    Ends { start: amounts(start), end: amounts(end), stays, left }
}

fn ends_in<T: Paid>(rows: &[Entry], period: Period, rules: &Rules) -> (T, T, bool, bool) {
    let before = period.first.plus_days(-1);
    let steps = bridged(steps::<T>(rows, rules), rules.gap());
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
    (start, end, stays, left)
}

/// The levels after each day with a change.
fn steps<T: Paid>(rows: &[Entry], rules: &Rules) -> Vec<Step<T>> {
    // Rows are in order of their own days.
    if rules.churn_day == ChurnDay::TermEnd {
        return levels(rows.iter().map(|row| (row.day, row.delta)));
    }
    let mut dated: Vec<(Day, Money)> = rows.iter().map(|row| (row.counts_on(rules), row.delta)).collect();
    dated.sort_by_key(|(day, _)| *day);
    levels(dated.into_iter())
}

fn levels<T: Paid>(dated: impl ExactSizeIterator<Item = (Day, Money)>) -> Vec<Step<T>> {
    let mut steps: Vec<Step<T>> = Vec::with_capacity(dated.len());
    let mut level = T::default();
    for (day, delta) in dated {
        level.add(delta);
        match steps.last_mut() {
            Some(step) if step.day == day => {
                step.change.add(delta);
                step.level.clone_from(&level);
            }
            _ => {
                let mut change = T::default();
                change.add(delta);
                steps.push(Step { day, change, level: level.clone() });
            }
        }
    }
    steps.retain(|step| !step.change.is_nothing());
    steps
}

/// Levels with what was away for no longer than the gap held.
fn bridged<T: Paid>(mut steps: Vec<Step<T>>, gap: i32) -> Vec<Step<T>> {
    for at in 0..steps.len() {
        let Some((done, [this, next, ..])) = steps.split_at_mut_checked(at) else { continue };
        let away = next.day.since(this.day);
        let before = done.last().map(|step| &step.level).filter(|level| level.is_paying());
        if !this.level.is_paying() && next.level.is_paying() && away <= gap {
            if let Some(before) = before {
                this.level.clone_from(before);
            }
        } else if away == 1 {
            this.level.take_over(&this.change, &next.change);
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ulid::Ulid;

    proptest! {
        /// One currency by itself is reckoned as it is among several.
        #[test]
        fn one_currency_is_reckoned_as_several_are(
            changes in prop::collection::vec((0..400_i32, -50..90_i64, any::<bool>(), prop::option::of(0..400_i32)), 1..12),
            (first, long) in (0..300_i32, 0..200_i32),
            (notice, price_rises) in (any::<bool>(), any::<bool>()),
        ) {
            let mut rows: Vec<Entry> = changes.into_iter().map(|(day, minor, price, notice_on)| Entry {
                account: AccountId(Ulid(1)),
                day: Day(day),
                delta: Money::new(minor, Currency::USD),
                price,
                notice_on: notice_on.map(Day),
            }).collect();
            rows.sort_by_key(|row| row.day);
            let churn_day = if notice { ChurnDay::Notice } else { ChurnDay::TermEnd };
            let rules = Rules { churn_day, price_rises, ..Rules::default() };
            let period = Period { first: Day(first), last: Day(first + long) };
            let (start, end, stays, left) = ends_in::<Amounts>(&rows, period, &rules);
            prop_assert_eq!(ends(&rows, period, &rules), Ends { start, end, stays, left });
        }
    }
}
