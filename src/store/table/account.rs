//! The table of accounts.

use crate::domain::record::account::Account;
use crate::store::row::{Get, Put, Stored, key_of, word, words};

impl Stored for Account {
    const TABLE: &'static str = "account";
    const COLUMNS: &'static str = "name, aliases, domain, link, segment, industry, region, time_zone, currency, stage, owner, tags, starred, pin, call, call_on, call_reason, health, health_on, health_until, health_reason, leaving_said_on, snoozed_until, snooze_reason, dealt_on, body";

    fn write(&self, put: &mut Put) {
        put.put(&self.name);
        put.list(&self.aliases);
        put.put(self.domain.as_ref());
        put.put(self.link.as_ref());
        put.put(self.segment.as_ref());
        put.put(self.industry.as_ref());
        put.put(self.region.as_ref());
        put.put(self.time_zone.as_ref());
        put.put(words(self.currency.as_ref()));
        put.put(word(&self.stage));
        put.put(self.owner.as_ref());
        put.list(&self.tags);
        put.put(self.starred);
        put.put(words(self.pin.as_ref()));
        put.put(words(self.call.as_ref()));
        put.put(self.call_on);
        put.put(self.call_reason.as_ref());
        put.put(words(self.health.as_ref()));
        put.put(self.health_on);
        put.put(self.health_until);
        put.put(self.health_reason.as_ref());
        put.put(self.leaving_said_on);
        put.put(self.snoozed_until);
        put.put(self.snooze_reason.as_ref());
        put.put(self.dealt_on);
        put.put(&self.body);
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Account> {
        Ok(Account {
            id: key_of(key)?,
            name: get.take()?,
            aliases: get.list()?,
            domain: get.take()?,
            link: get.take()?,
            segment: get.take()?,
            industry: get.take()?,
            region: get.take()?,
            time_zone: get.take()?,
            currency: get.words()?,
            stage: get.word()?,
            owner: get.take()?,
            tags: get.list()?,
            starred: get.take()?,
            pin: get.words()?,
            call: get.words()?,
            call_on: get.take()?,
            call_reason: get.take()?,
            health: get.words()?,
            health_on: get.take()?,
            health_until: get.take()?,
            health_reason: get.take()?,
            leaving_said_on: get.take()?,
            snoozed_until: get.take()?,
            snooze_reason: get.take()?,
            dealt_on: get.take()?,
            body: get.take()?,
            meta: get.meta()?,
        })
    }
}
