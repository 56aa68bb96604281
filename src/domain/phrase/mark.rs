//! Marks on a typed line, by byte spans into it: what each token means, hints that do not stop it, faults that do.

use crate::domain::phrase::every::BadEvery;
use crate::domain::phrase::when::DateError;
use crate::domain::value::day::Day;
use std::ops::Range;

/// What a stretch of a line fills in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    /// `@name`
    Account,
    /// `+tag`
    Tag,
    /// `p:1`
    Priority,
    /// `due:fri`, `by fri`, a bare date at the end
    Due,
    /// `wait:mon`
    Wait,
    /// `every:2w`
    Every,
    /// `est:30m`, and the minutes of a touch
    Minutes,
    /// `kind:call`
    Kind,
    /// `url:https://…`
    Link,
    /// `-- text`
    Note,
    /// A quoted or escaped word, kept as text
    Kept,
    /// The contact of a touch
    Contact,
    /// `dir:in`
    Direction,
    /// `+pos`, `:)`
    Sentiment,
    /// The day of a touch
    Day,
    /// `next:`
    Next,
}

/// A token and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// Bytes of the line.
    pub span: Range<usize>,
    /// What it fills in.
    pub slot: Slot,
}

/// Something that was kept as text and perhaps was not meant so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    /// Bytes of the line.
    pub span: Range<usize>,
    /// What to type instead.
    pub text: String,
}

/// Why a line is refused, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct LineError {
    /// Bytes of the line.
    pub span: Range<usize>,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with a token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A date that is none, or two.
    #[error(transparent)]
    Date(#[from] DateError),
    /// A recurrence that is none.
    #[error(transparent)]
    Every(#[from] BadEvery),
    /// A value that its token does not take.
    #[error("{value:?} is not for {token}: {hint}")]
    Value {
        /// The token with its colon.
        token: &'static str,
        /// What was typed.
        value: String,
        /// What to type instead.
        hint: &'static str,
    },
    /// A token that a line takes once.
    #[error("{0} stands twice: keep one")]
    Twice(&'static str),
    /// A day to come for what has been.
    #[error("{given:?} is {}, which is to come: {hint}", .day.date().format("%a %-d %b %Y"))]
    NotYet {
        /// What was typed.
        given: String,
        /// The day it means.
        day: Day,
        /// What to type instead.
        hint: &'static str,
    },
    /// A word or a value that changes nothing, with what would.
    #[error("{given:?} {why}: {hint}")]
    Unfit {
        /// What was typed.
        given: String,
        /// What is wrong with it, as the end of a sentence.
        why: String,
        /// What to type instead.
        hint: String,
    },
}

impl LineError {
    /// What to type instead.
    pub fn hint(&self) -> String {
        match &self.fault {
            Fault::Date(error) => error.hint().to_owned(),
            Fault::Every(_) => "write every:2w, every:week, every:fri or every:month on 31".to_owned(),
            Fault::Value { hint, .. } | Fault::NotYet { hint, .. } => (*hint).to_owned(),
            Fault::Twice(token) => format!("keep one {token}"),
            Fault::Unfit { hint, .. } => hint.clone(),
        }
    }
}

/// Puts the value of a token in its place, or refuses a token that stands twice.
pub fn once<T>(place: &mut Option<T>, value: T, token: &'static str, span: &Range<usize>) -> Result<(), LineError> {
    if place.is_some() {
        return Err(LineError { span: span.clone(), fault: Fault::Twice(token) });
    }
    *place = Some(value);
    Ok(())
}
