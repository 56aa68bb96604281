//! The table of touchs.

use crate::domain::record::touch::Touch;
use crate::store::row::{Get, Put, Stored, key_of, word, words};

impl Stored for Touch {
    const TABLE: &'static str = "touch";
    const COLUMNS: &'static str = "account, contact, kind, direction, at, minutes, sentiment, text";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.account));
        put.put(words(self.contact.as_ref()));
        put.put(word(&self.kind));
        put.put(words(self.direction.as_ref()));
        put.put(self.at);
        put.put(self.minutes);
        put.put(words(self.sentiment.as_ref()));
        put.put(&self.text);
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Touch> {
        Ok(Touch {
            id: key_of(key)?,
            account: get.word()?,
            contact: get.words()?,
            kind: get.word()?,
            direction: get.words()?,
            at: get.take()?,
            minutes: get.take()?,
            sentiment: get.words()?,
            text: get.take()?,
            meta: get.meta()?,
        })
    }
}
