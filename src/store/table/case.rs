//! The table of cases. SQL has a word `case` of its own: the table's name stands in quotes.

use crate::domain::record::case::Case;
use crate::store::row::{Get, Put, Stored, key_of, word, words};

impl Stored for Case {
    const TABLE: &'static str = "\"case\"";
    const COLUMNS: &'static str = "account, touch, day, problem, done, result";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.account));
        put.put(words(self.touch.as_ref()));
        put.put(self.day);
        put.put(&self.problem);
        put.put(self.done.as_ref());
        put.put(self.result.as_ref());
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Case> {
        Ok(Case {
            id: key_of(key)?,
            account: get.word()?,
            touch: get.words()?,
            day: get.take()?,
            problem: get.take()?,
            done: get.take()?,
            result: get.take()?,
            meta: get.meta()?,
        })
    }
}
