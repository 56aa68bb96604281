//! The table of what other systems call our rows. Its key is made of its own columns.

use crate::domain::record::external::External;
use crate::store::row::{Get, Put, Stored, word};

impl Stored for External {
    const TABLE: &'static str = "external";
    const COLUMNS: &'static str = "system, kind, name, row, seen";

    fn write(&self, put: &mut Put) {
        put.put(self.system.clone());
        put.put(word(&self.kind));
        put.put(self.name.clone());
        put.put(self.row.clone());
        put.put(serde_json::to_string(&self.seen).unwrap_or_else(|_| "{}".to_owned()));
    }

    fn read(_key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<External> {
        Ok(External {
            system: get.take()?,
            kind: get.word()?,
            name: get.take()?,
            row: get.take()?,
            seen: get.map()?,
            meta: get.meta()?,
        })
    }
}
