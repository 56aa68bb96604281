//! The words of the book that a line can go on with: names, tags, views. A book that is not there has none.

use crate::cli::settled::Settled;
use crate::domain::record::standard_view::STANDARD_VIEWS;
use crate::domain::value::text::folded;
use crate::service::desk::Desk;
use crate::service::query::{Answer, Query};

/// Names offered at the most: more than a screen nobody reads.
const MOST: u32 = 100;

/// Where words are read from; the book is opened when one is asked for.
#[derive(Clone, Debug)]
pub struct Words {
    settled: Settled,
}

impl Words {
    /// The words of the book in force.
    pub fn new(settled: Settled) -> Words {
        Words { settled }
    }

    fn desk(&self) -> Option<Desk> {
        let path = self.settled.book.as_deref().filter(|path| path.exists())?;
        Desk::glance(path, &self.settled.loaded.settings, self.settled.clock, "cli").ok()
    }

    /// Accounts whose name, alias or domain begins so; case and accents do not matter.
    pub fn accounts(&self, typed: &str) -> Vec<String> {
        self.desk().and_then(|desk| desk.names_beginning(typed, MOST).ok()).unwrap_or_default()
    }

    /// Open tasks whose title begins so, with their account.
    pub fn tasks(&self, typed: &str) -> Vec<String> {
        self.desk().and_then(|desk| desk.titles_beginning(typed, MOST).ok()).unwrap_or_default()
    }

    /// Tags that begin so.
    pub fn tags(&self, typed: &str) -> Vec<String> {
        let key = folded(typed);
        let mut tags = self.desk().and_then(|desk| desk.tags().ok()).unwrap_or_default();
        tags.retain(|tag| folded(tag).starts_with(&key));
        tags
    }

    /// Saved views, then those that are always there; with the filter of each.
    pub fn views(&self, typed: &str) -> Vec<(String, String)> {
        let key = folded(typed);
        let mut found = Vec::new();
        if let Some(Ok(Answer::Views(views))) = self.desk().map(|desk| desk.fetch(&Query::Views)) {
            found.extend(views.iter().map(|view| (view.name.shown().into_owned(), view.query.shown().into_owned())));
        }
        found.extend(STANDARD_VIEWS.iter().map(|view| (view.name.to_owned(), view.query.to_owned())));
        found.retain(|(name, _)| folded(name).starts_with(&key));
        found
    }
}
