//! The rows that the cursors of the lists stand on: what they are brought back to when an order changes.

use crate::domain::book::DecisionId;
use crate::domain::value::id::{AccountId, TaskId};
use crate::tui::list::List;

/// Rows under the cursors.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cursors {
    pub(in crate::tui) account: Option<AccountId>,
    pub(in crate::tui) decision: Option<DecisionId>,
    pub(in crate::tui) task: Option<TaskId>,
}

/// The lists as they were before the head of a book came: its rest brings the cursors back that did not move meanwhile.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) struct Held {
    /// The rows under the cursors.
    pub cursors: Cursors,
    /// Where the lists stood.
    pub before: [List; 3],
    /// Where the head has brought them.
    pub since: [List; 3],
}

/// What becomes of an order that was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum NextOrder {
    /// It comes in the place of the one that is here.
    #[default]
    Replaces,
    /// It tells which rows there are; those that are here stay where they are.
    Merges,
}
