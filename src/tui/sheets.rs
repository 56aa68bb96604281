//! The sheet that filters, jumps and completions are asked of, and what is on its way to it.

use crate::domain::book::DecisionId;
use crate::domain::query::needs::Needs;
use crate::domain::query::sheet::Sheet;
use crate::domain::query::tree::Query as Wanted;
use crate::domain::value::id::{AccountId, TaskId};
use std::collections::BTreeSet;

/// The sheet, and what is known to be missing from it.
#[derive(Debug, Default)]
pub struct Sheets {
    pub(in crate::tui) sheet: Option<Box<Sheet>>,
    /// A whole one was asked for, which holds so much.
    pub(in crate::tui) asked: Option<Needs>,
    /// Texts that the notes are being searched for.
    pub(in crate::tui) notes_asked: BTreeSet<String>,
    /// Accounts written to since then: they may have been read before.
    pub(in crate::tui) written: BTreeSet<AccountId>,
    /// Rows of the latest writes: they come to be shown once the sheet knows them.
    pub(in crate::tui) fresh: Fresh,
}

impl Sheets {
    /// Something failed, perhaps what was asked for: it may be asked for anew.
    pub(in crate::tui) fn ask_again(&mut self) {
        self.asked = None;
        self.notes_asked.clear();
    }

    /// Whether a list can be sifted: all that its filter asks for is here.
    pub(in crate::tui) fn has(&self, query: &Wanted, needs: Needs) -> bool {
        let knows = |sheet: &Sheet| query.note_needles().iter().all(|needle| sheet.knows_notes(needle));
        self.sheet.as_ref().is_some_and(|sheet| sheet.holds().has(needs) && knows(sheet))
    }
}

#[derive(Debug, Default)]
pub(in crate::tui) struct Fresh {
    pub(in crate::tui) accounts: Vec<AccountId>,
    pub(in crate::tui) decisions: Vec<DecisionId>,
    pub(in crate::tui) tasks: Vec<TaskId>,
}
