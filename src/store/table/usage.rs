//! The table of usage.

use crate::domain::record::usage::Usage;
use crate::domain::value::milli::Milli;
use crate::store::row::{Get, Put, Stored, key_of, word};

impl Stored for Usage {
    const TABLE: &'static str = "usage";
    const COLUMNS: &'static str = "account, metric, day, value_milli, source";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.account));
        put.put(&self.metric);
        put.put(self.day);
        put.put(self.value.0);
        put.put(self.source.as_ref());
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Usage> {
        Ok(Usage {
            id: key_of(key)?,
            account: get.word()?,
            metric: get.take()?,
            day: get.take()?,
            value: Milli(get.take()?),
            source: get.take()?,
            meta: get.meta()?,
        })
    }
}
