//! The whole examination, in the order in which it is told.

use crate::config::settings::Settings;
use crate::service::desk::{Clock, Desk};
use crate::service::doctor::finding::{Finding, path_text};
use crate::service::doctor::terminal::Terminal;
use crate::service::doctor::{book, place};
use crate::store::backups;
use crate::store::db::Store;
use crate::store::refill::version;
use std::path::Path;

/// What is examined.
pub struct Case<'a> {
    /// Where the book is, or would be.
    pub book: Option<&'a Path>,
    /// Where the config is, or would be.
    pub config: Option<&'a Path>,
    /// Its faults.
    pub faults: &'a [String],
    /// What it says.
    pub settings: &'a Settings,
    /// The clock in force.
    pub clock: Clock,
    /// The terminal.
    pub terminal: Terminal,
}

impl Desk {
    /// Looks at the book that is open and at what is around it.
    pub fn examine(&self, size: Option<(u16, u16)>) -> Vec<Finding> {
        let (path, settings) = (self.path(), self.settings());
        let around = place::findings(path, backups::place(path, self.backups_at()));
        let mut found = book::findings(path, settings, self.clock());
        found.extend(around);
        found.extend(Terminal::read(size).findings());
        found
    }
}

/// Looks at everything.
pub fn examine(case: &Case<'_>) -> Vec<Finding> {
    let folio = format!("{}, files of version {}, SQLite {}", env!("CARGO_PKG_VERSION"), version(), Store::sqlite());
    let mut found = vec![Finding::fine("folio", folio)];
    found.push(match (case.config, case.faults) {
        (None, _) => Finding::warning("config", "there is no home folder in which it could be", "set HOME"),
        (Some(path), []) if path.exists() => Finding::fine("config", path_text(path)),
        (Some(path), []) => Finding::fine("config", format!("none at {}: the defaults hold", path_text(path))),
        (Some(_), [first, ..]) => {
            let what = format!("{} faults: {first}", case.faults.len());
            Finding::warning("config", what, "folio config check")
        }
    });
    match case.book {
        None => found.push(Finding::warning(
            "book",
            "there is no home folder in which it could be",
            "set HOME, or name it with --db PATH",
        )),
        Some(path) if std::fs::symlink_metadata(path).is_err() => {
            let what = format!("there is none at {} yet", path_text(path));
            found.push(Finding::warning("book", what, "folio init, or folio import FILE.csv, or folio restore BACKUP"));
        }
        Some(path) => {
            // Opening the book sets what of its permissions it can: they are looked at before.
            let around = place::findings(path, backups::place(path, case.settings.backups.folder()));
            found.extend(book::findings(path, case.settings, case.clock));
            found.extend(around);
        }
    }
    found.extend(case.terminal.findings());
    found
}
