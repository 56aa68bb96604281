//! What a person wants done, as data: the same for the screen and the command line.

use crate::domain::book::{DecisionId, Refresh};
use crate::domain::record::contact::Sentiment;
use crate::domain::record::task::Priority;
use crate::domain::record::touch::{Direction, TouchKind};
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, ContactId, TaskId};

/// A write that a person asks for. Each is one transaction and one step of undo.
#[derive(Clone, PartialEq, Debug)]
pub enum Intent {
    /// Marks tasks done.
    CompleteTasks(Vec<TaskId>),
    /// Drops tasks: not to be done.
    DropTasks(Vec<TaskId>),
    /// Hides tasks until a day.
    SnoozeTasks(Vec<TaskId>, Snooze),
    /// Moves the promised day of tasks; each move is a slip.
    RescheduleTasks(Vec<TaskId>, Promise),
    /// Writes down new tasks, all of them or none.
    AddTasks(Vec<TaskDraft>),
    /// Takes accounts off today's triage.
    DealWith(Vec<AccountId>),
    /// Hides accounts from triage until a day.
    SnoozeAccounts(Vec<AccountId>, Snooze),
    /// Stars accounts, or takes their star away.
    Star(Vec<AccountId>, Star),
    /// Writes down new tasks from lines as people type them, those that name no account for this one.
    AddLines(Option<AccountId>, Vec<String>),
    /// Logs a touch, and its next step as a task, from a line as people type it: `call 20m with Dana: asked for ROI next: send deck fri`.
    LogLine(AccountId, String),
    /// Moves the end of a contract's term from the day that was shown to another.
    RescheduleRenewal(DecisionId, Day, Day),
    /// Takes back the latest writes, so many.
    Undo(u32),
    /// Does again what was taken back last, so many.
    Redo(u32),
}

/// Whether a star is given or taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Star {
    /// Given.
    On,
    /// Taken away.
    Off,
}

/// Until when something is hidden, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snooze {
    /// The first day on which it shows again.
    pub until: Day,
    /// Why, as given.
    pub reason: Option<String>,
}

/// A promised day, with or without a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Promise {
    /// The day.
    pub day: Day,
    /// Minutes after local midnight.
    pub minute: Option<u16>,
}

/// A task to be written down.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TaskDraft {
    /// For whom.
    pub account: Option<AccountId>,
    /// With whom.
    pub contact: Option<ContactId>,
    /// What, as given.
    pub title: String,
    /// Promised day.
    pub due: Option<Promise>,
    /// Hidden until.
    pub wait_until: Option<Day>,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// Minutes it should take.
    pub estimate_minutes: Option<u32>,
    /// Tags, as given.
    pub tags: Vec<String>,
    /// Notes, as given.
    pub body: String,
}

/// A touch to be logged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TouchDraft {
    /// With whom.
    pub account: AccountId,
    /// With which person.
    pub contact: Option<ContactId>,
    /// What kind.
    pub kind: TouchKind,
    /// Who began it.
    pub direction: Option<Direction>,
    /// When; now when unset.
    pub at: Option<Moment>,
    /// Minutes it took.
    pub minutes: Option<u32>,
    /// How it felt.
    pub sentiment: Option<Sentiment>,
    /// What was said or done, as given.
    pub text: String,
    /// What happens next, as a task of the same account.
    pub next: Option<TaskDraft>,
}

/// What came of an intent. Texts are safe to print.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Outcome {
    /// What was done, in a person's words: "Done: call CFO (Globex)".
    pub note: String,
    /// Rows written; 0 when there was nothing to do.
    pub rows: u32,
    /// Key of the row that was made, when one was.
    pub made: Option<String>,
    /// Lines that changed.
    pub refresh: Refresh,
}
