//! A line of a success plan: what the customer wants, how it is measured, and how far it has come.

use crate::domain::record::choice::choice;
use crate::domain::record::field::{self, BadValue, Field, Unit, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, GoalId};
use crate::domain::value::milli::Milli;
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

choice!(
    /// What became of it.
    GoalState {
        /// Worked on.
        Open = "open",
        /// Reached.
        Met = "met",
        /// Not reached in time.
        Missed = "missed",
        /// No longer wanted.
        Dropped = "dropped",
    }
);

/// What a customer wants to reach with us.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Goal {
    /// Public id.
    pub id: GoalId,
    /// Version and times.
    pub meta: Meta,
    /// Whose.
    pub account: AccountId,
    /// What is to be reached.
    pub objective: Text,
    /// What it is measured by.
    pub measure: Option<Text>,
    /// The figure at the start.
    pub baseline: Option<Milli>,
    /// The figure wanted.
    pub target: Option<Milli>,
    /// The figure now.
    pub current: Option<Milli>,
    /// Day by which it should be reached.
    pub due: Option<Day>,
    /// What became of it.
    pub state: GoalState,
    /// Day on which that was said; none while it is open.
    pub closed_on: Option<Day>,
}

impl Goal {
    /// A goal with an objective and nothing else known.
    pub fn named(id: GoalId, meta: Meta, account: AccountId, objective: Text) -> Goal {
        Goal {
            id,
            meta,
            account,
            objective,
            measure: None,
            baseline: None,
            target: None,
            current: None,
            due: None,
            state: GoalState::Open,
            closed_on: None,
        }
    }

    /// How much of the way is behind, percent from 0 to 100; from nothing where no figure of the start is known, and
    /// none without a target, without a figure of today, or where start and target are one.
    pub fn progress(&self) -> Option<u8> {
        let start = i128::from(self.baseline.unwrap_or(Milli(0)).0);
        let way = i128::from(self.target?.0) - start;
        let done = (i128::from(self.current?.0) - start) * way.signum();
        let percent = (done * 100).checked_div(way.abs())?;
        u8::try_from(percent.clamp(0, 100)).ok()
    }

    /// Says what became of it, on a day. One that is met and has no figure of today stands at its target.
    pub fn turn(&mut self, state: GoalState, on: Day) {
        self.state = state;
        self.closed_on = (state != GoalState::Open).then_some(on);
        if state == GoalState::Met && self.current.is_none() {
            self.current = self.target;
        }
    }
}

fn figure(given: &str) -> Result<Option<Milli>, BadValue> {
    let plain = given.trim().trim_end_matches('%').trim_end();
    if plain.is_empty() {
        return Ok(None);
    }
    Milli::parse(plain).map(Some).ok_or_else(|| BadValue::new(given, "is not a figure: write 40 or 71.5"))
}

/// Fields that a person, a file or a filter names.
pub const FIELDS: &[Field<Goal>] = &[
    row!("objective", "Objective", objective: the text),
    row!("measure", "Measure", measure: text),
    Field::new(
        "baseline",
        "At the start",
        Unit::Text,
        |g| field::print(g.baseline.as_ref()),
        |g, s| {
            g.baseline = figure(s)?;
            Ok(())
        },
    ),
    Field::new(
        "target",
        "Target",
        Unit::Text,
        |g| field::print(g.target.as_ref()),
        |g, s| {
            g.target = figure(s)?;
            Ok(())
        },
    ),
    Field::new(
        "current",
        "Now",
        Unit::Text,
        |g| field::print(g.current.as_ref()),
        |g, s| {
            g.current = figure(s)?;
            Ok(())
        },
    ),
    row!("due", "Due", due: day),
    row!("state", "State", state: word GoalState or Open),
    row!("closed_on", "Closed", closed_on: day),
];

record!(Goal, |r| r.objective.raw().to_owned());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::day::Moment;
    use ulid::Ulid;

    fn goal(baseline: Option<i64>, target: Option<i64>, current: Option<i64>) -> Goal {
        let blank = Goal::named(GoalId(Ulid(1)), Meta::made(Moment(1)), AccountId(Ulid(2)), Text::from("less churn"));
        Goal {
            baseline: baseline.map(Milli::whole),
            target: target.map(Milli::whole),
            current: current.map(Milli::whole),
            ..blank
        }
    }

    #[test]
    fn progress_is_from_the_start_to_the_target() {
        for (baseline, target, current, want) in [
            (Some(40), Some(80), Some(60), Some(50)),
            (None, Some(80), Some(60), Some(75)),
            (Some(12), Some(4), Some(8), Some(50)),
            (Some(40), Some(80), Some(30), Some(0)),
            (Some(40), Some(80), Some(90), Some(100)),
            (Some(0), Some(300), Some(299), Some(99)),
            (Some(0), Some(100), Some(29), Some(29)),
            (Some(100), Some(0), Some(71), Some(29)),
            (Some(-10), Some(10), Some(-15), Some(0)),
            (Some(i64::MIN), Some(i64::MAX), Some(i64::MAX), Some(100)),
            (Some(40), Some(40), Some(40), None),
            (Some(40), None, Some(60), None),
            (Some(40), Some(80), None, None),
        ] {
            assert_eq!(goal(baseline, target, current).progress(), want, "{baseline:?} {target:?} {current:?}");
        }
    }

    #[test]
    fn met_stands_at_the_target_unless_a_figure_is_known() {
        let day = Day::of(2026, 11, 24).unwrap();
        for (current, state, want) in [
            (None, GoalState::Met, Some(80)),
            (Some(60), GoalState::Met, Some(60)),
            (None, GoalState::Missed, None),
            (None, GoalState::Open, None),
        ] {
            let mut row = goal(Some(40), Some(80), current);
            row.turn(state, day);
            assert_eq!(row.current, want.map(Milli::whole), "{current:?} {state}");
            assert_eq!(row.closed_on, (state != GoalState::Open).then_some(day), "{state}");
        }
    }

    #[test]
    fn every_field_prints_what_it_reads() {
        let mut row = goal(Some(40), Some(80), Some(60));
        (row.due, row.measure) = (Day::of(2027, 3, 31), Some(Text::from("weekly active seats, %")));
        for field in FIELDS {
            let (before, text) = (row.clone(), (field.get)(&row));
            (field.set)(&mut row, &text).unwrap();
            assert_eq!(row, before, "{}", field.key);
        }
        let current = FIELDS.iter().find(|field| field.key == "current").unwrap();
        (current.set)(&mut row, "71.5 %").unwrap();
        assert_eq!(row.current, Some(Milli(71_500)));
        assert!((current.set)(&mut row, "many").is_err());
    }
}
