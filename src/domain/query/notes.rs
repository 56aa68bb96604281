//! What a search of the notes has found: notes are long and stay in the file, so that a filter asks here for the rows
//! whose notes hold a text.

use crate::domain::query::id_hash::IdSet;
use crate::domain::value::id::{AccountId, TaskId};
use std::collections::HashSet;

/// Rows whose notes hold a text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NoteHits {
    /// Accounts.
    pub accounts: HashSet<AccountId>,
    /// Tasks.
    pub tasks: HashSet<TaskId>,
}

/// Texts that were searched for, with what was found. A text that nobody searched for is in no note.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Notes {
    found: Vec<(String, IdSet<AccountId>, IdSet<TaskId>)>,
}

impl Notes {
    /// Keeps what was found for a folded text, in place of what was found for it before.
    pub fn learn(&mut self, needle: &str, hits: NoteHits) {
        self.found.retain(|(known, ..)| known != needle);
        let (accounts, tasks) = (hits.accounts.into_iter().collect(), hits.tasks.into_iter().collect());
        self.found.push((needle.to_owned(), accounts, tasks));
    }

    /// Whether a text was searched for.
    pub fn knows(&self, needle: &str) -> bool {
        self.found.iter().any(|(known, ..)| known == needle)
    }

    /// Whether the note of an account holds a folded text.
    pub fn of_account(&self, id: AccountId, needle: &str) -> bool {
        self.found.iter().any(|(known, accounts, _)| known == needle && accounts.contains(&id))
    }

    /// Whether the note of a task holds a folded text.
    pub fn of_task(&self, id: TaskId, needle: &str) -> bool {
        self.found.iter().any(|(known, _, tasks)| known == needle && tasks.contains(&id))
    }
}
