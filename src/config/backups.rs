//! The automatic backups: how many are kept, and where.

use crate::domain::keeping::Keeping;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Copies of the book that are made by themselves.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Backups {
    /// Of the latest days.
    pub daily: u32,
    /// Of the weeks before them.
    pub weekly: u32,
    /// Another folder; empty keeps them beside the book.
    pub folder: String,
}

impl Default for Backups {
    fn default() -> Backups {
        let Keeping { daily, weekly } = Keeping::default();
        Backups { daily, weekly, folder: String::new() }
    }
}

impl Backups {
    /// No automatic backups: of a book that is thrown away.
    pub fn none() -> Backups {
        Backups { daily: 0, weekly: 0, folder: String::new() }
    }

    /// How many are kept.
    pub fn keeping(&self) -> Keeping {
        Keeping { daily: self.daily, weekly: self.weekly }
    }

    /// The other folder, if there is one.
    pub fn folder(&self) -> Option<&Path> {
        (!self.folder.is_empty()).then(|| Path::new(&self.folder))
    }
}
