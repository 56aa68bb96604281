//! The rows that filters, the fuzzy jump and completions are asked of, in memory. Invariant: every place that a row or a
//! map names holds the row it means; a place whose row went is empty until the next row takes it.

use crate::domain::book::DecisionId;
use crate::domain::query::id_hash::IdMap;
use crate::domain::query::matcher::Matcher;
use crate::domain::query::needs::Needs;
use crate::domain::query::notes::{NoteHits, Notes};
use crate::domain::query::sheet_account::{AccountRow, DecisionRow};
use crate::domain::query::sheet_subject::{AccountOf, DecisionOf, TaskOf};
use crate::domain::query::sheet_task::{LOOSE, TaskRow};
use crate::domain::value::id::{AccountId, TaskId};
use std::collections::BTreeSet;
use std::hash::Hash;

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
    accounts: Vec<Option<AccountRow>>,
    tasks: Vec<Option<TaskRow>>,
    account_places: IdMap<AccountId, u32>,
    task_places: IdMap<TaskId, u32>,
    /// Tasks of no account.
    loose: Vec<u32>,
    /// Places whose row went.
    free_accounts: Vec<u32>,
    free_tasks: Vec<u32>,
    notes: Notes,
    holds: Needs,
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
        self.remove_account(row.id);
        let id = row.id;
        let place = put(&mut self.accounts, &mut self.free_accounts, row);
        self.account_places.insert(id, place);
    }

    /// Puts a task in, in place of the one of the same id. One whose account is not here is of none.
    pub fn put_task(&mut self, account: Option<AccountId>, mut row: TaskRow) {
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

    fn account_at(&self, place: u32) -> Option<&AccountRow> {
        self.accounts.get(place as usize)?.as_ref()
    }

    /// Tags in use, safe to print, in order and each once.
    pub fn tags(&self) -> Vec<&str> {
        let all = self.accounts().flat_map(AccountRow::shown_tags).chain(self.tasks().flat_map(TaskRow::shown_tags));
        all.collect::<BTreeSet<&str>>().into_iter().collect()
    }

    /// The accounts of an order that a filter holds for.
    pub fn accounts_passing(&self, matcher: &Matcher, order: &[AccountId]) -> Vec<AccountId> {
        let passes = |row: &AccountRow| matcher.matches(&self.ask_account(row));
        passing(matcher, order, &self.account_places, &self.accounts, passes)
    }

    /// The tasks of an order that a filter holds for.
    pub fn tasks_passing(&self, matcher: &Matcher, order: &[TaskId]) -> Vec<TaskId> {
        let passes = |row: &TaskRow| {
            let account = self.account_at(row.account).map(|row| self.ask_account(row));
            matcher.matches(&TaskOf { row, account, notes: &self.notes })
        };
        passing(matcher, order, &self.task_places, &self.tasks, passes)
    }

    /// The decisions of an order that a filter holds for: it is asked of their accounts, but `renew`, `cancel`, `locked`
    /// and the stage of the renewal of each decision itself.
    pub fn decisions_passing(&self, matcher: &Matcher, order: &[DecisionId]) -> Vec<DecisionId> {
        if matcher.is_all() {
            return order.to_vec();
        }
        let passes = |id: &&DecisionId| {
            let account = self.account(id.account)?;
            let row = account.decisions.iter().find(|row| row.id == **id)?;
            Some(matcher.matches(&DecisionOf { row, account: self.ask_account(account) }))
        };
        order.iter().filter(|id| passes(id) == Some(true)).copied().collect()
    }

    /// Whether a filter holds for a decision that may be none to come: one to come is asked as it is here, any other with
    /// what is said of it.
    pub fn line_passes(&self, matcher: &Matcher, said: &DecisionRow) -> bool {
        let Some(account) = self.account(said.id.account) else { return false };
        let same = |row: &&DecisionRow| match said.id.renewal() {
            Some(renewal) => row.id.renewal() == Some(renewal),
            None => row.id == said.id,
        };
        let holds = |row: &DecisionRow| matcher.matches(&DecisionOf { row, account: self.ask_account(account) });
        let mut own = account.decisions.iter().filter(same).peekable();
        if own.peek().is_none() { holds(said) } else { own.any(holds) }
    }

    fn ask_account<'a>(&'a self, row: &'a AccountRow) -> AccountOf<'a> {
        AccountOf { row, tasks: &self.tasks, notes: &self.notes }
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

/// Rows are asked as they lie in memory, and the order is walked after: in the order of a list every row would be a
/// miss of the processor's cache, which costs more than the question.
fn passing<K: Copy + Eq + Hash, T>(
    matcher: &Matcher,
    order: &[K],
    places: &IdMap<K, u32>,
    rows: &[Option<T>],
    passes: impl Fn(&T) -> bool,
) -> Vec<K> {
    if matcher.is_all() {
        return order.to_vec();
    }
    let place = |key: &K| places.get(key).map(|place| *place as usize);
    if order.len() < rows.len() / 4 {
        let row = |key: &K| rows.get(place(key)?)?.as_ref();
        return order.iter().filter(|key| row(key).is_some_and(&passes)).copied().collect();
    }
    let held: Vec<bool> = rows.iter().map(|row| row.as_ref().is_some_and(&passes)).collect();
    if !held.contains(&true) {
        return Vec::new();
    }
    let let_through = |key: &K| place(key).and_then(|place| held.get(place)) == Some(&true);
    order.iter().filter(|key| let_through(key)).copied().collect()
}
