//! The forecast of a period from its renewals and from decisions that have none, and what changed in it since a week ago.

use crate::domain::figure::forecast::{Forecast, ForecastChange, ForecastLine, Says, changes, forecast};
use crate::domain::phrase::period::Period;
use crate::domain::record::account::Account;
use crate::domain::record::renewal::{ForecastCategory, Renewal, RenewalOutcome};
use crate::domain::stake::timing::urgency;
use crate::domain::value::day::{Day, Moment, Now};
use crate::domain::value::id::{AccountId, RenewalId};
use crate::domain::value::money::{Currency, Money};
use crate::domain::value::text::shown;
use crate::service::error::Error;
use crate::service::rank::Measure;
use crate::store::db::Store;
use crate::store::ledger::OpenDecision;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How far back the changes reach.
const WEEK: i64 = 7 * 86_400_000;

/// The forecast of a period, and what changed in it.
#[derive(Clone, PartialEq, Debug)]
pub struct Outlook {
    /// The forecast.
    pub forecast: Forecast,
    /// The moment that the changes are told from.
    pub since: Moment,
    /// The forecast as its renewals stood then, with today's model; none when the book had no renewals then.
    pub then: Option<Forecast>,
    /// Renewals that were made or changed since, those that changed the weighted sum most first.
    pub changes: Vec<ForecastChange>,
    /// Currency of all amounts.
    pub home: Currency,
    /// Currencies without a rate: their amounts count as nothing.
    pub unrated: Vec<Currency>,
}

/// Reckons the forecast of a period.
pub fn outlook(store: &Store, measure: &Measure, period: Period, now: Now) -> Result<Outlook, Error> {
    let ranked = store.ranking()?.map_or(now.today, |(ranking, _)| ranking.day);
    let decisions = store.open_decisions(Period { first: Day::MIN, last: Day::MAX })?;
    let mut teller =
        Teller { store, measure, ranked, models: HashMap::new(), names: HashMap::new(), unrated: BTreeSet::new() };
    for decision in &decisions {
        if let Some(renewal) = decision.renewal {
            teller.models.insert(renewal, teller.model(decision));
        }
    }
    let mut lines = Vec::new();
    for renewal in store.renewals_between(period)? {
        lines.extend(teller.renewal(&renewal)?);
    }
    let bare = decisions.iter().filter(|d| d.renewal.is_none() && (period.first..=period.last).contains(&d.end));
    for decision in bare {
        lines.push(teller.bare(decision)?);
    }
    let since = Moment(now.at.0.saturating_sub(WEEK));
    let (then, changes) = teller.since(since, period, &lines)?;
    let unrated = teller.unrated.into_iter().collect();
    Ok(Outlook { forecast: forecast(lines, period), since, then, changes, home: measure.fx.home(), unrated })
}

/// The chance that a decision goes well by the model, and the revenue up in it.
#[derive(Clone, Copy)]
struct Model {
    chance: f64,
    revenue: i64,
}

struct Teller<'a> {
    store: &'a Store,
    measure: &'a Measure,
    ranked: Day,
    models: HashMap<RenewalId, Model>,
    names: HashMap<AccountId, Option<String>>,
    unrated: BTreeSet<Currency>,
}

impl Teller<'_> {
    /// The ranking keeps `revenue · p · t` of each decision; its p is what is left without the others.
    fn model(&self, decision: &OpenDecision) -> Model {
        let weight = decision.revenue as f64 * urgency(decision.day.since(self.ranked), &self.measure.weights);
        let loss = if weight > 0.0 { (decision.stake as f64 / weight).clamp(0.0, 1.0) } else { 1.0 };
        Model { chance: 1.0 - loss, revenue: decision.revenue }
    }

    /// The line of a renewal; none for an open one of an account that is not ranked.
    fn renewal(&mut self, row: &Renewal) -> Result<Option<ForecastLine>, Error> {
        let model = self.models.get(&row.id).copied();
        let Some(account_name) = self.name(row.account)? else { return Ok(None) };
        if row.outcome.is_none() && model.is_none() {
            return Ok(None);
        }
        let revenue = model.map_or(0, |model| model.revenue);
        let target = self.home(row.target.or(row.final_amount.filter(|_| row.outcome.is_some())));
        let target = target.unwrap_or(revenue);
        let (amount, chance, says) = match (row.outcome, row.probability) {
            (Some(RenewalOutcome::Churned), _) => (0, 1.0, Says::Outcome),
            (Some(_), _) => (self.home(row.final_amount).unwrap_or(target), 1.0, Says::Outcome),
            (None, probability) => {
                let amount = self.home(row.forecast).unwrap_or(target);
                let model = model.map_or(0.0, |model| model.chance);
                let said = probability.map(|percent| f64::from(percent) / 100.0);
                (amount, said.unwrap_or(model), if said.is_some() { Says::Csm } else { Says::Model })
            }
        };
        let open = row.category.unwrap_or(ForecastCategory::Pipeline);
        Ok(Some(ForecastLine {
            account: row.account,
            account_name,
            renewal: Some(row.id),
            subscription: row.subscription,
            due: row.due,
            category: if row.outcome.is_some() { ForecastCategory::Closed } else { open },
            outcome: row.outcome,
            target,
            amount,
            chance,
            says,
        }))
    }

    /// The line of a decision that no renewal speaks of.
    fn bare(&mut self, decision: &OpenDecision) -> Result<ForecastLine, Error> {
        Ok(ForecastLine {
            account: decision.account,
            account_name: self.name(decision.account)?.unwrap_or_default(),
            renewal: None,
            subscription: decision.subscription,
            due: decision.end,
            category: ForecastCategory::Pipeline,
            outcome: None,
            target: decision.revenue,
            amount: decision.revenue,
            chance: self.model(decision).chance,
            says: Says::Model,
        })
    }

    /// The forecast as its renewals stood at a moment, and what changed since.
    fn since(
        &mut self,
        since: Moment,
        period: Period,
        lines: &[ForecastLine],
    ) -> Result<(Option<Forecast>, Vec<ForecastChange>), Error> {
        let written: BTreeMap<RenewalId, Option<Renewal>> = self.store.renewals_as_of(since)?;
        let touched = |line: &ForecastLine| line.renewal.is_some_and(|id| written.contains_key(&id));
        let mut old = Vec::new();
        for row in written.values().flatten().filter(|row| (period.first..=period.last).contains(&row.due)) {
            old.extend(self.renewal(row)?);
        }
        let fresh: Vec<ForecastLine> = lines.iter().filter(|line| touched(line)).cloned().collect();
        let told = changes(&old, &fresh);
        let then: Vec<ForecastLine> = lines.iter().filter(|line| !touched(line)).cloned().chain(old).collect();
        let known = then.iter().any(|line| line.renewal.is_some());
        Ok((known.then(|| forecast(then, period)), if known { told } else { Vec::new() }))
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
        if let Some(name) = self.names.get(&id) {
            return Ok(name.clone());
        }
        let account: Option<Account> = self.store.row(&id.to_string())?;
        let name = account.filter(|row| row.meta.archived_at.is_none()).map(|row| shown(row.name.raw()).into_owned());
        self.names.insert(id, name.clone());
        Ok(name)
    }
}
