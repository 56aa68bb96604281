//! Several texts of a row in one piece of memory: a book has a hundred thousand rows, and each allocation costs as much
//! as a short text itself.

/// So many texts, each on lines of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parts<const N: usize> {
    text: Box<str>,
    ends: [u32; N],
}

impl<const N: usize> Parts<N> {
    /// Joins texts.
    pub fn of(texts: [&str; N]) -> Parts<N> {
        let mut text = String::with_capacity(texts.iter().map(|text| text.len() + 1).sum());
        let ends = texts.map(|part| {
            text.push_str(part);
            text.push('\n');
            u32::try_from(text.len()).unwrap_or(u32::MAX)
        });
        Parts { text: text.into_boxed_str(), ends }
    }

    /// One of the texts, by its place.
    pub fn part(&self, n: usize) -> &str {
        self.span(n, n)
    }

    /// The texts from one place to another, a line end between each two.
    pub fn span(&self, first: usize, last: usize) -> &str {
        let end = |n: usize| self.ends.get(n).map_or(self.text.len(), |end| *end as usize);
        let start = if first == 0 { 0 } else { end(first - 1) };
        self.text.get(start..end(last).saturating_sub(1)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_it_was_made_of() {
        let parts = Parts::of(["東京", "", "a\nb", "c"]);
        assert_eq!([0, 1, 2, 3].map(|n| parts.part(n)), ["東京", "", "a\nb", "c"]);
        assert_eq!((parts.span(0, 1), parts.span(1, 2), parts.span(2, 3)), ("東京\n", "\na\nb", "a\nb\nc"));
        assert_eq!(parts.part(9), "");
    }
}
