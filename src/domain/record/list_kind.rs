//! Which list: of accounts, of renewals, of tasks.

use crate::domain::record::choice::choice;

choice!(
    /// The lists there are.
    ListKind {
        /// Accounts by money at stake.
        Accounts = "accounts",
        /// Renewals by decision day.
        Renewals = "renewals",
        /// The task queue.
        Tasks = "tasks",
    }
);
