//! The running clock: at most one. Stopping it takes the row away and logs its minutes as a touch.

use crate::domain::record::field::{self, Field, Unit};
use crate::domain::record::meta::{Meta, record};
use crate::domain::value::day::Moment;
use crate::domain::value::id::{AccountId, TaskId, TimerId};
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

/// A clock that runs for an account, on one of its tasks or on none.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Timer {
    /// Public id.
    pub id: TimerId,
    /// Version and times.
    pub meta: Meta,
    /// Whose time it is.
    pub account: AccountId,
    /// On which task, if on one.
    pub task: Option<TaskId>,
    /// What it is called: the title of the task, else the name of the account.
    pub about: Text,
    /// When it was started.
    pub started_at: Moment,
}

/// Fields that the history names.
pub const FIELDS: &[Field<Timer>] = &[Field::new(
    "about",
    "About",
    Unit::Text,
    |r| r.about.raw().to_owned(),
    |r, s| {
        r.about = field::required(s)?;
        Ok(())
    },
)];

impl Timer {
    /// Whole minutes until a moment, rounded to the nearest, at least one. A clock that was set back counts as one.
    pub fn minutes(&self, now: Moment) -> u32 {
        whole_minutes(self.started_at, now)
    }
}

/// Whole minutes from a moment to another, rounded to the nearest, at least one.
pub fn whole_minutes(from: Moment, to: Moment) -> u32 {
    let seconds = to.0.saturating_sub(from.0) / 1000;
    u32::try_from((seconds + 30) / 60).unwrap_or_default().max(1)
}

record!(Timer, |r| r.about.raw().to_owned());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_whole_minutes() {
        let timer = Timer {
            id: TimerId(ulid::Ulid(1)),
            meta: Meta::made(Moment(0)),
            account: AccountId(ulid::Ulid(1)),
            task: None,
            about: Text::from("Globex"),
            started_at: Moment(60_000),
        };
        for (now, want) in [(60_000, 1), (89_000, 1), (149_000, 1), (150_000, 2), (60_000 + 23 * 60_000, 23), (0, 1)] {
            assert_eq!(timer.minutes(Moment(now)), want, "{now}");
        }
    }
}
