//! The rows that the cursors of the lists stand on: what they are brought back to when an order changes.

use crate::domain::book::DecisionId;
use crate::domain::value::id::{AccountId, TaskId};

/// Rows under the cursors.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cursors {
    pub(in crate::tui) account: Option<AccountId>,
    pub(in crate::tui) decision: Option<DecisionId>,
    pub(in crate::tui) task: Option<TaskId>,
}
