//! From characters of a folded text back to those of the text as it is shown: folding may drop a mark or write one
//! character as several.

use crate::domain::value::text::folded;

/// Which characters of a shown text stand at some places of its folded form. Both count characters from 0.
pub fn shown_marks(shown: &str, places: &[usize]) -> Vec<usize> {
    if shown.is_ascii() {
        return places.to_vec();
    }
    let (mut marks, mut from, mut letter) = (Vec::with_capacity(places.len()), 0, [0; 4]);
    for (at, c) in shown.chars().enumerate() {
        let to = from + if c.is_ascii() { 1 } else { folded(c.encode_utf8(&mut letter)).chars().count() };
        if places.iter().any(|place| (from..to).contains(place)) {
            marks.push(at);
        }
        from = to;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_characters_again() {
        for (shown, places, want) in [
            ("Globex", vec![0, 5], vec![0, 5]),
            ("Société", vec![3, 6], vec![3, 6]),
            ("Socie\u{301}te\u{301} X", vec![6, 8], vec![7, 10]),
            ("ﬁn", vec![1, 2], vec![0, 1]),
            ("東京商事", vec![2], vec![2]),
            ("ＡＣＭＥ", vec![3], vec![3]),
        ] {
            assert_eq!(shown_marks(shown, &places), want, "{shown}");
        }
    }
}
