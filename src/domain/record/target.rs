//! What is to be reached in a period. A figure has one target a period.

use crate::domain::calendar::week::FiscalStart;
use crate::domain::figure::period::name;
use crate::domain::phrase::figure as amount;
use crate::domain::phrase::period::Period;
use crate::domain::record::choice::choice;
use crate::domain::record::field::{BadValue, Field, Unit, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::review::figure::Figure;
use crate::domain::value::day::Day;
use crate::domain::value::id::TargetId;
use crate::domain::value::milli::Milli;
use crate::domain::value::money::{Currency, Money};
use serde::{Deserialize, Serialize};

choice!(
    /// Figures that have targets.
    Metric {
        /// Revenue of the renewals that are due.
        Renewals = "renewals",
        /// Net revenue retention.
        Nrr = "nrr",
        /// Gross revenue retention.
        Grr = "grr",
        /// Tasks done.
        TasksDone = "tasks-done",
        /// Promised days that were kept, of all.
        PromisesKept = "promises-kept",
        /// Touches of all kinds.
        Touches = "touches",
        /// Business reviews.
        Qbrs = "qbrs",
        /// Accounts touched, of all.
        AccountsTouched = "accounts-touched",
        /// Recurring revenue of the accounts touched, of all.
        ArrTouched = "arr-touched",
        /// Red accounts touched, of all that are red.
        RedTouched = "red-touched",
        /// Accounts within their cadence, of all.
        Coverage = "coverage",
        /// The same by recurring revenue.
        CoverageArr = "coverage-arr",
        /// First answers within the target, of all that were due.
        ResponseOnTime = "response-on-time",
        /// Complaints and requests settled.
        ProblemsSolved = "problems-solved",
        /// Promoters less detractors.
        Nps = "nps",
        /// Answers among the best two of five, of all.
        Csat = "csat",
        /// Renewals settled.
        RenewalsClosed = "renewals-closed",
        /// Renewals that were at risk and stayed.
        RenewalsSaved = "renewals-saved",
        /// Revenue that customers added.
        Expansion = "expansion",
        /// Referrals.
        Referrals = "referrals",
    }
);

/// What the target of a figure is told in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measured {
    /// Money.
    Money,
    /// Percent.
    Percent,
    /// A count.
    Count,
}

impl Metric {
    /// What its target is told in.
    pub const fn measured(self) -> Measured {
        match self {
            Metric::Renewals | Metric::Expansion => Measured::Money,
            Metric::TasksDone
            | Metric::Touches
            | Metric::Qbrs
            | Metric::RenewalsClosed
            | Metric::RenewalsSaved
            | Metric::ProblemsSolved
            | Metric::Nps
            | Metric::Referrals => Measured::Count,
            _ => Measured::Percent,
        }
    }

    /// What a target of a figure of a week is told in. A share of money is told in percent.
    pub fn measure(figure: Figure) -> Measured {
        let own = Metric::ALL.iter().find(|metric| metric.word() == figure.word());
        own.map_or(Measured::Count, |metric| metric.measured())
    }

    /// The figure of a week that it is the target of.
    pub fn figure(self) -> Option<Figure> {
        Figure::ALL.iter().copied().find(|figure| figure.word() == self.word())
    }
}

/// How much is to be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Goal {
    /// So much money.
    Money(Money),
    /// So many, or so many percent.
    Number(Milli),
}

impl Goal {
    /// The money of one that is told in it.
    pub const fn money(self) -> Option<Money> {
        match self {
            Goal::Money(money) => Some(money),
            Goal::Number(_) => None,
        }
    }

    /// Reads a goal as its figure is told; `home` is the currency where none is said.
    pub fn read(metric: Metric, text: &str, home: Currency) -> Result<Goal, BadValue> {
        if metric.measured() == Measured::Money {
            let amount = amount::Figure::read(text.trim()).filter(|figure| figure.sense == amount::Sense::To);
            let money = amount.and_then(|amount| amount.money(home).ok()).filter(|money| money.minor > 0);
            return money
                .map(Goal::Money)
                .ok_or_else(|| BadValue::new(text, "is no amount: write 900k, 1.2m or 80kEUR"));
        }
        let plain = text.trim().trim_end_matches('%').trim_end();
        let number = Milli::parse(plain)
            .filter(|number| number.0 > 0)
            .ok_or_else(|| BadValue::new(text, "is no figure: write 90%, or 120"))?;
        match metric.measured() {
            Measured::Count if text.contains('%') => {
                Err(BadValue::new(text, "is a share, and this is counted: write 120"))
            }
            _ => Ok(Goal::Number(number)),
        }
    }

    /// As people write it: `900000.00 USD`, `90%`, `120`.
    pub fn told(self, metric: Metric) -> String {
        match (self, metric.measured()) {
            (Goal::Money(money), _) => money.to_string(),
            (Goal::Number(number), Measured::Percent) => format!("{number}%"),
            (Goal::Number(number), _) => number.to_string(),
        }
    }
}

/// A target.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Target {
    /// Public id.
    pub id: TargetId,
    /// Version and times.
    pub meta: Meta,
    /// Of which figure.
    pub metric: Metric,
    /// First day of the period.
    pub first: Day,
    /// Last day of the period.
    pub last: Day,
    /// What is to be reached.
    pub goal: Goal,
}

impl Target {
    /// The period.
    pub fn period(&self) -> Period {
        Period { first: self.first, last: self.last }
    }
}

/// Fields that a person names.
pub const FIELDS: &[Field<Target>] = &[
    row!("metric", "Figure", metric: the word Metric),
    row!("first", "First day", first: the day),
    row!("last", "Last day", last: the day),
    Field::new(
        "goal",
        "Goal",
        Unit::Text,
        |r| r.goal.told(r.metric),
        |r, s| {
            let home = r.goal.money().map_or(Currency::USD, |money| money.currency);
            r.goal = Goal::read(r.metric, s, home)?;
            Ok(())
        },
    ),
];

record!(Target, |r| {
    // Quarters of a fiscal year of its own are told by their days here: a record knows no config.
    name(r.period(), FiscalStart::JANUARY)
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_read_as_their_figures_are_told() {
        for (metric, text, want) in [
            (Metric::Renewals, "900k", Some("900000.00 USD")),
            (Metric::Expansion, "80kEUR", Some("80000.00 EUR")),
            (Metric::Coverage, "90%", Some("90%")),
            (Metric::Coverage, "90", Some("90%")),
            (Metric::Nrr, "102.5 %", Some("102.5%")),
            (Metric::Touches, "120", Some("120")),
            (Metric::Touches, "12%", None),
            (Metric::Renewals, "+5k", None),
            (Metric::Renewals, "0", None),
            (Metric::Coverage, "0", None),
            (Metric::Coverage, "much", None),
        ] {
            let read = Goal::read(metric, text, Currency::USD).ok();
            assert_eq!(read.map(|goal| goal.told(metric)).as_deref(), want, "{metric} {text}");
        }
    }

    #[test]
    fn a_goal_of_an_older_journal_is_money() {
        let old = r#"{"minor":90000000,"currency":"USD"}"#;
        assert_eq!(serde_json::from_str::<Goal>(old).unwrap(), Goal::Money(Money::major(900_000, Currency::USD)));
    }

    #[test]
    fn each_target_but_those_of_money_kept_is_of_a_figure_of_the_week() {
        let without: Vec<&str> = Metric::ALL.iter().filter(|m| m.figure().is_none()).map(|m| m.word()).collect();
        assert_eq!(without, ["renewals", "nrr", "grr"]);
    }
}
