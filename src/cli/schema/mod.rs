//! What `--json` promises, as data: a row for each document and each of its fields, from which JSON Schema is written.
//!
//! `shape` says what a schema is made of, `lists`, `documents`, `weeks`, `signals` and `trials` hold them, `verbs` names the schema of each verb, `write`
//! makes JSON Schema of one, `verb` is `folio schema`. A field may be added to a schema; one that changes its meaning, or
//! goes, makes a new version of it.

pub mod documents;
pub mod lists;
pub mod shape;
pub mod signals;
pub mod trials;
pub mod verb;
pub mod verbs;
pub mod weeks;
pub mod write;
