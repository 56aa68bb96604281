//! What can be done with tasks.

use crate::domain::change::{Change, Image};
use crate::domain::record::meta::{Meta, Record};
use crate::domain::record::task::{Priority, Task, TaskState};
use crate::domain::value::day::Day;
use crate::domain::value::day_text::weekday_day;
use crate::domain::value::id::TaskId;
use crate::domain::value::text::Text;
use crate::service::draft::draft_task;
use crate::service::error::{Error, ErrorKind};
use crate::service::intent::{Promise, Snooze, TaskDraft, Waiting};
use crate::service::plan::{Planned, Sight};
use crate::service::rows::{row_of, told, unique};
use crate::service::timer;

/// How a task ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Close {
    /// It was done.
    Done,
    /// It is not to be done.
    Dropped,
}

/// Ends open tasks. One that recurs and was done is followed by the next of its series in the same step; the clock that
/// runs on one is stopped and logged.
pub fn close(sight: &mut Sight<'_>, tasks: &[TaskId], how: Close) -> Result<Planned, Error> {
    let (state, word) = match how {
        Close::Done => (TaskState::Done, "Done"),
        Close::Dropped => (TaskState::Dropped, "Dropped"),
    };
    let at = sight.now.at;
    let end = |task: &mut Task| {
        task.state = state;
        task.closed_at = Some(at);
    };
    let mut planned = edit(sight, tasks, word, end)?;
    let ended: Vec<Task> = planned.changes.iter().filter_map(before).collect();
    let series: Vec<&Task> = ended.iter().filter(|task| task.every.is_some()).collect();
    if how == Close::Dropped && !series.is_empty() {
        planned.note = format!(
            "{}{}",
            planned.note,
            if ended.len() == 1 { ", and it comes back no more" } else { ", none comes back" }
        );
    }
    if how == Close::Done {
        let next: Vec<Task> = series.iter().filter_map(|task| next_of(sight, task)).collect();
        let when = |task: &Task| task.due.or(task.wait_until).map(|day| weekday_day(day, sight.now.today));
        planned.note = match next.as_slice() {
            [] => planned.note,
            [one] if ended.len() == 1 => format!("{}, next {}", planned.note, when(one).unwrap_or_default()),
            [_] => format!("{}, 1 comes back", planned.note),
            many => format!("{}, {} come back", planned.note, many.len()),
        };
        planned.changes.extend(next.into_iter().map(|task| Change::from(Image::made(task))));
    }
    timer::end_with(sight, &mut planned, |timer| timer.task.is_some_and(|id| ended.iter().any(|task| task.id == id)))?;
    Ok(planned)
}

fn before(change: &Change) -> Option<Task> {
    match change {
        Change::Task(image) => image.before.as_deref().cloned(),
        _ => None,
    }
}

/// The task that follows one of a series that is done today. One that was promised is promised for the next day of the
/// series and shows as many days before it; one that was only hidden is hidden until that day.
fn next_of(sight: &mut Sight<'_>, task: &Task) -> Option<Task> {
    let (every, today) = (task.every?, sight.now.today);
    let anchor = task.anchor.or(task.due).unwrap_or(today);
    let day = every.next(anchor, task.due.unwrap_or(today), today);
    let (due, wait_until) = match (task.due, task.wait_until) {
        (Some(due), wait) => (Some(day), wait.filter(|wait| *wait < due).map(|wait| day.plus_days(wait.since(due)))),
        (None, Some(_)) => (None, Some(day)),
        (None, None) => (Some(day), None),
    };
    let id = TaskId(sight.ids.next(sight.now.at));
    Some(Task {
        account: task.account,
        contact: task.contact,
        kind: task.kind,
        due,
        due_minute: task.due_minute.filter(|_| due.is_some()),
        wait_until: wait_until.filter(|wait| *wait > today),
        priority: task.priority,
        estimate_minutes: task.estimate_minutes,
        every: task.every,
        anchor: Some(anchor),
        tags: task.tags.clone(),
        body: task.body.clone(),
        ..Task::titled(id, Meta::made(sight.now.at), task.title.clone())
    })
}

/// Sets the priority of open tasks, or takes it away.
pub fn prioritise(sight: &Sight<'_>, tasks: &[TaskId], priority: Option<Priority>) -> Result<Planned, Error> {
    let word = priority.map_or("No priority".to_owned(), |priority| format!("Priority {priority}"));
    edit(sight, tasks, &word, |task| task.priority = priority)
}

