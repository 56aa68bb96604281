//! What is saved of a review, as one goes: steps, decisions, the note. A decision and the write that it makes are one
//! step of undo.

use crate::domain::change::{Change, Image};
use crate::domain::record::account::Account;
use crate::domain::record::meta::Meta;
use crate::domain::record::review::{Decision, Matter, Review, Step, Verdict};
use crate::domain::record::task::Task;
use crate::domain::review::figure::Kept;
use crate::domain::review::week::Week;
use crate::domain::value::id::{AccountId, ReviewId, TaskId};
use crate::domain::value::text::{Text, fit, shown};
use crate::service::error::{Error, ErrorKind};
use crate::service::intent::{Mark, Promise, Snooze};
use crate::service::plan::{Planned, Sight};
use crate::service::review::figures::{reckoned, stood_over};
use crate::service::review::load::{begun, load};
use crate::service::rows::{row_of, unique};
use crate::service::{account, task, typed};
use crate::store::db::Store;

/// A line of a note in a message; longer ones are cut.
const CELLS: usize = 40;

/// What was saved of the review of a week; none where nothing was.
pub fn saved(store: &Store, week: Week) -> Result<Option<Review>, Error> {
    Ok(store.rows("WHERE year = ?1 AND week = ?2", (week.year, week.number))?.pop())
}

/// Marks a step as done with, or to be taken again.
pub fn mark(sight: &mut Sight<'_>, week: Week, step: Step, mark: Mark) -> Result<Planned, Error> {
    let word = match mark {
        Mark::Done => "ticked off",
        Mark::Open => "to be taken again",
    };
    let change = edit(sight, week, |review| {
        review.steps.retain(|known| *known != step);
        if mark == Mark::Done {
            review.steps.push(step);
            review.steps.sort_unstable();
        }
    })?;
    Ok(planned(format!("{week}: {} {word}", step.word()), change))
}

/// Saves the note in the place of the one that it was made of, unless another was saved meanwhile.
pub fn note(sight: &mut Sight<'_>, week: Week, base: &str, note: &str) -> Result<Planned, Error> {
    let there = saved(sight.store, week)?.map(|review| review.note.raw().to_owned()).unwrap_or_default();
    let same = |one: &str| one.trim_end() == there.trim_end();
    if !same(base) && !same(note) {
        let is = brief(&there);
        let message = if base.trim().is_empty() {
            format!("{week} has a note already: {is}; nothing was written")
        } else {
            let was = brief(base);
            format!("the note of {week} was changed meanwhile: it was {was}, is {is} by now; nothing was written")
        };
        let hint = "look at it again, and write yours over it if that is right; on the command line with --over";
        return Err(Error::new(ErrorKind::Rejected, message, hint));
    }
    let word = if note.trim().is_empty() { "taken away" } else { "saved" };
    let change = edit(sight, week, |review| review.note = Text::new(note.trim_end()))?;
    Ok(planned(format!("Note of {week} {word}"), change))
}

/// The end of a note, where it is mostly written on.
fn brief(note: &str) -> String {
    match note.trim_end().lines().last() {
        None => "nothing".to_owned(),
        Some(line) => format!("\"{}\"", fit(&shown(line), CELLS, "~")),
    }
}

fn planned(note: String, change: Option<Change>) -> Planned {
    match change {
        Some(change) => Planned { note, changes: vec![change], made: None },
        None => Planned { note: "Nothing to change: already so".to_owned(), ..Planned::default() },
    }
}

/// Decides about tasks and accounts: does what the verdict says, and writes the decision down.
pub fn decide(sight: &mut Sight<'_>, week: Week, about: &[Matter], verdict: &Verdict) -> Result<Planned, Error> {
    let mut tasks: Vec<TaskId> = Vec::new();
    let mut accounts: Vec<AccountId> = Vec::new();
    for matter in about {
        match matter {
            Matter::Task(id) => tasks.push(*id),
            Matter::Account(id) => accounts.push(*id),
        }
    }
    let mut done = of_tasks(sight, &tasks, verdict)?;
    let more = of_accounts(sight, &accounts, verdict)?;
    if done.note.is_empty() {
        done.note = more.note;
    }
    done.changes.extend(more.changes);
    let (mut made, at) = (Vec::new(), sight.now.at);
    for key in unique(&tasks) {
        let row: Task = row_of(sight.store, &key)?;
        made.push(Decision { about: Matter::Task(row.id), title: row.title, verdict: verdict.clone(), at });
    }
    for key in unique(&accounts) {
        let row: Account = row_of(sight.store, &key)?;
        made.push(Decision { about: Matter::Account(row.id), title: row.name, verdict: verdict.clone(), at });
    }
    let same = |old: &Decision, new: &Decision| old.about == new.about && old.verdict == new.verdict;
    let change = edit(sight, week, |review| {
        for decision in made {
            if review.decisions.iter().any(|old| same(old, &decision)) {
                continue;
            }
            review.decisions.retain(|old| old.about != decision.about);
            review.decisions.push(decision);
        }
    })?;
    done.changes.extend(change);
    Ok(done)
}

