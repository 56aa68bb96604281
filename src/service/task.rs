//! What can be done with tasks.

use crate::domain::change::{Change, Image};
use crate::domain::record::account::Account;
use crate::domain::record::meta::{Meta, Record};
use crate::domain::record::task::{Task, TaskState};
use crate::domain::value::id::TaskId;
use crate::domain::value::text::{Text, shown};
use crate::service::error::{Error, ErrorKind, gone};
use crate::service::intent::{Promise, Snooze, TaskDraft};
use crate::service::plan::{Planned, Sight};

/// How a task ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Close {
    /// It was done.
    Done,
    /// It is not to be done.
    Dropped,
}

/// Ends open tasks.
pub fn close(sight: &Sight<'_>, tasks: &[TaskId], how: Close) -> Result<Planned, Error> {
    let (state, word) = match how {
        Close::Done => (TaskState::Done, "Done"),
        Close::Dropped => (TaskState::Dropped, "Dropped"),
    };
    let at = sight.now.at;
    edit(sight, tasks, word, |task| {
        if task.state.is_open() {
            task.state = state;
            task.closed_at = Some(at);
        }
    })
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

/// Moves the promised day of open tasks. A move of a day that was promised is a slip.
pub fn reschedule(sight: &Sight<'_>, tasks: &[TaskId], promise: Promise) -> Result<Planned, Error> {
    edit(sight, tasks, &format!("Moved to {}", promise.day), |task| {
        if (task.due, task.due_minute) != (Some(promise.day), promise.minute) {
            task.slips += u32::from(task.due.is_some_and(|due| due < promise.day));
            task.due = Some(promise.day);
            task.due_minute = promise.minute;
        }
    })
}

/// Writes down new tasks, all of them or none.
pub fn add(sight: &mut Sight<'_>, drafts: &[TaskDraft]) -> Result<Planned, Error> {
    let tasks = drafts.iter().map(|draft| draft_task(sight, draft)).collect::<Result<Vec<_>, _>>()?;
    let note = match tasks.as_slice() {
        [one] => format!("Added: {}", called(sight, one)?),
        many => format!("Added: {} tasks", many.len()),
    };
    let made = tasks.first().filter(|_| tasks.len() == 1).map(Record::key);
    Ok(Planned { note, made, changes: tasks.into_iter().map(|task| Image::made(task).into()).collect() })
}

/// The row of a draft.
pub fn draft_task(sight: &mut Sight<'_>, draft: &TaskDraft) -> Result<Task, Error> {
    if draft.title.trim().is_empty() {
        return Err(Error::new(ErrorKind::Usage, "a task needs a title", "write what is to be done"));
    }
    let id = TaskId(sight.ids.next(sight.now.at));
    let due = draft.due.map(|promise| promise.day);
    Ok(Task {
        account: draft.account,
        contact: draft.contact,
        kind: draft.kind,
        due,
        due_minute: draft.due.and_then(|promise| promise.minute),
        wait_until: draft.wait_until,
        priority: draft.priority,
        estimate_minutes: draft.estimate_minutes,
        every: draft.every,
        anchor: draft.every.map(|_| due.unwrap_or(sight.now.today)),
        tags: draft.tags.iter().map(|tag| Text::from(tag.as_str())).collect(),
        body: Text::new(draft.body.clone()),
        ..Task::titled(id, Meta::made(sight.now.at), Text::new(draft.title.trim()))
    })
}

fn edit(sight: &Sight<'_>, tasks: &[TaskId], word: &str, change: impl Fn(&mut Task)) -> Result<Planned, Error> {
    let mut changes: Vec<Change> = Vec::new();
    let mut last = None;
    for id in tasks {
        let task: Task = sight.store.row(&id.to_string())?.ok_or_else(|| gone("task"))?;
        if !task.state.is_open() {
            continue;
        }
        if let Some(image) = Image::edited(&task, sight.now.at, &change) {
            changes.push(image.into());
            last = Some(task);
        }
    }
    let note = match (&last, changes.len()) {
        (Some(task), 1) => format!("{word}: {}", called(sight, task)?),
        (Some(_), many) => format!("{word}: {many} tasks"),
        (None, _) => "Nothing to change: already so".to_owned(),
    };
    Ok(Planned { note, changes, made: None })
}

/// What a task is called in a message: its title and its account.
fn called(sight: &Sight<'_>, task: &Task) -> Result<String, Error> {
    let title = task.title.shown().into_owned();
    let account = match task.account {
        Some(id) => sight.store.row::<Account>(&id.to_string())?,
        None => None,
    };
    Ok(account.map_or(title.clone(), |account| format!("{title} ({})", shown(account.name.raw()))))
}
