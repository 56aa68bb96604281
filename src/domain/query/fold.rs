//! Comparing texts as people do, case and accents aside. A needle is folded once; a text in ASCII is compared in place,
//! any other is folded on the way.

use crate::domain::value::text::folded;

/// Whether a text equals a folded needle.
pub fn equals(text: &str, needle: &str) -> bool {
    if text.is_ascii() { text.eq_ignore_ascii_case(needle) } else { folded(text) == needle }
}

/// Whether a text contains a folded needle.
pub fn contains(text: &str, needle: &str) -> bool {
    if text.is_ascii() {
        let (text, needle) = (text.as_bytes(), needle.as_bytes());
        return needle.is_empty() || text.windows(needle.len()).any(|part| part.eq_ignore_ascii_case(needle));
    }
    folded(text).contains(needle)
}

/// Whether a word of a text starts with a folded needle.
pub fn starts_word(text: &str, needle: &str) -> bool {
    if !text.is_ascii() {
        return starts_word_of_folded(&folded(text), needle);
    }
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let starts = |at: usize| at == 0 || text.get(at - 1).is_none_or(|before| !before.is_ascii_alphanumeric());
    let mut parts = text.windows(needle.len().max(1)).enumerate();
    needle.is_empty() || parts.any(|(at, part)| starts(at) && part.eq_ignore_ascii_case(needle))
}

/// The same for a text that is folded already. Scripts without cases, such as Chinese, do not part their words: there
/// any place will do.
pub fn starts_word_of_folded(text: &str, needle: &str) -> bool {
    let spaced = needle.chars().next().is_none_or(|c| c.is_ascii() || c.is_lowercase());
    text.match_indices(needle).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        !spaced || before.is_none_or(|c| !c.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_as_people_do() {
        for (text, needle, equal, has, starts) in [
            ("Globex Corp", "globex corp", true, true, true),
            ("Globex Corp", "corp", false, true, true),
            ("Globex Corp", "lobe", false, true, false),
            ("Société Générale", "societe", false, true, true),
            ("Société", "societe", true, true, true),
            ("東京商事", "商事", false, true, true),
            ("ＡＣＭＥ", "acme", true, true, true),
            ("exec-owned", "owned", false, true, true),
            ("a", "ab", false, false, false),
            ("", "a", false, false, false),
        ] {
            let got = (equals(text, needle), contains(text, needle), starts_word(text, needle));
            assert_eq!(got, (equal, has, starts), "{text} {needle}");
        }
    }
}
