//! The popup above all, if one is open.

use crate::tui::form::state::Form;
use crate::tui::modals::jump::Jump;
use crate::tui::modals::offer::Offer;
use crate::tui::modals::prompt::Prompt;
use crate::tui::modals::reading::Reading;
use crate::tui::modals::views::Views;

/// A popup.
#[derive(Debug)]
pub enum Modal {
    /// Lines to read.
    Reading(Reading),
    /// A line to type.
    Prompt(Box<Prompt>),
    /// The views.
    Views(Views),
    /// Rows to jump to.
    Jump(Box<Jump>),
    /// A record, field by field.
    Form(Box<Form>),
    /// Pasted lines that can become tasks.
    Offer(Box<Offer>),
}
