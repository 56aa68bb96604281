//! The one file that knows the crate that scores: it is given folded texts of bounded length only, since it folds ASCII
//! alone and loses count in a gap of 32,000 characters.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::fmt;

/// Characters of a text that are looked at.
pub const LONGEST: usize = 500;

/// Scores how well a text holds the characters of a term, in their order.
#[derive(Default)]
pub struct Scorer(SkimMatcherV2);

impl fmt::Debug for Scorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scorer")
    }
}

impl Scorer {
    /// How well, more is better; `None` when it does not hold them.
    pub fn score(&self, text: &str, term: &str) -> Option<i64> {
        self.0.fuzzy_match(text, term)
    }

    /// Which characters of the text it met, counted from 0.
    pub fn marks(&self, text: &str, term: &str) -> Vec<usize> {
        self.0.fuzzy_indices(text, term).map(|(_, places)| places).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_count_characters_of_any_script() {
        let scorer = Scorer::default();
        for (text, term, want) in [
            ("globex corp", "gc", vec![0, 7]),
            ("東京商事", "商事", vec![2, 3]),
            ("東京商事 globex", "東g", vec![0, 5]),
            ("яндекс", "нд", vec![1, 2]),
            ("globex", "x y", vec![]),
        ] {
            assert_eq!(scorer.marks(text, term), want, "{text} {term}");
            assert_eq!(scorer.score(text, term).is_some(), !want.is_empty(), "{text} {term}");
        }
    }

    proptest! {
        #[test]
        fn marks_spell_the_term(text in "[a-c東京商]{0,30}", term in "[a-c東京商]{1,4}") {
            let marks = Scorer::default().marks(&text, &term);
            let spelled: String = marks.iter().filter_map(|&at| text.chars().nth(at)).collect();
            prop_assert!(marks.is_empty() || spelled == term, "{:?}", marks);
        }
    }
}
