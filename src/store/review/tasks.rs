//! Tasks for the review of a week: those that are open, and those closed or promised from a day on, each with its edits
//! since then as the journal has them.

use crate::domain::review::facts::{TaskEdit, TaskFact, TaskStanding};
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{AccountId, TaskId};
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::review::facts::{Places, Reach};
use crate::store::row::Get;
use rusqlite::{Row, params};
use std::collections::HashMap;

const OPEN: &str = "SELECT account, id, title, state, due, waiting_since, created_at, closed_at, priority, slips,
    estimate_minutes FROM task INDEXED BY task_open WHERE state NOT IN ('done', 'dropped') AND archived_at IS NULL";
const CLOSED: &str = "SELECT account, id, title, state, due, waiting_since, created_at, closed_at, priority, slips,
    estimate_minutes FROM task WHERE state IN ('done', 'dropped') AND archived_at IS NULL
    AND (closed_at >= ?1 OR due >= ?2)";

/// Edits of tasks that stand: what was taken back never was.
const EDITS: &str = "SELECT j.row, b.at, json_extract(j.before, '$.state'), json_extract(j.before, '$.due'),
    json_extract(j.before, '$.waiting_since'), json_extract(j.after, '$.due')
    FROM batch b CROSS JOIN journal j INDEXED BY journal_task ON j.batch = b.seq
    WHERE b.at >= ?1 AND b.act = 'do' AND b.undone = 0 AND j.kind = 'task' AND j.act = 'edited' ORDER BY b.at, b.seq, j.n";

impl Store {
    /// The tasks of a reach. Those of archived accounts are away with them.
    pub fn task_facts(&self, reach: &Reach<'_>, places: &Places) -> Result<Vec<TaskFact>, Error> {
        let from = reach.begins(reach.first);
        let mut edits = self.task_edits(from, reach)?;
        let mut tasks = Vec::new();
        for (sql, bound) in [(OPEN, false), (CLOSED, true)] {
            let mut statement = self.sql().prepare_cached(sql)?;
            let mut rows = if bound { statement.query(params![from, reach.first])? } else { statement.query([])? };
            while let Some(row) = rows.next()? {
                tasks.extend(task(row, reach, places, &mut edits)?);
            }
        }
        tasks.sort_by_key(|task| task.id);
        Ok(tasks)
    }

    fn task_edits(&self, from: Moment, reach: &Reach<'_>) -> Result<HashMap<TaskId, Vec<TaskEdit>>, Error> {
        let mut statement = self.sql().prepare_cached(EDITS)?;
        let mut rows = statement.query([from])?;
        let mut found: HashMap<TaskId, Vec<TaskEdit>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let mut get = Get::from(row, 0);
            let (id, at): (TaskId, Moment) = (get.word()?, get.take()?);
            let before = TaskStanding { state: get.word()?, due: get.take()?, waiting_since: get.take()? };
            found.entry(id).or_default().push(TaskEdit { on: reach.zone.day(at), before, due: get.take()? });
        }
        Ok(found)
    }
}

fn task(
    row: &Row<'_>,
    reach: &Reach<'_>,
    places: &Places,
    edits: &mut HashMap<TaskId, Vec<TaskEdit>>,
) -> rusqlite::Result<Option<TaskFact>> {
    let mut get = Get::from(row, 0);
    let owner: Option<AccountId> = get.words()?;
    let account = owner.map(|id| places.get(&id).copied());
    if account == Some(None) {
        return Ok(None);
    }
    let (id, title) = (get.word()?, get.take()?);
    let now = TaskStanding { state: get.word()?, due: get.take()?, waiting_since: get.take()? };
    let (made, closed): (Moment, Option<Moment>) = (get.take()?, get.take()?);
    let closed: Option<Day> = closed.map(|at| reach.zone.day(at)).filter(|_| !now.state.is_open());
    let made = reach.zone.day(made);
    Ok(Some(TaskFact {
        id,
        account: account.flatten(),
        title,
        now,
        made: closed.map_or(made, |closed| closed.min(made)),
        closed,
        priority: get.words()?,
        slips: get.take()?,
        estimate_minutes: get.take()?,
        edits: edits.remove(&id).unwrap_or_default(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_and_their_edits_are_found_by_their_days() {
        let store = Store::in_memory().unwrap();
        for (sql, wanted) in [
            (OPEN, &["task_open"][..]),
            (CLOSED, &["task_closed_at (closed_at>?)", "task_due (due>?)"]),
            (EDITS, &["batch_at (at>?)", "journal_task"]),
        ] {
            let mut statement = store.sql().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let values = rusqlite::params_from_iter(vec![0; statement.parameter_count()]);
            let steps: Vec<String> =
                statement.query_map(values, |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
            let steps = steps.join("\n");
            assert!(wanted.iter().all(|index| steps.contains(index)), "{wanted:?}\n{steps}");
        }
    }
}
