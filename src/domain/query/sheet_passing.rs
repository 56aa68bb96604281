//! Which rows of a sheet a filter lets through. Rows are asked as they lie in memory, and words are looked for in all of
//! them at once, before any is asked.

use crate::domain::book::DecisionId;
use crate::domain::query::found::{Found, NOTHING};
use crate::domain::query::id_hash::IdMap;
use crate::domain::query::matcher::Matcher;
use crate::domain::query::sheet::Sheet;
use crate::domain::query::sheet_account::{AccountRow, DecisionRow};
use crate::domain::query::sheet_subject::{AccountOf, DecisionOf, TaskOf};
use crate::domain::query::sheet_task::{LOOSE, TaskRow};
use crate::domain::query::subject::Row;
use crate::domain::query::words::{SheetWords, Words};
use crate::domain::value::id::{AccountId, TaskId};
use crate::domain::value::sought::Sought;
use std::hash::Hash;

impl Sheet {
    /// The accounts of an order that a filter holds for.
    pub fn accounts_passing(&self, matcher: &Matcher, order: &[AccountId]) -> Vec<AccountId> {
        let found = self.find(matcher, order.len(), Row::Account);
        let passes = |place: u32, row: &AccountRow| matcher.matches(&self.ask_account(row, (&found, place)));
        passing(matcher, order, &self.account_places, &self.accounts, passes)
    }

    /// The tasks of an order that a filter holds for.
    pub fn tasks_passing(&self, matcher: &Matcher, order: &[TaskId]) -> Vec<TaskId> {
        let found = self.find(matcher, order.len(), Row::Task);
        let passes = |place: u32, row: &TaskRow| {
            let account = self.account_at(row.account).map(|row| self.ask_account(row, (&NOTHING, LOOSE)));
            matcher.matches(&TaskOf { row, account, notes: &self.notes, found: (&found, place) })
        };
        passing(matcher, order, &self.task_places, &self.tasks, passes)
    }

    /// The decisions of an order that a filter holds for: it is asked of their accounts, but `renew`, `cancel`, `locked`
    /// and the stage of the renewal of each decision itself.
    pub fn decisions_passing(&self, matcher: &Matcher, order: &[DecisionId]) -> Vec<DecisionId> {
        if matcher.is_all() {
            return order.to_vec();
        }
        let found = self.find(matcher, order.len(), Row::Account);
        let passes = |id: &&DecisionId| {
            let place = *self.account_places.get(&id.account)?;
            let account = self.account_at(place)?;
            let row = account.decisions.iter().find(|row| row.id == **id)?;
            Some(matcher.matches(&DecisionOf { row, account: self.ask_account(account, (&found, place)) }))
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
        let asked = self.ask_account(account, (&NOTHING, LOOSE));
        let holds = |row: &DecisionRow| matcher.matches(&DecisionOf { row, account: asked });
        let mut own = account.decisions.iter().filter(same).peekable();
        if own.peek().is_none() { holds(said) } else { own.any(holds) }
    }

    fn ask_account<'a>(&'a self, row: &'a AccountRow, found: (&'a Found, u32)) -> AccountOf<'a> {
        AccountOf { row, tasks: &self.tasks, notes: &self.notes, found }
    }

    /// Looks for the words of a filter in all rows at once, unless so few are asked that each is asked for itself.
    fn find(&self, matcher: &Matcher, asked: usize, kind: Row) -> Found {
        let mut found = Found::default();
        let rows = if kind == Row::Task { self.tasks.len() } else { self.accounts.len() };
        if is_few(asked, rows) {
            return found;
        }
        for sought in matcher.words() {
            let held = if kind == Row::Task { self.tasks_holding(sought) } else { self.accounts_holding(sought) };
            found.learn(sought, held);
        }
        found
    }

    fn words(&self) -> &SheetWords {
        self.words.get(|| SheetWords {
            accounts: Words::of(
                (0..).zip(&self.accounts).filter_map(|(place, row)| Some((place, row.as_ref()?.words()))),
            ),
            tasks: Words::of((0..).zip(&self.tasks).filter_map(|(place, row)| Some((place, row.as_ref()?.words())))),
        })
    }

    /// By place: whether an account or an open task of it holds a word.
    fn accounts_holding(&self, sought: &Sought) -> Vec<bool> {
        let mut held = vec![false; self.accounts.len()];
        let mut mark = |place: u32| held.get_mut(place as usize).into_iter().for_each(|held| *held = true);
        self.words().accounts.each_holding(sought, |place, _| mark(place));
        self.words().tasks.each_holding(sought, |place, _| {
            let task = self.tasks.get(place as usize).and_then(Option::as_ref);
            if let Some(task) = task.filter(|task| task.facts.state.is_open()) {
                mark(task.account);
            }
        });
        held
    }

    /// By place: whether a task or a name of its account holds a word.
    fn tasks_holding(&self, sought: &Sought) -> Vec<bool> {
        let mut held = vec![false; self.tasks.len()];
        let mut mark = |place: u32| held.get_mut(place as usize).into_iter().for_each(|held| *held = true);
        self.words().tasks.each_holding(sought, |place, _| mark(place));
        self.words().accounts.each_holding(sought, |place, end| {
            // Names stand first, so a name holds it if the first hit is in one.
            if let Some(account) = self.account_at(place).filter(|row| end <= row.names().len()) {
                account.tasks.iter().copied().for_each(&mut mark);
            }
        });
        held
    }
}

/// Rows are asked as they lie in memory, and the order is walked after: in the order of a list every row would be a
/// miss of the processor's cache, which costs more than the question.
fn passing<K: Copy + Eq + Hash, T>(
    matcher: &Matcher,
    order: &[K],
    places: &IdMap<K, u32>,
    rows: &[Option<T>],
    passes: impl Fn(u32, &T) -> bool,
) -> Vec<K> {
    if matcher.is_all() {
        return order.to_vec();
    }
    let place = |key: &K| places.get(key).copied();
    if is_few(order.len(), rows.len()) {
        let passes_at = |place: u32| passes(place, rows.get(place as usize)?.as_ref()?).then_some(());
        return order.iter().filter(|key| place(key).and_then(passes_at).is_some()).copied().collect();
    }
    let held: Vec<bool> =
        (0..).zip(rows).map(|(place, row)| row.as_ref().is_some_and(|row| passes(place, row))).collect();
    if !held.contains(&true) {
        return Vec::new();
    }
    let let_through = |key: &K| place(key).and_then(|place| held.get(place as usize)) == Some(&true);
    order.iter().filter(|key| let_through(key)).copied().collect()
}

/// Whether so few of all rows are asked that walking all of them costs more.
fn is_few(asked: usize, rows: usize) -> bool {
    asked < rows / 4
}
