//! Rows of a sheet as a filter asks them: an account with its tasks, a task with its account, a decision that answers
//! for its account but for its own term. Nothing is copied to be asked.

use crate::domain::query::field::FieldId;
use crate::domain::query::found::{Found, NOTHING};
use crate::domain::query::notes::Notes;
use crate::domain::query::sheet_account::{AccountRow, DecisionRow};
use crate::domain::query::sheet_task::{LOOSE, TaskRow};
use crate::domain::query::subject::{Reach, Row, Subject, Value};
use crate::domain::record::renewal::RenewalStage;
use crate::domain::record::task::{Priority, TaskKind};
use crate::domain::stake::health::{Band, Trend};
use crate::domain::stake::loss::Call;
use crate::domain::value::day::Day;
use crate::domain::value::sought::Sought;

/// An account among its tasks.
#[derive(Clone, Copy)]
pub struct AccountOf<'a> {
    /// The account.
    pub row: &'a AccountRow,
    /// All tasks of the sheet.
    pub tasks: &'a [Option<TaskRow>],
    /// What is known of notes.
    pub notes: &'a Notes,
    /// What is known of words, and the place it is known by.
    pub found: (&'a Found, u32),
}

impl AccountOf<'_> {
    fn own_tasks(&self) -> impl Iterator<Item = &TaskRow> {
        self.row.tasks.iter().filter_map(|place| self.tasks.get(*place as usize)?.as_ref())
    }
}

impl Subject for AccountOf<'_> {
    fn row(&self) -> Row {
        Row::Account
    }

    fn value(&self, field: FieldId) -> Value<'_> {
        let facts = &self.row.facts;
        match field {
            FieldId::Arr => Value::Money(facts.arr),
            FieldId::Stake => Value::Money(facts.stake),
            FieldId::Health => facts.health.map_or(Value::None, |score| Value::Number(score.into())),
            FieldId::Band => word(facts.band.map(Band::word)),
            FieldId::Trend => word(facts.trend.map(Trend::word)),
            FieldId::Call => word(facts.call.map(|call| call.level.word())),
            FieldId::CallState => word(facts.call.and_then(call_state)),
            FieldId::Stage => Value::Word(facts.stage.word()),
            FieldId::RenewalStage => word(facts.renewal_stage.map(RenewalStage::word)),
            FieldId::Segment => text(self.row.segment()),
            FieldId::Seats => facts.seats.map_or(Value::None, |seats| Value::Number(seats.into())),
            FieldId::SeatUse => number(facts.seat_use),
            FieldId::Usage => number(facts.usage),
            FieldId::Nps => number(facts.nps),
            FieldId::Measured => day(facts.measured),
            FieldId::Detractor => day(facts.detractor),
            FieldId::Owner => text(self.row.owner()),
            FieldId::Renew => day(facts.end),
            FieldId::Cancel => day(facts.cancel_by),
            FieldId::Idle => day(facts.last_touch),
            FieldId::Left => day(facts.champion_left),
            FieldId::Star => Value::Flag(facts.starred),
            FieldId::Locked => Value::Flag(facts.locked),
            FieldId::Industry => text(self.row.industry()),
            FieldId::Region => text(self.row.region()),
            FieldId::Id => Value::Id(self.row.id.0),
            FieldId::Note => Value::Flag(facts.noted),
            FieldId::Created => Value::Day(facts.created),
            FieldId::Changed => Value::Day(facts.changed),
            _ => Value::None,
        }
    }

    fn tags(&self) -> &str {
        self.row.tags()
    }

    fn words_hold(&self, sought: &Sought) -> bool {
        let (found, place) = self.found;
        if let Some(held) = found.holds(sought, place) {
            return held;
        }
        let open = |task: &TaskRow| task.facts.state.is_open();
        sought.is_in(self.row.words()) || self.own_tasks().any(|task| open(task) && sought.is_in(task.words()))
    }

    fn names(&self) -> &str {
        self.row.names()
    }

    fn note_holds(&self, needle: &str) -> bool {
        self.row.facts.noted && self.notes.of_account(self.row.id, needle)
    }

    fn any_task(&self, reach: Reach, passes: &mut dyn FnMut(&dyn Subject) -> bool) -> bool {
        let mut tasks = self.own_tasks().filter(|task| reach == Reach::Closed || task.facts.state.is_open());
        tasks.any(|row| passes(&TaskOf { row, account: Some(*self), notes: self.notes, found: (&NOTHING, LOOSE) }))
    }
}

