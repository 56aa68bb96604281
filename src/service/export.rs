//! The book as a calendar file: ends of terms, last days for notice, tasks. The items of a
//! contract keep their names from term to term, whatever becomes of its renewals, and rise in sequence with every change.

use crate::domain::calendar::entry::What;
use crate::domain::phrase::echo::clock;
use crate::domain::query::tree::Query as Filter;
use crate::domain::record::task::{Priority, TaskState};
use crate::domain::value::day::{Day, Zone};
use crate::domain::value::id::AccountId;
use crate::domain::value::money::{Currency, exact, short};
use crate::domain::value::text::shown;
use crate::exchange::ics::{Form, Ics, Item, When};
use crate::service::desk::Desk;
use crate::service::error::{Error, ErrorKind};
use crate::service::whole_file::into_file;
use crate::store;
use crate::store::due::{DueTask, DueTerm};
use chrono::NaiveTime;
use std::fmt::{self, Display};
use std::io::{self, Write};
use std::path::Path;

/// Minutes that a task with a time takes when nobody has said.
const HALF_AN_HOUR: u32 = 30;

/// A part of a calendar file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The days on which terms end.
    Renewals,
    /// The last days for notice.
    CancelBy,
    /// Open tasks with a day.
    Tasks,
}

impl Part {
    /// All parts, in the order of the file.
    pub const ALL: [Part; 3] = [Part::Renewals, Part::CancelBy, Part::Tasks];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Part::Renewals => "renewals",
            Part::CancelBy => "cancel-by",
            Part::Tasks => "tasks",
        }
    }
}

/// As what tasks stand in a calendar file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TaskForm {
    /// Events, which every calendar shows.
    Event,
    /// Things to do, which Google Calendar and others leave out.
    Todo,
}

/// What a calendar file is to hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// Its parts.
    pub parts: Vec<Part>,
    /// How tasks stand in it.
    pub tasks: TaskForm,
    /// Of one account only.
    pub account: Option<AccountId>,
    /// Terms as the renewals list has them under this filter, tasks as the queue has them.
    pub filter: Filter,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// How many items a file has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Exported {
    /// Ends of terms.
    pub renewals: u32,
    /// Last days for notice.
    pub cancel_by: u32,
    /// Tasks.
    pub tasks: u32,
}

impl Display for Exported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |n: u32, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        let (renewals, tasks) = (count(self.renewals, "renewal"), count(self.tasks, "task"));
        write!(f, "{renewals}, {} and {tasks}", count(self.cancel_by, "cancel-by day"))
    }
}

