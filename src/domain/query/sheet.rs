//! The rows that filters, the fuzzy jump and completions are asked of, in memory. Invariant: every place that a row or a
//! map names holds the row it means; a place whose row went is empty until the next row takes it.

use crate::domain::query::id_hash::IdMap;
use crate::domain::query::needs::Needs;
use crate::domain::query::notes::{NoteHits, Notes};
use crate::domain::query::sheet_account::AccountRow;
use crate::domain::query::sheet_task::{LOOSE, TaskRow};
use crate::domain::query::words::{Made, SheetWords};
use crate::domain::value::id::{AccountId, TaskId};
use std::collections::HashSet;

/// Which rows of a book a sheet has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scope {
    /// All of them.
    Whole,
    /// These accounts with their tasks, and the tasks of no account.
    Some(Vec<AccountId>),
}

/// Rows of a book.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sheet {
    pub(in crate::domain::query) accounts: Vec<Option<AccountRow>>,
    pub(in crate::domain::query) tasks: Vec<Option<TaskRow>>,
    pub(in crate::domain::query) account_places: IdMap<AccountId, u32>,
    pub(in crate::domain::query) task_places: IdMap<TaskId, u32>,
    /// Tasks of no account.
    loose: Vec<u32>,
    /// Places whose row went.
    free_accounts: Vec<u32>,
    free_tasks: Vec<u32>,
    pub(in crate::domain::query) notes: Notes,
    holds: Needs,
    pub(in crate::domain::query) words: Made<SheetWords>,
}

impl Sheet {
    /// A sheet without rows, whose rows will hold so much.
    pub fn new(holds: Needs) -> Sheet {
        Sheet { holds, ..Sheet::default() }
    }

    /// What its rows hold: a filter that needs more must be asked of a sheet that has it.
    pub fn holds(&self) -> Needs {
        self.holds
    }

    /// Puts an account in, in place of the one of the same id and without its tasks.
    pub fn put_account(&mut self, row: AccountRow) {
        self.words.forget();
        self.remove_account(row.id);
        let id = row.id;
        let place = put(&mut self.accounts, &mut self.free_accounts, row);
        self.account_places.insert(id, place);
    }

    /// Puts a task in, in place of the one of the same id. One whose account is not here is of none.
    pub fn put_task(&mut self, account: Option<AccountId>, mut row: TaskRow) {
        self.words.forget();
        self.remove_task(row.id);
        let id = row.id;
        row.account = account.and_then(|id| self.account_places.get(&id).copied()).unwrap_or(LOOSE);
        let owner = row.account;
        let place = put(&mut self.tasks, &mut self.free_tasks, row);
        self.task_places.insert(id, place);
        self.tasks_at(owner).push(place);
    }

    fn tasks_at(&mut self, account: u32) -> &mut Vec<u32> {
        match self.accounts.get_mut(account as usize).and_then(Option::as_mut) {
            Some(row) => &mut row.tasks,
            None => &mut self.loose,
        }
    }

    fn remove_account(&mut self, id: AccountId) {
        let Some(place) = self.account_places.remove(&id) else { return };
        self.words.forget();
        let gone = self.accounts.get_mut(place as usize).and_then(Option::take);
        self.free_accounts.push(place);
        for task in gone.into_iter().flat_map(|row| row.tasks) {
            self.clear_task(task);
        }
    }

    fn remove_task(&mut self, id: TaskId) {
        let Some(place) = self.task_places.get(&id).copied() else { return };
        if let Some(row) = self.tasks.get(place as usize).and_then(Option::as_ref) {
            self.tasks_at(row.account).retain(|other| *other != place);
        }
        self.clear_task(place);
    }

    fn clear_task(&mut self, place: u32) {
        if let Some(row) = self.tasks.get_mut(place as usize).and_then(Option::take) {
            self.words.forget();
            self.task_places.remove(&row.id);
            self.free_tasks.push(place);
        }
    }

    /// Takes rows as they are now: of accounts, with their tasks, and all tasks of no account. What the part does not
    /// have of them is gone.
    pub fn replace(&mut self, accounts: &[AccountId], part: Sheet) {
        for id in accounts {
            self.remove_account(*id);
        }
        for place in std::mem::take(&mut self.loose) {
            self.clear_task(place);
        }
        let ids: Vec<Option<AccountId>> = part.accounts.iter().map(|row| row.as_ref().map(|row| row.id)).collect();
        for mut row in part.accounts.into_iter().flatten() {
            row.tasks.clear();
            self.put_account(row);
        }
        for row in part.tasks.into_iter().flatten() {
            self.put_task(ids.get(row.account as usize).copied().flatten(), row);
        }
    }

    /// Keeps which notes hold a folded text; see [`Query::note_needles`](crate::domain::query::tree::Query::note_needles).
    pub fn learn_notes(&mut self, needle: &str, hits: NoteHits) {
        self.notes.learn(needle, hits);
    }

    /// Whether it is known which notes hold a folded text.
    pub fn knows_notes(&self, needle: &str) -> bool {
        self.notes.knows(needle)
    }

    /// Lets go of all that is known of notes: they have changed.
    pub fn forget_notes(&mut self) {
        self.notes = Notes::default();
    }

    /// Every account, in no order.
    pub fn accounts(&self) -> impl Iterator<Item = &AccountRow> {
        self.accounts.iter().flatten()
    }

    /// Every task, in no order.
    pub fn tasks(&self) -> impl Iterator<Item = &TaskRow> {
        self.tasks.iter().flatten()
    }

    /// An account.
    pub fn account(&self, id: AccountId) -> Option<&AccountRow> {
        self.account_at(*self.account_places.get(&id)?)
    }

    /// A task.
    pub fn task(&self, id: TaskId) -> Option<&TaskRow> {
        self.tasks.get(*self.task_places.get(&id)? as usize)?.as_ref()
    }

    /// The account of a task of this sheet.
    pub fn account_of(&self, task: &TaskRow) -> Option<&AccountRow> {
        self.account_at(task.account)
    }

    /// The tasks of an account of this sheet.
    pub fn tasks_of<'a>(&'a self, account: &'a AccountRow) -> impl Iterator<Item = &'a TaskRow> {
        account.tasks.iter().filter_map(|place| self.tasks.get(*place as usize)?.as_ref())
    }

    pub(in crate::domain::query) fn account_at(&self, place: u32) -> Option<&AccountRow> {
        self.accounts.get(place as usize)?.as_ref()
    }

    /// Tags in use, safe to print, in order and each once.
    pub fn tags(&self) -> Vec<&str> {
        let all = self.accounts().flat_map(AccountRow::shown_tags).chain(self.tasks().flat_map(TaskRow::shown_tags));
        // Thousands of rows share a few tags: each is put in order once.
        let mut each: Vec<&str> = all.collect::<HashSet<&str>>().into_iter().collect();
        each.sort_unstable();
        each
    }
}

/// Puts a row where one went, or behind all.
fn put<T>(rows: &mut Vec<Option<T>>, free: &mut Vec<u32>, row: T) -> u32 {
    let place = free.pop().unwrap_or_else(|| {
        rows.push(None);
        u32::try_from(rows.len() - 1).unwrap_or(LOOSE)
    });
    if let Some(empty) = rows.get_mut(place as usize) {
        *empty = Some(row);
    }
    place
}
