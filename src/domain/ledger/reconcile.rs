//! What a ledger lacks of what the contracts say. Done twice, the second time finds nothing.

use crate::domain::ledger::draft::{MovementDraft, Step, told};
use crate::domain::ledger::history::history;
use crate::domain::record::movement::{Movement, MovementSource};
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::domain::value::money::{Currency, Money};
use std::collections::{BTreeMap, BTreeSet};

/// What contracts are read with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reading {
    /// The day on which they are read.
    pub today: Day,
    /// Days without pay that do not end a tenure.
    pub gap: i32,
    /// Days after its end for which a contract without an outcome is still an open decision.
    pub lapse: i32,
}

/// The movements that the ledger of an account lacks. A contract that it does not know comes with its whole history; of
/// one that it knows, the differences between what it pays by the ledger and by the contract.
pub fn reconcile(
    account: AccountId,
    ledger: &[Movement],
    subscriptions: &[Subscription],
    renewals: &[Renewal],
    reading: Reading,
) -> Vec<MovementDraft> {
    let rows: Vec<&Renewal> = renewals.iter().filter(|row| row.meta.archived_at.is_none()).collect();
    let mut steps = Vec::new();
    for sub in subscriptions.iter().filter(|sub| sub.meta.archived_at.is_none()) {
        let told = history(sub, &rows, reading.today, reading.lapse);
        let own: Vec<&Movement> = ledger.iter().filter(|row| row.subscription == Some(sub.id)).collect();
        if own.is_empty() {
            steps.extend(told);
        } else {
            steps.extend(lacking(sub, &own, &told, reading.today));
        }
    }
    self::told(account, ledger, steps, reading.gap, MovementSource::Derived)
}

/// The ledger of books that have contracts alone, account by account, each in order of time.
pub fn derive(subscriptions: &[Subscription], renewals: &[Renewal], reading: Reading) -> Vec<MovementDraft> {
    let mut accounts: BTreeMap<AccountId, (Vec<Subscription>, Vec<Renewal>)> = BTreeMap::new();
    for row in subscriptions {
        accounts.entry(row.account).or_default().0.push(row.clone());
    }
    for row in renewals {
        if let Some((_, rows)) = accounts.get_mut(&row.account) {
            rows.push(row.clone());
        }
    }
    let of =
        |(id, (subs, rows)): (&AccountId, &(Vec<Subscription>, Vec<Renewal>))| reconcile(*id, &[], subs, rows, reading);
    accounts.iter().flat_map(of).collect()
}

/// What one subscription pays by its contract more or less than by the ledger. What the contract dates later than all
/// that the ledger knows keeps its day, and so does its end; any other difference is news of today.
fn lacking(sub: &Subscription, own: &[&Movement], told: &[Step], today: Day) -> Vec<Step> {
    let known = own.iter().map(|row| row.day).max().unwrap_or(Day::MIN);
    let currencies: BTreeSet<Currency> =
        own.iter().map(|row| row.delta.currency).chain(told.iter().map(|step| step.delta.currency)).collect();
    let end = told.last().map(|step| step.day).filter(|day| currencies.iter().all(|of| paid(told, *of, *day) == 0));
    // From here on both are to say the same.
    let from = end.map_or(today, |end| end.min(today));
    let mut steps: Vec<Step> = told.iter().filter(|step| step.day > known && step.day < from).cloned().collect();
    let days = own.iter().map(|row| row.day).chain(told.iter().map(|step| step.day)).filter(|day| *day > from);
    for day in days.chain([from]).collect::<BTreeSet<Day>>() {
        let word = told.iter().rfind(|step| step.day == day);
        for currency in &currencies {
            let written = own.iter().filter(|row| row.day <= day && row.delta.currency == *currency);
            let written = written.fold(0_i64, |sum, row| sum.saturating_add(row.delta.minor));
            let lacks = paid(told, *currency, day).saturating_sub(written).saturating_sub(paid(&steps, *currency, day));
            if lacks != 0 {
                steps.push(Step {
                    reason: word.and_then(|step| step.reason.clone()),
                    notice_on: word.and_then(|step| step.notice_on),
                    ..Step::new(sub.id, day, Money::new(lacks, *currency))
                });
            }
        }
    }
    steps
}

/// What steps add up to in a currency by a day.
fn paid(steps: &[Step], currency: Currency, day: Day) -> i64 {
    let until = steps.iter().filter(|step| step.day <= day && step.delta.currency == currency);
    until.fold(0, |sum, step| sum.saturating_add(step.delta.minor))
}
