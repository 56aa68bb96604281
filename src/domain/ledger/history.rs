//! The life of a contract as its own row and the outcomes of its renewals tell it: when it started, what each renewal
//! made of it, when it ended. A term that has run out counts as ended only once it has lapsed.

use crate::domain::ledger::draft::{Step, billed};
use crate::domain::record::renewal::{Renewal, RenewalOutcome};
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::Day;
use crate::domain::value::money::Money;
use crate::domain::value::text::Text;

const MILLISECONDS_A_DAY: i64 = 86_400_000;

/// The steps of a subscription's revenue, in order of time; none when it never earned anything. `lapse` is how many days
/// after its end a contract that does not renew itself is still an open decision.
pub(super) fn history(sub: &Subscription, renewals: &[&Renewal], today: Day, lapse: i32) -> Vec<Step> {
    if sub.arr.minor <= 0 {
        return Vec::new();
    }
    let own: Vec<&Renewal> = renewals.iter().copied().filter(|row| speaks_of(row, sub)).collect();
    let end = end(sub, &own, renewals, today, lapse);
    let mut kept: Vec<&Renewal> = own.iter().copied().filter(|row| is_kept(row)).collect();
    kept.retain(|row| end.as_ref().is_none_or(|end| row.due < end.day));
    kept.sort_by_key(|row| (row.due, row.id));
    let same = |amount: Option<Money>| amount.filter(|m| m.currency == sub.arr.currency).map(|m| m.minor);
    let mut level =
        kept.first().and_then(|row| same(row.target).or_else(|| settled_flat(row, same))).unwrap_or(sub.arr.minor);
    let start = start(sub, &own, end.as_ref().map(|end| end.day));
    let first = Money::new(level, sub.arr.currency);
    let mut steps = vec![Step {
        amount: kept.first().map(|row| row.due).or(sub.end).and_then(|end| billed(first, start, end)),
        ..Step::new(sub.id, start, first)
    }];
    for (at, row) in kept.iter().enumerate() {
        // The row of the contract says what it earns since its last renewal.
        let after = match kept.get(at + 1) {
            None => sub.arr.minor,
            Some(next) => same(row.final_amount).or_else(|| same(next.target)).unwrap_or(level),
        };
        let delta = Money::new(after.saturating_sub(level), sub.arr.currency);
        steps.push(Step { reason: row.reason.clone(), ..Step::new(sub.id, row.due.max(start), delta) });
        level = after;
    }
    if let Some(end) = end {
        let delta = Money::new(level.saturating_neg(), sub.arr.currency);
        let step = Step::new(sub.id, end.day.max(start), delta);
        steps.push(Step { reason: end.reason, notice_on: end.notice_on, ..step });
    }
    steps.retain(|step| step.delta.minor != 0);
    steps
}

/// What a renewal on the same revenue says of the revenue before it.
fn settled_flat(row: &Renewal, same: impl Fn(Option<Money>) -> Option<i64>) -> Option<i64> {
    same(row.final_amount).filter(|_| row.outcome == Some(RenewalOutcome::Renewed))
}

fn is_kept(row: &Renewal) -> bool {
    row.outcome.is_some_and(|outcome| outcome != RenewalOutcome::Churned)
}

/// Whether a renewal is about a subscription. A row that names none speaks for one that ends on its day: it may be about
/// a single user or seat of a larger contract. A row from before the start speaks for an earlier contract.
fn speaks_of(row: &Renewal, sub: &Subscription) -> bool {
    sub.start.is_none_or(|start| row.due > start)
        && row.subscription.map_or(sub.end == Some(row.due), |id| id == sub.id)
}

struct End {
    day: Day,
    reason: Option<Text>,
    notice_on: Option<Day>,
}

fn end(sub: &Subscription, own: &[&Renewal], all: &[&Renewal], today: Day, lapse: i32) -> Option<End> {
    // A loss with a later renewal, kept or still open, was not the end.
    let is_lost = |row: &&&Renewal| row.outcome == Some(RenewalOutcome::Churned);
    let going_on = own.iter().filter(|row| !is_lost(row)).map(|row| row.due).max();
    let lost = own.iter().filter(is_lost).max_by_key(|row| row.due);
    let lost = lost.filter(|row| going_on.is_none_or(|day| day <= row.due));
    let day = sub.ended_on.or(lost.map(|row| row.due)).or_else(|| lapsed(sub, own, all, today, lapse))?;
    Some(End {
        day,
        reason: lost.and_then(|row| row.reason.clone()),
        notice_on: lost.and_then(|row| row.notice_on).filter(|notice| *notice <= day),
    })
}

/// The last day of a term that ran out long ago without a word about what came after.
fn lapsed(sub: &Subscription, own: &[&Renewal], all: &[&Renewal], today: Day, lapse: i32) -> Option<Day> {
    let end = sub.end.filter(|_| !sub.auto_renew)?;
    let open = all.iter().any(|row| row.outcome.is_none() && row.subscription.is_none_or(|id| id == sub.id));
    let settled = own.iter().filter(|row| is_kept(row)).map(|row| row.due).max();
    let end = match settled {
        Some(due) if due >= end => due.plus_months(sub.months()),
        _ => end,
    };
    (!open && today.since(end) > lapse).then_some(end)
}

/// The first day: as the contract says, else a term before the first end that is known, else the day it was written
/// down here.
fn start(sub: &Subscription, own: &[&Renewal], end: Option<Day>) -> Day {
    if let Some(start) = sub.start {
        return start;
    }
    let first = own.iter().map(|row| row.due).chain(sub.end).chain(end).min();
    let made = Day(i32::try_from(sub.meta.created_at.0.div_euclid(MILLISECONDS_A_DAY)).unwrap_or_default());
    first.map_or(made, |end| end.plus_months(-sub.months()).plus_days(1))
}
