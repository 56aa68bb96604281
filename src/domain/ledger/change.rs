//! One change of a subscription, as it happens, and what it does to the ledger.

use crate::domain::ledger::draft::{MovementDraft, Step, billed, told};
use crate::domain::record::movement::{Movement, MovementSource};
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::Day;
use crate::domain::value::money::{Currency, Money};
use crate::domain::value::text::Text;
use std::collections::BTreeMap;

/// Why revenue changed in mid-term.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Cause {
    /// More or less is bought.
    #[default]
    Volume,
    /// The same costs another price.
    Price,
}

/// When and why a subscription is changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Act {
    /// First day of the new revenue. A start and an end have days of their own.
    pub day: Day,
    /// First day that is paid at the new revenue, where it is another than the day.
    pub paid_from: Option<Day>,
    /// What makes the revenue another.
    pub cause: Cause,
    /// Why, in words.
    pub reason: Option<Text>,
    /// Day on which notice came in, when it ends.
    pub notice_on: Option<Day>,
}

impl Act {
    /// A change on a day, for no reason given.
    pub fn on(day: Day) -> Act {
        Act { day, paid_from: None, cause: Cause::Volume, reason: None, notice_on: None }
    }
}

/// What a change of a subscription writes to the ledger of its account, which is given as it stands before. A new term
/// on the same revenue, another end or another notice write nothing. `gap` days without pay do not end a tenure.
pub fn movements(
    before: Option<&Subscription>,
    after: Option<&Subscription>,
    act: &Act,
    ledger: &[Movement],
    gap: i32,
) -> Vec<MovementDraft> {
    let Some(row) = after.or(before) else { return Vec::new() };
    let own: Vec<&Movement> = ledger.iter().filter(|known| known.subscription == Some(row.id)).collect();
    let steps = steps(before, after, act, &own).into_iter().filter(|step| step.delta.minor != 0);
    let steps = steps.map(|step| Step { reason: act.reason.clone(), ..step }).collect();
    told(row.account, ledger, steps, gap, MovementSource::Recorded)
}

fn steps(before: Option<&Subscription>, after: Option<&Subscription>, act: &Act, own: &[&Movement]) -> Vec<Step> {
    match (before, after) {
        (None, None) => Vec::new(),
        (None, Some(new)) => {
            let start = starts(new, new.start.unwrap_or(act.day));
            std::iter::once(start).chain(new.ended_on.map(|day| ends(new, day, act))).collect()
        }
        (Some(old), None) if old.ended_on.is_some() || is_over(own) => Vec::new(),
        (Some(old), None) => {
            let own: Vec<(Day, Money)> = own.iter().map(|known| (known.day, known.delta)).collect();
            ends_for_good(old, act.day, act, &own)
        }
        (Some(old), Some(new)) => changes(old, new, act, own),
    }
}

fn changes(old: &Subscription, new: &Subscription, act: &Act, own: &[&Movement]) -> Vec<Step> {
    let kinds = own;
    let (mut steps, mut own) = restarted(old, new, own);
    // What else is changed is changed on the contract as it begins by now.
    let old = &Subscription { start: new.start.or(old.start), ..old.clone() };
    match (old.ended_on, new.ended_on) {
        (None, None) => steps.extend(revalued(old, new, act)),
        // One that ends later pays otherwise until then; one that has ended ends on what it paid.
        (None, Some(day)) => {
            let mut until = filled(&own, kinds, old, day);
            if act.day < day {
                until.extend(revalued(old, new, act));
            }
            own.extend(until.iter().map(|step| (step.day, step.delta)));
            steps.extend(until);
            steps.extend(ends_for_good(new, day, act, &own));
        }
        (Some(was), Some(is)) if was != is => {
            steps.push(Step::new(old.id, paid(old, was), old.arr));
            steps.push(ends(old, is, act));
        }
        (Some(_), Some(_)) => {}
        (Some(was), None) => steps.push(starts(new, act.day.max(was))),
    }
    steps
}

