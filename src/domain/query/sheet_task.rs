//! A task as filters and the fuzzy jump see it: slim, its texts folded once when it is read.

use crate::domain::query::parts::Parts;
use crate::domain::query::sheet_account::shown_lines;
use crate::domain::record::task::{Priority, TaskKind, TaskState};
use crate::domain::value::day::Day;
use crate::domain::value::id::TaskId;
use crate::domain::value::text::{folded, shown};

/// What is known of a task beside its texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TaskFacts {
    /// Open, waiting or closed.
    pub state: TaskState,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// What doing it takes.
    pub kind: Option<TaskKind>,
    /// Has notes.
    pub noted: bool,
    /// Promised day.
    pub due: Option<Day>,
    /// Hidden until.
    pub wait: Option<Day>,
    /// Day on which it was closed.
    pub done: Option<Day>,
    /// Minutes it should take.
    pub estimate: Option<u32>,
    /// How often its day was moved.
    pub slips: u32,
    /// Day on which the row was made.
    pub created: Day,
    /// Day of its last change.
    pub changed: Day,
}

const WORDS: usize = 0;
const TAGS: usize = 1;
const TITLE: usize = 2;
const SHOWN_TAGS: usize = 3;

/// Stands for "of no account".
pub(in crate::domain::query) const LOOSE: u32 = u32::MAX;

/// A task.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskRow {
    /// Which.
    pub id: TaskId,
    /// What is known of it.
    pub facts: TaskFacts,
    texts: Parts<4>,
    /// Place of its account in the sheet.
    pub(in crate::domain::query) account: u32,
}

impl TaskRow {
    /// A task with its title and tags as they were given.
    pub fn new(id: TaskId, facts: TaskFacts, title: &str, tags: &[&str]) -> TaskRow {
        let (title, tags) = (shown(title), shown_lines(tags));
        let texts = Parts::of([&folded(&title), &folded(&tags), &title, &tags]);
        TaskRow { id, facts, texts, account: LOOSE }
    }

    /// What is to be done, safe to print.
    pub fn title(&self) -> &str {
        self.texts.part(TITLE)
    }

    /// The same, folded.
    pub fn folded_title(&self) -> &str {
        self.texts.part(WORDS)
    }

    /// Its tags, folded, one a line.
    pub fn tags(&self) -> &str {
        self.texts.part(TAGS)
    }

    /// Its tags, safe to print.
    pub fn shown_tags(&self) -> impl Iterator<Item = &str> {
        self.texts.part(SHOWN_TAGS).split('\n').filter(|tag| !tag.is_empty())
    }

    /// Title and tags, folded.
    pub fn words(&self) -> &str {
        self.texts.span(WORDS, TAGS)
    }
}
