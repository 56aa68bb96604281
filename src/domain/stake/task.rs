//! The order of tasks: the stake of the account, times how near the due day is, times priority. One story for both lists.

use crate::domain::record::task::Priority;
use crate::domain::stake::purse::product;
use crate::domain::stake::weights::Weights;
use crate::domain::value::day::Day;

/// The place of one task.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TaskScore {
    /// Stake times both factors, home minor units.
    pub score: i64,
    /// Factor of the due day: 1 on it, up to `tasks.overdue_most` after, down to `tasks.floor` before or without one.
    pub due_factor: f64,
    /// Factor of the priority.
    pub priority_factor: f64,
}

/// Scores a task. A task without account takes the book's median stake for `account_stake`.
pub fn task_score(
    account_stake: i64,
    due: Option<Day>,
    priority: Option<Priority>,
    today: Day,
    weights: &Weights,
) -> TaskScore {
    let tasks = &weights.tasks;
    let due_factor = due.map_or(tasks.floor, |due| due_factor(f64::from(due.since(today)), weights));
    let priority_factor = match priority {
        Some(Priority::High) => tasks.high,
        Some(Priority::Normal) | None => tasks.normal,
        Some(Priority::Low) => tasks.low,
    };
    TaskScore { score: product(account_stake, due_factor * priority_factor), due_factor, priority_factor }
}

fn due_factor(days: f64, weights: &Weights) -> f64 {
    let tasks = &weights.tasks;
    if days > 0.0 {
        return (-days / f64::from(tasks.decay_days.max(1))).exp().max(tasks.floor).min(1.0);
    }
    let overdue = (-days / f64::from(tasks.overdue_days.max(1))).min(1.0);
    1.0 + (tasks.overdue_most - 1.0).max(0.0) * overdue
}