/// A task with its account.
#[derive(Clone, Copy)]
pub struct TaskOf<'a> {
    /// The task.
    pub row: &'a TaskRow,
    /// Its account, if it is for one.
    pub account: Option<AccountOf<'a>>,
    /// What is known of notes.
    pub notes: &'a Notes,
    /// What is known of words, and the place it is known by.
    pub found: (&'a Found, u32),
}

impl Subject for TaskOf<'_> {
    fn row(&self) -> Row {
        Row::Task
    }

    fn value(&self, field: FieldId) -> Value<'_> {
        let facts = &self.row.facts;
        match field {
            FieldId::Due => day(facts.due),
            FieldId::Wait => day(facts.wait),
            FieldId::Done => day(facts.done),
            FieldId::Pri => facts.priority.map_or(Value::None, |priority| Value::Number(rank(priority))),
            FieldId::State => Value::Word(facts.state.word()),
            // What nobody called a call, an e-mail or a meeting is a task.
            FieldId::Kind => Value::Word(facts.kind.unwrap_or(TaskKind::Task).word()),
            FieldId::Est => facts.estimate.map_or(Value::None, |minutes| Value::Number(minutes.into())),
            FieldId::Slips => Value::Number(facts.slips.into()),
            FieldId::Id => Value::Id(self.row.id.0),
            FieldId::Note => Value::Flag(facts.noted),
            FieldId::Created => Value::Day(facts.created),
            FieldId::Changed => Value::Day(facts.changed),
            _ => Value::None,
        }
    }

    fn tags(&self) -> &str {
        self.row.tags()
    }

    fn words_hold(&self, sought: &Sought) -> bool {
        let (found, place) = self.found;
        found.holds(sought, place).unwrap_or_else(|| sought.is_in(self.row.words()) || sought.is_in(self.names()))
    }

    fn names(&self) -> &str {
        self.account.map_or("", |account| account.row.names())
    }

    fn note_holds(&self, needle: &str) -> bool {
        self.row.facts.noted && self.notes.of_task(self.row.id, needle)
    }

    fn account(&self) -> Option<&dyn Subject> {
        self.account.as_ref().map(|account| account as &dyn Subject)
    }
}

/// A decision to come of an account.
#[derive(Clone, Copy)]
pub struct DecisionOf<'a> {
    /// The decision.
    pub row: &'a DecisionRow,
    /// Who decides.
    pub account: AccountOf<'a>,
}

impl Subject for DecisionOf<'_> {
    fn row(&self) -> Row {
        Row::Account
    }

    fn value(&self, field: FieldId) -> Value<'_> {
        match field {
            FieldId::Renew => Value::Day(self.row.end),
            FieldId::Cancel => day(self.row.cancel_by),
            FieldId::Locked => Value::Flag(self.row.locked),
            FieldId::RenewalStage => word(self.row.stage.map(RenewalStage::word)),
            field => self.account.value(field),
        }
    }

    fn tags(&self) -> &str {
        self.account.row.tags()
    }

    fn words_hold(&self, sought: &Sought) -> bool {
        self.account.words_hold(sought)
    }

    fn names(&self) -> &str {
        self.account.row.names()
    }

    fn note_holds(&self, needle: &str) -> bool {
        self.account.note_holds(needle)
    }

    fn any_task(&self, reach: Reach, passes: &mut dyn FnMut(&dyn Subject) -> bool) -> bool {
        self.account.any_task(reach, passes)
    }
}

fn day(day: Option<Day>) -> Value<'static> {
    day.map_or(Value::None, Value::Day)
}

fn number(figure: Option<f64>) -> Value<'static> {
    figure.map_or(Value::None, Value::Number)
}

fn word(word: Option<&'static str>) -> Value<'static> {
    word.map_or(Value::None, Value::Word)
}

/// What there is to say against a call.
fn call_state(call: Call) -> Option<&'static str> {
    match (call.stale, call.apart) {
        (true, true) => Some("stale apart"),
        (true, false) => Some("stale"),
        (false, true) => Some("apart"),
        (false, false) => None,
    }
}

fn text(text: Option<&str>) -> Value<'_> {
    text.map_or(Value::None, Value::Text)
}

fn rank(priority: Priority) -> f64 {
    match priority {
        Priority::High => 1.0,
        Priority::Normal => 2.0,
        Priority::Low => 3.0,
    }
}
