//! A record as a form or a file holds it: texts by field, with the version that they were read from. Data only.

use crate::domain::record::meta::Kind;
use crate::domain::value::id::AccountId;
use serde::{Deserialize, Serialize};

/// A row of any table, by its id.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RowName {
    /// Its table.
    pub kind: Kind,
    /// Its id.
    pub key: String,
}

/// A record, read to be edited. Texts are as given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordView {
    /// Which.
    pub row: RowName,
    /// What it is called; safe to print.
    pub title: String,
    /// Whose it is.
    pub account: Option<AccountId>,
    /// How often it was written.
    pub version: u32,
    /// The text of each field, in the order of a form.
    pub values: Vec<(&'static str, String)>,
}

impl RecordView {
    /// The text of a field, empty when there is none.
    pub fn value(&self, key: &str) -> &str {
        self.values.iter().find(|(known, _)| *known == key).map_or("", |(_, text)| text)
    }

    /// The record with other texts in some fields.
    #[must_use]
    pub fn with(&self, fields: &[FieldEdit]) -> RecordView {
        let text = |(key, text): &(&'static str, String)| {
            let edit = fields.iter().find(|field| field.key == *key);
            (*key, edit.map_or_else(|| text.clone(), |field| field.after.clone()))
        };
        RecordView { values: self.values.iter().map(text).collect(), ..self.clone() }
    }
}

/// A field that takes another text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FieldEdit {
    /// Which.
    pub key: String,
    /// What stood there when it was read.
    pub before: String,
    /// What is to stand there, as typed.
    pub after: String,
}

/// Fields of a record that take other texts. Refused when the record was written since it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordEdit {
    /// Which record.
    pub row: RowName,
    /// The version that was read.
    pub version: u32,
    /// Its fields that change.
    pub fields: Vec<FieldEdit>,
}

/// A record to be made from texts by field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordDraft {
    /// Its table.
    pub kind: Kind,
    /// Whose it is; none for an account.
    pub account: Option<AccountId>,
    /// Its fields that have a text, as typed.
    pub fields: Vec<(String, String)>,
}
