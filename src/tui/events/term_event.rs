//! What the input thread tells the main loop, and how a process ends when it was told to.

use crossterm::event::{KeyEvent, MouseEvent};

/// One thing that happened at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermEvent {
    /// A key went down (releases are never reported).
    Key(KeyEvent),
    /// The mouse was used; only when the screen asked for it.
    Mouse(MouseEvent),
    /// Text was pasted. Line ends are `\n`; nothing else is cleaned. A paste above 1 MiB comes in parts.
    Paste(String),
    /// The terminal has a new size: columns, rows.
    Resized(u16, u16),
    /// The terminal window gained (`true`) or lost the keyboard.
    Focus(bool),
    /// Somebody else asked folio to stop for a while (`kill -TSTP`).
    Suspend,
    /// folio was stopped behind its back and goes on: the screen has to be entered again.
    Continued,
    /// The process has to end now; the last event there is.
    End(End),
}

/// Why the process has to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// SIGHUP, or the terminal vanished.
    Hangup,
    /// SIGINT from outside; Ctrl-c is a key.
    Interrupt,
    /// SIGQUIT.
    Quit,
    /// SIGTERM.
    Terminate,
    /// A thread panicked; the terminal is already restored and the message printed.
    Panic,
}

impl End {
    /// Returns the exit code of the process: 128 plus the signal, 101 after a panic.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Hangup => 129,
            Self::Interrupt => 130,
            Self::Quit => 131,
            Self::Terminate => 143,
            Self::Panic => 101,
        }
    }
}
