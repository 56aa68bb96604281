//! What surrounds the process: the environment variables that shape output, and which streams are terminals. Read once,
//! here; everything after takes them as values.

use std::env;
use std::io::{self, IsTerminal};

/// The environment variables that shape output. A variable that is not Unicode is read lossily.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Environment {
    /// `NO_COLOR`: no colour when not empty (no-color.org).
    pub no_color: Option<String>,
    /// `FORCE_COLOR`: colour when neither empty nor `0` nor `false`; `0` and `false` mean none.
    pub force_color: Option<String>,
    /// `CLICOLOR_FORCE`: colour when neither empty nor `0`.
    pub clicolor_force: Option<String>,
    /// `TERM`: `dumb` means no colour and no pager.
    pub term: Option<String>,
    /// `COLUMNS`: terminal width in cells.
    pub columns: Option<String>,
    /// `FOLIO_PAGER`: the pager for folio alone; empty means none.
    pub folio_pager: Option<String>,
    /// `PAGER`: the pager of all programs; empty means none.
    pub pager: Option<String>,
    /// `LESS`: options of less; folio adds its own only when there are none.
    pub less: Option<String>,
    /// `ACCESSIBLE`: plain ASCII without colour when neither empty nor `0`.
    pub accessible: Option<String>,
    /// `COLORTERM`: more than sixteen colours on the screen when `truecolor` or `24bit`.
    pub colorterm: Option<String>,
    /// Whether the terminal is at the other end of an SSH connection: `SSH_CONNECTION` or `SSH_TTY`.
    pub over_ssh: bool,
}

impl Environment {
    /// Reads the variables of this process.
    pub fn read() -> Environment {
        let get = |name: &str| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        Environment {
            no_color: get("NO_COLOR"),
            force_color: get("FORCE_COLOR"),
            clicolor_force: get("CLICOLOR_FORCE"),
            term: get("TERM"),
            columns: get("COLUMNS"),
            folio_pager: get("FOLIO_PAGER"),
            pager: get("PAGER"),
            less: get("LESS"),
            accessible: get("ACCESSIBLE"),
            colorterm: get("COLORTERM"),
            over_ssh: get("SSH_CONNECTION").or(get("SSH_TTY")).is_some_and(|value| !value.is_empty()),
        }
    }

    /// What `ACCESSIBLE` says, if anything.
    pub fn is_accessible(&self) -> Option<bool> {
        self.accessible.as_deref().and_then(switch)
    }

    /// Whether `TERM` says that the terminal knows no escape sequences.
    pub fn is_dumb(&self) -> bool {
        self.term.as_deref() == Some("dumb")
    }
}

/// A variable that is a switch: `None` when empty, off when `0`, on otherwise.
pub fn switch(value: &str) -> Option<bool> {
    (!value.is_empty()).then_some(value != "0")
}

/// Which of the three standard streams are terminals, and the size of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Streams {
    /// Whether a person types at stdin.
    pub stdin: bool,
    /// Whether a person reads stdout.
    pub stdout: bool,
    /// Whether a person reads stderr.
    pub stderr: bool,
    /// Columns and rows of the screen behind stdout, in cells.
    pub size: Option<(u16, u16)>,
}

impl Streams {
    /// Looks at the streams of this process; asks for the size only when stdout is a terminal.
    pub fn read() -> Streams {
        let stdout = io::stdout().is_terminal();
        Streams {
            stdin: io::stdin().is_terminal(),
            stdout,
            stderr: io::stderr().is_terminal(),
            size: if stdout { crossterm::terminal::size().ok() } else { None },
        }
    }
}
