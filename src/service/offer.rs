//! What a shell's completion offers from the book: names, titles, tags. Texts are as given.

use crate::domain::value::text::folded;
use crate::service::desk::Desk;
use crate::service::error::Error;
use std::collections::HashSet;

impl Desk {
    /// Names of accounts of which a name, alias or domain begins so, each once, so many.
    pub fn names_beginning(&self, typed: &str, limit: u32) -> Result<Vec<String>, Error> {
        let mut names = self.store().names_beginning(&folded(typed), limit)?;
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        Ok(names)
    }

    /// Titles of open tasks that begin so, each once, so many.
    pub fn titles_beginning(&self, typed: &str, limit: u32) -> Result<Vec<String>, Error> {
        let key = folded(typed);
        let mut seen = HashSet::new();
        let found = self.store().tasks_titled(&key)?.into_iter().map(|(_, title)| title);
        let begins = found.filter(|title| folded(title).starts_with(&key) && seen.insert(title.clone()));
        Ok(begins.take(limit as usize).collect())
    }

    /// Every tag of accounts and tasks, by name.
    pub fn tags(&self) -> Result<Vec<String>, Error> {
        Ok(self.store().all_tags()?.into_iter().collect())
    }
}
