//! Comparing texts as people do, case and accents aside. A needle is folded once; a text in ASCII is compared in place,
//! any other is folded on the way.

use crate::domain::value::text::folded;

/// Whether a text contains a folded needle.
pub fn contains(text: &str, needle: &str) -> bool {
    if text.is_ascii() {
        let (text, needle) = (text.as_bytes(), needle.as_bytes());
        return needle.is_empty() || text.windows(needle.len()).any(|part| part.eq_ignore_ascii_case(needle));
    }
    folded(text).contains(needle)
}

/// Whether a word of a folded text starts with a folded needle. Scripts without cases, such as Chinese, do not part their
/// words: there any place will do.
pub fn starts_word(text: &str, needle: &str) -> bool {
    // Most texts do not hold it at all, and that is known soonest.
    if !text.contains(needle) {
        return false;
    }
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
        for (text, needle, has, starts) in [
            ("Globex Corp", "globex corp", true, true),
            ("Globex Corp", "corp", true, true),
            ("Globex Corp", "lobe", true, false),
            ("Société Générale", "societe", true, true),
            ("Société", "societe", true, true),
            ("東京商事", "商事", true, true),
            ("ＡＣＭＥ", "acme", true, true),
            ("exec-owned", "owned", true, true),
            ("a", "ab", false, false),
            ("", "a", false, false),
        ] {
            let got = (contains(text, needle), starts_word(&folded(text), needle));
            assert_eq!(got, (has, starts), "{text} {needle}");
        }
    }
}
