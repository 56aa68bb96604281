//! The place of a task in the queue, explained from the rows as they are.

use crate::domain::record::task::Task;
use crate::domain::stake::why_task::{TaskPlace, explain_task};
use crate::domain::value::day::Now;
use crate::domain::value::id::TaskId;
use crate::service::error::{Error, gone};
use crate::service::query::Answer;
use crate::service::rank::{self, Measure};
use crate::store::db::Store;

/// The arithmetic of a task's place.
pub fn why(store: &Store, measure: &Measure, id: TaskId, now: Now) -> Result<Answer, Error> {
    let task: Task = store.row(&id.to_string())?.ok_or_else(|| gone("task"))?;
    let owner = task.account.map(|account| rank::reckon(store, measure, &account.to_string(), now)).transpose()?;
    let (account, stake) = match owner.flatten() {
        Some((dossier, stake)) => (Some(dossier.inputs.name), stake.total),
        None => (None, store.ranking()?.map_or(0, |(ranking, _)| ranking.median)),
    };
    let place = TaskPlace {
        account: account.as_deref(),
        stake,
        due: task.due,
        wait_until: task.wait_until,
        priority: task.priority,
        state: task.state,
        waiting_since: task.waiting_since,
        slips: task.slips,
    };
    let why = explain_task(&place, &measure.weights, &measure.rates, now.today);
    Ok(Answer::WhyTask(id, task.title.shown().into_owned(), Box::new(why)))
}
