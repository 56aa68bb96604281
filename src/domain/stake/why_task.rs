//! Why a task has its place in the queue: the stake that it inherits, times how near its day is, times its priority. A
//! task that somebody else has ranks as if it were ours: the promise to the customer stands whoever is slow.

use crate::domain::record::task::{Priority, TaskState};
use crate::domain::stake::lever::Lever;
use crate::domain::stake::task::{TaskScore, task_score};
use crate::domain::stake::weights::Weights;
use crate::domain::stake::why::{Why, WhyLine};
use crate::domain::value::day::Day;
use crate::domain::value::day_text::weekday_day;
use crate::domain::value::money::{Rates, short};
use crate::domain::value::text::shown;

/// What places a task.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TaskPlace<'a> {
    /// Name of its account as given; none for a task without one.
    pub account: Option<&'a str>,
    /// Stake of its account, or the book's median stake; home minor units.
    pub stake: i64,
    /// Promised day.
    pub due: Option<Day>,
    /// Hidden until.
    pub wait_until: Option<Day>,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// Who has it, or how it ended.
    pub state: TaskState,
    /// Day since which somebody else has it.
    pub waiting_since: Option<Day>,
    /// How often its day was moved.
    pub slips: u32,
}

/// Explains the place of a task on a day. Its money is the one line on the outermost level.
pub fn explain_task(place: &TaskPlace<'_>, weights: &Weights, rates: &Rates, today: Day) -> Why {
    let score = task_score(place.stake, place.due, place.priority, today, weights);
    let amount = |minor: i64| short(minor, rates.home);
    let owner = place.account.map_or_else(|| "no account".to_owned(), |name| shown(name).into_owned());
    let product = format!("{} × {:.2} × {:.2}", amount(place.stake), score.due_factor, score.priority_factor);
    let parts = [
        format!("{} = {product}", amount(score.score)),
        owner.clone(),
        due_text(place.due, today),
        priority_text(place.priority),
    ];
    let mut lines = Vec::new();
    let mut add = |indent: u8, label: &str, figure: String, note: String, money: Option<i64>| {
        lines.push(WhyLine { indent, label: label.to_owned(), figure, note, money });
    };
    add(0, "place", product, "stake × due × priority".to_owned(), Some(score.score));
    let (label, from) = match place.account {
        Some(_) => ("stake of account", format!("{owner}; w on the account explains it")),
        None => ("median stake", "no account: the median of the book".to_owned()),
    };
    add(1, label, amount(place.stake), from, None);
    add(1, "due", format!("× {:.2}", score.due_factor), due_note(place.due, today, weights), None);
    let note = format!("{}; tasks.{}", priority_text(place.priority), priority_key(place.priority));
    add(1, "priority", format!("× {:.2}", score.priority_factor), note, None);
    if !place.state.is_open() {
        add(0, "closed", String::new(), format!("{}: no longer in the queue", place.state), None);
    } else if place.state != TaskState::Open {
        let since = place.waiting_since.map(|day| format!(" since {}", weekday_day(day, today))).unwrap_or_default();
        let who = place.state.word().trim_start_matches("waiting-");
        add(0, "waiting", String::new(), format!("on {who}{since}; ranks like an open one, the promise stands"), None);
    }
    if let Some(until) = place.wait_until.filter(|until| *until > today) {
        add(0, "snoozed", String::new(), format!("not in the queue until {}", weekday_day(until, today)), None);
    }
    if place.slips > 0 {
        let times = if place.slips == 1 { "once".to_owned() } else { format!("{} times", place.slips) };
        add(0, "slipped", String::new(), format!("its day was moved {times}; moves no money"), None);
    }
    Why { headline: parts.join(" · "), lines, levers: levers(place, score, weights, today) }
}

