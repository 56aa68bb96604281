//! Logging touches.

use crate::domain::change::{Change, Image};
use crate::domain::record::account::Account;
use crate::domain::record::meta::{Meta, Record};
use crate::domain::record::touch::{Touch, TouchKind};
use crate::domain::value::id::TouchId;
use crate::domain::value::text::Text;
use crate::service::draft::draft_task;
use crate::service::error::{Error, ErrorKind, gone};
use crate::service::find::refuse_archived;
use crate::service::intent::TouchDraft;
use crate::service::plan::{Planned, Sight};

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
    Ok(Planned { note, changes, made })
}
