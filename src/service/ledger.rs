//! Keeps the ledger of revenue in step with contracts: each change of a subscription by a person, and each import.

use crate::domain::change::{Change, Image};
use crate::domain::ledger::change::{Act, movements};
use crate::domain::ledger::reconcile::{Reading, reconcile, reconcile_since};
use crate::domain::record::account::Account;
use crate::domain::record::meta::{Kind, Meta, Record};
use crate::domain::record::movement::Movement;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::value::id::AccountId;
use crate::domain::value::text::Text;
use crate::service::error::Error;
use crate::service::plan::Sight;
use crate::service::rank::Measure;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

impl Measure {
    /// What contracts are read with on a day.
    pub(in crate::service) fn reading(&self, today: crate::domain::value::day::Day) -> Reading {
        let lapse = i32::try_from(self.weights.lapse_days).unwrap_or(i32::MAX);
        Reading { today, gap: self.figures.gap(), lapse }
    }
}

/// A change of a subscription by a person.
pub struct Turn<'a> {
    /// As it was; none when it is made.
    pub before: Option<&'a Subscription>,
    /// As it is; none when it is taken away.
    pub after: Option<&'a Subscription>,
    /// When and why.
    pub act: Act,
}

/// What a person's change of a subscription writes to the ledger. An account without a ledger gets one first, from its
/// contracts as they stand in the book: so call it before the change is written.
pub fn record(
    sight: &mut Sight<'_>,
    before: Option<&Subscription>,
    after: Option<&Subscription>,
    act: &Act,
    reading: Reading,
) -> Result<Vec<Change>, Error> {
    record_all(sight, &[Turn { before, after, act: act.clone() }], reading)
}

/// The same for several changes, each on top of those before it.
pub fn record_all(sight: &mut Sight<'_>, turns: &[Turn<'_>], reading: Reading) -> Result<Vec<Change>, Error> {
    record_after(sight, &[], turns, reading)
}

/// The same on top of movements that the same step writes, which the book does not have yet.
pub fn record_after(
    sight: &mut Sight<'_>,
    ahead: &[Movement],
    turns: &[Turn<'_>],
    reading: Reading,
) -> Result<Vec<Change>, Error> {
    let mut ledgers: BTreeMap<AccountId, Vec<Movement>> = BTreeMap::new();
    let mut made: Vec<Movement> = Vec::new();
    let at = sight.now.at;
    for turn in turns {
        let Some(account) = turn.after.or(turn.before).map(|row| row.account) else { continue };
        let ledger = match ledgers.entry(account) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let key = account.to_string();
                let mut ledger = sight.store.ledger_of(&key)?;
                ledger.extend(ahead.iter().filter(|row| row.account == account).cloned());
                if ledger.is_empty() {
                    let (subscriptions, renewals) = sight.store.contracts_of(&key)?;
                    let drafts = reconcile(account, &[], &subscriptions, &renewals, reading);
                    ledger = drafts.into_iter().map(|draft| draft.row(sight.ids.next(at), at)).collect();
                    made.extend(ledger.iter().cloned());
                }
                place.insert(ledger)
            }
        };
        for draft in movements(turn.before, turn.after, &turn.act, ledger, reading.gap) {
            let row = draft.row(sight.ids.next(at), at);
            made.push(row.clone());
            ledger.push(row);
        }
    }
    Ok(made.into_iter().map(|row| Image::made(row).into()).collect())
}

/// The reason of a movement that an archived contract writes.
const ARCHIVED: &str = "archived";

/// What contracts that are put away write: their revenue is no more from today on.
pub fn put_away(sight: &mut Sight<'_>, rows: &[Subscription]) -> Result<Vec<Change>, Error> {
    let today = sight.now.today;
    let reading = sight.measure.reading(today);
    let act = Act { reason: Some(Text::from(ARCHIVED)), ..Act::on(today) };
    let turns: Vec<Turn<'_>> =
        rows.iter().map(|row| Turn { before: Some(row), after: None, act: act.clone() }).collect();
    record_all(sight, &turns, reading)
}

/// What contracts come back with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum With {
    /// Their account.
    Account,
    /// Themselves; their account may be away still.
    Itself,
}

/// Whether a movement is what a contract took along when it was put away.
fn put_away_by(movement: &Movement, row: &Subscription) -> bool {
    movement.reason.as_ref().is_some_and(|reason| reason.raw() == ARCHIVED)
        && movement.subscription == Some(row.id)
        && row.meta.archived_at == Some(movement.meta.created_at)
}

/// What contracts that are taken back while their account is away write: no revenue, for that comes with the account.
/// What took it away goes, and it is away with the account from then on.
fn lent(sight: &mut Sight<'_>, own: &[&Subscription], reading: Reading) -> Result<Vec<Change>, Error> {
    let mut made = Vec::new();
    for row in own {
        let key = row.account.to_string();
        let mut ledger = sight.store.ledger_of(&key)?;
        let since = sight.store.row::<Account>(&key)?.and_then(|row| row.meta.archived_at);
        let (Some(since), true) = (since, ledger.iter().any(|movement| put_away_by(movement, row))) else { continue };
        for movement in ledger.extract_if(.., |movement| put_away_by(movement, row)) {
            let gone = Image::edited(&movement, sight.now.at, |row| row.meta.archived_at = Some(sight.now.at));
            made.extend(gone.map(Change::from));
        }
        let act = Act { reason: Some(Text::from(ARCHIVED)), ..Act::on(sight.now.zone.day(since)) };
        for draft in movements(Some(row), None, &act, &ledger, reading.gap) {
            made.push(Image::made(draft.row(sight.ids.next(sight.now.at), since)).into());
        }
    }
    Ok(made)
}

