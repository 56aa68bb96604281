//! Decisions as lines of a forecast: those of renewals, and those that none speaks of; as they are, or as they stood.

use crate::domain::figure::forecast::{ForecastLine, Original, Says};
use crate::domain::figure::renewal_rate::DueRenewal;
use crate::domain::phrase::period::Period;
use crate::domain::record::renewal::{ForecastCategory, Renewal, RenewalOutcome};
use crate::domain::record::subscription::Subscription;
use crate::domain::record::target::{Metric, Target};
use crate::domain::stake::timing::urgency;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId};
use crate::domain::value::money::{Currency, Money};
use crate::domain::value::text::shown;
use crate::service::error::Error;
use crate::service::rank::Measure;
use crate::store::db::Store;
use crate::store::outlook::OpenDecision;
use std::collections::{BTreeSet, HashMap};

/// Open decisions by their renewals.
fn by_renewal(decisions: &[OpenDecision]) -> HashMap<RenewalId, Vec<OpenDecision>> {
    let mut open: HashMap<RenewalId, Vec<OpenDecision>> = HashMap::new();
    for decision in decisions {
        if let Some(renewal) = decision.renewal {
            open.entry(renewal).or_default().push(decision.clone());
        }
    }
    open
}

/// An account, its contracts and decisions as they stood.
struct Stood {
    account: AccountId,
    name: String,
    subscriptions: HashMap<SubscriptionId, Subscription>,
    open: HashMap<RenewalId, Vec<OpenDecision>>,
}

/// Tells decisions as lines of a forecast.
pub(in crate::service) struct Teller<'a> {
    store: &'a Store,
    measure: &'a Measure,
    ranked: Day,
    open: HashMap<RenewalId, Vec<OpenDecision>>,
    past: Option<Stood>,
    names: HashMap<AccountId, Option<String>>,
    paid: HashMap<SubscriptionId, Money>,
    unrated: BTreeSet<Currency>,
}

