//! Selected rows by their ids, and a stretch that follows the cursor until it is kept. Rows stay selected when a filter
//! no longer shows them; those that are gone leave.

use std::cell::Cell;
use std::collections::HashSet;
use std::hash::Hash;
use std::ops::Range;

/// Rows that are selected.
#[derive(Clone, Debug)]
pub struct Picked<K> {
    rows: HashSet<K>,
    anchor: Option<K>,
    /// How many of the rows are not shown, until either changes: to count them anew for each key would cost as much as
    /// the book is long.
    off: Cell<Option<usize>>,
}

impl<K> Default for Picked<K> {
    fn default() -> Picked<K> {
        Picked { rows: HashSet::new(), anchor: None, off: Cell::new(None) }
    }
}

impl<K: Copy + Eq + Hash + Ord> Picked<K> {
    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.anchor.is_none()
    }

    /// Selects a row, or lets it go.
    pub fn toggle(&mut self, key: K) {
        self.rows_changed();
        if !self.rows.remove(&key) {
            self.rows.insert(key);
        }
    }

    /// Begins a stretch at a row, or keeps the one that was begun: from its row to the cursor's.
    pub fn range(&mut self, rows: &[K], at: usize) {
        if self.anchor.is_some() {
            self.close(rows, at);
        } else {
            self.anchor = rows.get(at).copied();
        }
    }

    /// Selects rows beside those that are.
    pub fn add(&mut self, keys: impl IntoIterator<Item = K>) {
        self.rows.extend(keys);
        self.rows_changed();
    }

    /// Keeps a stretch that was begun.
    pub fn close(&mut self, rows: &[K], at: usize) {
        let span = self.span(rows, at);
        self.rows.extend(rows.get(span).unwrap_or_default());
        self.anchor = None;
        self.rows_changed();
    }

    /// Whether a stretch follows the cursor.
    pub fn follows(&self) -> bool {
        self.anchor.is_some()
    }

    /// Selects all rows that are shown, beside those that are not; lets them go when all of them are selected already.
    pub fn all(&mut self, rows: &[K]) {
        self.anchor = None;
        self.rows_changed();
        if rows.iter().all(|key| self.rows.contains(key)) {
            for key in rows {
                self.rows.remove(key);
            }
        } else {
            self.rows.extend(rows);
        }
    }

    /// Lets everything go.
    pub fn clear(&mut self) {
        *self = Picked::default();
    }

    /// Lets go of the rows that fail a test.
    pub fn keep(&mut self, test: impl Fn(&K) -> bool) {
        self.rows.retain(&test);
        self.rows_changed();
        self.anchor = self.anchor.filter(test);
    }

    /// Places of the stretch that follows the cursor; empty without one, or when its first row is not shown.
    pub fn span(&self, rows: &[K], at: usize) -> Range<usize> {
        let from = self.anchor.and_then(|anchor| rows.iter().position(|key| *key == anchor));
        from.map_or(0..0, |from| from.min(at)..from.max(at).saturating_add(1).min(rows.len()))
    }

    /// Whether a row at a place is selected; `span` is the stretch that follows the cursor.
    pub fn has(&self, key: K, place: usize, span: &Range<usize>) -> bool {
        span.contains(&place) || self.rows.contains(&key)
    }

    /// Other rows are shown from now on.
    pub fn rows_changed(&mut self) {
        self.off.set(None);
    }

    /// How many rows are selected.
    pub fn count(&self, rows: &[K], at: usize) -> usize {
        let stretch = rows.get(self.span(rows, at)).unwrap_or_default();
        self.rows.len() + stretch.iter().filter(|key| !self.rows.contains(key)).count()
    }

    /// How many of the selected rows are not among those shown.
    pub fn off(&self, rows: &[K]) -> usize {
        if let Some(off) = self.off.get() {
            return off;
        }
        let off = if self.rows.is_empty() {
            0
        } else {
            self.rows.len() - rows.iter().filter(|key| self.rows.contains(key)).count()
        };
        self.off.set(Some(off));
        off
    }

    /// The selected rows in the order of a list, those that it does not have last.
    pub fn list(&self, order: &[K], rows: &[K], at: usize) -> Vec<K> {
        let span = self.span(rows, at);
        let mut left = self.rows.clone();
        left.extend(rows.get(span).unwrap_or_default());
        let mut listed: Vec<K> = order.iter().copied().filter(|key| left.remove(key)).collect();
        let mut rest: Vec<K> = left.into_iter().collect();
        rest.sort_unstable();
        listed.extend(rest);
        listed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_follows_the_cursor_until_it_is_kept() {
        let rows = [10, 20, 30, 40, 50];
        let mut picked = Picked::default();
        picked.toggle(50);
        picked.range(&rows, 2);
        for (at, want) in [(2, vec![30, 50]), (4, vec![30, 40, 50]), (1, vec![20, 30, 50]), (0, vec![10, 20, 30, 50])] {
            assert_eq!(picked.list(&rows, &rows, at), want);
            assert_eq!((picked.count(&rows, at), picked.off(&rows)), (want.len(), 0));
        }
        picked.range(&rows, 1);
        assert_eq!((picked.follows(), picked.list(&rows, &rows, 4)), (false, vec![20, 30, 50]));
        picked.rows_changed();
        assert_eq!((picked.count(&[20, 40], 0), picked.off(&[20, 40])), (3, 2), "two are not shown");
        picked.range(&rows, 0);
        assert_eq!(picked.span(&[20, 40], 1), 0..0, "its first row is not shown");
        picked.keep(|key| *key != 10 && *key != 20);
        assert_eq!((picked.follows(), picked.list(&rows, &rows, 4)), (false, vec![30, 50]));
        picked.clear();
        assert!(picked.is_empty());
    }

    #[test]
    fn all_and_none() {
        let mut picked = Picked::default();
        picked.toggle(9);
        picked.all(&[1, 2]);
        assert_eq!(picked.list(&[1, 2, 3], &[1, 2], 0), [1, 2, 9]);
        picked.all(&[1, 2]);
        assert_eq!(picked.list(&[1, 2, 3], &[1, 2], 0), [9]);
    }
}