/// What would move it most: its day, its priority, each reckoned anew; those that change nothing are left out.
fn levers(place: &TaskPlace<'_>, now: TaskScore, weights: &Weights, today: Day) -> Vec<Lever> {
    let weigh = |what: &str, due: Option<Day>, priority: Option<Priority>| {
        let then = task_score(place.stake, due, priority, today, weights);
        Lever { what: what.to_owned(), change: then.score.saturating_sub(now.score) }
    };
    let mut found = vec![
        weigh("due today", Some(today), place.priority),
        weigh("due in a week", Some(today.plus_days(7)), place.priority),
        weigh("no day", None, place.priority),
        weigh("priority 1", place.due, Some(Priority::High)),
        weigh("priority 2", place.due, Some(Priority::Normal)),
        weigh("priority 3", place.due, Some(Priority::Low)),
    ];
    found.retain(|lever| lever.change != 0);
    found.sort_by_key(|lever| std::cmp::Reverse(lever.change.unsigned_abs()));
    found
}

fn due_text(due: Option<Day>, today: Day) -> String {
    let Some(due) = due else { return "no day".to_owned() };
    match due.since(today) {
        0 => "due today".to_owned(),
        days @ 1.. => format!("due in {days}d"),
        days => format!("{}d overdue", days.unsigned_abs()),
    }
}

fn due_note(due: Option<Day>, today: Day, weights: &Weights) -> String {
    let tasks = &weights.tasks;
    let Some(due) = due else { return "no day; tasks.floor".to_owned() };
    let said = format!("{}, {}", due_text(Some(due), today), weekday_day(due, today));
    match due.since(today) {
        days if days > 0 => format!("{said}; tasks.decay_days {}, tasks.floor", tasks.decay_days),
        0 => said,
        _ => format!("{said}; tasks.overdue_most by {} d", tasks.overdue_days),
    }
}

fn priority_text(priority: Option<Priority>) -> String {
    priority.map_or_else(|| "no priority".to_owned(), |priority| format!("priority {priority}"))
}

fn priority_key(priority: Option<Priority>) -> &'static str {
    match priority {
        Some(Priority::High) => "high",
        Some(Priority::Normal) | None => "normal",
        Some(Priority::Low) => "low",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::money::Currency;

    fn place() -> TaskPlace<'static> {
        TaskPlace {
            account: Some("Globex"),
            stake: 10_000_000,
            due: None,
            wait_until: None,
            priority: None,
            state: TaskState::Open,
            waiting_since: None,
            slips: 0,
        }
    }

    fn explained(place: &TaskPlace<'_>) -> Why {
        let today = Day::of(2026, 11, 24).unwrap();
        let rates = Rates::new("USD".parse::<Currency>().unwrap());
        explain_task(place, &Weights::default(), &rates, today)
    }

    #[test]
    fn the_outermost_money_is_the_score() {
        let today = Day::of(2026, 11, 24).unwrap();
        for (due, priority) in
            [(None, None), (Some(0), Some(Priority::High)), (Some(-40), Some(Priority::Low)), (Some(9), None)]
        {
            let place = TaskPlace { due: due.map(|days| today.plus_days(days)), priority, ..place() };
            let why = explained(&place);
            let outermost: i64 = why.lines.iter().filter(|line| line.indent == 0).filter_map(|line| line.money).sum();
            let score = task_score(place.stake, place.due, priority, today, &Weights::default()).score;
            assert_eq!(outermost, score, "{why:?}");
            for lever in &why.levers {
                assert!(score + lever.change >= 0 && lever.change != 0, "{lever:?}");
            }
        }
    }

    #[test]
    fn says_what_stands_beside_the_money() {
        let today = Day::of(2026, 11, 24).unwrap();
        let why = explained(&TaskPlace {
            state: TaskState::WaitingSupport,
            waiting_since: Some(today.plus_days(-8)),
            wait_until: Some(today.plus_days(2)),
            due: Some(today.plus_days(-3)),
            slips: 2,
            ..place()
        });
        let notes: Vec<&str> = why.lines.iter().map(|line| line.note.as_str()).collect();
        for part in ["on support since Mon 16 Nov", "until Thu 26 Nov", "moved 2 times", "3d overdue, Sat 21 Nov"] {
            assert!(notes.iter().any(|note| note.contains(part)), "{part}: {notes:?}");
        }
        assert!(why.headline.contains("Globex · 3d overdue · no priority"), "{}", why.headline);
        assert!(explained(&TaskPlace { account: None, ..place() }).headline.contains("no account"));
    }
}
