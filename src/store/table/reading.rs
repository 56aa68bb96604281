//! The table of readings.

use crate::domain::record::reading::{Milli, Reading};
use crate::store::row::{Get, Put, Stored, key_of, word, words};

impl Stored for Reading {
    const TABLE: &'static str = "reading";
    const COLUMNS: &'static str = "account, metric, day, value_milli, scale, source";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.account));
        put.put(word(&self.metric));
        put.put(self.day);
        put.put(self.value.0);
        put.put(words(self.scale.as_ref()));
        put.put(self.source.as_ref());
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Reading> {
        Ok(Reading {
            id: key_of(key)?,
            account: get.word()?,
            metric: get.word()?,
            day: get.take()?,
            value: Milli(get.take()?),
            scale: get.words()?,
            source: get.take()?,
            meta: get.meta()?,
        })
    }
}
