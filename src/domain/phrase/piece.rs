//! Cuts a line into pieces at blanks. Quotes hold blanks together (`"data export"`, `@"Globex Corp"`), a leading
//! backslash keeps a piece as text; a quote that is never closed is a character like any other.

use std::ops::Range;

/// How a piece was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Manner {
    /// As it is.
    Plain,
    /// Wholly in quotes: text, never a token.
    Quoted,
    /// After a backslash: text, never a token.
    Escaped,
}

/// What stands between two blanks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece<'a> {
    /// Bytes of the line that it takes.
    pub span: Range<usize>,
    /// As typed.
    pub raw: &'a str,
    /// How it was written.
    pub manner: Manner,
}

impl Piece<'_> {
    /// The piece as text: without its backslash, or without its quotes.
    pub fn text(&self) -> &str {
        match self.manner {
            Manner::Plain => self.raw,
            Manner::Quoted => unquoted(self.raw),
            Manner::Escaped => self.raw.strip_prefix('\\').unwrap_or(self.raw),
        }
    }
}

/// A value without the quotes around it.
pub fn unquoted(value: &str) -> &str {
    value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value)
}

/// The pieces of a line, in order.
pub fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(rest) = line.get(at..) {
        let Some(start) = rest.find(|c: char| !c.is_whitespace()) else { break };
        let start = at + start;
        let end = start + end_of(line.get(start..).unwrap_or_default());
        let raw = line.get(start..end).unwrap_or_default();
        let manner = match raw.strip_prefix('"') {
            Some(rest) if rest.len() > 1 && rest.ends_with('"') => Manner::Quoted,
            None if raw.len() > 1 && raw.starts_with('\\') => Manner::Escaped,
            _ => Manner::Plain,
        };
        out.push(Piece { span: start..end, raw, manner });
        at = end;
    }
    out
}

/// Where the piece that starts a text ends.
fn end_of(text: &str) -> usize {
    let blank = text.find(char::is_whitespace).unwrap_or(text.len());
    let open = match text.find('"') {
        Some(0) => 0,
        Some(at) if at < blank && text.get(..at).is_some_and(|head| head.ends_with([':', '@', '+'])) => at,
        _ => return blank,
    };
    // A closing quote has a blank or the end behind it; so 5" and "a"b stay as typed.
    let inside = text.get(open + 1..).unwrap_or_default();
    let closing = inside.match_indices('"').map(|(at, _)| open + 2 + at);
    let mut closing =
        closing.filter(|&end| text.get(end..).is_none_or(|t| t.is_empty() || t.starts_with(char::is_whitespace)));
    closing.next().unwrap_or(blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_lines() {
        for (line, want) in [
            ("a  b", vec!["a", "b"]),
            (" @\"Globex Corp\" x", vec!["@\"Globex Corp\"", "x"]),
            ("\"data export\" due:\"next mon\"", vec!["\"data export\"", "due:\"next mon\""]),
            ("a 5\" screen", vec!["a", "5\"", "screen"]),
            ("\"never closed", vec!["\"never", "closed"]),
            ("\\fri", vec!["\\fri"]),
            ("\"", vec!["\""]),
            ("\"\" a", vec!["\"\"", "a"]),
            ("東京\u{3000}商事", vec!["東京", "商事"]),
            ("", vec![]),
        ] {
            let found = pieces(line);
            assert_eq!(found.iter().map(|piece| piece.raw).collect::<Vec<_>>(), want, "{line}");
            assert!(found.iter().all(|piece| line.get(piece.span.clone()) == Some(piece.raw)));
        }
        assert_eq!(pieces("\\fri")[0].text(), "fri");
        assert_eq!(pieces("\"a b\"")[0].text(), "a b");
    }
}
