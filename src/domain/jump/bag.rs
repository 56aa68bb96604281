//! Which characters a text has, in 64 bits: a text without all characters of a term cannot hold it, and most texts are
//! turned down so without being read.

/// The characters of a folded text: letters and digits each have a bit, all others share the rest.
pub fn bag(folded: &str) -> u64 {
    folded.chars().filter(|c| !c.is_whitespace()).fold(0, |bag, c| bag | bit(c))
}

fn bit(c: char) -> u64 {
    let place = match c {
        'a'..='z' => u32::from(c) - u32::from('a'),
        '0'..='9' => 26 + u32::from(c) - u32::from('0'),
        c if c.is_ascii() => 36 + u32::from(c) % 4,
        // Neighbours in a script fall on different bits.
        c => 40 + u32::from(c) % 24,
    };
    1 << place
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tells_texts_apart() {
        assert_eq!(bag("globex") & bag("glo"), bag("glo"));
        assert_ne!(bag("acme") & bag("glo"), bag("glo"));
        assert_ne!(bag("東京商事") & bag("大阪"), bag("大阪"));
        assert_eq!(bag(" \u{3000}"), 0);
    }

    proptest! {
        #[test]
        fn a_part_has_no_more_than_the_whole(text in "\\PC{0,20}", from in 0usize..10, len in 0usize..10) {
            let part: String = text.chars().skip(from).take(len).collect();
            prop_assert_eq!(bag(&text) & bag(&part), bag(&part));
        }
    }
}
