//! The table of subscriptions.

use crate::domain::record::subscription::Subscription;
use crate::store::row::{Get, Put, Stored, key_of, word, words};

impl Stored for Subscription {
    const TABLE: &'static str = "subscription";
    const COLUMNS: &'static str = "account, product, arr_minor, arr_currency, seats, start, end, term_months, auto_renew, notice, ended_on, escalator";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.account));
        put.put(&self.product);
        put.money(Some(self.arr));
        put.put(self.seats);
        put.put(self.start);
        put.put(self.end);
        put.put(self.term_months);
        put.put(self.auto_renew);
        put.put(words(self.notice.as_ref()));
        put.put(self.ended_on);
        put.put(words(self.escalator.as_ref()));
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Subscription> {
        Ok(Subscription {
            id: key_of(key)?,
            account: get.word()?,
            product: get.take()?,
            arr: get.amount()?,
            seats: get.take()?,
            start: get.take()?,
            end: get.take()?,
            term_months: get.take()?,
            auto_renew: get.take()?,
            notice: get.words()?,
            ended_on: get.take()?,
            escalator: get.words()?,
            meta: get.meta()?,
        })
    }
}
