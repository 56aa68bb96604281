//! The table of saved views.

use crate::domain::record::view::View;
use crate::store::row::{Get, Put, Stored, key_of, word};

impl Stored for View {
    const TABLE: &'static str = "view";
    const COLUMNS: &'static str = "name, list, query, key, sort, columns";

    fn write(&self, put: &mut Put) {
        put.put(&self.name);
        put.put(word(&self.list));
        put.put(&self.query);
        put.put(self.key.as_ref());
        put.put(self.sort.as_ref());
        put.put(self.columns.as_ref());
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<View> {
        Ok(View {
            id: key_of(key)?,
            name: get.take()?,
            list: get.word()?,
            query: get.take()?,
            key: get.take()?,
            sort: get.take()?,
            columns: get.take()?,
            meta: get.meta()?,
        })
    }
}
