//! The table of opportunities.

use crate::domain::record::opportunity::Opportunity;
use crate::store::row::{Get, Put, Stored, key_of, word};

impl Stored for Opportunity {
    const TABLE: &'static str = "opportunity";
    const COLUMNS: &'static str =
        "account, name, kind, amount_minor, amount_currency, probability, stage, state, close, reason";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.account));
        put.put(&self.name);
        put.put(word(&self.kind));
        put.money(self.amount);
        put.put(self.probability);
        put.put(self.stage.as_ref());
        put.put(word(&self.state));
        put.put(self.close);
        put.put(self.reason.as_ref());
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Opportunity> {
        Ok(Opportunity {
            id: key_of(key)?,
            account: get.word()?,
            name: get.take()?,
            kind: get.word()?,
            amount: get.money()?,
            probability: get.take()?,
            stage: get.take()?,
            state: get.word()?,
            close: get.take()?,
            reason: get.take()?,
            meta: get.meta()?,
        })
    }
}
