//! What a ledger lacks of what the contracts say. Done twice, the second time finds nothing.

use crate::domain::ledger::draft::{MovementDraft, Step, told};
use crate::domain::ledger::history::history;
use crate::domain::record::movement::{Movement, MovementSource};
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::domain::value::money::Money;
use std::collections::BTreeMap;

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
/// one that it knows, the difference between what it pays by the ledger and by the contract.
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

/// What one subscription pays by its contract more or less than by the ledger.
fn lacking(sub: &Subscription, own: &[&Movement], told: &[Step], today: Day) -> Vec<Step> {
    let mut sums: BTreeMap<_, i64> = BTreeMap::new();
    for row in own {
        let sum = sums.entry(row.delta.currency).or_default();
        *sum = sum.saturating_sub(row.delta.minor);
    }
    for step in told {
        let sum = sums.entry(step.delta.currency).or_default();
        *sum = sum.saturating_add(step.delta.minor);
    }
    let known = own.iter().map(|row| row.day).max();
    let last = told.last().filter(|step| known.is_none_or(|known| step.day > known));
    // The last word of the contract dates the difference, unless the ledger has it already; else it is news of today.
    let day = last.map_or(today, |step| step.day);
    let (reason, notice_on) = last.map_or((None, None), |step| (step.reason.clone(), step.notice_on));
    let differences = sums.into_iter().filter(|(_, minor)| *minor != 0);
    let step = |(currency, minor)| Step {
        reason: reason.clone(),
        notice_on,
        ..Step::new(sub.id, day, Money::new(minor, currency))
    };
    differences.map(step).collect()
}
