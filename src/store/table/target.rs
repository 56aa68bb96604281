//! The table of targets.

use crate::domain::record::target::Target;
use crate::store::row::{Get, Put, Stored, key_of, word};

impl Stored for Target {
    const TABLE: &'static str = "target";
    const COLUMNS: &'static str = "metric, first, last, goal_minor, goal_currency";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.metric));
        put.put(self.first);
        put.put(self.last);
        put.money(Some(self.goal));
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Target> {
        Ok(Target {
            id: key_of(key)?,
            metric: get.word()?,
            first: get.take()?,
            last: get.take()?,
            goal: get.amount()?,
            meta: get.meta()?,
        })
    }
}
