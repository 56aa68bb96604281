//! Lines as people type them become drafts: names are looked up, and never guessed.

use crate::domain::phrase::line::{self, Line};
use crate::domain::phrase::mark::LineError;
use crate::domain::phrase::touch::{self, Touch};
use crate::domain::phrase::when::When;
use crate::domain::record::task::Priority;
use crate::domain::record::touch::TouchKind;
use crate::domain::value::day::{Moment, Now};
use crate::domain::value::id::AccountId;
use crate::domain::value::text::shown;
use crate::service::error::{Error, ErrorKind};
use crate::service::find;
use crate::service::intent::{Promise, TaskDraft, TouchDraft};
use crate::service::plan::Sight;
use crate::store::db::Store;
use chrono::NaiveTime;

/// Noon, for a touch of another day whose time nobody said.
const NOON: u32 = 12 * 60;

/// The task of a typed line. `account` is whose it is when the line names nobody.
pub fn task(sight: &Sight<'_>, typed: &str, account: Option<AccountId>) -> Result<TaskDraft, Error> {
    let line = line::parse(typed, sight.now.today, &sight.measure.dates);
    task_of(sight.store, line.map_err(|error| refused(&error))?, account)
}

/// What a person is told of a line that cannot be read. Faults that carry their hint do not say it twice.
pub(in crate::service) fn refused(error: &LineError) -> Error {
    let hint = error.hint();
    let message = error.to_string();
    let message = message.strip_suffix(&format!(": {hint}")).unwrap_or(&message);
    Error::new(ErrorKind::Usage, shown(message), shown(&hint))
}

/// The task of a line that was read. What the book cannot keep is refused rather than lost.
pub(in crate::service) fn task_of(store: &Store, line: Line, account: Option<AccountId>) -> Result<TaskDraft, Error> {
    let named = line.account.as_deref().map(|name| find::account(store, name)).transpose()?;
    let account = named.or(account);
    let contact = line.contact.as_deref().map(|name| {
        let message = || format!("{:?} is looked up at an account, and the line names none", shown(name));
        let account = account.ok_or_else(|| Error::new(ErrorKind::Usage, message(), "add @NAME"))?;
        find::contact(store, account, name)
    });
    let body: Vec<String> = line.url.into_iter().chain(line.note).collect();
    Ok(TaskDraft {
        account,
        contact: contact.transpose()?,
        title: line.title,
        due: line.due.map(|due| Promise { day: due.day, minute: due.minute }),
        wait_until: line.wait,
        priority: match line.priority {
            Some(1) => Some(Priority::High),
            Some(2) => Some(Priority::Normal),
            Some(3) => Some(Priority::Low),
            _ => None,
        },
        kind: line.kind.map(|(kind, _)| kind),
        estimate_minutes: line.estimate_minutes,
        every: line.every,
        tags: line.tags,
        body: body.join("\n"),
    })
}

/// The touch of a typed line.
pub fn touch(sight: &Sight<'_>, typed: &str, account: AccountId) -> Result<TouchDraft, Error> {
    touch_of(sight.store, read_touch(sight, typed)?, account, sight.now)
}

/// What a typed line says of a touch, nothing looked up.
pub(in crate::service) fn read_touch(sight: &Sight<'_>, typed: &str) -> Result<Touch, Error> {
    touch::parse(typed, sight.now.today, &sight.measure.dates).map_err(|error| refused(&error))
}

/// The touch of a line that was read.
pub(in crate::service) fn touch_of(
    store: &Store,
    read: Touch,
    account: AccountId,
    now: Now,
) -> Result<TouchDraft, Error> {
    Ok(TouchDraft {
        account,
        contact: read.contact.as_deref().map(|name| find::contact(store, account, name)).transpose()?,
        kind: read.kind.map_or(TouchKind::Note, |(kind, _)| kind),
        direction: read.direction,
        at: read.when.and_then(|when| moment(when, now)),
        minutes: read.minutes,
        sentiment: read.sentiment,
        text: read.text,
        next: read.next.map(|next| task_of(store, next, Some(account))).transpose()?,
    })
}

/// The moment of a day that was said; none when it is now.
pub(in crate::service) fn moment(when: When, now: Now) -> Option<Moment> {
    if when.minute.is_none() && when.day == now.today {
        return None;
    }
    let minute = when.minute.map_or(NOON, u32::from);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0)?;
    Some(now.zone.moment(when.day.date().and_time(time)))
}
