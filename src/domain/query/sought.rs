//! A folded text to be found in the texts of many rows: what the search itself needs is made once, not once a row.

use memchr::memmem::Finder;
use std::ops::Range;

/// A folded text made ready to be looked for.
#[derive(Clone, Debug)]
pub struct Sought {
    finder: Box<Finder<'static>>,
}

impl Sought {
    /// Makes a folded text ready.
    pub fn new(text: &str) -> Sought {
        Sought { finder: Box::new(Finder::new(text).into_owned()) }
    }

    /// Whether a folded text holds it anywhere. Every text holds an empty one.
    pub fn is_in(&self, text: &str) -> bool {
        self.finder.find(text.as_bytes()).is_some()
    }

    /// Where a folded text holds it first behind so many bytes.
    pub fn find_from(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let start = from + self.finder.find(text.as_bytes().get(from..)?)?;
        Some(start..start + self.finder.needle().len())
    }
}

impl PartialEq for Sought {
    fn eq(&self, other: &Sought) -> bool {
        self.finder.needle() == other.finder.needle()
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
            prop_assert_eq!(sought.find_from(&text, 0).map(|found| found.start), text.find(&needle));
        }
    }
}
