//! The rows of a list that are shown: all of its roll, or those that passed its filter, in the roll's order. Between two
//! siftings nothing leaves but what is gone: a row that was handled stays where it stands.

use crate::domain::book::{DecisionId, Roll};
use crate::domain::value::id::{AccountId, TaskId};
use crate::tui::filter::Filter;
use crate::tui::picked::Picked;
use std::collections::HashSet;
use std::hash::Hash;

/// What of a list is shown, and what of it is selected.
#[derive(Clone, Debug)]
pub struct Shown<K> {
    /// What the rows had to pass.
    pub filter: Filter,
    /// The selection.
    pub picked: Picked<K>,
    /// It is to be sifted as soon as what that takes is here.
    pub waits: bool,
    passing: Option<Vec<K>>,
    /// Counts what became of the rows that passed.
    revision: u64,
    /// Rows that passed though the roll does not have them: hidden ones, closed ones.
    beyond: HashSet<K>,
}

impl<K> Default for Shown<K> {
    fn default() -> Shown<K> {
        Shown {
            filter: Filter::default(),
            picked: Picked::default(),
            waits: false,
            passing: None,
            revision: 0,
            beyond: HashSet::new(),
        }
    }
}

/// The same of the three lists.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Accounts.
    pub accounts: Shown<AccountId>,
    /// Renewals.
    pub decisions: Shown<DecisionId>,
    /// Tasks.
    pub tasks: Shown<TaskId>,
}

impl Lists {
    /// What is selected, without the filters.
    #[must_use]
    pub fn selections(&self) -> Lists {
        Lists {
            accounts: Shown { picked: self.accounts.picked.clone(), ..Shown::default() },
            decisions: Shown { picked: self.decisions.picked.clone(), ..Shown::default() },
            tasks: Shown { picked: self.tasks.picked.clone(), ..Shown::default() },
        }
    }

    /// Selects again what was selected, in lists where nothing else is meanwhile.
    pub fn select_again(&mut self, kept: Lists) {
        self.accounts.select_again(kept.accounts);
        self.decisions.select_again(kept.decisions);
        self.tasks.select_again(kept.tasks);
    }
}

/// Does the same with whichever list is meant: what is shown of it, and its roll.
macro_rules! on_list {
    ($app:expr, $focus:expr, |$shown:ident, $roll:ident| $body:expr) => {
        match $focus {
            $crate::tui::deck::Focus::Accounts => {
                let ($shown, $roll) = (&$app.shown.accounts, &$app.book.accounts);
                $body
            }
            $crate::tui::deck::Focus::Renewals => {
                let ($shown, $roll) = (&$app.shown.decisions, &$app.book.decisions);
                $body
            }
            $crate::tui::deck::Focus::Tasks => {
                let ($shown, $roll) = (&$app.shown.tasks, &$app.book.tasks);
                $body
            }
        }
    };
    (mut $app:expr, $focus:expr, |$shown:ident, $roll:ident| $body:expr) => {
        match $focus {
            $crate::tui::deck::Focus::Accounts => {
                let ($shown, $roll) = (&mut $app.shown.accounts, &$app.book.accounts);
                $body
            }
            $crate::tui::deck::Focus::Renewals => {
                let ($shown, $roll) = (&mut $app.shown.decisions, &$app.book.decisions);
                $body
            }
            $crate::tui::deck::Focus::Tasks => {
                let ($shown, $roll) = (&mut $app.shown.tasks, &$app.book.tasks);
                $body
            }
        }
    };
}
pub(in crate::tui) use on_list;

impl<K: Copy + Eq + Hash + Ord> Shown<K> {
    /// The rows in their order.
    pub fn rows<'a, L>(&'a self, roll: &'a Roll<K, L>) -> &'a [K] {
        self.passing.as_deref().unwrap_or(roll.order())
    }

    /// The rows that passed; none while nothing has been sifted.
    pub fn passing(&self) -> Option<&[K]> {
        self.passing.as_deref()
    }

    /// Another number whenever other rows have passed.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether a row passed though the roll does not have it.
    pub fn is_beyond(&self, key: K) -> bool {
        self.beyond.contains(&key)
    }

    /// The row at a place.
    pub fn at<L>(&self, roll: &Roll<K, L>, place: usize) -> Option<K> {
        self.rows(roll).get(place).copied()
    }

    /// The place of a row.
    pub fn place<L>(&self, roll: &Roll<K, L>, key: K) -> Option<usize> {
        self.rows(roll).iter().position(|row| *row == key)
    }

    /// A stretch of the rows.
    pub fn stretch<'a, L>(&'a self, roll: &'a Roll<K, L>, from: usize, len: usize) -> &'a [K] {
        let rows = self.rows(roll);
        let from = from.min(rows.len());
        rows.get(from..from.saturating_add(len).min(rows.len())).unwrap_or_default()
    }

