//! Undo and redo, in any number and across restarts, whichever face wrote; and the history they walk.

use crate::domain::change::Change;
use crate::domain::phrase::echo::clock;
use crate::domain::record::account::Account;
use crate::domain::record::contact::Contact;
use crate::domain::record::task::Task;
use crate::domain::record::touch::Touch;
use crate::domain::value::day::{Moment, Now};
use crate::domain::value::text::shown;
use crate::service::error::{Error, ErrorKind};
use crate::service::query::{Deed, Written};
use crate::store::db::Store;
use crate::store::journal;
use crate::store::row::Stored;

/// Which way to walk the history.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// Undo.
    Back,
    /// Redo.
    Forth,
}

/// What a walk came to.
#[derive(Debug)]
pub struct Walked {
    /// In a person's words.
    pub note: String,
    /// The rows as they were written on the way.
    pub changes: Vec<Change>,
}

/// Walks so many steps. Refused as a whole when a row on the way has changed since, and named.
pub fn walk(store: &Store, steps: u32, way: Way, now: Now, actor: &str) -> Result<Walked, Error> {
    let (mut notes, mut changes) = (Vec::new(), Vec::new());
    for _ in 0..steps {
        let entry = match way {
            Way::Back => store.undoable()?,
            Way::Forth => store.redoable()?,
        };
        let Some(entry) = entry else { break };
        let deed = if way == Way::Back { journal::Deed::Undo } else { journal::Deed::Redo };
        let batch = store.take_back(&entry, deed, now.at, actor).map_err(|error| refused(way, &entry.note, error))?;
        notes.push(entry.note);
        changes.extend(batch.changes);
    }
    let (done, nothing) = match way {
        Way::Back => ("Undone", "there is nothing to undo"),
        Way::Forth => ("Redone", "there is nothing to redo"),
    };
    match notes.as_slice() {
        [] => Err(Error::new(ErrorKind::Rejected, nothing, "`folio log` shows what was done")),
        [one] => Ok(Walked { note: format!("{done}: {one}"), changes }),
        [.., last] => Ok(Walked { note: format!("{done}: {} changes, the last: {last}", notes.len()), changes }),
    }
}

fn refused(way: Way, note: &str, error: crate::store::error::Error) -> Error {
    let newer = matches!(error, crate::store::error::Error::Conflict { .. });
    let inner = Error::from(error);
    let verb = if way == Way::Back { "undone" } else { "redone" };
    let message = format!("{note:?} cannot be {verb}: {}", inner.message);
    let hint = if newer { "nothing was changed; the row has a newer change that stands on it" } else { &inner.hint };
    Error::new(inner.kind, message, hint)
}

/// The latest writes from a moment on, with the first fields that each changed.
pub fn deeds(store: &Store, since: Moment, limit: u32) -> Result<Vec<Deed>, Error> {
    let entries = store.entries(since, limit)?;
    entries
        .into_iter()
        .map(|entry| {
            let fields = if entry.rows <= 20 { fields(store, &store.changes(&entry)?)? } else { Vec::new() };
            Ok(Deed {
                seq: entry.seq,
                at: entry.at,
                actor: shown(&entry.actor).into_owned(),
                note: shown(&entry.note).into_owned(),
                act: match entry.deed {
                    journal::Deed::Do => "do",
                    journal::Deed::Undo => "undo",
                    journal::Deed::Redo => "redo",
                },
                undone: entry.undone,
                rows: entry.rows,
                fields,
            })
        })
        .collect()
}

fn fields(store: &Store, changes: &[Change]) -> Result<Vec<(String, String, String, String)>, Error> {
    let mut rows = Vec::new();
    for written in written(store, changes)? {
        let row = format!("{} {}", written.kind, written.title);
        rows.extend(written.fields.into_iter().map(|(label, before, after)| (row.clone(), label, before, after)));
    }
    rows.truncate(12);
    Ok(rows)
}

/// What a write did to each row.
pub fn written(store: &Store, changes: &[Change]) -> Result<Vec<Written>, Error> {
    let safe = |text: &str| shown(text).into_owned();
    let told = |change: &Change| {
        let fields = change.diff().into_iter().chain(links(store, change)?);
        Ok(Written {
            act: change.act(),
            kind: change.kind(),
            id: change.key(),
            title: safe(&change.title()),
            fields: fields.map(|(label, before, after)| (label.to_owned(), safe(&before), safe(&after))).collect(),
        })
    };
    changes.iter().map(told).collect()
}

/// What the field table has no row for: the account and the contact that a row is of, by name, and the time of its day.
fn links(store: &Store, change: &Change) -> Result<Vec<(&'static str, String, String)>, Error> {
    let mut found = Vec::new();
    if let Change::Task(image) = change {
        let (before, after) = (image.before.as_deref(), image.after.as_deref());
        let time = |row: Option<&Task>| row.and_then(|row| row.due_minute).map(clock).unwrap_or_default();
        let account = |row: Option<&Task>| name::<Account>(store, row.and_then(|row| row.account));
        let contact = |row: Option<&Task>| name::<Contact>(store, row.and_then(|row| row.contact));
        found.push(("Time", time(before), time(after)));
        found.push(("Account", account(before)?, account(after)?));
        found.push(("Contact", contact(before)?, contact(after)?));
    }
    if let Change::Touch(image) = change {
        let contact = |row: Option<&Touch>| name::<Contact>(store, row.and_then(|row| row.contact));
        found.push(("Contact", contact(image.before.as_deref())?, contact(image.after.as_deref())?));
    }
    found.retain(|(_, before, after)| before != after);
    Ok(found)
}

/// The name of a row as it is now; its id when it is gone.
fn name<T: Stored>(store: &Store, id: Option<impl ToString>) -> Result<String, Error> {
    let Some(id) = id.map(|id| id.to_string()) else { return Ok(String::new()) };
    Ok(store.row::<T>(&id)?.map_or(id, |row| row.title()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::meta::Kind;
    use crate::store::error::Error as Store;

    #[test]
    fn only_a_conflict_is_laid_to_a_newer_change() {
        let conflict = refused(
            Way::Back,
            "Starred",
            Store::Conflict { kind: Kind::Account, title: "Globex".into(), fields: Vec::new() },
        );
        assert!(conflict.hint.contains("newer change"), "{}", conflict.hint);
        for error in [Store::Busy, Store::Unwritable("full".into()), Store::BadRow("x".into())] {
            let other = refused(Way::Back, "Starred", error);
            assert!(!other.hint.contains("newer change") && !other.hint.is_empty(), "{}", other.hint);
        }
    }
}
