//! What customers said of us: written down from a line, answered, settled.

use crate::domain::change::{Change, Image};
use crate::domain::phrase::feedback::{Said, parse};
use crate::domain::phrase::modify::{Edit, EditTo};
use crate::domain::record::account::Account;
use crate::domain::record::feedback::{Feedback, FeedbackKind};
use crate::domain::record::meta::{Meta, Record};
use crate::domain::value::day::Moment;
use crate::domain::value::id::{AccountId, FeedbackId};
use crate::domain::value::text::Text;
use crate::service::error::{Error, ErrorKind};
use crate::service::fill::fill;
use crate::service::find::{self, refuse_archived};
use crate::service::intent::Reply;
use crate::service::plan::{Planned, Sight};
use crate::service::rows::{row_of, told, unique};
use crate::service::typed;

/// Writes feedback down from a line as people type it.
pub fn add(sight: &mut Sight<'_>, account: AccountId, line: &str) -> Result<Planned, Error> {
    let owner: Account = row_of(sight.store, &account.to_string())?;
    refuse_archived(&owner)?;
    let read = parse(line, sight.now.today, &sight.measure.dates).map_err(|error| typed::refused(&error))?;
    let Said { kind, score, scale, contact, when, consent, source, text, .. } = read;
    let at = when.and_then(|when| typed::moment(when, sight.now)).unwrap_or(sight.now.at).min(sight.now.at);
    let id = FeedbackId(sight.ids.next(sight.now.at));
    let row = Feedback {
        contact: contact.as_deref().map(|name| find::contact(sight.store, account, name)).transpose()?,
        score,
        scale,
        text: Text::new(text),
        consent: consent.unwrap_or_default(),
        source: source.map(Text::new),
        ..Feedback::said(id, Meta::made(sight.now.at), account, kind, at)
    };
    kept(sight, row)
}

/// Writes feedback down from what was read of its fields.
pub(in crate::service) fn make(sight: &mut Sight<'_>, account: AccountId, edits: &[Edit]) -> Result<Planned, Error> {
    refuse_archived(&row_of::<Account>(sight.store, &account.to_string())?)?;
    let id = FeedbackId(sight.ids.next(sight.now.at));
    let mut row = Feedback::said(id, Meta::made(sight.now.at), account, FeedbackKind::Quote, sight.now.at);
    fill(sight, &mut row, edits)?;
    for edit in edits {
        match &edit.change {
            EditTo::Contact(name) => {
                let found = name.as_deref().map(|name| find::contact(sight.store, account, name));
                row.contact = found.transpose()?;
            }
            EditTo::At(when) => row.at = typed::moment(*when, sight.now).unwrap_or(row.at).min(sight.now.at),
            _ => {}
        }
    }
    kept(sight, row)
}

fn kept(sight: &Sight<'_>, row: Feedback) -> Result<Planned, Error> {
    hold(&row)?;
    let note = format!("Feedback: {}", told(sight.store, &row)?);
    let made = Some(row.key());
    Ok(Planned { note, changes: vec![Image::made(row).into()], made })
}

/// Refuses a score that is not on its scale, and none where the kind has one.
pub(in crate::service) fn hold(row: &Feedback) -> Result<(), Error> {
    match row.score {
        Some(score) if !row.scale().holds(score) => {
            let message = format!("{score} is no answer of {}", row.scale());
            Err(Error::new(ErrorKind::Rejected, message, "say its scale, worst and best: scale:1..7"))
        }
        None if row.kind.scored() => {
            Err(Error::new(ErrorKind::Rejected, format!("a {} has a score", row.kind), "score:9 says it"))
        }
        _ => Ok(()),
    }
}

/// Says that feedback got its first answer, or that it is settled, which answers it as well.
pub fn reply(sight: &Sight<'_>, ids: &[FeedbackId], reply: Reply, on: Option<Moment>) -> Result<Planned, Error> {
    let at = on.unwrap_or(sight.now.at);
    if at > sight.now.at {
        return Err(Error::new(ErrorKind::Usage, "that has not been yet", "name today or an earlier day"));
    }
    let mut changes: Vec<Change> = Vec::new();
    let mut last = String::new();
    for key in unique(ids) {
        let row: Feedback = row_of(sight.store, &key)?;
        // A day alone is noon: what was asked later that day was answered no earlier than it was asked.
        let at = at.max(row.at);
        let edited = Image::edited(&row, sight.now.at, |row| {
            row.answered = row.answered.or(Some(at));
            if reply == Reply::Resolved {
                row.resolved = row.resolved.or(Some(at));
            }
        });
        if let Some(image) = edited {
            last = told(sight.store, &row)?;
            changes.push(image.into());
        }
    }
    let word = if reply == Reply::Answered { "Answered" } else { "Resolved" };
    let note = match changes.len() {
        0 => "Nothing to change: already so".to_owned(),
        1 => format!("{word}: {last}"),
        many => format!("{word}: {many} feedbacks"),
    };
    Ok(Planned { note, changes, made: None })
}
