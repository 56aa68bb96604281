//! Values of tokens that may take several pieces: `due:27 nov 3pm`, `every:month on 31`. The longest reading wins, and
//! a date that two days fit is refused even where fewer of its words would fit one.

use crate::domain::phrase::date;
use crate::domain::phrase::every::Every;
use crate::domain::phrase::mark::{Fault, LineError};
use crate::domain::phrase::piece::{Manner, Piece, unquoted};
use crate::domain::phrase::when::{DateError, DateOptions, When};
use crate::domain::value::day::Day;
use std::ops::Range;

/// The most pieces of a value such as `due:27 nov 2027 at 3 pm`.
const MOST_PIECES: usize = 8;

/// A value with the pieces it took.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Value<T> {
    /// What it says.
    pub value: T,
    /// Pieces taken, the token's own among them.
    pub count: usize,
    /// Bytes of the line.
    pub span: Range<usize>,
}

/// Reads values out of the pieces of one line.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// All pieces of the line.
    pub pieces: &'a [Piece<'a>],
    /// The day it is typed on.
    pub today: Day,
    /// How the person writes dates.
    pub options: &'a DateOptions,
}

impl Values<'_> {
    /// The date that starts with what stands after the colon of the piece at a place.
    pub fn date(&self, at: usize, text: &str) -> Result<Value<When>, LineError> {
        let found = self.longest(at, text, |text| match date::read(text, self.today, self.options) {
            Ok((when, _)) => Ok(Ok(when)),
            Err(error @ DateError::Unknown { .. }) => Err(error),
            Err(error) => Ok(Err(error)),
        })?;
        let Value { value, count, span } = found;
        match value {
            Ok(value) => Ok(Value { value, count, span }),
            Err(error) => Err(LineError { span, fault: error.into() }),
        }
    }

    /// The recurrence that starts there.
    pub fn every(&self, at: usize, text: &str) -> Result<Value<Every>, LineError> {
        self.longest(at, text, str::parse::<Every>)
    }

    fn longest<T, E: Into<Fault>>(
        &self,
        at: usize,
        text: &str,
        read: impl Fn(&str) -> Result<T, E>,
    ) -> Result<Value<T>, LineError> {
        let taken = |value, count| Value { value, count, span: self.span(at, count) };
        let refused = |error: E| LineError { span: self.span(at, 1), fault: error.into() };
        let inside = unquoted(text);
        if inside.len() < text.len() {
            return read(inside).map(|value| taken(value, 1)).map_err(refused);
        }
        let behind = self.pieces.get(at + 1..).unwrap_or_default().iter().take(MOST_PIECES);
        let behind = behind.take_while(|piece| piece.manner == Manner::Plain && piece.raw != "--");
        let behind: Vec<&str> = behind.map(|piece| piece.raw).collect();
        // `due: fri` has its value in the next piece: a refusal names that piece, not the nothing after the colon.
        let least = usize::from(text.is_empty() && !behind.is_empty());
        for count in (least..=behind.len()).rev() {
            let words = [&[text], behind.get(..count).unwrap_or_default()].concat().join(" ");
            match read(words.trim()) {
                Ok(value) => return Ok(taken(value, count + 1)),
                Err(error) if count == least => return Err(refused(error)),
                Err(_) => {}
            }
        }
        read(text).map(|value| taken(value, 1)).map_err(refused)
    }

    fn span(&self, at: usize, count: usize) -> Range<usize> {
        let ends = self.pieces.get(at).zip(self.pieces.get(at + count.max(1) - 1));
        ends.map_or(0..0, |(first, last)| first.span.start..last.span.end)
    }
}
