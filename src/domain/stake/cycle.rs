//! Terms of subscriptions: which are live on a day, when a term ends, and when the next one does. Steps are taken from
//! the first end, so that a term ending on the 31st never creeps to the 28th.

use crate::domain::record::renewal::RenewalOutcome;
use crate::domain::stake::input::{Inputs, RenewalTerms, SubscriptionTerms};
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;

const YEAR: i32 = 12;
const LONGEST: i32 = 600;

/// How a subscription stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Standing {
    /// Ended, churned or lapsed.
    Gone,
    /// Starts later.
    Upcoming,
    /// Still paid, but its loss is settled already.
    Leaving,
    /// Paid, its next decision open.
    Running,
}

/// The subscriptions that are paid on a day: what counts as recurring revenue.
pub fn live<'a>(inputs: &'a Inputs, today: Day, weights: &Weights) -> Vec<&'a SubscriptionTerms> {
    let paid = |sub: &SubscriptionTerms| {
        matches!(standing(inputs, sub, today, weights), Standing::Running | Standing::Leaving)
    };
    inputs.subscriptions.iter().filter(|sub| paid(sub)).collect()
}

pub(super) fn standing(inputs: &Inputs, sub: &SubscriptionTerms, today: Day, weights: &Weights) -> Standing {
    if let Some(ended) = sub.ended_on {
        return if ended <= today { Standing::Gone } else { Standing::Leaving };
    }
    if sub.start.is_some_and(|start| start > today) {
        return Standing::Upcoming;
    }
    let churned = rows_of(inputs, sub).filter(|row| row.outcome == Some(RenewalOutcome::Churned)).map(|row| row.due);
    if let Some(due) = churned.max() {
        return if due <= today { Standing::Gone } else { Standing::Leaving };
    }
    let open_row =
        inputs.renewals.iter().any(|row| row.outcome.is_none() && row.subscription.is_none_or(|id| id == sub.id));
    match term_end(inputs, sub, today) {
        Some((end, _)) if !open_row && lapsed(end, today, weights) => Standing::Gone,
        _ => Standing::Running,
    }
}

fn lapsed(end: Day, today: Day, weights: &Weights) -> bool {
    i64::from(today.since(end)) > i64::from(weights.lapse_days)
}

/// The end of the term that is up for decision, and whether it had to be assumed; none when nothing tells.
pub(super) fn term_end(inputs: &Inputs, sub: &SubscriptionTerms, today: Day) -> Option<(Day, bool)> {
    let months = term_months(sub);
    let mut end = sub.end.or_else(|| sub.start.map(|start| start.plus_months(months)))?;
    let mut assumed = sub.end.is_none();
    if let Some(settled) = settled_through(inputs, sub).filter(|settled| end <= *settled) {
        end = roll(end, months, settled.plus_days(1));
        assumed = true;
    }
    if end < today && (sub.auto_renew || sub.end.is_none()) {
        end = roll(end, months, today);
        assumed = true;
    }
    Some((end, assumed))
}

fn settled_through(inputs: &Inputs, sub: &SubscriptionTerms) -> Option<Day> {
    rows_of(inputs, sub)
        .filter(|row| row.outcome.is_some_and(|o| o != RenewalOutcome::Churned))
        .map(|row| row.due)
        .max()
}

/// The renewals that speak for a subscription. A row that names none speaks for one that ends on its day: it may be about
/// a single user or seat of a larger contract, and must not end that. A row from before the start speaks for an earlier
/// contract.
fn rows_of<'a>(inputs: &'a Inputs, sub: &'a SubscriptionTerms) -> impl Iterator<Item = &'a RenewalTerms> {
    inputs.renewals.iter().filter(move |row| {
        sub.start.is_none_or(|start| row.due > start)
            && row.subscription.map_or(sub.end == Some(row.due), |id| id == sub.id)
    })
}

/// Months of one term: as agreed, else from start to end, else a year.
pub(super) fn term_months(sub: &SubscriptionTerms) -> i32 {
    let agreed = sub.term_months.map(|months| i32::try_from(months).unwrap_or(LONGEST));
    let spanned = || {
        let days = sub.end?.since(sub.start?).saturating_add(1);
        (days > 0).then(|| (f64::from(days) / 30.44).round() as i32)
    };
    agreed.or_else(spanned).unwrap_or(YEAR).clamp(1, LONGEST)
}

/// The first of `end`, `end` + term, `end` + 2 terms … that is not before `least`.
pub(super) fn roll(end: Day, months: i32, least: Day) -> Day {
    let months = months.max(1);
    // No month is longer than 31 days, so this many terms never overshoot.
    let mut terms = (least.since(end) / months.saturating_mul(31)).max(0);
    loop {
        let next = end.plus_months(months.saturating_mul(terms));
        if next >= least || next == Day::MAX {
            return next;
        }
        terms += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn rolls_by_whole_terms_from_the_first_end() {
        for (end, months, least, want) in [
            ("2026-01-31", 1, "2026-02-01", "2026-02-28"),
            ("2026-01-31", 1, "2026-03-01", "2026-03-31"),
            ("2020-06-30", 12, "2026-07-01", "2027-06-30"),
            ("2026-06-30", 12, "2026-06-30", "2026-06-30"),
            ("0001-01-01", 1, "9999-12-31", "9999-12-31"),
        ] {
            assert_eq!(roll(day(end), months, day(least)), day(want), "{end} {months} {least}");
        }
    }
}
