//! What is to be reached in a period. A figure has one target a period.

use crate::domain::calendar::week::FiscalStart;
use crate::domain::figure::period::name;
use crate::domain::phrase::period::Period;
use crate::domain::record::choice::choice;
use crate::domain::record::field::{self, BadValue, Field, Unit};
use crate::domain::record::meta::{Kind, Meta, Record};
use crate::domain::value::day::Day;
use crate::domain::value::id::TargetId;
use crate::domain::value::money::Money;
use serde::{Deserialize, Serialize};

choice!(
    /// Figures that have targets.
    Metric {
        /// Revenue of the renewals that are due.
        Renewals = "renewals",
    }
);

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
    pub goal: Money,
}

impl Target {
    /// The period.
    pub fn period(&self) -> Period {
        Period { first: self.first, last: self.last }
    }
}

/// Fields that a person names.
pub const FIELDS: &[Field<Target>] = &[
    Field::new(
        "metric",
        "Figure",
        Unit::Choice(Metric::WORDS),
        |r| r.metric.to_string(),
        |r, s| {
            r.metric = field::word(s)?.ok_or_else(|| BadValue::new(s, "names no figure"))?;
            Ok(())
        },
    ),
    Field::new(
        "first",
        "First day",
        Unit::Day,
        |r| r.first.to_string(),
        |r, s| {
            r.first = field::day(s)?.ok_or_else(|| BadValue::new(s, "is no day"))?;
            Ok(())
        },
    ),
    Field::new(
        "last",
        "Last day",
        Unit::Day,
        |r| r.last.to_string(),
        |r, s| {
            r.last = field::day(s)?.ok_or_else(|| BadValue::new(s, "is no day"))?;
            Ok(())
        },
    ),
    Field::new(
        "goal",
        "Goal",
        Unit::Money,
        |r| r.goal.to_string(),
        |r, s| {
            r.goal = field::revenue(s)?.ok_or_else(|| BadValue::new(s, "is no amount"))?;
            Ok(())
        },
    ),
];

impl Record for Target {
    const KIND: Kind = Kind::Target;
    fn fields() -> &'static [Field<Target>] {
        FIELDS
    }
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn title(&self) -> String {
        // Quarters of a fiscal year of its own are told by their days here: a record knows no config.
        name(self.period(), FiscalStart::JANUARY)
    }
    fn meta(&self) -> &Meta {
        &self.meta
    }
    fn meta_mut(&mut self) -> &mut Meta {
        &mut self.meta
    }
}
