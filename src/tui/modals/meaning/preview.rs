//! What stands under a line, and what the line comes to.

use crate::domain::phrase::mark::{LineError, Token};
use crate::domain::phrase::when::DateOptions;
use crate::domain::query::sheet::Sheet;
use crate::domain::value::day::{Day, Now};
use crate::domain::value::id::AccountId;
use crate::domain::value::money::Currency;
use crate::domain::value::text::shown;
use crate::service::error::Error;
use crate::service::intent::Intent;
use std::ops::Range;

/// What a line is read with.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// What time it is.
    pub now: Now,
    /// How typed dates are read.
    pub dates: DateOptions,
    /// The currency of amounts that name none.
    pub home: Currency,
    /// The rows of the book, once they are here: without them names are left to the desk.
    pub sheet: Option<&'a Sheet>,
    /// The running clock, if one runs.
    pub running: Option<Running<'a>>,
    /// What the desk says of a line that settles a renewal.
    pub told: Option<&'a Told>,
}

/// The running clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Running<'a> {
    /// Whose time it is.
    pub account: AccountId,
    /// What it is called, safe to print.
    pub about: &'a str,
    /// Whole minutes so far.
    pub minutes: u32,
}

/// What the desk says of a line: what it would write, or why it cannot.
#[derive(Clone, PartialEq, Debug)]
pub struct Told {
    /// The line it says it of.
    pub line: String,
    /// What is written: what it is, and what it says.
    pub says: Result<Vec<(&'static str, String)>, Error>,
}

/// How sure a part of a preview is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// It was said.
    Said,
    /// It goes without saying, or was guessed.
    Assumed,
    /// It stops the line from being sent off.
    Doubtful,
}

/// One thing that a line says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// What it is.
    pub label: &'static str,
    /// Its value, safe to print.
    pub text: String,
    /// How sure it is.
    pub look: Look,
    /// Whether it may stand on the line of the part before it.
    pub beside: bool,
}

impl Part {
    /// What was said, on a line of its own.
    pub fn said(label: &'static str, text: impl Into<String>) -> Part {
        Part { label, text: text.into(), look: Look::Said, beside: false }
    }

    /// What goes without saying.
    pub fn assumed(label: &'static str, text: impl Into<String>) -> Part {
        Part { look: Look::Assumed, ..Part::said(label, text) }
    }

    /// What stops the line.
    pub fn doubtful(label: &'static str, text: impl Into<String>) -> Part {
        Part { look: Look::Doubtful, ..Part::said(label, text) }
    }

    /// The same, behind the part before it where there is room.
    #[must_use]
    pub fn beside(self) -> Part {
        Part { beside: true, ..self }
    }
}

/// What a line says, part by part.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Preview {
    /// Its parts.
    pub parts: Vec<Part>,
    /// Bytes of the line that were read as more than words.
    pub tokens: Vec<Range<usize>>,
}

impl Preview {
    /// A preview of some parts.
    pub fn of(parts: Vec<Part>) -> Preview {
        Preview { parts, tokens: Vec::new() }
    }

    /// The same with its tokens.
    #[must_use]
    pub fn with(self, tokens: &[Token]) -> Preview {
        Preview { tokens: tokens.iter().map(|token| token.span.clone()).collect(), ..self }
    }
}

/// Why a line cannot be sent off as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stop {
    /// Why, safe to print.
    pub why: String,
    /// What to do.
    pub hint: String,
    /// Bytes of the line that are to blame.
    pub span: Option<Range<usize>>,
}

impl Stop {
    /// A refusal of the line as a whole.
    pub fn new(why: impl Into<String>, hint: impl Into<String>) -> Stop {
        Stop { why: why.into(), hint: hint.into(), span: None }
    }
}

impl From<LineError> for Stop {
    fn from(error: LineError) -> Stop {
        Stop { why: shown(&error.to_string()).into_owned(), hint: error.hint(), span: Some(error.span) }
    }
}

/// What a line comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Meaning {
    /// Nothing yet.
    Empty,
    /// This, and what it says of itself.
    Is(Box<Intent>, Preview),
    /// A day to go to.
    Day(Day, Preview),
    /// The text itself: a file to write, words to look for.
    Says(String, Preview),
    /// It reads, but what it names is not clear.
    Unclear(Preview, Stop),
    /// It cannot be read.
    Wrong(Stop),
}
