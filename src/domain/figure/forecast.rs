//! What the decisions of a period will bring: by forecast category, cumulative as the field counts, and weighted by
//! chance, against what is up for decision; by month and quarter, with the decisions behind each figure.

use crate::domain::calendar::week::FiscalStart;
use crate::domain::figure::period::parts;
use crate::domain::phrase::period::{Period, Unit};
use crate::domain::record::renewal::{ForecastCategory, RenewalOutcome};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId};
use crate::domain::value::money::{Currency, Money};
use std::collections::BTreeMap;

/// Who says how likely a decision is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Says {
    /// It is settled.
    Outcome,
    /// The CSM, in the renewal.
    Csm,
    /// The ranking: one less its chance of loss.
    Model,
}

impl Says {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Says::Outcome => "outcome",
            Says::Csm => "csm",
            Says::Model => "model",
        }
    }
}

/// What a decision comes to in one currency, minor units of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Original {
    /// The currency.
    pub currency: Currency,
    /// Revenue up for decision.
    pub target: i64,
    /// Revenue expected or signed.
    pub amount: i64,
}

impl Original {
    /// Targets and amounts as they are paid, currency by currency.
    pub fn gathered(targets: &[Money], amounts: &[Money]) -> Vec<Original> {
        let mut found: Vec<Original> = Vec::with_capacity(1);
        let each = targets.iter().map(|money| (money, true)).chain(amounts.iter().map(|money| (money, false)));
        for (money, is_target) in each {
            let currency = money.currency;
            let at = found.iter().position(|one| one.currency == currency).unwrap_or_else(|| {
                found.push(Original { currency, target: 0, amount: 0 });
                found.len() - 1
            });
            if let Some(one) = found.get_mut(at) {
                let sum = if is_target { &mut one.target } else { &mut one.amount };
                *sum = sum.saturating_add(money.minor);
            }
        }
        found
    }
}

/// One decision of the forecast. Amounts in home minor units.
#[derive(Clone, PartialEq, Debug)]
pub struct ForecastLine {
    /// Whose.
    pub account: AccountId,
    /// Its name, safe to print.
    pub account_name: String,
    /// Its renewal, where there is one.
    pub renewal: Option<RenewalId>,
    /// Its subscription, where it names one.
    pub subscription: Option<SubscriptionId>,
    /// End of the term.
    pub due: Day,
    /// Category; a settled one is closed, one without any is pipeline.
    pub category: ForecastCategory,
    /// How it ended.
    pub outcome: Option<RenewalOutcome>,
    /// Revenue up for decision.
    pub target: i64,
    /// Revenue expected or signed.
    pub amount: i64,
    /// How likely it comes, 0 to 1.
    pub chance: f64,
    /// Who says so.
    pub says: Says,
    /// Target and amount in the currencies that they are paid in.
    pub originals: Vec<Original>,
}

impl ForecastLine {
    /// Amount by chance.
    pub fn weighted(&self) -> i64 {
        (self.amount as f64 * self.chance).round() as i64
    }

    /// Revenue up for decision as it is paid.
    pub fn target_paid(&self) -> impl Iterator<Item = Money> + '_ {
        self.originals.iter().map(|one| Money::new(one.target, one.currency))
    }

    /// The amount as it is paid.
    pub fn amount_paid(&self) -> impl Iterator<Item = Money> + '_ {
        self.originals.iter().map(|one| Money::new(one.amount, one.currency))
    }

    /// The amount as it is paid, by chance.
    pub fn weighted_paid(&self) -> impl Iterator<Item = Money> + '_ {
        self.amount_paid().map(|paid| Money::new((paid.minor as f64 * self.chance).round() as i64, paid.currency))
    }
}

/// Sums of some decisions. Amounts in home minor units; each category alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ForecastSum {
    /// The days in which the decisions fall.
    pub period: Period,
    /// Decisions.
    pub decisions: u32,
    /// Of them open still.
    pub open: u32,
    /// Revenue up for decision, that of omitted ones too.
    pub target: i64,
    /// Signed.
    pub closed: i64,
    /// Will come.
    pub commit: i64,
    /// Comes if all goes well.
    pub best_case: i64,
    /// May come.
    pub pipeline: i64,
    /// Left out of every other sum but the target.
    pub omitted: i64,
    /// Amount by chance, omitted ones apart.
    pub weighted: i64,
}

impl ForecastSum {
    fn of(lines: &[ForecastLine], period: Period) -> ForecastSum {
        let mut sum = ForecastSum {
            period,
            decisions: 0,
            open: 0,
            target: 0,
            closed: 0,
            commit: 0,
            best_case: 0,
            pipeline: 0,
            omitted: 0,
            weighted: 0,
        };
        for line in lines.iter().filter(|line| (period.first..=period.last).contains(&line.due)) {
            sum.decisions += 1;
            sum.open += u32::from(line.outcome.is_none());
            sum.target = sum.target.saturating_add(line.target);
            let lane = match line.category {
                ForecastCategory::Omitted => &mut sum.omitted,
                ForecastCategory::Pipeline => &mut sum.pipeline,
                ForecastCategory::BestCase => &mut sum.best_case,
                ForecastCategory::Commit => &mut sum.commit,
                ForecastCategory::Closed => &mut sum.closed,
            };
            *lane = lane.saturating_add(line.amount);
            if line.category != ForecastCategory::Omitted {
                sum.weighted = sum.weighted.saturating_add(line.weighted());
            }
        }
        sum
    }

