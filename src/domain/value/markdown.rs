//! Text of records inside Markdown: no name makes a link, a heading or a table of its own.

use crate::domain::value::text::shown;

/// One line that Markdown takes as it stands.
pub fn escaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 8);
    for c in shown(raw).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(escaped("# [x](http://y) <b>\n* a"), "\\# \\[x\\](http://y) \\<b\\> \\* a");
    }
}