fn of_tasks(sight: &mut Sight<'_>, tasks: &[TaskId], verdict: &Verdict) -> Result<Planned, Error> {
    match verdict {
        _ if tasks.is_empty() => Ok(Planned::default()),
        Verdict::Keep => Ok(Planned { note: kept(tasks.len(), "task"), ..Planned::default() }),
        Verdict::Snooze(until) => task::snooze(sight, tasks, &Snooze::from(until)),
        Verdict::Move(to) => task::reschedule(sight, tasks, Promise::from(to)),
        Verdict::Done => task::close(sight, tasks, task::Close::Done),
        Verdict::Drop => task::close(sight, tasks, task::Close::Dropped),
        Verdict::Task(_) => {
            Err(Error::new(ErrorKind::Usage, "a task of a task", "write tasks down for accounts, with `folio add`"))
        }
    }
}

fn of_accounts(sight: &mut Sight<'_>, accounts: &[AccountId], verdict: &Verdict) -> Result<Planned, Error> {
    match verdict {
        _ if accounts.is_empty() => Ok(Planned::default()),
        Verdict::Keep => Ok(Planned { note: kept(accounts.len(), "account"), ..Planned::default() }),
        Verdict::Snooze(until) => account::snooze(sight, accounts, &Snooze::from(until)),
        Verdict::Task(line) => {
            let drafts =
                accounts.iter().map(|id| typed::task(sight, line, Some(*id))).collect::<Result<Vec<_>, _>>()?;
            task::add(sight, &drafts)
        }
        Verdict::Done | Verdict::Drop | Verdict::Move(_) => {
            let hint = "keep it, snooze it, or write a task down for it";
            Err(Error::new(ErrorKind::Usage, "an account is not a task", hint))
        }
    }
}

fn kept(count: usize, word: &str) -> String {
    if count == 1 { format!("Kept as it is: 1 {word}") } else { format!("Kept as they are: {count} {word}s") }
}

/// The write of an edit to the review of a week, which is made where there is none; none where it changes nothing.
fn edit(sight: &mut Sight<'_>, week: Week, change: impl FnOnce(&mut Review)) -> Result<Option<Change>, Error> {
    begun(week, sight.now)?;
    let old = saved(sight.store, week)?;
    let figures = standing(sight, week, old.as_ref())?;
    let keep = |review: &mut Review| {
        if let Some(figures) = figures {
            review.figures = figures;
            review.figures_at = Some(sight.now.at);
        }
    };
    if let Some(old) = old {
        // Figures alone are no change: looking is not writing.
        let mut after = old.clone();
        change(&mut after);
        if after == old {
            return Ok(None);
        }
        let edited = Image::edited(&old, sight.now.at, |review| {
            *review = after;
            keep(review);
        });
        return Ok(edited.map(Change::from));
    }
    let mut review = Review {
        id: ReviewId(sight.ids.next(sight.now.at)),
        meta: Meta::made(sight.now.at),
        year: week.year,
        week: week.number,
        first: week.first,
        steps: Vec::new(),
        decisions: Vec::new(),
        figures: Vec::new(),
        figures_at: None,
        note: Text::default(),
    };
    change(&mut review);
    keep(&mut review);
    Ok(Some(Image::made(review).into()))
}

/// The figures to be saved with a write: none while the week runs, for they are not those of the week yet; once it is over
/// as they stood when the first write after it was made.
fn standing(sight: &Sight<'_>, week: Week, old: Option<&Review>) -> Result<Option<Vec<Kept>>, Error> {
    let runs = sight.now.today <= week.last();
    if runs || old.is_some_and(|review| stood_over(review, week, sight.now.zone)) {
        return Ok(None);
    }
    Ok(Some(reckoned(&load(sight.store, sight.measure, week, sight.now)?)))
}
