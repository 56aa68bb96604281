//! What a contract said on a day: the row tells the latest of it, the journal what was written over, and a term its ends.

use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::stake::backtest::past::Past;
use crate::domain::stake::input::{RenewalTerms, SubscriptionTerms};
use crate::domain::value::day::Day;

impl Past {
    /// A contract as its row stood on a day.
    pub fn row_on<'a>(&'a self, sub: &'a SubscriptionTerms, day: Day) -> &'a SubscriptionTerms {
        let edited = self.before.iter().find(|before| before.terms.id == sub.id && before.until > day);
        edited.map_or(sub, |before| &before.terms)
    }

    /// The end of a contract that was known on a day: of the term of then, and not the day of a loss to come.
    pub fn end_on(&self, sub: &SubscriptionTerms, day: Day) -> Option<Day> {
        let row = self.row_on(sub, day);
        let end = row.end?;
        match term_of(row, end, day) {
            Some(of_then) => Some(of_then.min(end)),
            None if row.ended_on.is_some_and(|on| on > day) && self.is_end_of_loss(sub, day) => None,
            None => Some(end),
        }
    }

    /// Whether the end of a contract was written down for its loss, as far as a day could tell: it is the day of the loss,
    /// no earlier row has it, and no term ends then.
    pub fn is_end_of_loss(&self, sub: &SubscriptionTerms, day: Day) -> bool {
        let row = self.row_on(sub, day);
        let renewed = |row: &RenewalTerms| row.outcome.is_some_and(|outcome| outcome != RenewalOutcome::Churned);
        let Some(end) = row.end.filter(|end| row.ended_on == Some(*end)) else { return false };
        let due = self.renewals.iter().any(|row| row.subscription == Some(sub.id) && row.due == end && renewed(row));
        !due && term_of(row, end, day).is_none()
    }
}

/// The end of the term that a day is in; none when the end of the contract is not one of a term.
fn term_of(row: &SubscriptionTerms, end: Day, day: Day) -> Option<Day> {
    let start = row.start?;
    let months = i32::try_from(row.term_months?).ok().filter(|months| *months > 0)?;
    // The last day of a term is the one before the next begins; some books write that next day.
    let ends = |off: i32| {
        let ends = (1..=1_200_i32).map(move |n| start.plus_months(months.saturating_mul(n)).plus_days(off));
        ends.take_while(move |one| *one <= end)
    };
    let off = [-1, 0].into_iter().find(|off| ends(*off).last() == Some(end))?;
    Some(ends(off).find(|one| *one > day.plus_days(off)).unwrap_or(end))
}
