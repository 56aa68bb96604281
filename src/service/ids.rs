//! New public ids: rising within a process, so that rows made together stay together.

use crate::domain::value::day::Moment;
use ulid::Ulid;

/// Makes ids from a moment and a source of chance.
#[derive(Debug, Clone)]
pub struct Ids {
    chance: fastrand::Rng,
    last: u128,
}

impl Ids {
    /// Ids nobody can foresee.
    pub fn new() -> Ids {
        Ids { chance: fastrand::Rng::new(), last: 0 }
    }

    /// The same ids at every run: for tests and the demo.
    pub fn seeded(seed: u64) -> Ids {
        Ids { chance: fastrand::Rng::with_seed(seed), last: 0 }
    }

    /// The next id: greater than every one before it.
    pub fn next(&mut self, at: Moment) -> Ulid {
        let milliseconds = u64::try_from(at.0).unwrap_or_default();
        let fresh = Ulid::from_parts(milliseconds, self.chance.u128(..)).0;
        self.last = if fresh > self.last { fresh } else { self.last.saturating_add(1) };
        Ulid(self.last)
    }
}

impl Default for Ids {
    fn default() -> Ids {
        Ids::new()
    }
}