    /// A category and all surer ones: what the field calls its commit, best case and pipeline.
    pub fn cumulative(&self, category: ForecastCategory) -> i64 {
        let lanes = [
            (ForecastCategory::Closed, self.closed),
            (ForecastCategory::Commit, self.commit),
            (ForecastCategory::BestCase, self.best_case),
            (ForecastCategory::Pipeline, self.pipeline),
        ];
        match category {
            ForecastCategory::Omitted => self.omitted,
            _ => lanes
                .iter()
                .filter(|(lane, _)| *lane >= category)
                .fold(0, |sum, (_, amount)| sum.saturating_add(*amount)),
        }
    }

    /// Weighted by target.
    pub fn attainment(&self) -> Option<f64> {
        (self.target > 0).then(|| self.weighted as f64 / self.target as f64)
    }
}

/// A decision that is not what it was.
#[derive(Clone, PartialEq, Debug)]
pub struct ForecastChange {
    /// As it was; none when it is new.
    pub before: Option<ForecastLine>,
    /// As it is; none when it has gone, to another period or altogether.
    pub after: Option<ForecastLine>,
}

impl ForecastChange {
    /// What the change does to the weighted sum, home minor units.
    pub fn weighted(&self) -> i64 {
        let worth = |line: &Option<ForecastLine>| {
            line.as_ref().filter(|line| line.category != ForecastCategory::Omitted).map_or(0, ForecastLine::weighted)
        };
        worth(&self.after).saturating_sub(worth(&self.before))
    }

    /// What changed, in words; `money` says an amount.
    pub fn told(&self, money: &dyn Fn(i64) -> String) -> String {
        let (before, after) = match (&self.before, &self.after) {
            (None, _) => return "new in this period".to_owned(),
            (_, None) => return "gone from this period".to_owned(),
            (Some(before), Some(after)) => (before, after),
        };
        let mut said = Vec::new();
        if let (None, Some(outcome)) = (before.outcome, after.outcome) {
            said.push(outcome.to_string());
        } else if before.category != after.category {
            said.push(format!("{} -> {}", before.category, after.category));
        }
        if before.amount != after.amount {
            said.push(format!("{} -> {}", money(before.amount), money(after.amount)));
        }
        if before.due != after.due {
            said.push(format!("due {} -> {}", before.due, after.due));
        }
        let percent = |line: &ForecastLine| (line.chance * 100.0).round() as i64;
        if after.outcome.is_none() && percent(before) != percent(after) {
            said.push(format!("{}% -> {}%", percent(before), percent(after)));
        }
        if said.is_empty() { "target".to_owned() } else { said.join(", ") }
    }
}

/// The forecast of a period.
#[derive(Clone, PartialEq, Debug)]
pub struct Forecast {
    /// All of it.
    pub total: ForecastSum,
    /// By month.
    pub months: Vec<ForecastSum>,
    /// By quarter.
    pub quarters: Vec<ForecastSum>,
    /// The decisions, by day.
    pub lines: Vec<ForecastLine>,
}

/// Sums decisions up; those outside the period are left out.
pub fn forecast(mut lines: Vec<ForecastLine>, period: Period, fiscal: FiscalStart) -> Forecast {
    lines.retain(|line| (period.first..=period.last).contains(&line.due));
    lines.sort_by(|one, two| {
        let key = |line: &ForecastLine| {
            (line.due, std::cmp::Reverse(line.target), line.account, line.renewal, line.subscription)
        };
        key(one).cmp(&key(two))
    });
    let sums = |unit| parts(period, unit, fiscal).into_iter().map(|part| ForecastSum::of(&lines, part)).collect();
    Forecast { total: ForecastSum::of(&lines, period), months: sums(Unit::Month), quarters: sums(Unit::Quarter), lines }
}

/// Earlier lines by what they are of. A renewal that was begun since goes on from the line of its contract, which had none.
struct Pairs<'a> {
    left: BTreeMap<usize, &'a ForecastLine>,
    renewals: BTreeMap<RenewalId, usize>,
    bare: BTreeMap<SubscriptionId, usize>,
}

impl<'a> Pairs<'a> {
    fn of(lines: &'a [ForecastLine]) -> Pairs<'a> {
        let places = || lines.iter().enumerate();
        let bare = places().filter(|(_, line)| line.renewal.is_none());
        Pairs {
            left: places().collect(),
            renewals: places().filter_map(|(at, line)| Some((line.renewal?, at))).collect(),
            bare: bare.filter_map(|(at, line)| Some((line.subscription?, at))).collect(),
        }
    }

    /// The earlier line of a decision, once.
    fn take(&mut self, line: &ForecastLine) -> Option<&'a ForecastLine> {
        let own = line.renewal.and_then(|id| self.renewals.get(&id));
        let at = *own.or_else(|| self.bare.get(&line.subscription?))?;
        self.left.remove(&at)
    }

