//! The table of tasks.

use crate::domain::record::task::Task;
use crate::store::row::{Get, Put, Stored, key_of, word, words};

impl Stored for Task {
    const TABLE: &'static str = "task";
    const COLUMNS: &'static str = "account, contact, title, kind, due, due_minute, wait_until, wait_reason, priority, state, waiting_since, estimate_minutes, every, anchor, run, slips, closed_at, tags, body";

    fn write(&self, put: &mut Put) {
        put.put(words(self.account.as_ref()));
        put.put(words(self.contact.as_ref()));
        put.put(&self.title);
        put.put(words(self.kind.as_ref()));
        put.put(self.due);
        put.put(self.due_minute);
        put.put(self.wait_until);
        put.put(self.wait_reason.as_ref());
        put.put(words(self.priority.as_ref()));
        put.put(word(&self.state));
        put.put(self.waiting_since);
        put.put(self.estimate_minutes);
        put.put(self.every.map(|every| every.to_string()));
        put.put(self.anchor);
        put.put(words(self.run.as_ref()));
        put.put(self.slips);
        put.put(self.closed_at);
        put.list(&self.tags);
        put.put(&self.body);
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Task> {
        Ok(Task {
            id: key_of(key)?,
            account: get.words()?,
            contact: get.words()?,
            title: get.take()?,
            kind: get.words()?,
            due: get.take()?,
            due_minute: get.take()?,
            wait_until: get.take()?,
            wait_reason: get.take()?,
            priority: get.words()?,
            state: get.word()?,
            waiting_since: get.take()?,
            estimate_minutes: get.take()?,
            every: get.words()?,
            anchor: get.take()?,
            run: get.words()?,
            slips: get.take()?,
            closed_at: get.take()?,
            tags: get.list()?,
            body: get.take()?,
            meta: get.meta()?,
        })
    }
}
