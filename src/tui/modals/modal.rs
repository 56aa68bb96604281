//! The popup above all, if one is open.

use crate::tui::backtest::state::Backtest;
use crate::tui::form::state::Form;
use crate::tui::help::state::Help;
use crate::tui::modals::arrange::Arrange;
use crate::tui::modals::jump::Jump;
use crate::tui::modals::offer::Offer;
use crate::tui::modals::pick::Pick;
use crate::tui::modals::prompt::Prompt;
use crate::tui::modals::reading::Reading;
use crate::tui::modals::search::Search;
use crate::tui::modals::views::Views;
use crate::tui::palette::state::Palette;
use crate::tui::review::behind::Behind;

/// A popup.
#[derive(Debug)]
pub enum Modal {
    /// Lines to read.
    Reading(Reading),
    /// How well the ranking would have told who leaves.
    Backtest(Box<Backtest>),
    /// A line to type.
    Prompt(Box<Prompt>),
    /// The views.
    Views(Views),
    /// What can be pressed and typed, searched.
    Help(Box<Help>),
    /// The line in which any command is typed.
    Palette(Box<Palette>),
    /// Rows to jump to.
    Jump(Box<Jump>),
    /// What was written, searched.
    Search(Box<Search>),
    /// The layout of a list.
    Arrange(Box<Arrange>),
    /// A few addresses to pick one of.
    Pick(Box<Pick>),
    /// A record, field by field.
    Form(Box<Form>),
    /// What a figure of the review is reckoned on, and the rows behind it.
    Behind(Box<Behind>),
    /// Pasted lines that can become tasks.
    Offer(Box<Offer>),
}
