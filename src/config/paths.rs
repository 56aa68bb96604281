//! Where config, data and state lie: the XDG folders, also on macOS.

use etcetera::{BaseStrategy, choose_base_strategy};
use std::path::PathBuf;

/// Folders of folio. Absent when the system has no home for us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The config file.
    pub config: Option<PathBuf>,
    /// The book.
    pub book: Option<PathBuf>,
    /// What the screen remembers.
    pub state: Option<PathBuf>,
}

impl Paths {
    /// Finds the folders from the environment.
    pub fn find() -> Paths {
        let Ok(base) = choose_base_strategy() else { return Paths { config: None, book: None, state: None } };
        Paths {
            config: Some(base.config_dir().join("folio").join("config.toml")),
            book: Some(base.data_dir().join("folio").join("folio.db")),
            state: base.state_dir().map(|folder| folder.join("folio").join("screen.json")),
        }
    }
}