    /// Changes the selection, which is told the rows shown.
    pub fn pick<L>(&mut self, roll: &Roll<K, L>, change: impl FnOnce(&mut Picked<K>, &[K])) {
        change(&mut self.picked, self.passing.as_deref().unwrap_or(roll.order()));
    }

    /// How many rows are selected, and how many of them are not shown.
    pub fn count<L>(&self, roll: &Roll<K, L>, at: usize) -> (usize, usize) {
        let off = self.passing.as_deref().map_or(0, |rows| self.picked.off(rows));
        (self.picked.count(self.rows(roll), at), off)
    }

    fn select_again(&mut self, kept: Shown<K>) {
        if self.picked.is_empty() {
            self.picked = kept.picked;
            self.picked.rows_changed();
        }
    }

    /// The selected rows, in the order of the roll; `at` is the place of the cursor.
    pub fn selected<L>(&self, roll: &Roll<K, L>, at: usize) -> Vec<K> {
        self.picked.list(roll.order(), self.rows(roll), at)
    }

    /// Shows what passed a sifting, or all rows again; `beyond` are those among them that the roll does not have.
    pub fn sift(&mut self, passing: Option<Vec<K>>, beyond: HashSet<K>) {
        (self.passing, self.waits) = (passing, false);
        self.revision += 1;
        self.picked.rows_changed();
        self.show_beyond(beyond);
    }

    /// A row that no list has is let go of when the filter that found it goes.
    fn show_beyond(&mut self, beyond: HashSet<K>) {
        let earlier = std::mem::replace(&mut self.beyond, beyond);
        self.picked.keep(|key| !earlier.contains(key) || self.beyond.contains(key));
    }

    /// Takes the filter and the rows of an earlier time, but not its selection.
    pub fn restore(&mut self, earlier: Shown<K>) {
        let Shown { filter, waits, passing, beyond, .. } = earlier;
        (self.filter, self.waits, self.passing) = (filter, waits, passing);
        self.revision += 1;
        self.picked.rows_changed();
        self.show_beyond(beyond);
    }

    /// Lets go of what is gone from the roll. While only the head of a roll is here nothing is known to be gone.
    pub fn keep<L>(&mut self, roll: &Roll<K, L>) {
        if !roll.whole || (self.passing.is_none() && self.picked.is_empty()) {
            return;
        }
        let here: HashSet<K> = roll.order().iter().copied().collect();
        let stays = |key: &K| here.contains(key) || self.beyond.contains(key);
        if let Some(passing) = &mut self.passing {
            passing.retain(stays);
            self.revision += 1;
        }
        self.picked.keep(stays);
    }

    /// Lets go of rows that are gone.
    pub fn drop_rows(&mut self, gone: &[K]) {
        if gone.is_empty() {
            return;
        }
        let gone: HashSet<K> = gone.iter().copied().collect();
        if let Some(passing) = &mut self.passing {
            passing.retain(|key| !gone.contains(key));
            self.revision += 1;
        }
        self.picked.keep(|key| !gone.contains(key));
    }

    /// Shows rows that have come to pass: they come last, nothing moves.
    pub fn admit(&mut self, rows: &[K]) {
        let Some(passing) = &mut self.passing else { return };
        let here: HashSet<K> = passing.iter().copied().collect();
        passing.extend(rows.iter().filter(|key| !here.contains(key)));
        self.revision += 1;
        self.picked.rows_changed();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roll(keys: &[u8]) -> Roll<u8, ()> {
        Roll::of(keys.iter().map(|key| (*key, ())), true)
    }

    #[test]
    fn shows_what_passed_until_it_is_gone() {
        let (mut shown, all) = (Shown::default(), roll(&[5, 3, 9, 1]));
        assert_eq!(shown.rows(&all), [5, 3, 9, 1]);
        shown.sift(Some(vec![3, 1]), HashSet::new());
        assert_eq!((shown.rows(&all), shown.at(&all, 1), shown.place(&all, 9)), (&[3, 1][..], Some(1), None));
        shown.picked.toggle(5);
        shown.picked.toggle(3);
        shown.admit(&[1, 9]);
        assert_eq!(shown.rows(&all), [3, 1, 9]);
        assert_eq!(shown.stretch(&all, 2, 9), [9]);
        assert_eq!(shown.stretch(&all, 7, 9), [0_u8; 0]);
        let fewer = roll(&[5, 1, 9]);
        shown.keep(&fewer);
        assert_eq!((shown.rows(&fewer), shown.picked.list(&[5, 1, 9], &[], 0)), (&[1, 9][..], vec![5]));
        shown.sift(None, HashSet::new());
        assert_eq!(shown.rows(&fewer), [5, 1, 9]);
    }
}
