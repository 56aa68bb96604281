//! What forms and the editor wait for: a record that was asked for, a text that was handed over.

use crate::service::edit::{RecordEdit, RecordView, RowName};
use crate::service::error::Error;

/// What a record that was asked for is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::tui) enum Wanted {
    /// A form.
    Form,
    /// The editor.
    Editor,
    /// A form that was refused, or an edit of the editor that was.
    Again,
}

/// What forms and the editor wait for.
#[derive(Debug, Default)]
pub struct Forms {
    /// What the record that was asked for is for.
    pub(in crate::tui) wanted: Option<Wanted>,
    /// What the editor has.
    pub(in crate::tui) editing: Option<Editing>,
}

/// What the editor has.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::tui) enum Editing {
    /// A record.
    Whole(Box<Whole>),
    /// The note of the review that is open.
    Week,
    /// The notes of the form that is open.
    Notes,
}

/// A record in the editor.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::tui) struct Whole {
    /// The record as it was read.
    pub view: RecordView,
    /// What the editor was given.
    pub given: String,
    /// What was sent off, and why it was refused.
    pub sent: Option<(RecordEdit, String)>,
}

impl Editing {
    /// Takes note of a refusal; gives the record to be read again.
    pub(in crate::tui) fn refused(&mut self, error: &Error) -> Option<RowName> {
        let Editing::Whole(whole) = self else { return None };
        let (_, why) = whole.sent.as_mut()?;
        *why = if error.hint.is_empty() { error.message.clone() } else { format!("{}\n{}", error.message, error.hint) };
        Some(whole.view.row.clone())
    }
}
