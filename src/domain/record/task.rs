//! Something to do, mostly a promise to a customer.
use crate::domain::phrase::every::Every;
use crate::domain::record::choice::choice;
use crate::domain::record::field::{self, Field, Unit, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, ContactId, RunId, TaskId};
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

choice!(
    /// Where a task stands.
    TaskState {
        /// Ours to do.
        Open = "open",
        /// The customer has it.
        WaitingCustomer = "waiting-customer",
        /// Sales has it.
        WaitingSales = "waiting-sales",
        /// Support has it.
        WaitingSupport = "waiting-support",
        /// Product has it.
        WaitingProduct = "waiting-product",
        /// Done.
        Done = "done",
        /// Not to be done.
        Dropped = "dropped",
    }
);

choice!(
    /// How much a task matters.
    Priority {
        /// First.
        High = "1",
        /// As usual.
        Normal = "2",
        /// When there is time.
        Low = "3",
    }
);

choice!(
    /// What doing a task takes.
    TaskKind {
        /// A call.
        Call = "call",
        /// An e-mail.
        Email = "email",
        /// A meeting.
        Meeting = "meeting",
        /// Anything else.
        Task = "task",
    }
);

impl TaskState {
    /// Whether it still has to be done by somebody.
    pub fn is_open(self) -> bool {
        !matches!(self, TaskState::Done | TaskState::Dropped)
    }
}

/// Something to do. Closed tasks keep their row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Task {
    /// Public id.
    pub id: TaskId,
    /// Version and times.
    pub meta: Meta,
    /// For whom, if for one.
    pub account: Option<AccountId>,
    /// With whom, if with one.
    pub contact: Option<ContactId>,
    /// What.
    pub title: Text,
    /// What doing it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<TaskKind>,
    /// Promised day.
    pub due: Option<Day>,
    /// Promised time, minutes after local midnight.
    pub due_minute: Option<u16>,
    /// Hidden until this day.
    pub wait_until: Option<Day>,
    /// Why it is hidden.
    pub wait_reason: Option<Text>,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// Open, waiting on somebody, or closed.
    pub state: TaskState,
    /// Day since which somebody else has it.
    pub waiting_since: Option<Day>,
    /// Minutes it should take.
    pub estimate_minutes: Option<u32>,
    /// When it comes back once it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Every>,
    /// The day its series was first due: month ends are counted from it, so they never drift.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Day>,
    /// The run of a playbook that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<RunId>,
    /// How often its day was moved.
    pub slips: u32,
    /// When it was done or dropped.
    pub closed_at: Option<Moment>,
    /// Tags, without `+`.
    pub tags: Vec<Text>,
    /// Notes, Markdown.
    pub body: Text,
}

impl Task {
    /// An open task of nobody with nothing but a title.
    pub fn titled(id: TaskId, meta: Meta, title: Text) -> Task {
        Task {
            id,
            meta,
            account: None,
            contact: None,
            title,
            kind: None,
            due: None,
            due_minute: None,
            wait_until: None,
            wait_reason: None,
            priority: None,
            state: TaskState::Open,
            waiting_since: None,
            estimate_minutes: None,
            every: None,
            anchor: None,
            run: None,
            slips: 0,
            closed_at: None,
            tags: Vec::new(),
            body: Text::default(),
        }
    }
}

/// Fields that a person, a file or a filter names.
pub const FIELDS: &[Field<Task>] = &[
    row!("title", "Task", title: the text),
    row!("due", "Due", due: day),
    row!("kind", "Kind", kind: word TaskKind),
    row!("wait", "Snoozed until", wait_until: day),
    row!("wait_reason", "Snoozed why", wait_reason: text),
    row!("pri", "Priority", priority: word Priority),
    row!("state", "State", state: word TaskState or Open),
    row!("waiting_since", "Waiting since", waiting_since: day),
    row!("est", "Estimate (minutes)", estimate_minutes: minutes 0, 100_000),
    row!("every", "Comes back", every: parsed "a recurrence: write 2w, week, fri, month, month on 31, quarter or year"),
    Field::new(
        "slips",
        "Slips",
        Unit::Count,
        |r| r.slips.to_string(),
        |r, s| {
            r.slips = field::count(s, 0, 100_000)?.unwrap_or(0);
            Ok(())
        },
    ),
    row!("tags", "Tags", tags: list),
    row!("body", "Notes", body: body),
];

record!(Task, |r| r.title.raw().to_owned());
