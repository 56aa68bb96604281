//! How a term meets a text: as the whole of it, at a word, inside one, or scattered over it. Cheap enough for every text;
//! the scorer sees only the best.

use crate::domain::value::sought::Sought;

/// How a term meets a text, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Meeting {
    /// It is the whole text.
    Whole,
    /// A word begins with it.
    Word,
    /// It stands inside a word.
    Inside,
    /// Its characters stand in their order, others between them.
    Scattered,
}

/// How a folded term meets a folded text, if it does.
pub fn meeting(text: &str, term: &Sought) -> Option<Meeting> {
    if text == term.text() {
        return Some(Meeting::Whole);
    }
    let mut inside = false;
    for at in term.places(text) {
        if begins_word(text, at, term.text()) {
            return Some(Meeting::Word);
        }
        inside = true;
    }
    if inside { Some(Meeting::Inside) } else { holds(text, term.text()).then_some(Meeting::Scattered) }
}

/// Whether a word of a folded text begins with a folded character.
pub fn begins_with(text: &str, term: &Sought) -> bool {
    term.places(text).any(|at| begins_word(text, at, term.text()))
}

/// Which character of a folded text, counted from 0, is the first where a word begins with a term.
pub fn first_beginning(text: &str, term: &Sought) -> Option<usize> {
    let at = term.places(text).find(|at| begins_word(text, *at, term.text()))?;
    text.get(..at).map(|head| head.chars().count())
}

/// Scripts without cases, such as Chinese, do not part their words: there any place is a beginning.
fn begins_word(text: &str, at: usize, term: &str) -> bool {
    let spaced = term.chars().next().is_none_or(|c| c.is_ascii() || c.is_lowercase());
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    !spaced || before.is_none_or(|c| !c.is_alphanumeric())
}

/// Whether the characters of a term stand in a text, in their order.
fn holds(text: &str, term: &str) -> bool {
    if term.is_ascii() {
        // Bytes of other scripts are never those of ASCII.
        let mut bytes = text.bytes();
        return term.bytes().all(|wanted| bytes.any(|byte| byte == wanted));
    }
    let mut chars = text.chars();
    term.chars().all(|wanted| chars.any(|c| c == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_meetings_apart() {
        for (text, term, want) in [
            ("globex", "globex", Some(Meeting::Whole)),
            ("globex corp", "glo", Some(Meeting::Word)),
            ("globex corp", "corp", Some(Meeting::Word)),
            ("lobe lob", "lob", Some(Meeting::Word)),
            ("globex corp", "lobe", Some(Meeting::Inside)),
            ("globex corp", "gcp", Some(Meeting::Scattered)),
            ("globex corp", "pg", None),
            ("东京商事", "商事", Some(Meeting::Word)),
            ("東京商事", "東商", Some(Meeting::Scattered)),
            ("東京商事", "商東", None),
            ("exec-owned", "owned", Some(Meeting::Word)),
            ("", "a", None),
        ] {
            assert_eq!(meeting(text, &Sought::new(term)), want, "{text} {term}");
        }
        let begins = |text, term| begins_with(text, &Sought::new(term));
        assert!(begins("big corp", "c") && !begins("acme", "c") && begins("東京", "京"));
    }
}