    fn left(self) -> impl Iterator<Item = &'a ForecastLine> {
        self.left.into_values()
    }
}

/// What became of each decision, by what it does to the weighted sum; the same ones are left out.
pub fn changes(before: &[ForecastLine], after: &[ForecastLine]) -> Vec<ForecastChange> {
    let same = |one: &ForecastLine, two: &ForecastLine| {
        let told = |line: &ForecastLine| (line.due, line.category, line.outcome, line.target, line.amount);
        let said = |line: &ForecastLine| if line.says == Says::Model { None } else { Some(line.chance.to_bits()) };
        told(one) == told(two) && said(one) == said(two)
    };
    let mut pairs = Pairs::of(before);
    let mut found: Vec<ForecastChange> = Vec::new();
    for line in after {
        match pairs.take(line) {
            Some(old) if same(old, line) => {}
            old => found.push(ForecastChange { before: old.cloned(), after: Some(line.clone()) }),
        }
    }
    let gone = pairs.left();
    found.extend(gone.map(|old| ForecastChange { before: Some(old.clone()), after: None }));
    found.sort_by_key(|change| std::cmp::Reverse(change.weighted().abs()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(n: u128, due: &str, category: ForecastCategory, target: i64, amount: i64, chance: f64) -> ForecastLine {
        let outcome = (category == ForecastCategory::Closed).then_some(RenewalOutcome::Renewed);
        ForecastLine {
            account: AccountId(ulid::Ulid(n)),
            account_name: format!("a{n}"),
            renewal: Some(RenewalId(ulid::Ulid(n))),
            subscription: None,
            due: due.parse().unwrap(),
            category,
            outcome,
            target,
            amount,
            chance,
            says: if outcome.is_some() { Says::Outcome } else { Says::Csm },
            originals: Original::gathered(&[Money::new(target, Currency::USD)], &[Money::new(amount, Currency::USD)]),
        }
    }

    fn quarter() -> Period {
        Period::quarter(2026, 4).unwrap()
    }

    fn lines() -> Vec<ForecastLine> {
        vec![
            line(1, "2026-10-31", ForecastCategory::Closed, 1_000, 1_100, 1.0),
            line(2, "2026-11-30", ForecastCategory::Commit, 500, 500, 0.9),
            line(3, "2026-12-01", ForecastCategory::BestCase, 400, 400, 0.5),
            line(4, "2026-12-31", ForecastCategory::Pipeline, 300, 200, 0.25),
            line(5, "2026-12-31", ForecastCategory::Omitted, 200, 200, 0.1),
            line(6, "2027-01-01", ForecastCategory::Commit, 900, 900, 0.9),
        ]
    }

    #[test]
    fn counts_as_the_field_does() {
        let found = forecast(lines(), quarter(), FiscalStart::JANUARY);
        let total = &found.total;
        assert_eq!((total.decisions, total.open, total.target), (5, 4, 2_400));
        let cumulative = |category| total.cumulative(category);
        assert_eq!(cumulative(ForecastCategory::Closed), 1_100);
        assert_eq!(cumulative(ForecastCategory::Commit), 1_600);
        assert_eq!(cumulative(ForecastCategory::BestCase), 2_000);
        assert_eq!(cumulative(ForecastCategory::Pipeline), 2_200);
        assert_eq!(cumulative(ForecastCategory::Omitted), 200);
        assert_eq!(total.weighted, 1_100 + 450 + 200 + 50);
        let months: Vec<i64> = found.months.iter().map(|month| month.target).collect();
        assert_eq!(months, [1_000, 500, 900], "months add up to the whole");
        assert_eq!(found.quarters, std::slice::from_ref(total));
        assert_eq!(forecast(Vec::new(), quarter(), FiscalStart::JANUARY).total.attainment(), None);
    }

    #[test]
    fn names_what_changed() {
        let before = lines();
        let mut after = lines();
        after[1].category = ForecastCategory::Omitted;
        after[3].chance = 0.5;
        after[2].says = Says::Model;
        after.push(line(7, "2026-12-15", ForecastCategory::Pipeline, 10, 10, 0.5));
        after.remove(0);
        let mut model = before.clone();
        model[2].says = Says::Model;
        model[2].chance = 0.4;
        let told: Vec<(i64, bool, bool)> = changes(&model, &after)
            .iter()
            .map(|change| (change.weighted(), change.before.is_some(), change.after.is_some()))
            .collect();
        assert_eq!(told, [(-1_100, true, false), (-450, true, true), (50, true, true), (5, false, true)]);
        assert!(changes(&before, &before).is_empty());
    }
}
