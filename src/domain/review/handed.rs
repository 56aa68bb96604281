//! Tasks that were handed over: whether sales, support or product gave each back by its promised day.

use crate::domain::phrase::period::Period;
use crate::domain::record::task::TaskState;
use crate::domain::review::facts::TaskFact;
use crate::domain::value::day::Day;

impl TaskFact {
    /// The promised days of a task while others had it, and whether each was kept: those of a hand-off that ended in
    /// some days, and of one that goes on past its day, which is one up to `gone`. A day that was moved on meanwhile was
    /// not kept. Without a promised day there is nothing to be late for, and what was dropped is not missed.
    pub fn handed(&self, to: TaskState, days: Period, gone: Day) -> Vec<(Day, bool)> {
        let (mut ends, mut moved) = (Vec::new(), false);
        let Some(then) = self.at(days.last) else { return ends };
        let edits: Vec<_> = self.edits.iter().take_while(|edit| edit.on <= days.last).collect();
        let after = edits.iter().skip(1).map(|edit| edit.before).chain([then]);
        for (edit, after) in edits.iter().zip(after) {
            if edit.before.state != to {
                continue;
            }
            if after.state == to {
                moved |= edit.slip().is_some();
                continue;
            }
            let due = edit.before.due.filter(|_| after.state != TaskState::Dropped && edit.on >= days.first);
            ends.extend(due.map(|due| (due, !moved && edit.on <= due)));
            moved = false;
        }
        let late = then.due.filter(|due| then.state == to && *due <= gone);
        ends.extend(late.map(|due| (due, false)));
        ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::review::facts::{TaskEdit, TaskStanding};
    use crate::domain::value::id::TaskId;
    use ulid::Ulid;

    const SALES: TaskState = TaskState::WaitingSales;
    const SUPPORT: TaskState = TaskState::WaitingSupport;

    fn nov(day: u32) -> Day {
        Day::of(2026, 11, day).unwrap()
    }

    /// A task by its standings, each with the day from which it holds.
    fn task(standings: &[(u32, TaskState, Option<u32>)]) -> TaskFact {
        let standing = |(since, state, due): &(u32, TaskState, Option<u32>)| TaskStanding {
            state: *state,
            due: due.map(nov),
            waiting_since: matches!(*state, SALES | SUPPORT).then(|| nov(*since)),
        };
        let edits = standings.windows(2).map(|pair| TaskEdit {
            on: nov(pair[1].0),
            before: standing(&pair[0]),
            due: pair[1].2.map(nov),
        });
        let (made, last) = (nov(standings[0].0), standings.last().unwrap());
        let closed = (!last.1.is_open()).then(|| nov(last.0));
        TaskFact {
            id: TaskId(Ulid(1)),
            account: None,
            title: String::new(),
            now: standing(last),
            made,
            closed,
            priority: None,
            slips: 0,
            estimate_minutes: None,
            edits: edits.collect(),
        }
    }

    #[test]
    fn each_hand_off_by_hand() {
        use TaskState::{Done, Dropped, Open};
        // The week of 23 to 29 November; today is Friday the 27th.
        let ends = |rows: &[(u32, TaskState, Option<u32>)]| {
            task(rows).handed(SALES, Period { first: nov(23), last: nov(27) }, nov(26))
        };
        let (kept, late) = (|day| vec![(nov(day), true)], |day| vec![(nov(day), false)]);
        for (what, rows, want) in [
            ("back on its day", vec![(20, SALES, Some(25)), (25, Open, Some(25))], kept(25)),
            ("done before its day", vec![(20, SALES, Some(25)), (24, Done, Some(25))], kept(25)),
            ("back a day late", vec![(20, SALES, Some(24)), (25, Open, Some(24))], late(24)),
            ("gone by, and still there", vec![(20, SALES, Some(26))], late(26)),
            ("promised for today", vec![(20, SALES, Some(27))], vec![]),
            ("without a promised day", vec![(20, SALES, None), (24, Open, None)], vec![]),
            ("dropped", vec![(20, SALES, Some(24)), (25, Dropped, Some(24))], vec![]),
            ("back the week before", vec![(10, SALES, Some(20)), (18, Open, Some(20))], vec![]),
            ("moved on meanwhile", vec![(20, SALES, Some(23)), (22, SALES, Some(26)), (25, Open, Some(26))], late(26)),
            (
                "moved on before it was handed over",
                vec![(18, Open, Some(20)), (19, Open, Some(26)), (20, SALES, Some(26)), (25, Open, Some(26))],
                kept(26),
            ),
            ("handed on to others", vec![(20, SALES, Some(26)), (24, SUPPORT, Some(26))], kept(26)),
            (
                "there twice",
                vec![(18, SALES, Some(23)), (23, Open, Some(25)), (24, SALES, Some(25)), (26, Done, Some(25))],
                vec![(nov(23), true), (nov(25), false)],
            ),
            ("with others", vec![(20, SUPPORT, Some(24))], vec![]),
        ] {
            assert_eq!(ends(&rows), want, "{what}");
        }
    }
}