impl<'a> Teller<'a> {
    /// On a book whose decisions were ranked on a day.
    pub(in crate::service) fn new(
        store: &'a Store,
        measure: &'a Measure,
        ranked: Day,
        decisions: &[OpenDecision],
    ) -> Teller<'a> {
        let open = by_renewal(decisions);
        let (names, paid) = (HashMap::new(), HashMap::new());
        Teller { store, measure, ranked, open, past: None, names, paid, unrated: BTreeSet::new() }
    }

    /// The same, with names and what contracts pay read in the order of their ids, in which they mostly lie too.
    pub(in crate::service) fn knowing(
        mut self,
        renewals: &[Renewal],
        decisions: &[OpenDecision],
    ) -> Result<Teller<'a>, Error> {
        let of_decisions = decisions.iter().map(|decision| (decision.account, decision.subscription));
        let of_renewals = renewals.iter().map(|row| (row.account, row.subscription.filter(|_| row.target.is_none())));
        let (accounts, paid): (BTreeSet<_>, BTreeSet<_>) = of_decisions.chain(of_renewals).unzip();
        for account in accounts {
            self.name(account)?;
        }
        for id in paid.into_iter().flatten() {
            self.paid.extend(self.store.paid_by(id)?.map(|paid| (id, paid)));
        }
        Ok(self)
    }

    /// Targets of renewals in home minor units.
    pub(in crate::service) fn targets(&mut self, rows: Vec<Target>) -> Vec<(Period, i64)> {
        let own = rows.into_iter().filter(|row| row.metric == Metric::Renewals);
        own.filter_map(|row| Some((row.period(), self.home(row.goal.money())?))).collect()
    }

    /// Currencies without a rate that were met.
    pub(in crate::service) fn unrated(self) -> Vec<Currency> {
        self.unrated.into_iter().collect()
    }

    /// The chance that decisions go well by the model. The ranking keeps the revenue of each as it is drawn towards the
    /// median, and that times p and t: without the others p is left.
    fn chance(&self, decisions: &[OpenDecision]) -> f64 {
        let weight = |decision: &OpenDecision| {
            decision.revenue as f64 * urgency(decision.day.since(self.ranked), &self.measure.weights)
        };
        let weight: f64 = decisions.iter().map(weight).sum();
        let stake: f64 = decisions.iter().map(|decision| decision.stake as f64).sum();
        if weight > 0.0 { 1.0 - (stake / weight).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// What the contract of a decision pays, drawn nowhere; as ranked where there is none.
    fn revenue(&self, decision: &OpenDecision) -> Result<Money, Error> {
        let ranked = Money::new(decision.revenue, self.measure.rates.home);
        Ok(self.paid(decision.subscription)?.unwrap_or(ranked))
    }

    /// The sum of some amounts in home minor units.
    fn sum(&mut self, amounts: &[Money]) -> i64 {
        amounts.iter().filter_map(|amount| self.home(Some(*amount))).fold(0, i64::saturating_add)
    }

    fn paid(&self, subscription: Option<SubscriptionId>) -> Result<Option<Money>, Error> {
        let Some(id) = subscription else { return Ok(None) };
        if let Some(row) = self.past.as_ref().and_then(|past| past.subscriptions.get(&id)) {
            return Ok(Some(row.arr));
        }
        match self.paid.get(&id) {
            Some(paid) => Ok(Some(*paid)),
            None => Ok(self.store.paid_by(id)?),
        }
    }

    /// The line of a renewal; none for an open one of an account that is not ranked.
    pub(in crate::service) fn renewal(&mut self, row: &Renewal) -> Result<Option<ForecastLine>, Error> {
        let open = self.past.as_ref().map_or(&self.open, |past| &past.open);
        let open = open.get(&row.id).cloned().unwrap_or_default();
        let Some(account_name) = self.name(row.account)? else { return Ok(None) };
        if row.outcome.is_none() && open.is_empty() {
            return Ok(None);
        }
        let targets: Vec<Money> = match row.outcome {
            None if row.target.is_none() => {
                open.iter().map(|decision| self.revenue(decision)).collect::<Result<_, _>>()?
            }
            _ => {
                let due = DueRenewal {
                    due: row.due,
                    target: row.target,
                    final_amount: row.final_amount,
                    outcome: row.outcome,
                    // Read only where the renewal does not say it.
                    revenue: if row.target.is_none() { self.paid(row.subscription)? } else { None },
                };
                due.decided().or(row.final_amount).into_iter().collect()
            }
        };
        let or_target = |amount: Option<Money>| amount.map_or_else(|| targets.clone(), |amount| vec![amount]);
        let (amounts, chance, says) = match (row.outcome, row.probability) {
            (Some(RenewalOutcome::Churned), _) => (Vec::new(), 1.0, Says::Outcome),
            (Some(_), _) => (or_target(row.final_amount), 1.0, Says::Outcome),
            (None, Some(percent)) => (or_target(row.forecast), f64::from(percent) / 100.0, Says::Csm),
            (None, None) => (or_target(row.forecast), self.chance(&open), Says::Model),
        };
        let (target, amount) = (self.sum(&targets), self.sum(&amounts));
        let category = row.category.unwrap_or(ForecastCategory::Pipeline);
        Ok(Some(ForecastLine {
            account: row.account,
            account_name,
            renewal: Some(row.id),
            subscription: row.subscription,
            due: row.due,
            category: if row.outcome.is_some() { ForecastCategory::Closed } else { category },
            outcome: row.outcome,
            target,
            amount,
            chance,
            says,
            originals: Original::gathered(&targets, &amounts),
        }))
    }

    /// The line of a decision that no renewal speaks of.
    pub(in crate::service) fn bare(&mut self, decision: &OpenDecision) -> Result<ForecastLine, Error> {
        let paid = [self.revenue(decision)?];
        let revenue = self.sum(&paid);
        Ok(ForecastLine {
            account: decision.account,
            account_name: self.name(decision.account)?.unwrap_or_default(),
            renewal: None,
            subscription: decision.subscription,
            due: decision.end,
            category: ForecastCategory::Pipeline,
            outcome: None,
            target: revenue,
            amount: revenue,
            chance: self.chance(std::slice::from_ref(decision)),
            says: Says::Model,
            originals: Original::gathered(&paid, &paid),
        })
    }

    /// Reckons from the name, contracts and decisions of an account as they stood, until [`Teller::stand_now`].
    pub(in crate::service) fn stand(
        &mut self,
        (account, name): (AccountId, String),
        subscriptions: Vec<Subscription>,
        decisions: &[OpenDecision],
    ) {
        self.past = Some(Stood {
            account,
            name,
            subscriptions: subscriptions.into_iter().map(|row| (row.id, row)).collect(),
            open: by_renewal(decisions),
        });
    }

    /// Reckons from the book again.
    pub(in crate::service) fn stand_now(&mut self) {
        self.past = None;
    }

    /// Weights and rates in force.
    pub(in crate::service) fn measure(&self) -> &Measure {
        self.measure
    }

    fn home(&mut self, amount: Option<Money>) -> Option<i64> {
        let amount = amount?;
        let home = self.measure.rates.home_minor(amount);
        if home.is_none() {
            self.unrated.insert(amount.currency);
        }
        Some(home.unwrap_or(0))
    }

    /// The name of an account; none when it is put away.
    fn name(&mut self, id: AccountId) -> Result<Option<String>, Error> {
        if let Some(past) = self.past.as_ref().filter(|past| past.account == id) {
            return Ok(Some(past.name.clone()));
        }
        if let Some(name) = self.names.get(&id) {
            return Ok(name.clone());
        }
        let name = self.store.name_of(id)?.map(|name| shown(&name).into_owned());
        self.names.insert(id, name.clone());
        Ok(name)
    }
}
