//! The few colours of the command line. A colour only repeats what a word or a sign beside it already says.

use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;

/// How a piece of text is painted: terminal colours 0–15, so that the person's own theme decides the shade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paint {
    /// As the terminal writes.
    #[default]
    None,
    /// Red: bad health, overdue, errors.
    Red,
    /// Yellow: health to watch, soon due.
    Yellow,
    /// Green: good health.
    Green,
    /// Dim: headers and what matters less.
    Dim,
    /// Bold: the one thing to see first.
    Bold,
    /// The one accent colour.
    Accent,
}

impl Paint {
    /// The terminal style.
    pub const fn style(self) -> Style {
        match self {
            Paint::None => Style::new(),
            Paint::Red => AnsiColor::Red.on_default(),
            Paint::Yellow => AnsiColor::Yellow.on_default(),
            Paint::Green => AnsiColor::Green.on_default(),
            Paint::Dim => Style::new().dimmed(),
            Paint::Bold => Style::new().bold(),
            Paint::Accent => AnsiColor::Cyan.on_default(),
        }
    }

    /// Appends a text that is already safe to print, between the codes of this paint when `color` is on.
    pub fn push(self, out: &mut String, text: &str, color: bool) {
        if !color || self == Paint::None || text.is_empty() {
            out.push_str(text);
            return;
        }
        let style = self.style();
        let _ = write!(out, "{style}{text}{style:#}");
    }
}
