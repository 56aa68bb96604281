//! The forecast of a period from its renewals and from decisions that have none, and what changed in it since a week ago.

use crate::domain::calendar::week::FiscalStart;
use crate::domain::figure::forecast::{Forecast, ForecastChange, ForecastLine, Says, changes, forecast};
use crate::domain::figure::renewal_rate::DueRenewal;
use crate::domain::phrase::period::Period;
use crate::domain::record::renewal::{ForecastCategory, Renewal, RenewalOutcome};
use crate::domain::stake::timing::urgency;
use crate::domain::value::day::{Day, Moment, Now};
use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId};
use crate::domain::value::money::{Currency, Money};
use crate::domain::value::text::shown;
use crate::service::error::Error;
use crate::service::rank::Measure;
use crate::store::db::Store;
use crate::store::outlook::OpenDecision;
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
    /// First month of the fiscal year, by which periods are named.
    pub fiscal: FiscalStart,
    /// Currency of all amounts.
    pub home: Currency,
    /// Currencies without a rate: their amounts count as nothing.
    pub unrated: Vec<Currency>,
}

/// Reckons the forecast of a period.
pub fn outlook(store: &Store, measure: &Measure, period: Period, now: Now) -> Result<Outlook, Error> {
    let ranked = store.ranking()?.map_or(now.today, |(ranking, _)| ranking.day);
    let decisions = store.open_decisions(period)?;
    let mut open: HashMap<RenewalId, Vec<OpenDecision>> = HashMap::new();
    for decision in &decisions {
        if let Some(renewal) = decision.renewal {
            open.entry(renewal).or_default().push(decision.clone());
        }
    }
    let known = store.names_deciding(period)?.into_iter();
    let names = known.map(|(id, name)| (id, Some(shown(&name).into_owned()))).collect();
    let paid = store.paid_deciding(period)?;
    let mut teller = Teller { store, measure, ranked, open, names, paid, unrated: BTreeSet::new() };
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
    let fiscal = measure.dates.cut.fiscal;
    Ok(Outlook {
        forecast: forecast(lines, period, fiscal),
        since,
        then,
        changes,
        home: measure.fx.home(),
        fiscal,
        unrated,
    })
}

struct Teller<'a> {
    store: &'a Store,
    measure: &'a Measure,
    ranked: Day,
    open: HashMap<RenewalId, Vec<OpenDecision>>,
    names: HashMap<AccountId, Option<String>>,
    paid: HashMap<SubscriptionId, Money>,
    unrated: BTreeSet<Currency>,
}

impl Teller<'_> {
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
    fn revenue(&mut self, decision: &OpenDecision) -> Result<i64, Error> {
        let paid = self.paid(decision.subscription)?;
        Ok(self.home(paid).unwrap_or(decision.revenue))
    }

    fn paid(&self, subscription: Option<SubscriptionId>) -> Result<Option<Money>, Error> {
        let Some(id) = subscription else { return Ok(None) };
        match self.paid.get(&id) {
            Some(paid) => Ok(Some(*paid)),
            None => Ok(self.store.paid_by(id)?),
        }
    }

    /// The line of a renewal; none for an open one of an account that is not ranked.
    fn renewal(&mut self, row: &Renewal) -> Result<Option<ForecastLine>, Error> {
        let open = match (row.outcome, self.open.get(&row.id)) {
            (Some(_), _) => Vec::new(),
            (None, Some(open)) => open.clone(),
            // As it was a week ago it may have been due in this period.
            (None, None) => self.store.open_decisions_of(row.account, row.id)?,
        };
        let Some(account_name) = self.name(row.account)? else { return Ok(None) };
        if row.outcome.is_none() && open.is_empty() {
            return Ok(None);
        }
        let target = match row.outcome {
            None if row.target.is_none() => {
                let each: Vec<i64> = open.iter().map(|decision| self.revenue(decision)).collect::<Result<_, _>>()?;
                each.into_iter().fold(0, i64::saturating_add)
            }
            _ => {
                let due = DueRenewal {
                    due: row.due,
                    target: row.target,
                    final_amount: row.final_amount,
                    outcome: row.outcome,
                    revenue: self.paid(row.subscription)?,
                };
                self.home(due.decided().or(row.final_amount)).unwrap_or(0)
            }
        };
        let (amount, chance, says) = match (row.outcome, row.probability) {
            (Some(RenewalOutcome::Churned), _) => (0, 1.0, Says::Outcome),
            (Some(_), _) => (self.home(row.final_amount).unwrap_or(target), 1.0, Says::Outcome),
            (None, probability) => {
                let amount = self.home(row.forecast).unwrap_or(target);
                let said = probability.map(|percent| f64::from(percent) / 100.0);
                (
                    amount,
                    said.unwrap_or_else(|| self.chance(&open)),
                    if said.is_some() { Says::Csm } else { Says::Model },
                )
            }
        };
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
        }))
    }

    /// The line of a decision that no renewal speaks of.
    fn bare(&mut self, decision: &OpenDecision) -> Result<ForecastLine, Error> {
        let revenue = self.revenue(decision)?;
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
        Ok((
            known.then(|| forecast(then, period, self.measure.dates.cut.fiscal)),
            if known { told } else { Vec::new() },
        ))
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
        let name = self.store.name_of(id)?.map(|name| shown(&name).into_owned());
        self.names.insert(id, name.clone());
        Ok(name)
    }
}
