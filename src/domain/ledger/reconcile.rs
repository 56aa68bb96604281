//! What a ledger lacks of what the contracts say. Done twice, the second time finds nothing.

use crate::domain::ledger::draft::{MovementDraft, told};
use crate::domain::ledger::history::history;
use crate::domain::ledger::lacking::lacking;
use crate::domain::record::movement::{Movement, MovementSource};
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
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
    reconcile_since(account, ledger, &[], subscriptions, renewals, reading)
}

/// The same where contracts were changed: as they were, they tell on which day a new amount began.
pub fn reconcile_since(
    account: AccountId,
    ledger: &[Movement],
    were: &[Subscription],
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
            let was = were.iter().find(|was| was.id == sub.id);
            steps.extend(lacking(sub, was, &own, &told, reading.today));
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
