//! Finds a date that stands in a line without a token: at the end of its text, or after by, on or due. Words that read
//! as a date but could as well be the subject stay text, with a hint; a shorter date inside them is never taken.

use crate::domain::phrase::date;
use crate::domain::phrase::mark::{Fault, Hint, LineError};
use crate::domain::phrase::when::{DateError, DateOptions, Form, When};
use crate::domain::value::day::Day;
use std::ops::Range;

/// The most words of a date in a line.
const MOST_WORDS: usize = 8;

/// A word of the text of a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said<'a> {
    /// Bytes of the line.
    pub span: Range<usize>,
    /// Which piece of the line it is; words of one date have no token between them.
    pub place: usize,
    /// The word.
    pub text: &'a str,
    /// Whether a person kept it as text, by quotes or a backslash.
    pub kept: bool,
}

/// A date and the words that it takes, its by, on or due among them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bare {
    /// Which words.
    pub words: Range<usize>,
    /// The date.
    pub when: When,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    None,
    On,
    By,
    Due,
}

/// Where in the text a run of words stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Middle,
    End,
}

/// What a run of words is.
enum Reading {
    Nothing,
    Date(When),
    Kept,
}

/// Reads dates in the text words of one line.
pub struct Search<'a> {
    /// The text words, in order.
    pub words: &'a [Said<'a>],
    /// The day it is typed on.
    pub today: Day,
    /// How the person writes dates.
    pub options: &'a DateOptions,
}

impl Search<'_> {
    /// The date of the line, if it has one. Refuses a by or due whose date has two readings or none.
    pub fn find(&self, hints: &mut Vec<Hint>) -> Result<Option<Bare>, LineError> {
        let count = self.words.len();
        for start in count.saturating_sub(MOST_WORDS)..count {
            match self.read(start..count, Place::End, hints)? {
                Reading::Nothing => {}
                Reading::Date(when) => return Ok(Some(Bare { words: start..count, when })),
                Reading::Kept => break,
            }
        }
        for start in 0..count {
            if self.words.get(start).is_some_and(|word| lead(word) == Lead::None) {
                continue;
            }
            // The end of the line has been looked at already.
            for end in (start + 2..count.min(start + 1 + MOST_WORDS)).rev() {
                match self.read(start..end, Place::Middle, hints)? {
                    Reading::Nothing => {}
                    Reading::Date(when) => return Ok(Some(Bare { words: start..end, when })),
                    Reading::Kept => break,
                }
            }
        }
        Ok(None)
    }

    fn read(&self, range: Range<usize>, place: Place, hints: &mut Vec<Hint>) -> Result<Reading, LineError> {
        let Some(words) = self.words.get(range) else { return Ok(Reading::Nothing) };
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Ok(Reading::Nothing) };
        let joined = last.place - first.place + 1 == words.len();
        if !joined || words.iter().any(|word| word.kept) {
            return Ok(Reading::Nothing);
        }
        let lead = lead(first);
        let phrase: Vec<&str> = words.iter().skip(usize::from(lead != Lead::None)).map(|word| word.text).collect();
        let span = first.span.start..last.span.end;
        let phrase_text = phrase.join(" ");
        if phrase.is_empty() || phrase_text.len() > date::LONGEST {
            return Ok(Reading::Nothing);
        }
        match date::read(&phrase_text, self.today, self.options) {
            Ok((when, form)) if self.is_meant(lead, form, place, phrase.len(), when) => Ok(Reading::Date(when)),
            Ok(_) => {
                hints.push(Hint {
                    span,
                    text: format!("{phrase_text:?} is kept as text: write due: before it if it is one"),
                });
                Ok(Reading::Kept)
            }
            Err(DateError::Unknown { .. }) => Ok(Reading::Nothing),
            Err(error) if matches!(lead, Lead::By | Lead::Due) => Err(LineError { span, fault: Fault::Date(error) }),
            Err(error) => {
                hints.push(Hint { span, text: format!("kept as text: {error}") });
                Ok(Reading::Kept)
            }
        }
    }

    /// Whether words that read as a date are one here. Without by or due nothing past is taken: `notes from yesterday`.
    fn is_meant(&self, lead: Lead, form: Form, place: Place, words: usize, when: When) -> bool {
        let to_come = when.day >= self.today;
        match (lead, form) {
            (Lead::Due, _) | (Lead::By, Form::Plain | Form::Loose | Form::Period) => true,
            (Lead::None, Form::Length) => to_come && words == 1,
            (Lead::None | Lead::On, Form::Plain) => to_come,
            // `on the 3rd floor` is no date, `on the 3rd` at the end is one.
            (Lead::On, Form::Loose) => to_come && place == Place::End,
            _ => false,
        }
    }
}

fn lead(word: &Said<'_>) -> Lead {
    match word.text {
        _ if word.kept => Lead::None,
        text if text.eq_ignore_ascii_case("by") => Lead::By,
        text if text.eq_ignore_ascii_case("on") => Lead::On,
        text if text.eq_ignore_ascii_case("due") => Lead::Due,
        _ => Lead::None,
    }
}
