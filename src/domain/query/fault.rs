//! Why a text is no filter: what is wrong, where, and what to write instead.

use crate::domain::value::text::{shown, width};
use std::ops::Range;

/// A refusal of a filter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}{}{hint}", if hint.is_empty() { "" } else { ": " })]
pub struct QueryError {
    /// Bytes of the text that are at fault; empty at its end when something is missing there.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead, or empty.
    pub hint: String,
}

impl QueryError {
    /// A refusal of a place.
    pub fn new(span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> QueryError {
        QueryError { span, message: message.into(), hint: hint.into() }
    }

    /// The text on one line, safe to print, and carets under what is at fault on the next.
    pub fn caret(&self, text: &str) -> String {
        let before = shown(text.get(..self.span.start).unwrap_or(text));
        let marked = shown(text.get(self.span.clone()).unwrap_or_default());
        format!("{}\n{}{}", shown(text), " ".repeat(width(&before)), "^".repeat(width(&marked).max(1)))
    }
}

/// The known word that is nearest to a given one, if it is near enough to be a slip of the hand.
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    let most = match given.chars().count() {
        ..=1 | 31.. => return None,
        2..=3 => 1,
        _ => 2,
    };
    let far = |word: &&str| strsim::damerau_levenshtein(&given, word);
    known.into_iter().min_by_key(far).filter(|word| far(word) <= most && far(word) < word.chars().count())
}

/// `did you mean health?`, or what to write instead when nothing known is near.
pub fn guess<'a>(given: &str, known: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    nearest(given, known).map_or_else(|| otherwise.to_owned(), |word| format!("did you mean {word}?"))
}

/// A word as it was given, short enough for a message.
pub fn cited(text: &str) -> String {
    format!("{:?}", crate::domain::value::text::fit(text, 40, "…"))
}
