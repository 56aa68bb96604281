//! The table of the running clock.

use crate::domain::record::timer::Timer;
use crate::store::row::{Get, Put, Stored, key_of, word, words};

impl Stored for Timer {
    const TABLE: &'static str = "timer";
    const COLUMNS: &'static str = "account, task, about, started_at";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.account));
        put.put(words(self.task.as_ref()));
        put.put(&self.about);
        put.put(self.started_at);
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Timer> {
        Ok(Timer {
            id: key_of(key)?,
            account: get.word()?,
            task: get.words()?,
            about: get.take()?,
            started_at: get.take()?,
            meta: get.meta()?,
        })
    }
}
