//! What was sent off and has not come back yet.

use crate::tui::modals::modal::Modal;
use crate::tui::repeat::Repeat;
use crate::tui::shown::Lists;

/// A change that was sent off and not yet answered: what comes back when it cannot be done.
#[derive(Debug, Default)]
pub(in crate::tui) struct Sent {
    /// What was typed for it.
    pub typed: Option<Modal>,
    /// The change before it, and what was selected.
    pub before: Option<(Option<Repeat>, Lists)>,
    /// It is a change done again.
    pub again: bool,
    /// It takes a change back.
    pub back: bool,
    /// It is what the person's editor left.
    pub edited: bool,
}
