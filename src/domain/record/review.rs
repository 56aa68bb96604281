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

/// A day, and what was said beside it. In a book it is the day alone where nothing was.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(from = "Told<T>", into = "Told<T>")]
pub struct OnDay<T: Clone> {
    /// The day.
    pub day: Day,
    /// What was said.
    pub with: Option<T>,
}

/// [`OnDay`] as a book has it.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Told<T> {
    Day(Day),
    With(Day, T),
}

impl<T: Clone> From<Told<T>> for OnDay<T> {
    fn from(told: Told<T>) -> OnDay<T> {
        match told {
            Told::Day(day) => OnDay { day, with: None },
            Told::With(day, with) => OnDay { day, with: Some(with) },
        }
    }
}

impl<T: Clone> From<OnDay<T>> for Told<T> {
    fn from(on: OnDay<T>) -> Told<T> {
        match on.with {
            None => Told::Day(on.day),
            Some(with) => Told::With(on.day, with),
        }
    }
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
    /// Promised for a day, at so many minutes after midnight; of tasks.
    Move(OnDay<u16>),
    /// Hidden until a day, and why.
    Snooze(OnDay<Text>),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_kept_as_they_always_were() {
        let day = Day::of(2026, 11, 30).unwrap();
        let snooze = |with: Option<&str>| Verdict::Snooze(OnDay { day, with: with.map(Text::new) });
        for (verdict, want) in [
            (Verdict::Move(OnDay { day, with: None }), r#"{"move":20787}"#),
            (Verdict::Move(OnDay { day, with: Some(840) }), r#"{"move":[20787,840]}"#),
            (snooze(None), r#"{"snooze":20787}"#),
            (snooze(Some("legal reads it")), r#"{"snooze":[20787,"legal reads it"]}"#),
        ] {
            assert_eq!(serde_json::to_string(&verdict).unwrap(), want);
            assert_eq!(serde_json::from_str::<Verdict>(want).unwrap(), verdict);
        }
    }
}
