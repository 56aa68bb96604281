//! The review of a week as a file for others.

use crate::domain::review::page::WeekPage;
use crate::exchange::{week_json, week_markdown};
use serde_json::{Map, Value};

/// The review as Markdown.
pub fn markdown(page: &WeekPage) -> String {
    week_markdown::markdown(page)
}

/// The parts of the review as a JSON document, with the name of its shape.
pub fn parts(page: &WeekPage) -> (&'static str, Vec<(&'static str, Value)>) {
    (week_json::SCHEMA, week_json::parts(page))
}

/// The whole JSON document.
pub fn json(page: &WeekPage) -> Value {
    let (schema, parts) = parts(page);
    let parts = parts.into_iter().map(|(key, value)| (key.to_owned(), value));
    Value::Object(std::iter::once(("schema".to_owned(), Value::from(schema))).chain(parts).collect::<Map<_, _>>())
}
