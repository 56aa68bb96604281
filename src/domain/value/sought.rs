//! A folded text to be found in the texts of many rows: what the search itself needs is made once, not once a row.

use memchr::memmem::Finder;
use std::ops::Range;

/// A folded text made ready to be looked for.
#[derive(Clone, Debug)]
pub struct Sought {
    text: Box<str>,
    finder: Box<Finder<'static>>,
}

impl Sought {
    /// Makes a folded text ready.
    pub fn new(text: &str) -> Sought {
        Sought { text: text.into(), finder: Box::new(Finder::new(text).into_owned()) }
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a folded text holds it anywhere. Every text holds an empty one.
    pub fn is_in(&self, text: &str) -> bool {
        self.finder.find(text.as_bytes()).is_some()
    }

    /// Where a folded text holds it first behind so many bytes.
    pub fn find_from(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let start = from + self.finder.find(text.as_bytes().get(from..)?)?;
        Some(start..start + self.text.len())
    }

    /// Where it begins in a folded text, in bytes, in order, none touching another.
    pub fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.finder.find_iter(text.as_bytes())
    }
}

impl PartialEq for Sought {
    fn eq(&self, other: &Sought) -> bool {
        self.text == other.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_the_text_contains(text in "[ab東é ]{0,12}", needle in "[ab東é ]{0,3}") {
            let sought = Sought::new(&needle);
            prop_assert_eq!(sought.is_in(&text), text.contains(&needle));
            if !needle.is_empty() {
                prop_assert!(sought.places(&text).eq(text.match_indices(&needle).map(|(at, _)| at)));
            }
            prop_assert_eq!(sought.find_from(&text, 0).map(|found| found.start), text.find(&needle));
        }
    }
}
