//! The table of feedback.

use crate::domain::record::feedback::Feedback;
use crate::domain::value::milli::Milli;
use crate::store::row::{Get, Put, Stored, key_of, word, words};

impl Stored for Feedback {
    const TABLE: &'static str = "feedback";
    const COLUMNS: &'static str =
        "account, contact, kind, score_milli, scale, text, at, answered, resolved, consent, source";

    fn write(&self, put: &mut Put) {
        put.put(word(&self.account));
        put.put(words(self.contact.as_ref()));
        put.put(word(&self.kind));
        put.put(self.score.map(|score| score.0));
        put.put(words(self.scale.as_ref()));
        put.put(&self.text);
        put.put(self.at);
        put.put(self.answered);
        put.put(self.resolved);
        put.put(self.consent);
        put.put(self.source.as_ref());
    }

    fn read(key: &str, get: &mut Get<'_, '_>) -> rusqlite::Result<Feedback> {
        Ok(Feedback {
            id: key_of(key)?,
            account: get.word()?,
            contact: get.words()?,
            kind: get.word()?,
            score: get.take::<Option<i64>>()?.map(Milli),
            scale: get.words()?,
            text: get.take()?,
            at: get.take()?,
            answered: get.take()?,
            resolved: get.take()?,
            consent: get.take()?,
            source: get.take()?,
            meta: get.meta()?,
        })
    }
}
