//! The table of contacts.

use crate::domain::record::contact::Contact;
use crate::store::row::{Get, Put, Stored, key_of, word, words};

impl Stored for Contact {
    const TABLE: &'static str = "contact";
    const COLUMNS: &'static str = "account, name, title, role, email, phone, sentiment, left_on";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.account));
        put.put(&self.name);
        put.put(self.title.as_ref());
        put.put(words(self.role.as_ref()));
        put.put(self.email.as_ref());
        put.put(self.phone.as_ref());
        put.put(words(self.sentiment.as_ref()));
        put.put(self.left_on);
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Contact> {
        Ok(Contact {
            id: key_of(key)?,
            account: get.word()?,
            name: get.take()?,
            title: get.take()?,
            role: get.words()?,
            email: get.take()?,
            phone: get.take()?,
            sentiment: get.words()?,
            left_on: get.take()?,
            meta: get.meta()?,
        })
    }
}
