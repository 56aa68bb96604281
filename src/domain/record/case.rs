//! A case: a problem that was met, what was done about it and what came of it, kept to be found when it comes again.

use crate::domain::record::field::{self, BadValue, Field, Unit};
use crate::domain::record::meta::{Kind, Meta, Record};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, CaseId, TouchId};
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

/// A problem, what was done, and what came of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Case {
    /// Public id.
    pub id: CaseId,
    /// Version and times.
    pub meta: Meta,
    /// Where it was met.
    pub account: AccountId,
    /// The touch or note that it was told in.
    pub touch: Option<TouchId>,
    /// Day on which it was met.
    pub day: Day,
    /// What was wrong.
    pub problem: Text,
    /// What was done about it.
    pub done: Option<Text>,
    /// What came of it.
    pub result: Option<Text>,
}

/// Fields that a person, a file or a filter names.
pub const FIELDS: &[Field<Case>] = &[
    Field::new(
        "problem",
        "Problem",
        Unit::Body,
        |r| r.problem.raw().to_owned(),
        |r, s| {
            r.problem = field::required(s)?;
            Ok(())
        },
    ),
    Field::new(
        "done",
        "Done",
        Unit::Body,
        |r| field::print_text(r.done.as_ref()),
        |r, s| {
            r.done = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "result",
        "Result",
        Unit::Body,
        |r| field::print_text(r.result.as_ref()),
        |r, s| {
            r.result = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "day",
        "Day",
        Unit::Day,
        |r| r.day.to_string(),
        |r, s| {
            r.day = field::day(s)?.ok_or_else(|| BadValue::new(s, "is empty, and this day must be known"))?;
            Ok(())
        },
    ),
];

impl Record for Case {
    const KIND: Kind = Kind::Case;
    fn fields() -> &'static [Field<Case>] {
        FIELDS
    }
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn title(&self) -> String {
        self.problem.raw().lines().next().unwrap_or_default().to_owned()
    }
    fn meta(&self) -> &Meta {
        &self.meta
    }
    fn meta_mut(&mut self) -> &mut Meta {
        &mut self.meta
    }
}
