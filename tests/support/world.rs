//! A book in a file and a clock that is set by hand: each act is told to a new desk, as another run of folio would.

use crate::facts::facts;
use folio::config::settings::Settings;
use folio::domain::value::day::{Day, Now, Zone};
use folio::domain::value::id::AccountId;
use folio::service::desk::{Clock, Desk};
use folio::service::error::Error;
use folio::service::intent::{Intent, Outcome};
use folio::store::db::Store;
use std::path::PathBuf;
use tempfile::TempDir;

/// A day as files write it.
pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Two minutes past nine in the morning of a day.
pub fn on(text: &str) -> Now {
    Now::new(Zone::UTC.moment(day(text).date().and_hms_opt(9, 2, 0).unwrap()), Zone::UTC)
}

/// The book and its clock.
pub struct World {
    _folder: TempDir,
    /// The file.
    pub path: PathBuf,
    /// What the clock shows.
    pub now: Now,
    /// Where ids come from; another for each desk.
    pub seed: u64,
}

impl World {
    /// An empty book on a day.
    pub fn on(today: &str) -> World {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("folio.db");
        World { _folder: folder, path, now: on(today), seed: 0 }
    }

    /// A desk at the book.
    pub fn desk(&mut self) -> Desk {
        self.seed += 1;
        Desk::create(&self.path, &Settings::default(), Clock::Fixed(self.now), "test").unwrap().seeded(self.seed)
    }

    /// The rows of the book.
    pub fn store(&self) -> Store {
        Store::open(&self.path).unwrap()
    }

    /// Does something.
    pub fn act(&mut self, intent: Intent) -> Outcome {
        self.desk().perform(intent).unwrap()
    }

    /// What is said to something that is refused, with a hint, and that writes nothing.
    pub fn refused(&mut self, intent: Intent) -> Error {
        let before = facts(&self.path);
        let refused = self.desk().perform(intent).unwrap_err();
        assert_eq!(facts(&self.path), before, "refused, and yet written");
        assert!(!refused.hint.is_empty(), "{refused}");
        refused
    }

    /// Does something, takes it back and does it again; the book is the same at each end.
    pub fn there_and_back(&mut self, intent: Intent) -> Outcome {
        let before = facts(&self.path);
        let outcome = self.act(intent);
        let after = facts(&self.path);
        assert_ne!(before, after, "{}", outcome.note);
        self.act(Intent::Undo(1));
        assert_eq!(facts(&self.path), before, "{}", outcome.note);
        self.act(Intent::Redo(1));
        assert_eq!(facts(&self.path), after, "{}", outcome.note);
        outcome
    }

    /// A new account by its line.
    pub fn account(&mut self, line: &str) -> AccountId {
        self.act(Intent::AddAccount(line.to_owned())).made.unwrap().parse().unwrap()
    }
}
