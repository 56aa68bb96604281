//! Lines in the order of a sort. The database has the same order for its own rows; a test holds the two equal.

use crate::domain::arrange::sort::{Sort, Way};
use crate::domain::book::{AccountLine, DecisionLine, TaskLine};
use crate::domain::stake::health::Band;
use crate::domain::value::text::folded;
use std::cmp::Ordering;

/// What a line is sorted by.
#[derive(PartialEq, PartialOrd)]
enum Key {
    Count(i64),
    Part(f64),
    Text(String),
}

/// Sorts accounts; ties stay as they are.
pub fn accounts(lines: &mut [AccountLine], sort: Sort) {
    by(lines, sort.way, |line| {
        let day = |day: Option<crate::domain::value::day::Day>| day.map(|day| Key::Count(day.0.into()));
        match sort.by {
            "stake" => Some(Key::Count(line.stake)),
            "account" => Some(Key::Text(folded(&line.name))),
            "arr" => Some(Key::Count(line.arr)),
            "health" => line.health.map(|score| Key::Count(score.into())),
            "decides" => day(line.day),
            // The longest silence is the greatest.
            "idle" => line.last_touch.map(|day| Key::Count(-i64::from(day.0))),
            "revenue" => Some(Key::Count(line.revenue)),
            "loss_chance" => Some(Key::Part(line.p)),
            "term_end" => day(line.end),
            "cancel_by" => day(line.cancel_by),
            "open_tasks" => Some(Key::Count(line.open_tasks.into())),
            "overdue_tasks" => Some(Key::Count(line.overdue_tasks.into())),
            _ => None,
        }
    });
}

/// Sorts decisions; ties stay as they are.
pub fn decisions(lines: &mut [DecisionLine], sort: Sort) {
    by(lines, sort.way, |line| match sort.by {
        "decides" => Some(Key::Count(line.day.0.into())),
        "account" => Some(Key::Text(folded(&line.account_name))),
        "revenue" => Some(Key::Count(line.revenue)),
        "stake" => Some(Key::Count(line.stake)),
        "health" => line.band.map(|band| Key::Count(rank(band))),
        "stage" => line.stage.clone().map(Key::Text),
        "term_end" => Some(Key::Count(line.end.0.into())),
        "cancel_by" => line.cancel_by.map(|day| Key::Count(day.0.into())),
        _ => None,
    });
}

/// Sorts tasks; ties stay as they are.
pub fn tasks(lines: &mut [TaskLine], sort: Sort) {
    by(lines, sort.way, |line| match sort.by {
        "due" => line.due.map(|day| Key::Count(i64::from(day.0) * 1_440 + line.due_minute.map_or(0, i64::from))),
        "priority" => line.priority.map(|priority| Key::Text(priority.word().to_owned())),
        "task" => Some(Key::Text(line.title.to_ascii_lowercase())),
        "account" => line.account.map(|_| Key::Text(line.account_name.to_ascii_lowercase())),
        "estimate_minutes" => line.estimate_minutes.map(|minutes| Key::Count(minutes.into())),
        "score" => Some(Key::Count(line.score)),
        "slips" => Some(Key::Count(line.slips.into())),
        "state" => Some(Key::Text(line.state.word().to_owned())),
        "snoozed_until" => line.wait_until.map(|day| Key::Count(day.0.into())),
        _ => None,
    });
}

/// The worst first.
fn rank(band: Band) -> i64 {
    match band {
        Band::Red => 0,
        Band::Yellow => 1,
        Band::Green => 2,
    }
}

/// A stable sort that asks each line for its key once.
fn by<L>(lines: &mut [L], way: Way, key: impl Fn(&L) -> Option<Key>) {
    let mut placed: Vec<(Option<Key>, usize)> = lines.iter().map(key).enumerate().map(|(n, key)| (key, n)).collect();
    placed.sort_by(|(a, _), (b, _)| match (a, b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) => {
            let order = a.partial_cmp(b).unwrap_or(Ordering::Equal);
            if way == Way::Up { order } else { order.reverse() }
        }
    });
    let mut place = vec![0; lines.len()];
    for (to, (_, from)) in placed.iter().enumerate() {
        if let Some(slot) = place.get_mut(*from) {
            *slot = to;
        }
    }
    // Each swap brings one line to its place.
    for at in 0..place.len() {
        while let Some(to) = place.get(at).copied().filter(|to| *to != at) {
            lines.swap(at, to);
            place.swap(at, to);
        }
    }
}
