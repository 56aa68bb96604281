//! The table of renewals.

use crate::domain::record::renewal::Renewal;
use crate::store::row::{Get, Put, Stored, key_of, word, words};

impl Stored for Renewal {
    const TABLE: &'static str = "renewal";
    const COLUMNS: &'static str = "account, subscription, due, cancel_by, stage, category, probability, target_minor, target_currency, forecast_minor, forecast_currency, final_minor, final_currency, outcome, settled_on, reason, notice_on, next_step";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.account));
        put.put(words(self.subscription.as_ref()));
        put.put(self.due);
        put.put(self.cancel_by);
        put.put(word(&self.stage));
        put.put(words(self.category.as_ref()));
        put.put(self.probability);
        put.money(self.target);
        put.money(self.forecast);
        put.money(self.final_amount);
        put.put(words(self.outcome.as_ref()));
        put.put(self.settled_on);
        put.put(self.reason.as_ref());
        put.put(self.notice_on);
        put.put(self.next_step.as_ref());
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Renewal> {
        Ok(Renewal {
            id: key_of(key)?,
            account: get.word()?,
            subscription: get.words()?,
            due: get.take()?,
            cancel_by: get.take()?,
            stage: get.word()?,
            category: get.words()?,
            probability: get.take()?,
            target: get.money()?,
            forecast: get.money()?,
            final_amount: get.money()?,
            outcome: get.words()?,
            settled_on: get.take()?,
            reason: get.take()?,
            notice_on: get.take()?,
            next_step: get.take()?,
            meta: get.meta()?,
        })
    }
}
