//! What a line of changes must hold to beside setting fields, one rule a record: the same that the verbs hold to.

use crate::domain::change::{Change, Image};
use crate::domain::phrase::modify::{Edit, EditTo};
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::goal::Goal;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::{Task, TaskState};
use crate::domain::record::touch::Touch;
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, ContactId};
use crate::domain::value::text::{Text, folded};
use crate::service::error::{Error, ErrorKind};
use crate::service::fill::tag;
use crate::service::plan::Sight;
use crate::service::task::{hand, promise};
use crate::service::{
    account as accounts, contact as contacts, feedback as feedbacks, find, health as healths, timer, typed,
};

/// A row on its way: as it was, as it is to be, and the changes that were asked for.
pub(in crate::service) struct Turn<'a, T> {
    /// As it is in the book.
    pub before: &'a T,
    /// With the fields set; a rule may set more.
    pub after: &'a mut T,
    /// What was asked for.
    pub edits: &'a [Edit],
    /// How many rows are changed by the same line.
    pub of: usize,
}

impl<T> Turn<'_, T> {
    /// Whether a field is set or cleared by the line itself.
    pub fn names(&self, key: &str) -> bool {
        self.edits.iter().any(|edit| match &edit.change {
            EditTo::Set(field, _) | EditTo::Clear(field) | EditTo::Amount(field, ..) => *field == key,
            _ => false,
        })
    }
}

type Ruled = Result<Vec<Change>, Error>;

fn refuse(message: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::new(ErrorKind::Rejected, message, hint)
}

/// A snooze hides until a day to come.
fn to_come(sight: &Sight<'_>, until: Option<Day>) -> Result<(), Error> {
    match until {
        Some(until) if until <= sight.now.today => {
            Err(Error::new(ErrorKind::Usage, format!("{until} hides nothing: it is not to come"), "name a later day"))
        }
        _ => Ok(()),
    }
}

/// A name is for one row.
fn one_name(of: usize) -> Result<(), Error> {
    if of > 1 { Err(refuse("several rows cannot take one name", "name them one at a time")) } else { Ok(()) }
}

/// Names are had once; the CSM's own call is dated; a snooze lies ahead.
pub(in crate::service) fn account(sight: &Sight<'_>, turn: &mut Turn<'_, Account>) -> Ruled {
    if turn.names("name") && folded(turn.after.name.raw()) != folded(turn.before.name.raw()) {
        one_name(turn.of)?;
        accounts::refuse_twin(sight.store, turn.after.name.raw(), Some(turn.after.id))?;
    }
    if turn.names("aliases") {
        let old = &turn.before.aliases;
        for alias in turn.after.aliases.iter().filter(|alias| !old.contains(alias)) {
            one_name(turn.of)?;
            accounts::refuse_twin(sight.store, alias.raw(), Some(turn.after.id))?;
        }
    }
    tag(&mut turn.after.tags, turn.edits);
    judged(sight, turn)?;
    if turn.names("snoozed") {
        to_come(sight, turn.after.snoozed_until)?;
        // Why it was hidden until another day is not why it is now.
        if !turn.names("snooze_reason") {
            turn.after.snooze_reason = None;
        }
    }
    Ok(Vec::new())
}

/// A call and a word for health are dated, say why by the line's own note, and lose what they had said before. A note that
/// is no reason stays a note.
fn judged(sight: &Sight<'_>, turn: &mut Turn<'_, Account>) -> Result<(), Error> {
    let (call, health) = (turn.names("call"), turn.names("health"));
    let takes_call = call && turn.after.call.is_some() && !turn.names("call_reason");
    let takes_health = health && turn.after.health.is_some() && !turn.names("health_reason");
    let note = turn.edits.iter().find_map(|edit| match &edit.change {
        EditTo::Note(note) => Some(Text::from(note.as_str())),
        _ => None,
    });
    if note.is_some() && (takes_call || takes_health) && !turn.names("body") {
        turn.after.body = turn.before.body.clone();
    }
    if call {
        let made = turn.after.call.is_some();
        if !turn.names("call_on") {
            turn.after.call_on = made.then_some(sight.now.today);
        }
        if !turn.names("call_reason") {
            turn.after.call_reason = note.clone().filter(|_| takes_call);
        }
    }
    if health {
        for (key, day) in [("health_on", &mut turn.after.health_on), ("health_until", &mut turn.after.health_until)] {
            if !turn.edits.iter().any(|edit| matches!(&edit.change, EditTo::Set(field, _) if *field == key)) {
                *day = None;
            }
        }
        if !turn.names("health_reason") {
            turn.after.health_reason = note.filter(|_| takes_health);
        }
    }
    if health || ["health_on", "health_until", "health_reason"].into_iter().any(|key| turn.names(key)) {
        healths::hold(sight, turn.after)?;
    }
    Ok(())
}

