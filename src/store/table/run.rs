//! The table of playbook runs.

use crate::domain::record::run::Run;
use crate::store::row::{Get, Put, Stored, key_of, word};

impl Stored for Run {
    const TABLE: &'static str = "run";
    const COLUMNS: &'static str = "account, playbook, rule, why, anchor, started_on";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.account));
        put.put(&self.playbook);
        put.put(self.rule.as_ref());
        put.put(&self.why);
        put.put(self.anchor);
        put.put(self.started_on);
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Run> {
        Ok(Run {
            id: key_of(key)?,
            account: get.word()?,
            playbook: get.take()?,
            rule: get.take()?,
            why: get.take()?,
            anchor: get.take()?,
            started_on: get.take()?,
            meta: get.meta()?,
        })
    }
}
