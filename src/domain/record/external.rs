//! What another system calls a row of ours, and what it last said of it: so that an import finds its rows again and
//! a local edit is told from a change at the source.

use crate::domain::record::field::Field;
use crate::domain::record::meta::{Kind, Meta, Record};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name of one row in another system. System, kind and name together are its key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct External {
    /// Version and times.
    pub meta: Meta,
    /// The other system: `salesforce`, `hubspot`, or a file's own name.
    pub system: String,
    /// Table of the row here.
    pub kind: Kind,
    /// The row's name there, as given; Salesforce ids by their first 15 characters.
    pub name: String,
    /// Public id of the row here.
    pub row: String,
    /// What the other system last said: field key to canonical text.
    pub seen: BTreeMap<String, String>,
}

impl External {
    /// The key of a row: system, kind and name in one text.
    pub fn key_of(system: &str, kind: Kind, name: &str) -> String {
        format!("{system}/{kind}/{name}")
    }
}

impl Record for External {
    const KIND: Kind = Kind::External;
    fn fields() -> &'static [Field<External>] {
        &[]
    }
    fn key(&self) -> String {
        External::key_of(&self.system, self.kind, &self.name)
    }
    fn title(&self) -> String {
        self.key()
    }
    fn meta(&self) -> &Meta {
        &self.meta
    }
    fn meta_mut(&mut self) -> &mut Meta {
        &mut self.meta
    }
}