/// Why a file was not written to its end.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// The book could not be read.
    #[error(transparent)]
    Book(#[from] Error),
    /// The file could not be written.
    #[error(transparent)]
    File(#[from] io::Error),
}

impl From<store::error::Error> for Unwritten {
    fn from(error: store::error::Error) -> Unwritten {
        Unwritten::Book(error.into())
    }
}

impl From<Unwritten> for Error {
    fn from(why: Unwritten) -> Error {
        match why {
            Unwritten::Book(error) => error,
            Unwritten::File(error) => {
                let message = format!("the file was not written: {}", shown(&error.to_string()));
                Error::new(ErrorKind::Failed, message, "name another file")
            }
        }
    }
}

impl Desk {
    /// Writes what is wanted of the book as a calendar file at a place, whole or not at all, and tells so.
    pub fn export_ics_to(&self, wanted: &Wanted, place: &Path) -> Result<String, Error> {
        let exported = into_file(place, |out| self.export_ics(wanted, out))?;
        Ok(format!("{exported} written to {}", shown(&place.to_string_lossy())))
    }

    /// Writes what is wanted of the book as a calendar file, row by row, on one state of the book.
    pub fn export_ics(&self, wanted: &Wanted, out: &mut impl Write) -> Result<Exported, Unwritten> {
        self.freshen()?;
        if !wanted.filter.note_needles().is_empty() {
            self.catch_up();
        }
        let (home, zone) = (self.measure().rates.home, self.now().zone);
        let ours = |account: Option<AccountId>| wanted.account.is_none() || wanted.account == account;
        let mut exported = Exported::default();
        let mut file = Ics::begin(out, "folio")?;
        self.store().read(|store| {
            let sieve = self.filtering(store, self.now()).rows(&wanted.filter)?;
            for part in Part::ALL.into_iter().filter(|part| wanted.parts.contains(part)) {
                let (what, count) = match part {
                    Part::Renewals => (What::End, &mut exported.renewals),
                    Part::CancelBy => (What::CancelBy, &mut exported.cancel_by),
                    Part::Tasks => {
                        store.each_due_task(wanted.from, wanted.to, |task| {
                            if ours(task.account) && sieve.as_ref().is_none_or(|sieve| sieve.has_task(task.id)) {
                                file.put(&of_task(&task, wanted.tasks, zone))?;
                                exported.tasks += 1;
                            }
                            Ok::<(), Unwritten>(())
                        })?;
                        continue;
                    }
                };
                store.each_due_term(what, wanted.from, wanted.to, |term| {
                    let account = Some(term.id.account);
                    if ours(account) && sieve.as_ref().is_none_or(|sieve| sieve.has_decision(term.id)) {
                        file.put(&of_term(&term, what, home))?;
                        *count += 1;
                    }
                    Ok::<(), Unwritten>(())
                })?;
            }
            Ok::<(), Unwritten>(())
        })?;
        file.finish()?;
        Ok(exported)
    }
}

/// The name of a term's item. A contract has one term up for decision; renewals are written for it, settled and taken
/// back while it stays. Only a renewal that names no contract stands for itself.
fn uid(term: &DueTerm, what: What) -> String {
    let subscription = term.id.subscription().map(|id| id.to_string());
    let row = subscription.or_else(|| term.id.renewal().map(|id| id.to_string()));
    let row = row.unwrap_or_else(|| term.id.account.to_string());
    let what = match what {
        What::End => "end",
        What::CancelBy => "cancel-by",
    };
    format!("{row}-{what}@folio")
}

/// Writes first, then the month of the end: a term that runs out goes on to the next without a write.
fn sequence(term: &DueTerm) -> u32 {
    let (year, month, _) = term.end.ymd();
    let months = (year.clamp(2000, 2099) - 2000).unsigned_abs() * 12 + month;
    term.written.times.saturating_mul(1_201).saturating_add(months).min(i32::MAX.unsigned_abs())
}

fn of_term(term: &DueTerm, what: What, home: Currency) -> Item {
    let name = match term.revenue {
        0 => term.account.clone(),
        revenue => format!("{}, {} {home}", term.account, short(revenue, home)),
    };
    let told = if term.notice { "Term ends, notice given" } else { "Renewal" };
    let (summary, category, day) = match what {
        What::End => (format!("{told}: {name}"), "Renewal", term.end),
        What::CancelBy => {
            let alarm = format!("! Cancel by today: {name}, term ends {}", term.end);
            (alarm, "Cancel-by", term.cancel_by.unwrap_or(term.end))
        }
    };
    let lines = [
        ("Account", Some(term.account.clone())),
        ("ARR", (term.revenue != 0).then(|| format!("{} {home}", exact(term.revenue, home)))),
        ("Product", term.product.clone()),
        ("Term ends", Some(term.end.to_string())),
        ("Cancel by", term.cancel_by.map(|day| day.to_string())),
        ("Stage", term.stage.clone()),
        ("Next step", term.next_step.clone()),
        ("Link", term.link.clone()),
    ];
    Item {
        uid: uid(term, what),
        form: Form::Event,
        when: When::Day(day),
        stamp: term.written.last,
        sequence: sequence(term),
        summary,
        description: labelled(lines),
        category,
        link: term.link.clone(),
    }
}

fn of_task(task: &DueTask, form: TaskForm, zone: Zone) -> Item {
    let minute = task.minute.filter(|minute| *minute < 1_440);
    let time = minute.and_then(|minute| NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minute) * 60, 0));
    let when = time.map_or(When::Day(task.due), |time| {
        When::Span(zone.moment(task.due.date().and_time(time)), task.estimate.unwrap_or(HALF_AN_HOUR).max(1))
    });
    let waiting = (task.state != TaskState::Open).then(|| task.state.to_string());
    let due = minute.map_or_else(|| task.due.to_string(), |minute| format!("{} {}", task.due, clock(minute)));
    let lines = [
        ("Account", task.account_name.clone()),
        ("Due", Some(due)),
        ("State", waiting.clone()),
        ("Link", task.link.clone()),
    ];
    Item {
        uid: format!("{}-task@folio", task.id),
        form: match form {
            TaskForm::Event => Form::Event,
            TaskForm::Todo => Form::Todo { waiting: waiting.is_some(), priority: priority(task.priority) },
        },
        when,
        stamp: task.written.last,
        sequence: task.written.times,
        summary: task.account_name.as_ref().map_or(task.title.clone(), |account| format!("{} ({account})", task.title)),
        description: labelled(lines),
        category: "Task",
        link: task.link.clone(),
    }
}

/// Priorities as the format has them: 1 the highest, 9 the lowest, 0 none.
fn priority(priority: Option<Priority>) -> u8 {
    match priority {
        Some(Priority::High) => 1,
        Some(Priority::Normal) => 5,
        Some(Priority::Low) => 9,
        None => 0,
    }
}

fn labelled<const N: usize>(lines: [(&str, Option<String>); N]) -> Vec<String> {
    let known = lines.into_iter().filter_map(|(label, value)| Some((label, value.filter(|v| !v.trim().is_empty())?)));
    known.map(|(label, value)| format!("{label}: {value}")).collect()
}