/// Another start: what was paid before both starts are over is taken back on its days and comes in at the new one, as
/// what it was; the rest stays. With what the contract has then paid, by day.
fn restarted(old: &Subscription, new: &Subscription, own: &[&Movement]) -> (Vec<Step>, Vec<(Day, Money)>) {
    let moved = match (old.start, new.start) {
        (Some(was), Some(is)) if was != is => Some((was, is)),
        _ => None,
    };
    let Some((was, is)) = moved else {
        return (Vec::new(), own.iter().map(|known| (known.day, known.delta)).collect());
    };
    let (gone, kept): (Vec<&Movement>, Vec<&Movement>) =
        own.iter().partition(|known| known.day <= was || known.day < is);
    let mut steps: Vec<Step> = gone
        .iter()
        .map(|known| Step { kind: Some(known.kind), ..Step::new(old.id, known.day, negative(known.delta)) })
        .collect();
    let mut paid: Vec<(Day, Money)> = kept.iter().map(|known| (known.day, known.delta)).collect();
    let kind = gone.iter().min_by_key(|known| known.day).map(|known| known.kind);
    for (currency, minor) in sums(gone.iter().map(|known| known.delta)) {
        let delta = Money::new(minor, currency);
        steps.push(Step { kind, ..starts(&Subscription { arr: delta, ..new.clone() }, is) });
        paid.push((is, delta));
    }
    (steps, paid)
}

/// Another revenue in mid-term: the difference, or all of it where the currency is another.
fn revalued(old: &Subscription, new: &Subscription, act: &Act) -> Vec<Step> {
    let day = paid(new, act.day);
    let step = |delta: Money| Step {
        amount: new.end.and_then(|end| billed(delta, act.paid_from.unwrap_or(day), end)),
        price: act.cause == Cause::Price,
        ..Step::new(new.id, day, delta)
    };
    if old.arr.currency == new.arr.currency {
        vec![step(Money::new(new.arr.minor.saturating_sub(old.arr.minor), new.arr.currency))]
    } else {
        vec![Step { price: false, ..step(negative(old.arr)) }, Step { price: false, ..step(new.arr) }]
    }
}

fn starts(row: &Subscription, day: Day) -> Step {
    Step { amount: row.end.and_then(|end| billed(row.arr, day, end)), ..Step::new(row.id, day, row.arr) }
}

fn ends(row: &Subscription, day: Day, act: &Act) -> Step {
    Step { notice_on: act.notice_on, ..Step::new(row.id, paid(row, day), negative(row.arr)) }
}

/// Whether the ledger has a contract come and gone, as one that has lapsed.
fn is_over(own: &[&Movement]) -> bool {
    !own.is_empty() && sums(own.iter().map(|known| known.delta)).values().all(|minor| *minor == 0)
}

/// The end of a contract on all that it pays by then, and of the changes that it was to see after it.
fn ends_for_good(row: &Subscription, day: Day, act: &Act, own: &[(Day, Money)]) -> Vec<Step> {
    let end = ends(row, day, act);
    let (paid, later): (Vec<_>, Vec<_>) = own.iter().partition(|(day, _)| *day <= end.day);
    let mut steps: Vec<Step> = later.iter().map(|(day, delta)| Step::new(row.id, *day, negative(*delta))).collect();
    let paid = sums(paid.iter().map(|(_, delta)| *delta));
    steps.extend(
        paid.into_iter().map(|(currency, minor)| Step { delta: negative(Money::new(minor, currency)), ..end.clone() }),
    );
    steps
}

/// One that ends in a gap between two terms was paid in it up to its end: what took it to nothing is taken back.
fn filled(own: &[(Day, Money)], kinds: &[&Movement], row: &Subscription, end: Day) -> Vec<Step> {
    let mut days: BTreeMap<Day, Vec<Money>> = BTreeMap::new();
    for (day, delta) in own.iter().filter(|(day, _)| *day < end) {
        days.entry(*day).or_default().push(*delta);
    }
    let (mut level, mut emptied) = (BTreeMap::new(), None);
    for (day, deltas) in &days {
        level = sums(level.iter().map(|(currency, minor)| Money::new(*minor, *currency)).chain(deltas.iter().copied()));
        emptied = level.values().all(|minor| *minor == 0).then_some(*day);
    }
    let Some((day, deltas)) = emptied.and_then(|day| days.get_key_value(&day)) else {
        return Vec::new();
    };
    let kind = kinds.iter().find(|known| known.day == *day && known.delta.minor < 0).map(|known| known.kind);
    let back = sums(deltas.iter().copied());
    back.into_iter()
        .map(|(currency, minor)| Step { kind, ..Step::new(row.id, *day, negative(Money::new(minor, currency))) })
        .collect()
}

/// Amounts summed up, currency by currency.
fn sums(amounts: impl Iterator<Item = Money>) -> BTreeMap<Currency, i64> {
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    for amount in amounts {
        let sum = sums.entry(amount.currency).or_default();
        *sum = sum.saturating_add(amount.minor);
    }
    sums
}

/// A day, but not one before the first that is paid: what has not begun can neither change nor end.
fn paid(row: &Subscription, day: Day) -> Day {
    row.start.map_or(day, |start| day.max(start))
}

fn negative(amount: Money) -> Money {
    Money::new(amount.minor.saturating_neg(), amount.currency)
}
