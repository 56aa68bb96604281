//! `folio today --notify`: a line of what cannot wait, and the rows behind it; nothing at all on a quiet day, so that cron
//! sends no mail and a script has nothing to show.

use crate::cli::failure::Failure;
use crate::domain::book::{DecisionLine, TaskLine};
use crate::domain::phrase::echo::{clock, distance};
use crate::domain::query::tree::Query as Filter;
use crate::domain::value::day::Day;
use crate::service::desk::Desk;
use crate::service::query::{Answer, Hidden, Query};

/// Days ahead of which a decision cannot wait.
const SOON: i32 = 7;

/// What cannot wait: tasks promised by today, decisions within a week.
#[derive(Clone, Debug, Default)]
pub struct Urgent {
    /// The most pressing first.
    pub tasks: Vec<TaskLine>,
    /// The earliest first.
    pub decisions: Vec<DecisionLine>,
}

impl Urgent {
    /// Reads it.
    pub fn of(desk: &Desk) -> Result<Urgent, Failure> {
        desk.freshen()?;
        let today = desk.now().today;
        let filter = desk.read_filter("due:..today")?;
        let tasks = Query::Tasks { account: None, filter, hidden: Hidden::Out, limit: u32::MAX };
        let tasks = match desk.fetch(&tasks)? {
            Answer::Lines(found) => found.tasks,
            _ => Vec::new(),
        };
        let decisions = Query::Decisions { from: Day::MIN, to: today.plus_days(SOON), filter: Filter::default() };
        let decisions = match desk.fetch(&decisions)? {
            Answer::Lines(found) => found.decisions,
            _ => Vec::new(),
        };
        Ok(Urgent { tasks, decisions: decisions.into_iter().filter(|line| !line.locked).collect() })
    }

    /// Whether the day is quiet.
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty() && self.decisions.is_empty()
    }

    /// How much there is, in one line: `2 overdue, 3 due today, 1 to decide within 7 days`.
    pub fn headline(&self, today: Day) -> String {
        let overdue = self.tasks.iter().filter(|task| task.due.is_some_and(|due| due < today)).count();
        let late = self.decisions.iter().filter(|line| line.day < today).count();
        let parts = [
            (overdue, "overdue".to_owned()),
            (self.tasks.len() - overdue, "due today".to_owned()),
            (late, "undecided past their day".to_owned()),
            (self.decisions.len() - late, format!("to decide within {SOON} days")),
        ];
        let said = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        said.collect::<Vec<_>>().join(", ")
    }

    /// So many rows at the most, half of them for decisions where there are as many.
    pub fn lines(&self, today: Day, limit: usize) -> Vec<String> {
        let decisions = self.decisions.len().min((limit / 2).max(limit.saturating_sub(self.tasks.len())));
        let tasks = self.tasks.len().min(limit - decisions);
        let mut lines: Vec<String> = self.tasks.iter().take(tasks).map(|task| told(task, today)).collect();
        lines.extend(self.decisions.iter().take(decisions).map(|line| {
            let what = if line.end == line.day { "term ends" } else { "cancel-by" };
            format!("{}: {what} {} ({})", line.account_name, line.day, distance(line.day, today))
        }));
        let left = self.tasks.len() + self.decisions.len() - lines.len();
        if left > 0 {
            lines.push(format!("and {left} more: folio today"));
        }
        lines
    }
}

fn told(task: &TaskLine, today: Day) -> String {
    let whose = if task.account_name.is_empty() { String::new() } else { format!("{}: ", task.account_name) };
    let day = match task.due {
        Some(due) if due == today => {
            let time = task.due_minute.map(|minute| format!(" {}", clock(minute))).unwrap_or_default();
            format!("today{time}")
        }
        Some(due) => distance(due, today),
        None => String::new(),
    };
    format!("{whose}{} ({day})", task.title)
}
