//! The forecast as its contracts and renewals stood at an earlier moment, reckoned with today's model, and what changed
//! since. Only accounts that were written to are reckoned anew.

use crate::domain::figure::forecast::{ForecastChange, ForecastLine, changes};
use crate::domain::phrase::period::Period;
use crate::domain::record::account::{Account, LifecycleStage};
use crate::domain::record::meta::Record;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::stake::input::{Inputs, RenewalTerms, SubscriptionTerms};
use crate::domain::stake::loss::Prior;
use crate::domain::stake::stake::stake;
use crate::domain::value::day::{Moment, Now};
use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId};
use crate::service::error::Error;
use crate::service::forecast_lines::Teller;
use crate::store::db::Store;
use crate::store::inputs::Which;
use crate::store::outlook::OpenDecision;
use std::collections::{BTreeMap, BTreeSet};

/// Accounts beyond which all are read at once.
const MANY: usize = 300;

/// Rows written since a moment, as they were then; none where there was no such row.
struct Past {
    accounts: BTreeMap<AccountId, Option<Account>>,
    renewals: BTreeMap<RenewalId, Option<Renewal>>,
    subscriptions: BTreeMap<SubscriptionId, Option<Subscription>>,
}

/// The lines as they were, and what became of each.
type Then = (Vec<ForecastLine>, Vec<ForecastChange>);

/// The lines as they stood at a moment, beside those of now, and what changed.
pub(in crate::service) fn since(
    store: &Store,
    teller: &mut Teller<'_>,
    (at, period): (Moment, Period),
    lines: &[ForecastLine],
    now: Now,
) -> Result<Then, Error> {
    if store.is_younger_than(at)? {
        return Ok(Then::default());
    }
    let past = Past {
        accounts: store.accounts_as_of(at)?,
        renewals: store.renewals_as_of(at)?,
        subscriptions: store.subscriptions_as_of(at)?,
    };
    let touched = past.touched(store)?;
    let mut then: Vec<ForecastLine> = lines.iter().filter(|line| !touched.contains(&line.account)).cloned().collect();
    let mut known = past.known(store, &touched)?;
    let mut old = Vec::new();
    if known.len() > MANY {
        store.each_dossier(Which::All, now, |dossier| -> Result<(), Error> {
            if let Some(name) = known.remove(&dossier.inputs.account) {
                old.extend(past.lines(store, teller, (dossier.inputs, name), period, now)?);
            }
            Ok(())
        })?;
    }
    // Those that are in no ranking, as they have left or were put away, are read one by one.
    for (account, name) in known {
        store.each_dossier(Which::One(&account.to_string()), now, |dossier| -> Result<(), Error> {
            old.extend(past.lines(store, teller, (dossier.inputs, name.clone()), period, now)?);
            Ok(())
        })?;
    }
    let fresh: Vec<ForecastLine> = lines.iter().filter(|line| touched.contains(&line.account)).cloned().collect();
    let told = changes(&old, &fresh);
    then.append(&mut old);
    Ok((then, told))
}

impl Past {
    /// Those of some accounts that were in the book and in its lists, by the names that they had.
    fn known(&self, store: &Store, accounts: &BTreeSet<AccountId>) -> Result<BTreeMap<AccountId, String>, Error> {
        let mut known = BTreeMap::new();
        for id in accounts {
            let row = match self.accounts.get(id) {
                Some(was) => was.clone(),
                None => store.row(&id.to_string())?,
            };
            if let Some(row) = row.filter(|row| row.meta.archived_at.is_none()) {
                known.insert(*id, row.name.shown().into_owned());
            }
        }
        Ok(known)
    }

