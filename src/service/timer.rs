//! The running clock: one at the most. Whatever ends it logs its minutes in the same step of undo, unless a person says
//! that they are to be forgotten.

use crate::domain::book::TimerLine;
use crate::domain::change::{Change, Image};
use crate::domain::phrase::minutes;
use crate::domain::phrase::task_kind::Certainty;
use crate::domain::record::account::Account;
use crate::domain::record::meta::{Meta, Record};
use crate::domain::record::task::{Task, TaskKind};
use crate::domain::record::timer::Timer;
use crate::domain::record::touch::TouchKind;
use crate::domain::value::id::{AccountId, TaskId, TimerId};
use crate::service::error::{Error, ErrorKind, gone};
use crate::service::plan::{Planned, Sight};
use crate::service::{find, touch, typed};
use crate::store::db::Store;

/// The clock that runs, if one does.
pub fn running(store: &Store) -> Result<Option<Timer>, Error> {
    Ok(store.rows::<Timer>("LIMIT 1", [])?.pop())
}

/// The clock that runs as a screen shows it, if one does.
pub fn line(store: &Store) -> Result<Option<TimerLine>, Error> {
    let line = |timer: Timer| TimerLine {
        account: timer.account,
        task: timer.task,
        about: timer.about.shown().into_owned(),
        started_at: timer.started_at,
    };
    Ok(running(store)?.map(line))
}

/// Starts the clock for an account, on one of its open tasks or on none. One that runs is stopped and logged first.
pub fn start(sight: &mut Sight<'_>, account: AccountId, task: Option<TaskId>) -> Result<Planned, Error> {
    let owner: Account = sight.store.row(&account.to_string())?.ok_or_else(|| gone("account"))?;
    find::refuse_archived(&owner)?;
    let row = task.map(|id| sight.store.row::<Task>(&id.to_string())?.ok_or_else(|| gone("task"))).transpose()?;
    if let Some(row) = &row {
        refuse(row, account)?;
    }
    let mut planned = Planned::default();
    if let Some(old) = running(sight.store)? {
        if old.account == account && old.task == task {
            let minutes = minutes::print(old.minutes(sight.now.at));
            let note = format!("The clock runs for {} already, {minutes}", old.about.shown());
            return Ok(Planned { note, ..planned });
        }
        planned = end(sight, &old, "")?;
    }
    let timer = Timer {
        id: TimerId(sight.ids.next(sight.now.at)),
        meta: Meta::made(sight.now.at),
        account,
        task,
        about: row.map_or(owner.name, |row| row.title),
        started_at: sight.now.at,
    };
    let before = if planned.note.is_empty() { String::new() } else { format!("{}; ", planned.note) };
    planned.note = format!(
        "{before}{}: {}",
        if before.is_empty() { "Clock started" } else { "clock started" },
        timer.about.shown()
    );
    planned.made = Some(timer.key());
    planned.changes.push(Image::made(timer).into());
    Ok(planned)
}

fn refuse(task: &Task, account: AccountId) -> Result<(), Error> {
    let title = task.title.shown();
    if task.account.is_none() {
        let message = format!("{title:?} has no account whose time it could be");
        return Err(Error::new(ErrorKind::Rejected, message, "give it one first: `m` and acct:NAME"));
    }
    if task.account != Some(account) {
        return Err(Error::new(
            ErrorKind::Rejected,
            format!("{title:?} is of another account by now"),
            "look at it again",
        ));
    }
    if !task.state.is_open() {
        let message = format!("{title:?} is {} already", task.state);
        return Err(Error::new(ErrorKind::Rejected, message, "start the clock on the account instead"));
    }
    Ok(())
}

/// Stops the clock and logs its minutes, with a line as people type it; minutes that the line names count instead.
pub fn stop(sight: &mut Sight<'_>, typed: &str) -> Result<Planned, Error> {
    let timer = running(sight.store)?.ok_or_else(none)?;
    end(sight, &timer, typed)
}

/// Stops the clock and logs nothing.
pub fn cancel(sight: &Sight<'_>) -> Result<Planned, Error> {
    let timer = running(sight.store)?.ok_or_else(none)?;
    let minutes = minutes::print(timer.minutes(sight.now.at));
    let note = format!("Clock stopped and {minutes} forgotten: {}", timer.about.shown());
    Ok(Planned { note, changes: vec![removed(timer)], made: None })
}

fn none() -> Error {
    Error::new(ErrorKind::Rejected, "no clock runs", "`T` or `folio timer start NAME` starts one")
}

fn removed(timer: Timer) -> Change {
    Image { before: Some(Box::new(timer)), after: None }.into()
}

/// Takes the clock away and logs it. What the line leaves open comes from the task: its title, its kind, its contact.
fn end(sight: &mut Sight<'_>, timer: &Timer, typed: &str) -> Result<Planned, Error> {
    let task: Option<Task> = timer.task.map(|id| sight.store.row(&id.to_string())).transpose()?.flatten();
    let mut said = typed::read_touch(sight, typed)?;
    let kind = task.as_ref().and_then(|task| task.kind).map_or(TouchKind::Note, touch_kind);
    said.kind.get_or_insert((kind, Certainty::Guessed));
    said.minutes.get_or_insert_with(|| timer.minutes(sight.now.at));
    let mut draft = typed::touch_of(sight.store, said, timer.account, sight.now)?;
    if let Some(task) = task {
        draft.contact = draft.contact.or(task.contact);
        if draft.text.is_empty() {
            task.title.raw().clone_into(&mut draft.text);
        }
    }
    let mut planned = touch::log(sight, &draft)?;
    planned.changes.insert(0, removed(timer.clone()));
    Ok(planned)
}

fn touch_kind(kind: TaskKind) -> TouchKind {
    match kind {
        TaskKind::Call => TouchKind::Call,
        TaskKind::Email => TouchKind::Email,
        TaskKind::Meeting => TouchKind::Meeting,
        TaskKind::Task => TouchKind::Note,
    }
}

/// Ends the clock when it runs on something that ends: adds its writes, and says so behind a note.
pub(in crate::service) fn end_with(
    sight: &mut Sight<'_>,
    planned: &mut Planned,
    ends: impl Fn(&Timer) -> bool,
) -> Result<(), Error> {
    let Some(timer) = running(sight.store)?.filter(ends) else { return Ok(()) };
    let minutes = minutes::print(timer.minutes(sight.now.at));
    planned.changes.extend(end(sight, &timer, "")?.changes);
    planned.note = format!("{}; its clock stopped, {minutes} logged", planned.note);
    Ok(())
}
