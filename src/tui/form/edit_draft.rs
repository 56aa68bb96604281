//! What the person's editor left of a record that is not written yet, as it is kept on disk: the text, and the record that
//! it was written from. Read back it changes what the person changed, whatever stands in the book by then.

use crate::service::edit::RecordView;
use serde::{Deserialize, Serialize};

/// An edit that was left.
#[derive(Serialize, Deserialize)]
struct Draft {
    version: u32,
    base: Vec<(String, String)>,
    text: String,
}

/// The text that was left of a record, to be kept.
pub fn write(base: &RecordView, text: &str) -> Option<String> {
    let values = base.values.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    serde_json::to_string(&Draft { version: base.version, base: values, text: text.to_owned() }).ok()
}

/// What was kept: the record as it was then, and the text. A text that was kept without its record stands by itself.
pub fn read(kept: &str, now: &RecordView) -> Option<(RecordView, String)> {
    let Ok(draft) = serde_json::from_str::<Draft>(kept) else { return Some((now.clone(), kept.to_owned())) };
    let was = |(key, value): &(&'static str, String)| {
        let base = draft.base.iter().find(|(known, _)| known == key);
        (*key, base.map_or_else(|| value.clone(), |(_, text)| text.clone()))
    };
    let values = now.values.iter().map(was).collect();
    Some((RecordView { version: draft.version, values, ..now.clone() }, draft.text))
}