/// A goal that is closed says since when, and one that is met stands at its target unless a figure is named.
#[expect(clippy::unnecessary_wraps, reason = "every rule of this file has the same shape")]
pub(in crate::service) fn goal(sight: &Sight<'_>, turn: &mut Turn<'_, Goal>) -> Ruled {
    if turn.after.state != turn.before.state {
        let (state, named) = (turn.after.state, turn.names("current").then_some(turn.after.current));
        turn.after.turn(state, sight.now.today);
        turn.after.current = named.unwrap_or(turn.after.current);
    }
    Ok(Vec::new())
}

/// Names are had once at an account.
pub(in crate::service) fn contact(sight: &Sight<'_>, turn: &mut Turn<'_, Contact>) -> Ruled {
    if turn.names("name") {
        one_name(turn.of)?;
        contacts::refuse_twin(sight.store, turn.after.account, turn.after.name.raw(), Some(turn.after.id))?;
    }
    Ok(Vec::new())
}

/// A term ends after it begins, and the open renewal of the same day moves with it.
pub(in crate::service) fn subscription(sight: &Sight<'_>, turn: &mut Turn<'_, Subscription>) -> Ruled {
    let (before, after) = (turn.before, &*turn.after);
    if after.end.zip(after.start).is_some_and(|(end, start)| end < start) {
        return Err(refuse("the term would end before it begins", "name a later end"));
    }
    if let Some(notice) =
        after.notice.filter(|_| ["notice", "term", "start", "end"].into_iter().any(|key| turn.names(key)))
    {
        let end = after.end.unwrap_or(sight.now.today);
        if notice.cancel_by(end) < end.plus_months(-after.months()) {
            let message = format!("a notice of {notice} is longer than the term of {} months", after.months());
            return Err(refuse(message, "name a shorter notice or a longer term"));
        }
    }
    let (Some(old), Some(end)) = (before.end, after.end) else { return Ok(Vec::new()) };
    if old == end {
        return Ok(Vec::new());
    }
    let open = "WHERE subscription = ?1 AND outcome IS NULL AND due = ?2 AND archived_at IS NULL";
    let renewals: Vec<Renewal> = sight.store.rows(open, (after.id.to_string(), old))?;
    let moved = |row: &mut Renewal| {
        row.cancel_by = row.cancel_by.map(|day| day.plus_days(end.since(old)));
        row.due = end;
    };
    Ok(renewals.iter().filter_map(|row| Image::edited(row, sight.now.at, moved)).map(Change::from).collect())
}

/// The end of a term moves with its cancel-by day and its subscription; an outcome that is corrected is dated.
pub(in crate::service) fn renewal(sight: &Sight<'_>, turn: &mut Turn<'_, Renewal>) -> Ruled {
    if turn.before.outcome.is_none() && turn.after.outcome.is_some() {
        let message = "a line of changes does not settle a renewal, for its next term hangs on that";
        return Err(refuse(message, "`d` or `folio settle` does: settle ACCOUNT renewed 1y"));
    }
    if turn.names("outcome") && !turn.names("settled") {
        turn.after.settled_on = turn.after.outcome.map(|_| turn.before.settled_on.unwrap_or(sight.now.today));
    }
    let moved = turn.after.due.since(turn.before.due);
    if moved == 0 {
        return Ok(Vec::new());
    }
    if !turn.names("cancel_by") {
        turn.after.cancel_by = turn.after.cancel_by.map(|day| day.plus_days(moved));
    }
    let due = turn.after.due;
    let row: Option<Subscription> =
        turn.after.subscription.map(|id| sight.store.row(&id.to_string())).transpose()?.flatten();
    let Some(row) = row.filter(|row| row.end == Some(turn.before.due)) else { return Ok(Vec::new()) };
    if row.start.is_some_and(|start| due < start) {
        return Err(refuse(format!("{due} is before the contract begins"), "name a later day"));
    }
    Ok(Image::edited(&row, sight.now.at, |row| row.end = Some(due)).map(Change::from).into_iter().collect())
}

/// A contact is looked up at the touch's account; a touch has happened.
pub(in crate::service) fn touch(sight: &Sight<'_>, turn: &mut Turn<'_, Touch>) -> Ruled {
    let after = &mut *turn.after;
    let late = || refuse("a touch cannot lie in the future", "add a task for what is to come");
    happened(sight, turn.edits, after.account, (&mut after.contact, &mut after.at), late)
}

/// A contact is looked up at the account; what was said was said; a score lies on its scale.
pub(in crate::service) fn feedback(sight: &Sight<'_>, turn: &mut Turn<'_, Feedback>) -> Ruled {
    let after = &mut *turn.after;
    let late = || refuse("nobody has said yet what they say tomorrow", "name a day that has been");
    happened(sight, turn.edits, after.account, (&mut after.contact, &mut after.at), late)?;
    feedbacks::hold(after)?;
    Ok(Vec::new())
}

