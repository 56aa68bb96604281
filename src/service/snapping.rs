//! Takes the snapshot of a week at a desk: once, in one transaction, beside the history, so that no undo takes it away.

use crate::service::desk::{Clock, Desk};
use crate::service::error::Error;
use crate::service::snapshot::{reckon, week_of};

impl Desk {
    /// Takes the snapshot of this week unless it is there; tells whether it was taken. A book that takes no writes, or
    /// nobody's book yet, gets none.
    pub fn take_snapshot(&self) -> Result<bool, Error> {
        let (store, now) = (self.store(), self.now());
        let week = week_of(now.today);
        if store.is_read_only() || store.has_snapshot(week)? {
            return Ok(false);
        }
        // Reckoned before the write begins, so that nobody waits for it.
        let snapshot = store.read(|store| reckon(store, self.measure(), now))?;
        if snapshot.lines.is_empty() {
            return Ok(false);
        }
        store.write(|store| {
            if store.has_snapshot(week)? {
                return Ok(false);
            }
            store.put_snapshot(&snapshot)?;
            Ok(true)
        })
    }

    /// The same as part of any start: by the machine's own clock alone, for a day that somebody made up is no day of the
    /// book, and a book that cannot be written now is written next time.
    pub fn take_snapshot_in_passing(&self) {
        if self.clock() == Clock::System {
            let _ = self.take_snapshot();
        }
    }
}
