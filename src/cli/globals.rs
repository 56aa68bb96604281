//! The flags that every verb takes: which book and config, what time it is, and the shape of the output.

use crate::cli::failure::Failure;
use crate::cli::now;
use crate::cli::print::color::ColorChoice;
use crate::cli::print::look::{Format, Wishes};
use crate::cli::print::prompt::Asking;
use crate::cli::print::voice::Volume;
use crate::cli::shell::Empty;
use crate::domain::value::day::Now;
use crate::domain::value::text::shown;
use crate::service::desk::Clock;
use clap::{Args, ValueEnum, builder::PossibleValue};
use std::ffi::OsString;
use std::path::PathBuf;

/// Flags that stand before or behind any verb.
#[derive(Args, Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // each is a switch of the command line
pub struct Globals {
    /// The book; `FOLIO_DB` unless named, else `$XDG_DATA_HOME/folio/folio.db`
    #[arg(long, global = true, value_name = "PATH", help_heading = "Global options")]
    pub db: Option<PathBuf>,
    /// The config file; `FOLIO_CONFIG` unless named, else `$XDG_CONFIG_HOME/folio/config.toml`
    #[arg(long, global = true, value_name = "PATH", help_heading = "Global options")]
    pub config: Option<PathBuf>,
    /// What time it is: 2026-11-27 (at 09:00), 2026-11-27T09:02, or with Z or +08:00 behind; `FOLIO_NOW` unless named
    #[arg(long, global = true, value_name = "DATE", value_parser = now::parse, help_heading = "Global options")]
    pub now: Option<Now>,
    /// One JSON document, with only these fields if any are named: --json=account,stake
    #[arg(long, global = true, value_name = "FIELDS", num_args = 0..=1, require_equals = true, default_missing_value = "", help_heading = "Output")]
    pub json: Option<String>,
    /// One JSON object a line
    #[arg(long, global = true, conflicts_with = "json", help_heading = "Output")]
    pub jsonl: bool,
    /// CSV for a spreadsheet
    #[arg(long, global = true, conflicts_with_all = ["json", "jsonl"], help_heading = "Output")]
    pub csv: bool,
    /// Tab-separated full values, as in a pipe
    #[arg(long, global = true, conflicts_with_all = ["json", "jsonl", "csv"], help_heading = "Output")]
    pub plain: bool,
    /// A header above tab-separated values
    #[arg(long, global = true, help_heading = "Output")]
    pub header: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", help_heading = "Output")]
    pub color: Option<ColorChoice>,
    /// No pager, however long the list
    #[arg(long, global = true, help_heading = "Output")]
    pub no_pager: bool,
    /// Marks in plain ASCII
    #[arg(long, global = true, help_heading = "Output")]
    pub ascii: bool,
    /// Errors only on stderr; what makes something prints its id
    #[arg(short, long, global = true, help_heading = "Output")]
    pub quiet: bool,
    /// Exit with 1 when a list is empty
    #[arg(long, global = true, help_heading = "Output")]
    pub exit_code: bool,
    /// Tell on stderr which book, config and time are in force, and how long it took
    #[arg(short, long, global = true, conflicts_with = "quiet", help_heading = "Output")]
    pub verbose: bool,
    /// Ask nothing; what would need an answer fails and names its flag
    #[arg(long, global = true, help_heading = "Global options")]
    pub no_input: bool,
}

impl Globals {
    /// The flags, and what the environment says where they are silent. A variable that is set to nothing says nothing. The
    /// command line's own reader is not asked for it: it would name each variable as an argument that was given.
    pub fn over(self, variable: impl Fn(&str) -> Option<OsString>) -> Result<Globals, Failure> {
        let said = |name: &str| variable(name).filter(|value| !value.is_empty());
        let path = |own: Option<PathBuf>, name: &str| own.or_else(|| said(name).map(PathBuf::from));
        let now = match (self.now, said("FOLIO_NOW")) {
            (None, Some(text)) => {
                let text = text.to_string_lossy();
                let read = now::parse(&text);
                Some(read.map_err(|why| Failure::usage(format!("FOLIO_NOW: {:?} is no time", shown(&text)), why))?)
            }
            (own, _) => own,
        };
        Ok(Globals { db: path(self.db, "FOLIO_DB"), config: path(self.config, "FOLIO_CONFIG"), now, ..self })
    }

    /// The format asked for.
    pub fn format(&self) -> Format {
        match &self.json {
            Some(fields) => Format::json(fields),
            None if self.jsonl => Format::Jsonl,
            None if self.csv => Format::Csv,
            None if self.plain => Format::Plain,
            None => Format::Auto,
        }
    }

    /// What the flags say of the output's look.
    pub fn wishes(&self) -> Wishes {
        Wishes {
            color: self.color,
            header: self.header.then_some(true),
            ascii: self.ascii.then_some(true),
            accessible: None,
            width: None,
            pager: self.no_pager.then(String::new),
        }
    }

    /// How much is said.
    pub fn volume(&self) -> Volume {
        match (self.quiet, self.verbose) {
            (true, _) => Volume::Quiet,
            (false, true) => Volume::Loud,
            (false, false) => Volume::Normal,
        }
    }

    /// What an empty list means.
    pub fn empty(&self) -> Empty {
        if self.exit_code { Empty::Fails } else { Empty::Fine }
    }

    /// Whether questions are wanted.
    pub fn asking(&self) -> Asking {
        if self.no_input { Asking::Never } else { Asking::Allowed }
    }

    /// The clock in force.
    pub fn clock(&self) -> Clock {
        self.now.map_or(Clock::System, Clock::Fixed)
    }
}

impl ValueEnum for ColorChoice {
    fn value_variants<'a>() -> &'a [ColorChoice] {
        &[ColorChoice::Auto, ColorChoice::Always, ColorChoice::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            ColorChoice::Auto => "auto",
            ColorChoice::Always => "always",
            ColorChoice::Never => "never",
        }))
    }
}
