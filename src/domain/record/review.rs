//! What was saved of the review of a week: the steps done with, the decisions, the figures as they stood, the note.

use crate::domain::record::choice::choice;
use crate::domain::record::field::{BadValue, Field, Unit, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::review::figure::Kept;
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, ReviewId, TaskId};
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

choice!(
    /// A step of a review, in the order they are taken.
    Step {
        /// The figures and where the time went.
        Numbers = "numbers",
        /// What was done.
        Done = "done",
        /// What slipped.
        Slipped = "slipped",
        /// Accounts that nobody spoke with.
        Idle = "idle",
        /// The week after.
        Next = "next",
        /// The note to oneself.
        Note = "note",
    }
);

/// What a decision is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Matter {
    /// A task.
    Task(TaskId),
    /// An account.
    Account(AccountId),
}

/// What was decided.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It stays as it is.
    Keep,
    /// Done; of tasks.
    Done,
    /// Dropped; of tasks.
    Drop,
    /// Promised for a day; of tasks.
    Move(Day),
    /// Hidden until a day.
    Snooze(Day),
    /// A task written down, by a line as people type it; of accounts.
    Task(String),
}

/// A decision of a review.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Decision {
    /// About what.
    pub about: Matter,
    /// What that was called.
    pub title: Text,
    /// What was decided.
    pub verdict: Verdict,
    /// When.
    pub at: Moment,
}

/// What was saved of the review of a week. A week has at most one.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Review {
    /// Public id.
    pub id: ReviewId,
    /// Version and times.
    pub meta: Meta,
    /// The year that the number of the week counts in.
    pub year: i32,
    /// The number of the week.
    pub week: u32,
    /// First day of the week.
    pub first: Day,
    /// Steps done with.
    pub steps: Vec<Step>,
    /// Decisions, the latest last; one about each matter.
    pub decisions: Vec<Decision>,
    /// The figures as they stood.
    pub figures: Vec<Kept>,
    /// When they stood so.
    pub figures_at: Option<Moment>,
    /// The note, Markdown.
    pub note: Text,
}

impl Review {
    /// Whether a step is done with.
    pub fn is_done(&self, step: Step) -> bool {
        self.steps.contains(&step)
    }

    /// What was decided about something.
    pub fn verdict(&self, about: Matter) -> Option<&Verdict> {
        self.decisions.iter().rev().find(|decision| decision.about == about).map(|decision| &decision.verdict)
    }
}

/// Fields that the history names.
pub const FIELDS: &[Field<Review>] = &[
    Field::new(
        "steps",
        "Steps",
        Unit::Text,
        |r| r.steps.iter().map(|step| step.word()).collect::<Vec<_>>().join(", "),
        |r, s| {
            let words = s.split(',').map(str::trim).filter(|word| !word.is_empty());
            let steps = words.map(str::parse::<Step>).collect::<Result<_, _>>();
            r.steps = steps.map_err(|bad| BadValue::new(s, format!("is no step: {bad}")))?;
            Ok(())
        },
    ),
    row!("note", "Note", note: body),
];

record!(Review, |r| format!("{:04}-W{:02}", r.year, r.week));