/// Hands open tasks to somebody else since a day, or takes them back.
pub fn wait(sight: &Sight<'_>, tasks: &[TaskId], waiting: Waiting) -> Result<Planned, Error> {
    let today = sight.now.today;
    if waiting.since.is_some_and(|since| since > today) {
        return Err(Error::new(ErrorKind::Usage, "nobody waits since a day to come", "name today or an earlier day"));
    }
    let word = match waiting.state {
        TaskState::Open => "Ours again",
        TaskState::WaitingCustomer => "Waiting on the customer",
        TaskState::WaitingSales => "Waiting on sales",
        TaskState::WaitingSupport => "Waiting on support",
        TaskState::WaitingProduct => "Waiting on product",
        TaskState::Done | TaskState::Dropped => {
            return Err(Error::new(ErrorKind::Usage, "a task that ends waits on nobody", "`folio done` ends it"));
        }
    };
    edit(sight, tasks, word, |task| hand(task, waiting.state, waiting.since, today))
}

/// Hands a task over. Since when stays as it is while the same people have it, unless another day is said.
pub(in crate::service) fn hand(task: &mut Task, to: TaskState, since: Option<Day>, today: Day) {
    if to == TaskState::Open {
        task.waiting_since = None;
    } else if task.state != to || since.is_some() {
        task.waiting_since = Some(since.unwrap_or(today));
    }
    task.state = to;
}

/// Hides open tasks until a day.
pub fn snooze(sight: &Sight<'_>, tasks: &[TaskId], snooze: &Snooze) -> Result<Planned, Error> {
    future(sight, snooze)?;
    edit(sight, tasks, &format!("Snoozed until {}", snooze.until), |task| {
        task.wait_until = Some(snooze.until);
        task.wait_reason = snooze.reason.as_deref().map(Text::from);
    })
}

/// Refuses to hide something until a day that is not to come.
pub fn future(sight: &Sight<'_>, snooze: &Snooze) -> Result<(), Error> {
    if snooze.until > sight.now.today {
        return Ok(());
    }
    let message = format!("{} is not a day to come", snooze.until);
    Err(Error::new(ErrorKind::Usage, message, "snooze until a later day, as in `snooze mon` or `snooze 2w`"))
}

/// Moves the promised day of open tasks. A move of a day that was promised to a later one is a slip.
pub fn reschedule(sight: &Sight<'_>, tasks: &[TaskId], to: Promise) -> Result<Planned, Error> {
    let word = format!("Moved to {}", to.day);
    edit(sight, tasks, &word, |task| promise(task, to.day, to.minute))
}

/// Promises a task for a day. A day that was promised before and moves to a later one has slipped.
pub(in crate::service) fn promise(task: &mut Task, day: Day, minute: Option<u16>) {
    task.slips += u32::from(task.due.is_some_and(|due| due < day));
    task.due = Some(day);
    task.due_minute = minute;
}

/// Writes down new tasks, all of them or none.
pub fn add(sight: &mut Sight<'_>, drafts: &[TaskDraft]) -> Result<Planned, Error> {
    let tasks = drafts.iter().map(|draft| draft_task(sight, draft)).collect::<Result<Vec<_>, _>>()?;
    let note = match tasks.as_slice() {
        [one] => format!("Added: {}", told(sight.store, one)?),
        many => format!("Added: {} tasks", many.len()),
    };
    let made = tasks.first().filter(|_| tasks.len() == 1).map(Record::key);
    Ok(Planned { note, made, changes: tasks.into_iter().map(|task| Image::made(task).into()).collect() })
}

fn edit(sight: &Sight<'_>, tasks: &[TaskId], word: &str, change: impl Fn(&mut Task)) -> Result<Planned, Error> {
    let mut changes: Vec<Change> = Vec::new();
    let mut last = None;
    for key in unique(tasks) {
        let task: Task = row_of(sight.store, &key)?;
        if !task.state.is_open() {
            continue;
        }
        if let Some(image) = Image::edited(&task, sight.now.at, &change) {
            changes.push(image.into());
            last = Some(task);
        }
    }
    let note = match (&last, changes.len()) {
        (Some(task), 1) => format!("{word}: {}", told(sight.store, task)?),
        (Some(_), many) => format!("{word}: {many} tasks"),
        (None, _) => "Nothing to change: already so".to_owned(),
    };
    Ok(Planned { note, changes, made: None })
}