    /// The accounts that the rows are of, and those that were put away or left, or came back.
    fn touched(&self, store: &Store) -> Result<BTreeSet<AccountId>, Error> {
        let mut found: BTreeSet<AccountId> = self.renewals.values().flatten().map(|row| row.account).collect();
        for (id, was) in &self.accounts {
            let is: Option<Account> = store.row(&id.to_string())?;
            // Put away or gone, and back: an account that has left has nothing to decide.
            let out = |row: &Account| (row.meta.archived_at.is_some(), row.stage == LifecycleStage::Churned);
            if was.as_ref().map(out) != is.as_ref().map(out) {
                found.insert(*id);
            }
        }
        found.extend(self.subscriptions.values().flatten().map(|row| row.account));
        for id in self.renewals.keys() {
            let row: Option<Renewal> = store.row(&id.to_string())?;
            found.extend(row.map(|row| row.account));
        }
        for id in self.subscriptions.keys() {
            let row: Option<Subscription> = store.row(&id.to_string())?;
            found.extend(row.map(|row| row.account));
        }
        Ok(found)
    }

    /// The lines of an account as it stood.
    fn lines(
        &self,
        store: &Store,
        teller: &mut Teller<'_>,
        (mut inputs, name): (Inputs, String),
        period: Period,
        now: Now,
    ) -> Result<Vec<ForecastLine>, Error> {
        let (mut subscriptions, mut renewals) = store.contracts_of(&inputs.account.to_string())?;
        let of = inputs.account;
        turn_back(&mut subscriptions, &self.subscriptions, |row| row.id, |row| row.account == of);
        turn_back(&mut renewals, &self.renewals, |row| row.id, |row| row.account == of);
        if let Some(Some(was)) = self.accounts.get(&of) {
            inputs.stage = was.stage;
        }
        inputs.subscriptions = subscriptions.iter().map(SubscriptionTerms::of).collect();
        inputs.renewals = renewals.iter().map(due).collect();
        let decisions = decisions(store, teller, &inputs, now)?;
        teller.stand((of, name), subscriptions, &decisions);
        let within = |day| (period.first..=period.last).contains(&day);
        let mut lines = Vec::new();
        for row in renewals.iter().filter(|row| within(row.due)) {
            lines.extend(teller.renewal(row)?);
        }
        for decision in decisions.iter().filter(|decision| decision.renewal.is_none() && within(decision.end)) {
            lines.push(teller.bare(decision)?);
        }
        teller.stand_now();
        Ok(lines)
    }
}

/// Puts rows as they were in the place of those that were written since; those that were put away are left out.
fn turn_back<K: Copy + Ord, T: Record>(
    rows: &mut Vec<T>,
    past: &BTreeMap<K, Option<T>>,
    id: impl Fn(&T) -> K,
    own: impl Fn(&T) -> bool,
) {
    rows.retain(|row| !past.contains_key(&id(row)));
    let old = past.values().flatten().filter(|row| own(row) && row.meta().archived_at.is_none());
    rows.extend(old.cloned());
    rows.sort_by_key(id);
}

/// The open decisions of an account by its inputs.
fn decisions(store: &Store, teller: &Teller<'_>, inputs: &Inputs, now: Now) -> Result<Vec<OpenDecision>, Error> {
    let kept = store.ranking()?.map(|(ranking, _)| ranking);
    let (prior, median) = kept.map_or((Prior { lost: 0, decided: 0 }, 0), |ranking| {
        (Prior { lost: ranking.lost, decided: ranking.decided }, ranking.median_revenue)
    });
    let measure = teller.measure();
    let stake = stake(inputs, &measure.weights, &measure.rates, prior, Some(median), now.today);
    let open = stake.decisions.into_iter().map(|term| OpenDecision {
        account: inputs.account,
        renewal: term.decision.renewal,
        subscription: term.decision.subscription,
        day: term.decision.day,
        end: term.decision.end,
        revenue: term.revenue,
        stake: term.money,
    });
    Ok(open.collect())
}

fn due(row: &Renewal) -> RenewalTerms {
    RenewalTerms {
        id: row.id,
        subscription: row.subscription,
        due: row.due,
        cancel_by: row.cancel_by,
        target: row.target,
        outcome: row.outcome,
        settled_on: row.settled_on,
        notice_on: row.notice_on,
    }
}
