//! The row that a draft of a task becomes.

use crate::domain::record::meta::Meta;
use crate::domain::record::task::Task;
use crate::domain::value::id::TaskId;
use crate::domain::value::text::Text;
use crate::service::error::{Error, ErrorKind};
use crate::service::find::refuse_archived;
use crate::service::intent::TaskDraft;
use crate::service::plan::Sight;
use crate::service::rows::row_of;

/// The row of a draft.
pub fn draft_task(sight: &mut Sight<'_>, draft: &TaskDraft) -> Result<Task, Error> {
    if draft.title.trim().is_empty() {
        return Err(Error::new(ErrorKind::Usage, "a task needs a title", "write what is to be done"));
    }
    if let Some(id) = draft.account {
        refuse_archived(&row_of(sight.store, &id.to_string())?)?;
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
