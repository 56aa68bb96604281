//! Logging touches.

use crate::domain::change::{Change, Image};
use crate::domain::phrase::modify::{Edit, EditTo};
use crate::domain::record::account::Account;
use crate::domain::record::meta::{Meta, Record};
use crate::domain::record::touch::{Touch, TouchKind};
use crate::domain::value::id::{AccountId, TouchId};
use crate::domain::value::text::{Text, shown};
use crate::service::draft::draft_task;
use crate::service::error::{Error, ErrorKind, gone};
use crate::service::find::{self, refuse_archived};
use crate::service::intent::TouchDraft;
use crate::service::plan::{Planned, Sight};
use crate::service::rows::{row_of, unique};
use crate::service::{signals, typed};

/// Logs a touch, and its next step as a task.
pub fn log(sight: &mut Sight<'_>, draft: &TouchDraft) -> Result<Planned, Error> {
    let account: Account = sight.store.row(&draft.account.to_string())?.ok_or_else(|| gone("account"))?;
    refuse_archived(&account)?;
    if draft.text.trim().is_empty() && draft.minutes.is_none() && draft.kind == TouchKind::Note {
        return Err(Error::new(
            ErrorKind::Usage,
            "an empty touch says nothing",
            "write what was said or done: `call 20m asked for ROI`",
        ));
    }
    let at = draft.at.unwrap_or(sight.now.at);
    if at > sight.now.at {
        return Err(Error::new(ErrorKind::Usage, "a touch cannot lie in the future", "add a task for what is to come"));
    }
    let touch = Touch {
        id: TouchId(sight.ids.next(sight.now.at)),
        meta: Meta::made(sight.now.at),
        account: draft.account,
        contact: draft.contact,
        kind: draft.kind,
        direction: draft.direction,
        at,
        minutes: draft.minutes,
        sentiment: draft.sentiment,
        text: Text::new(draft.text.trim()),
    };
    let minutes = draft.minutes.map(|minutes| format!(" {minutes}m")).unwrap_or_default();
    let mut note = format!("Logged: {}{minutes} with {}", draft.kind, account.name.shown());
    let made = Some(touch.key());
    let mut changes: Vec<Change> = vec![Image::made(touch).into()];
    if let Some(next) = &draft.next {
        let mut next = next.clone();
        next.account = next.account.or(Some(draft.account));
        let task = draft_task(sight, &next)?;
        note = format!("{note}, next: {}", task.title.shown());
        changes.push(Image::made(task).into());
    }
    if draft.kind.is_contact() && signals::pay(sight, draft.account, at, &mut changes)? {
        note = format!("{note}; the touch owed is done");
    }
    Ok(Planned { note, changes, made })
}

/// Logs a touch with an account from what was read of its fields.
pub(in crate::service) fn make(sight: &mut Sight<'_>, account: AccountId, edits: &[Edit]) -> Result<Planned, Error> {
    let mut draft = TouchDraft {
        account,
        contact: None,
        kind: TouchKind::Note,
        direction: None,
        at: None,
        minutes: None,
        sentiment: None,
        text: String::new(),
        next: None,
    };
    for edit in edits {
        match &edit.change {
            EditTo::Contact(name) => {
                let found = name.as_deref().map(|name| find::contact(sight.store, account, name));
                draft.contact = found.transpose()?;
            }
            EditTo::At(when) => draft.at = typed::moment(*when, sight.now),
            // The words were read from the lists themselves, so each of them is one.
            EditTo::Set("kind", word) => draft.kind = word.parse().unwrap_or(draft.kind),
            EditTo::Set("direction", word) => draft.direction = word.parse().ok(),
            EditTo::Set("minutes", count) => draft.minutes = count.parse().ok(),
            EditTo::Set("sentiment", word) => draft.sentiment = word.parse().ok(),
            EditTo::Set("text", text) => draft.text.clone_from(text),
            _ => {}
        }
    }
    log(sight, &draft)
}

/// Logs a touch with each of several accounts from one line, all or none. Whom the line names must be known at each.
pub fn log_each(sight: &mut Sight<'_>, accounts: &[AccountId], line: &str) -> Result<Planned, Error> {
    let read = typed::read_touch(sight, line)?;
    let keys = unique(accounts);
    let (mut changes, mut note) = (Vec::new(), String::new());
    for key in &keys {
        let account: Account = row_of(sight.store, key)?;
        let at = |error: Error| Error { message: format!("{}: {}", account.name.shown(), error.message), ..error };
        let draft = typed::touch_of(sight.store, read.clone(), account.id, sight.now).map_err(at)?;
        if keys.len() > 1 && draft.next.as_ref().is_some_and(|next| next.account != Some(account.id)) {
            let hint = "leave @NAME out: each account gets its own";
            return Err(Error::new(ErrorKind::Usage, "the next step names one account, and the touch several", hint));
        }
        let logged = log(sight, &draft)?;
        if keys.len() == 1 {
            return Ok(logged);
        }
        let minutes = draft.minutes.map(|minutes| format!(" {minutes}m")).unwrap_or_default();
        let next = draft.next.map(|next| format!(", next: {}", shown(&next.title))).unwrap_or_default();
        note = format!("Logged: {}{minutes} with {} accounts{next}", draft.kind, keys.len());
        changes.extend(logged.changes);
    }
    Ok(Planned { note, changes, made: None })
}
