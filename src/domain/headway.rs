//! How far long work has come: told by whoever does it, read from another thread by whoever waits.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

/// What is being done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Rows of files are read.
    Reading,
    /// Rows are written to the book.
    Writing,
    /// Texts of rows are indexed for the search.
    Indexing,
    /// Lists of earlier days are held against what came.
    Testing,
}

impl Stage {
    const ALL: [Stage; 4] = [Stage::Reading, Stage::Writing, Stage::Indexing, Stage::Testing];

    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Stage::Reading => "reading",
            Stage::Writing => "writing",
            Stage::Indexing => "indexing",
            Stage::Testing => "testing",
        }
    }
}

/// Work that goes on, or none.
#[derive(Debug, Default)]
pub struct Headway {
    /// Place in [`Stage::ALL`] from 1; 0 for none.
    stage: AtomicU8,
    done: AtomicU64,
    all: AtomicU64,
}

/// What work has come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reached {
    /// What is being done.
    pub stage: Stage,
    /// Rows done.
    pub done: u64,
    /// Rows in all; 0 where nobody knows.
    pub all: u64,
}

impl Headway {
    /// Begins a stage of so many rows; 0 where nobody knows.
    pub fn begin(&self, stage: Stage, all: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
        let place = Stage::ALL.iter().position(|one| *one == stage).unwrap_or_default() + 1;
        self.stage.store(place as u8, Ordering::Relaxed);
    }

    /// Counts rows that are done.
    pub fn add(&self, rows: u64) {
        self.done.fetch_add(rows, Ordering::Relaxed);
    }

    /// Ends a stage.
    pub fn end(&self) {
        self.stage.store(0, Ordering::Relaxed);
    }

    /// How far it has come; none when nothing goes on.
    pub fn reached(&self) -> Option<Reached> {
        let place = usize::from(self.stage.load(Ordering::Relaxed)).checked_sub(1)?;
        let stage = *Stage::ALL.get(place)?;
        Some(Reached { stage, done: self.done.load(Ordering::Relaxed), all: self.all.load(Ordering::Relaxed) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_how_far_it_is() {
        let headway = Headway::default();
        assert_eq!(headway.reached(), None);
        headway.begin(Stage::Indexing, 10);
        headway.add(4);
        assert_eq!(headway.reached(), Some(Reached { stage: Stage::Indexing, done: 4, all: 10 }));
        headway.begin(Stage::Writing, 0);
        assert_eq!(headway.reached(), Some(Reached { stage: Stage::Writing, done: 0, all: 0 }));
        headway.end();
        assert_eq!(headway.reached(), None);
    }
}
