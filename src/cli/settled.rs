//! What a run starts from: the config as it was read, where the book is, what time it is.

use crate::cli::failure::Failure;
use crate::cli::globals::Globals;
use crate::cli::print::exit::Exit;
use crate::cli::shell::Shell;
use crate::config::load::{Loaded, load};
use crate::config::paths::Paths;
use crate::domain::value::text::shown;
use crate::service::desk::{Clock, Desk};
use std::path::{Path, PathBuf};

/// Flags, environment and config, settled in that order.
#[derive(Clone, Debug)]
pub struct Settled {
    /// Where the config is, or would be; none without a home.
    pub config: Option<PathBuf>,
    /// Where the book is, or would be; none without a home.
    pub book: Option<PathBuf>,
    /// What the config says, and its faults.
    pub loaded: Loaded,
    /// The clock in force.
    pub clock: Clock,
}

impl Settled {
    /// Reads the config. Faults in it are kept for [`Settled::refuse_faults`]; a file that cannot be read is an error.
    pub fn read(globals: &Globals) -> Result<Settled, Failure> {
        let paths = Paths::find();
        let globals = globals.clone().over(|name| std::env::var_os(name))?;
        if let Some(named) = globals.config.as_deref().filter(|path| !path.exists()) {
            let message = format!("there is no config file at {}", path_text(named));
            let hint = "leave --config and FOLIO_CONFIG out to use the default one";
            return Err(Failure::new(Exit::Failed, message, hint));
        }
        let config = globals.config.clone().or(paths.config);
        let loaded = config.as_deref().map(load).transpose().map_err(|why| {
            let place = config.as_deref().map(path_text).unwrap_or_default();
            Failure::new(
                Exit::Failed,
                format!("{place}: {why}"),
                "make it yours to read, or name another with --config PATH",
            )
        })?;
        let loaded = loaded.unwrap_or_default();
        Ok(Settled { config, book: globals.db.clone().or(paths.book), loaded, clock: globals.clock() })
    }

    /// Tells under `--verbose` what a run starts from.
    pub fn tell(&self, shell: &mut Shell) {
        let place = |path: &Option<PathBuf>| match path.as_deref() {
            Some(path) if path.exists() => path_text(path),
            Some(path) => format!("{} (not there)", path_text(path)),
            None => "nowhere: there is no home folder".to_owned(),
        };
        let now = self.clock.now();
        let clock = if self.clock == Clock::System { "" } else { " (said)" };
        shell.voice.detail(&format!("folio {}", env!("CARGO_PKG_VERSION")));
        shell.voice.detail(&format!("book: {}", place(&self.book)));
        shell.voice.detail(&format!("config: {}, {} faults", place(&self.config), self.loaded.faults.len()));
        shell.voice.detail(&format!("now: {} {}{clock}", now.today, now.zone.clock(now.at)));
    }

    /// Each fault of the config as `path:line:column key: why`.
    pub fn faults(&self) -> Vec<String> {
        let place = self.config.as_deref().map(path_text).unwrap_or_default();
        let line = |fault: &crate::config::load::Fault| {
            let key = if fault.key.is_empty() { String::new() } else { format!("{}: ", fault.key) };
            shown(&format!("{place}:{}:{} {key}{}", fault.line, fault.column, fault.why)).into_owned()
        };
        self.loaded.faults.iter().map(line).collect()
    }

    /// Refuses to go on with a faulty config, all of its faults named.
    pub fn refuse_faults(&self) -> Result<(), Failure> {
        if self.loaded.faults.is_empty() {
            return Ok(());
        }
        Err(Failure::usage(self.faults().join("\n"), "`folio config path` tells where the file is"))
    }

    /// Where the book is.
    pub fn book(&self) -> Result<&Path, Failure> {
        self.book.as_deref().ok_or_else(|| {
            let message = "there is no home folder in which the book could be";
            Failure::new(Exit::Failed, message, "set HOME, or name the book with --db PATH")
        })
    }

    /// Opens the book. `actor` names the face in the journal.
    pub fn open(&self, actor: &'static str) -> Result<Desk, Failure> {
        Ok(Desk::open(self.book()?, &self.loaded.settings, self.clock, actor)?)
    }
}

/// A path on one line, safe to print.
pub fn path_text(path: &Path) -> String {
    shown(&path.to_string_lossy()).into_owned()
}
