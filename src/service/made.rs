//! A task made field by field. It holds to what a line of changes holds to.

use crate::domain::change::Image;
use crate::domain::phrase::modify::Edit;
use crate::domain::record::meta::{Meta, Record};
use crate::domain::record::task::Task;
use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::text::Text;
use crate::service::error::{Error, ErrorKind};
use crate::service::fill::fill;
use crate::service::find::refuse_archived;
use crate::service::plan::{Planned, Sight};
use crate::service::rows::{row_of, told};
use crate::service::rule::{self, Turn};

/// Adds a task from its title and what was read of its fields, for an account where no other is named.
pub(in crate::service) fn task(
    sight: &mut Sight<'_>,
    account: Option<AccountId>,
    title: &str,
    edits: &[Edit],
) -> Result<Planned, Error> {
    if title.is_empty() {
        return Err(Error::new(ErrorKind::Usage, "a task needs a title", "write what is to be done"));
    }
    let id = TaskId(sight.ids.next(sight.now.at));
    let blank = Task { account, ..Task::titled(id, Meta::made(sight.now.at), Text::new(title)) };
    let mut task = blank.clone();
    fill(sight, &mut task, edits)?;
    let mut changes = rule::task(sight, &mut Turn { before: &blank, after: &mut task, edits, of: 1 })?;
    if let Some(account) = task.account {
        refuse_archived(&row_of(sight.store, &account.to_string())?)?;
    }
    let (note, made) = (format!("Added: {}", told(sight.store, &task)?), Some(task.key()));
    changes.push(Image::made(task).into());
    Ok(Planned { note, changes, made })
}
