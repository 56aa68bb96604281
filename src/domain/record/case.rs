//! A case: a problem that was met, what was done about it and what came of it, kept to be found when it comes again.

use crate::domain::record::field::{self, Field, Unit, row};
use crate::domain::record::meta::{Meta, record};
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
    row!("done", "Done", done: body text),
    row!("result", "Result", result: body text),
    row!("day", "Day", day: the day),
];

record!(Case, |r| r.problem.raw().lines().next().unwrap_or_default().to_owned());
