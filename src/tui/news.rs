//! Rows that another program has changed since they were last looked at: each is marked until the cursor has been on it,
//! or the list is ranked anew. What this screen writes itself is no news.

use crate::domain::book::{AccountLine, DecisionId, DecisionLine, Refresh, Roll, TaskLine};
use crate::domain::value::id::{AccountId, TaskId};
use crate::service::query::Lines;
use crate::tui::cursors::Cursors;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// What is news in one list.
#[derive(Clone, Debug)]
pub struct Fresh<K, L> {
    marked: HashSet<K>,
    /// Lines as they were before another program wrote, until they are read again.
    before: HashMap<K, L>,
}

impl<K, L> Default for Fresh<K, L> {
    fn default() -> Fresh<K, L> {
        Fresh { marked: HashSet::new(), before: HashMap::new() }
    }
}

impl<K: Copy + Eq + Hash, L: Clone + PartialEq> Fresh<K, L> {
    /// Whether a row is marked.
    pub fn has(&self, key: K) -> bool {
        self.marked.contains(&key)
    }

    fn keep(&mut self, roll: &Roll<K, L>) {
        for (key, line) in roll.lines() {
            self.before.entry(key).or_insert_with(|| line.clone());
        }
    }

    fn look(&mut self, key: K, line: &L) {
        if self.before.remove(&key).is_some_and(|before| before != *line) {
            self.marked.insert(key);
        }
    }

    fn learn(&mut self, roll: &Roll<K, L>, now: &[K]) {
        let here: HashSet<K> = roll.order().iter().copied().collect();
        self.marked.extend(now.iter().filter(|key| !here.contains(key)));
    }

    fn own(&mut self, key: K) {
        self.marked.remove(&key);
        self.before.remove(&key);
    }

    fn pass(&mut self, before: Option<K>, now: Option<K>) {
        if let Some(key) = before.filter(|key| now != Some(*key)) {
            self.marked.remove(&key);
        }
    }
}

/// What is news in the three lists.
#[derive(Clone, Debug, Default)]
pub struct News {
    /// Accounts.
    pub accounts: Fresh<AccountId, AccountLine>,
    /// Decisions.
    pub decisions: Fresh<DecisionId, DecisionLine>,
    /// Tasks.
    pub tasks: Fresh<TaskId, TaskLine>,
}

impl News {
    /// Keeps the lines as they are, before they are read again.
    pub fn keep(
        &mut self,
        accounts: &Roll<AccountId, AccountLine>,
        decisions: &Roll<DecisionId, DecisionLine>,
        tasks: &Roll<TaskId, TaskLine>,
    ) {
        self.accounts.keep(accounts);
        self.decisions.keep(decisions);
        self.tasks.keep(tasks);
    }

    /// Marks the lines that are not as they were.
    pub fn look(&mut self, lines: &Lines) {
        lines.accounts.iter().for_each(|line| self.accounts.look(line.id, line));
        lines.decisions.iter().for_each(|line| self.decisions.look(line.id, line));
        lines.tasks.iter().for_each(|line| self.tasks.look(line.id, line));
    }

    /// Marks rows that the lists do not have yet.
    pub fn learn(
        &mut self,
        (accounts, new_accounts): (&Roll<AccountId, AccountLine>, &[AccountId]),
        (decisions, new_decisions): (&Roll<DecisionId, DecisionLine>, &[DecisionId]),
        (tasks, new_tasks): (&Roll<TaskId, TaskLine>, &[TaskId]),
    ) {
        self.accounts.learn(accounts, new_accounts);
        self.decisions.learn(decisions, new_decisions);
        self.tasks.learn(tasks, new_tasks);
    }

    /// A write of this screen: what it changed is known here.
    pub fn own(&mut self, refresh: &Refresh) {
        refresh.accounts.iter().for_each(|line| self.accounts.own(line.id));
        refresh.decisions.iter().for_each(|line| self.decisions.own(line.id));
        refresh.tasks.iter().for_each(|line| self.tasks.own(line.id));
        if refresh.all {
            // Every line may be another one by this write.
            self.accounts.before.clear();
            self.decisions.before.clear();
            self.tasks.before.clear();
        }
    }

    /// The cursors went on: rows that they have left were seen.
    pub fn pass(&mut self, before: Cursors, now: Cursors) {
        self.accounts.pass(before.account, now.account);
        self.decisions.pass(before.decision, now.decision);
        self.tasks.pass(before.task, now.task);
    }

    /// How many rows are marked.
    pub fn count(&self) -> usize {
        self.accounts.marked.len() + self.decisions.marked.len() + self.tasks.marked.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roll(lines: &[(u8, u8)]) -> Roll<u8, u8> {
        Roll::of(lines.iter().copied(), true)
    }

    #[test]
    fn a_row_is_news_from_its_change_until_it_was_passed() {
        let mut fresh: Fresh<u8, u8> = Fresh::default();
        fresh.keep(&roll(&[(1, 10), (2, 20), (3, 30)]));
        fresh.look(1, &10);
        fresh.look(2, &21);
        fresh.own(3);
        fresh.look(3, &31);
        assert_eq!([1, 2, 3].map(|key| fresh.has(key)), [false, true, false]);
        // Kept once more before it was read again: the first look counts.
        fresh.keep(&roll(&[(1, 10)]));
        fresh.keep(&roll(&[(1, 11)]));
        fresh.look(1, &11);
        assert!(fresh.has(1));
        fresh.learn(&roll(&[(1, 10), (2, 20)]), &[2, 9, 1]);
        assert!(fresh.has(9));
        fresh.pass(Some(2), Some(2));
        assert!(fresh.has(2), "the cursor rests on it");
        fresh.pass(Some(2), Some(1));
        assert!(!fresh.has(2) && fresh.has(1));
    }
}
