//! A playbook that was started for an account. What it made are tasks that name it, so how far it has come is never kept
//! here.

use crate::domain::record::field::{self, Field, Unit, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, RunId};
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

/// One start of a playbook.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Run {
    /// Public id.
    pub id: RunId,
    /// Version and times.
    pub meta: Meta,
    /// For whom.
    pub account: AccountId,
    /// Which playbook, by its name in the config.
    pub playbook: Text,
    /// Which rule started it; none when a person did.
    pub rule: Option<Text>,
    /// Why it was started, in a person's words.
    pub why: Text,
    /// The day from which its steps are counted.
    pub anchor: Day,
    /// The day on which it was started.
    pub started_on: Day,
}

/// How far a run has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Tasks of it that are closed.
    pub closed: u32,
    /// Tasks of it, those in the archive apart.
    pub total: u32,
    /// The earliest day of an open one.
    pub next: Option<Day>,
}

/// Fields that the history names.
pub const FIELDS: &[Field<Run>] = &[
    row!("playbook", "Playbook", playbook: the text),
    row!("rule", "Rule", rule: text),
    Field::new(
        "why",
        "Why",
        Unit::Text,
        |r| r.why.raw().to_owned(),
        |r, s| {
            r.why = Text::new(s);
            Ok(())
        },
    ),
    Field::new(
        "anchor",
        "Counted from",
        Unit::Day,
        |r| r.anchor.to_string(),
        |r, s| {
            r.anchor = field::day(s)?.unwrap_or(r.anchor);
            Ok(())
        },
    ),
    Field::new(
        "started_on",
        "Started",
        Unit::Day,
        |r| r.started_on.to_string(),
        |r, s| {
            r.started_on = field::day(s)?.unwrap_or(r.started_on);
            Ok(())
        },
    ),
];

record!(Run, |r| r.playbook.raw().to_owned());
