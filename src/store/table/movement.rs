//! The table of movements: the ledger of recurring revenue.

use crate::domain::record::movement::Movement;
use crate::store::row::{Get, Put, Stored, key_of, word, words};

impl Stored for Movement {
    const TABLE: &'static str = "movement";
    const COLUMNS: &'static str = "account, subscription, day, delta_minor, delta_currency, amount_minor, amount_currency, kind, reason, notice_on, source";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.account));
        put.put(words(self.subscription.as_ref()));
        put.put(self.day);
        put.money(Some(self.delta));
        put.money(self.amount);
        put.put(word(&self.kind));
        put.put(self.reason.as_ref());
        put.put(self.notice_on);
        put.put(word(&self.source));
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Movement> {
        Ok(Movement {
            id: key_of(key)?,
            account: get.word()?,
            subscription: get.words()?,
            day: get.take()?,
            delta: get.amount()?,
            amount: get.money()?,
            kind: get.word()?,
            reason: get.take()?,
            notice_on: get.take()?,
            source: get.word()?,
            meta: get.meta()?,
        })
    }
}