/// What contracts that are taken back write: the movements that put them away go, and what has come of the contracts in
/// the meantime is caught up with.
pub fn taken_back(sight: &mut Sight<'_>, rows: &[Subscription], with: With) -> Result<Vec<Change>, Error> {
    let (now, mut made) = (sight.now, Vec::new());
    let reading = sight.measure.reading(now.today);
    let accounts: BTreeSet<AccountId> = rows.iter().map(|row| row.account).collect();
    for account in accounts {
        let key = account.to_string();
        let own: Vec<&Subscription> = rows.iter().filter(|row| row.account == account).collect();
        if with == With::Itself && sight.store.row::<Account>(&key)?.is_some_and(|row| row.meta.archived_at.is_some()) {
            made.extend(lent(sight, &own, reading)?);
            continue;
        }
        let mut ledger = sight.store.ledger_of(&key)?;
        if ledger.is_empty() {
            continue;
        }
        ledger.retain(|movement| {
            let away = own.iter().any(|row| put_away_by(movement, row));
            if away {
                let gone = Image::edited(movement, now.at, |row| row.meta.archived_at = Some(now.at));
                made.extend(gone.map(Change::from));
            }
            !away
        });
        let (mut subscriptions, renewals) = sight.store.contracts_of(&key)?;
        // Those of an account that is taken back are in the book already.
        subscriptions.retain(|known| own.iter().all(|row| row.id != known.id));
        subscriptions.extend(
            own.iter()
                .map(|row| Subscription { meta: Meta { archived_at: None, ..row.meta }, ..Subscription::clone(row) }),
        );
        for draft in reconcile(account, &ledger, &subscriptions, &renewals, reading) {
            if own.iter().any(|row| row.id == draft.subscription) {
                made.push(Image::made(draft.row(sight.ids.next(now.at), now.at)).into());
            }
        }
    }
    Ok(made)
}

/// What the ledgers lack of what contracts say once some changes are written. The same changes again lack nothing.
pub fn follow(sight: &mut Sight<'_>, changes: &[Change], reading: Reading) -> Result<Vec<Change>, Error> {
    let money = |change: &&Change| matches!(change.kind(), Kind::Subscription | Kind::Renewal);
    let accounts: BTreeSet<AccountId> = changes.iter().filter(money).flat_map(Change::accounts).collect();
    let new: BTreeSet<String> = changes
        .iter()
        .filter(|change| matches!(change, Change::Account(image) if image.before.is_none()))
        .map(Change::key)
        .collect();
    let (mut subscriptions, mut renewals): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::Subscription(image) => subscriptions.push(image),
            Change::Renewal(image) => renewals.push(image),
            _ => {}
        }
    }
    let subscriptions = by_account(subscriptions, |row: &Subscription| row.account);
    let renewals = by_account(renewals, |row: &Renewal| row.account);
    let mut made = Vec::new();
    for account in accounts {
        let key = account.to_string();
        // What comes of contracts while their account is put away is caught up with when it is taken back.
        if sight.store.row::<Account>(&key)?.is_some_and(|row| row.meta.archived_at.is_some()) {
            continue;
        }
        let (mut ledger, mut subs, mut rows): (Vec<Movement>, Vec<Subscription>, Vec<Renewal>) = Default::default();
        if !new.contains(&key) {
            (subs, rows) = sight.store.contracts_of(&key)?;
            ledger = sight.store.ledger_of(&key)?;
        }
        if ledger.is_empty() && !subs.is_empty() {
            // A ledger that is not kept yet begins as the contracts stood.
            for draft in reconcile(account, &[], &subs, &rows, reading) {
                let row = draft.row(sight.ids.next(sight.now.at), sight.now.at);
                ledger.push(row.clone());
                made.push(Image::made(row).into());
            }
        }
        let were = subs.clone();
        overlay(&mut subs, &subscriptions, account, |row| row.account);
        overlay(&mut rows, &renewals, account, |row| row.account);
        for draft in reconcile_since(account, &ledger, &were, &subs, &rows, reading) {
            let row = draft.row(sight.ids.next(sight.now.at), sight.now.at);
            made.push(Image::made(row).into());
        }
    }
    Ok(made)
}

/// Images with the account of the row before or after, in order of it.
fn by_account<T: Record>(images: Vec<&Image<T>>, of: impl Fn(&T) -> AccountId) -> Vec<(AccountId, &Image<T>)> {
    let mut found: Vec<(AccountId, &Image<T>)> = Vec::new();
    for image in images {
        let sides: BTreeSet<AccountId> = image.before.iter().chain(&image.after).map(|row| of(row.as_ref())).collect();
        found.extend(sides.into_iter().map(|account| (account, image)));
    }
    found.sort_by_key(|(account, _)| *account);
    found
}

/// Lays the changes of an account over its rows.
fn overlay<T: Record>(
    rows: &mut Vec<T>,
    images: &[(AccountId, &Image<T>)],
    account: AccountId,
    of: impl Fn(&T) -> AccountId,
) {
    let first = images.partition_point(|(owner, _)| *owner < account);
    for (_, image) in images.iter().skip(first).take_while(|(owner, _)| *owner == account) {
        if let Some(row) = image.row() {
            rows.retain(|old| old.key() != row.key());
        }
        let after = image.after.as_deref().filter(|row| of(row) == account && row.meta().archived_at.is_none());
        rows.extend(after.cloned());
    }
}
