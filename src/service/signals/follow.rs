//! Tasks of playbooks that are counted from a decision: when it moves they move with it, and when it is made they are
//! dropped and say why. Part of the step of undo that moves or makes it.

use crate::domain::book::DecisionLine;
use crate::domain::change::{Change, Image};
use crate::domain::record::run::Run;
use crate::domain::record::task::Task;
use crate::domain::signal::playbook::Anchor;
use crate::domain::value::id::RunId;
use crate::domain::value::text::Text;
use crate::service::error::Error;
use crate::service::plan::Sight;
use crate::service::task::{self, Close};

/// The open tasks of a run.
const OPEN: &str = "WHERE run = ?1 AND state NOT IN ('done', 'dropped') AND archived_at IS NULL";

/// The runs that are counted from a decision.
fn counted(sight: &Sight<'_>, line: &DecisionLine) -> Result<Vec<Run>, Error> {
    let own = "WHERE account = ?1 AND anchor = ?2 AND archived_at IS NULL";
    let mut runs: Vec<Run> = sight.store.rows(own, (line.id.account.to_string(), line.day))?;
    runs.retain(|run| {
        sight.signals.playbook(run.playbook.raw()).is_some_and(|playbook| playbook.anchor == Anchor::Decision)
    });
    Ok(runs)
}

fn open(sight: &Sight<'_>, run: RunId) -> Result<Vec<Task>, Error> {
    Ok(sight.store.rows(OPEN, [run.to_string()])?)
}

/// What moves with a decision that moves by so many days: no task is promised for a day that is past.
pub(in crate::service) fn moved(sight: &Sight<'_>, line: &DecisionLine, days: i32) -> Result<Vec<Change>, Error> {
    let (at, today, mut changes) = (sight.now.at, sight.now.today, Vec::new());
    for run in counted(sight, line)? {
        let tasks = open(sight, run.id)?;
        changes.extend(tasks.iter().filter_map(|task| {
            let moved = |task: &mut Task| {
                task.due = task.due.map(|day| day.plus_days(days).max(today));
                task.wait_until = task.wait_until.map(|day| day.plus_days(days));
            };
            Image::edited(task, at, moved).map(Change::from)
        }));
        changes.extend(Image::edited(&run, at, |run| run.anchor = run.anchor.plus_days(days)).map(Change::from));
    }
    Ok(changes)
}

/// What a decision that is made leaves without an object.
pub(in crate::service) fn settled(sight: &mut Sight<'_>, line: &DecisionLine) -> Result<Vec<Change>, Error> {
    let mut tasks = Vec::new();
    for run in counted(sight, line)? {
        tasks.extend(open(sight, run.id)?.iter().map(|task| task.id));
    }
    if tasks.is_empty() {
        return Ok(Vec::new());
    }
    let mut changes = task::close(sight, &tasks, Close::Dropped)?.changes;
    for change in &mut changes {
        if let Change::Task(Image { after: Some(task), .. }) = change {
            let gap = if task.body.raw().is_empty() { "" } else { "\n\n" };
            task.body = Text::new(format!("{}{gap}Dropped: the decision was made before it.", task.body.raw()));
        }
    }
    Ok(changes)
}