/// Sets with whom and when something happened; what is yet to come is too late.
fn happened(
    sight: &Sight<'_>,
    edits: &[Edit],
    account: AccountId,
    (contact, at): (&mut Option<ContactId>, &mut Moment),
    late: impl Fn() -> Error,
) -> Ruled {
    for edit in edits {
        match &edit.change {
            EditTo::Contact(name) => {
                *contact = name.as_deref().map(|name| find::contact(sight.store, account, name)).transpose()?;
            }
            // A day alone leaves the time as it is.
            EditTo::At(when) if when.minute.is_some() || sight.now.zone.day(*at) != when.day => {
                *at = typed::moment(*when, sight.now).unwrap_or(sight.now.at);
                if *at > sight.now.at {
                    return Err(late());
                }
            }
            _ => {}
        }
    }
    Ok(Vec::new())
}

/// A case was met on a day that has been.
pub(in crate::service) fn case(sight: &Sight<'_>, turn: &mut Turn<'_, Case>) -> Ruled {
    if turn.after.day > sight.now.today {
        return Err(refuse(format!("{} is to come, and a case has been met", turn.after.day), "name an earlier day"));
    }
    Ok(Vec::new())
}

/// Days, states, accounts and contacts of a task change as their verbs change them.
pub(in crate::service) fn task(sight: &Sight<'_>, turn: &mut Turn<'_, Task>) -> Ruled {
    let mut more = Vec::new();
    days(sight, turn)?;
    if turn.names("wait") && !turn.names("wait_reason") {
        turn.after.wait_reason = None;
    }
    tag(&mut turn.after.tags, turn.edits);
    let (before, edits) = (turn.before, turn.edits);
    let after = &mut *turn.after;
    for edit in edits {
        match &edit.change {
            EditTo::Due(when) => promise(after, when.day, when.minute),
            EditTo::Clear("due") => after.due_minute = None,
            EditTo::Account(name) => {
                let found = name.as_deref().map(|name| find::account(sight.store, name)).transpose()?;
                if found != before.account {
                    after.account = found;
                    after.contact = None;
                    more.extend(clock(sight, after)?);
                }
            }
            _ => {}
        }
    }
    for edit in edits {
        if let EditTo::Contact(name) = &edit.change {
            after.contact = name.as_deref().map(|name| at_account(sight, after, name)).transpose()?;
        }
    }
    if after.every != before.every {
        // A series is counted from where it begins.
        after.anchor = after.every.map(|_| after.due.unwrap_or(sight.now.today));
    }
    state(sight, before, after)?;
    Ok(more)
}

fn days(sight: &Sight<'_>, turn: &Turn<'_, Task>) -> Result<(), Error> {
    if turn.names("wait") {
        to_come(sight, turn.after.wait_until)?;
    }
    if turn.names("waiting_since") && turn.after.waiting_since.is_some_and(|since| since > sight.now.today) {
        return Err(Error::new(ErrorKind::Usage, "nobody waits since a day to come", "name today or an earlier day"));
    }
    Ok(())
}

/// States of waiting carry their day; a task ends by its own verb, for more hangs on that than a word.
fn state(sight: &Sight<'_>, before: &Task, after: &mut Task) -> Result<(), Error> {
    if after.state != before.state {
        let verb = match after.state {
            TaskState::Done => "done",
            TaskState::Dropped => "drop",
            _ => "",
        };
        if !verb.is_empty() {
            let key = if verb == "done" { "d" } else { "D" };
            let message = format!("a line of changes does not end a task: {}", after.title.shown());
            return Err(refuse(message, format!("`{key}` or `folio {verb}` does, and brings back what recurs")));
        }
        let since = after.waiting_since.filter(|_| after.waiting_since != before.waiting_since);
        let to = std::mem::replace(&mut after.state, before.state);
        hand(after, to, since, sight.now.today);
        after.closed_at = None;
    } else if after.waiting_since != before.waiting_since
        && (after.waiting_since.is_none() || matches!(after.state, TaskState::Open))
    {
        let message = if after.waiting_since.is_none() {
            "a task that waits does so since a day"
        } else {
            "nobody else has this task"
        };
        return Err(refuse(message, "say who has it: state:waiting-customer, or state:open when it is ours"));
    }
    Ok(())
}

fn at_account(sight: &Sight<'_>, task: &Task, name: &str) -> Result<ContactId, Error> {
    let account = task.account.ok_or_else(|| {
        refuse(format!("{} has no account at which {name:?} could be", task.title.shown()), "give it one: acct:NAME")
    })?;
    find::contact(sight.store, account, name)
}

/// The clock that runs on a task goes to the task's new account.
fn clock(sight: &Sight<'_>, task: &Task) -> Result<Option<Change>, Error> {
    let Some(running) = timer::running(sight.store)?.filter(|timer| timer.task == Some(task.id)) else {
        return Ok(None);
    };
    let account = task.account.ok_or_else(|| {
        refuse(format!("the clock runs on {}, which needs an account", task.title.shown()), "stop it first: `T`")
    })?;
    Ok(Image::edited(&running, sight.now.at, |timer| timer.account = account).map(Change::from))
}
