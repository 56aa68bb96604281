//! What is typed in a form, as it is kept on disk until it is saved: the edits by field and when they were kept.

use crate::domain::value::day::Moment;
use crate::service::edit::FieldEdit;
use crate::tui::form::state::Form;
use serde::{Deserialize, Serialize};

/// A form that was left.
#[derive(Serialize, Deserialize)]
struct Draft {
    at: Moment,
    fields: Vec<FieldEdit>,
}

/// What is typed, to be kept; none when nothing is.
pub fn write(form: &Form, now: Moment) -> Option<String> {
    let fields = form.edits();
    if fields.is_empty() {
        return None;
    }
    serde_json::to_string(&Draft { at: form.drafted.unwrap_or(now), fields }).ok()
}

/// Puts what was kept into a form that was just opened. What stands in the book by now is told where it differs.
pub fn put(form: &mut Form, kept: &str) {
    let Ok(draft) = serde_json::from_str::<Draft>(kept) else { return };
    for field in draft.fields {
        let Some(place) = form.places.iter_mut().find(|place| place.slot.key == field.key) else { continue };
        let now = std::mem::replace(&mut place.before, field.before);
        place.put(field.after);
        place.meet(&now);
        if place.differs() {
            form.drafted = Some(draft.at);
        }
    }
}
