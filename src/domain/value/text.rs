//! Text from outside, and how much room it takes. Stored as given; every way out shows it neutralised, so that no
//! name can move a cursor, ring a bell or turn a line around.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Text that a person, a file or another program gave us. It has no `Display`: print `shown()`, store `raw()`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// Takes text as it came.
    pub fn new(raw: impl Into<String>) -> Text {
        Text(raw.into())
    }

    /// The text as it came: for storing and comparing, never for a terminal.
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// The text on one line, safe to print.
    pub fn shown(&self) -> Cow<'_, str> {
        shown(&self.0)
    }

    /// Whether nothing but blanks is in it.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Text {
        Text(raw.to_owned())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Whether a character acts on a terminal or reorders a line instead of standing in it.
pub fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Text on one line, safe to print: control characters as pictures (`␛`), line ends and tabs as blanks, others that
/// act on the line by name (`<U+202E>`). Variation selector 16 is dropped: ratatui 0.30.2 leaves artefacts after it.
pub fn shown(raw: &str) -> Cow<'_, str> {
    if !raw.chars().any(|c| acts(c) || c == '\u{FE0F}') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len() + 8);
    for c in raw.chars() {
        match c {
            '\u{FE0F}' => {}
            '\r' | '\n' | '\t' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if u32::from(c) < 0x20 => out.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7F}' => out.push('␡'),
            c if acts(c) => {
                let _ = write!(out, "<U+{:04X}>", u32::from(c));
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Text safe to print, keeping its line ends: for Markdown bodies and notes.
pub fn shown_lines(raw: &str) -> Vec<String> {
    raw.lines().map(|line| shown(line).into_owned()).collect()
}

/// How wide a terminal draws characters that are narrow in Latin fonts and wide in East Asian ones, such as ± and │.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ambiguous {
    /// One column.
    Narrow,
    /// Two columns.
    Wide,
}

/// A property of the terminal, like its number of columns, but asked for wherever a text is measured: so it is kept here
/// once and not handed through every call.
static AMBIGUOUS_IS_WIDE: AtomicBool = AtomicBool::new(false);

/// Says how wide the terminal draws ambiguous characters. Said once, before anything is measured.
pub fn set_ambiguous(ambiguous: Ambiguous) {
    AMBIGUOUS_IS_WIDE.store(ambiguous == Ambiguous::Wide, Ordering::Relaxed);
}

/// How wide the terminal draws ambiguous characters; narrow unless said otherwise.
pub fn ambiguous() -> Ambiguous {
    if AMBIGUOUS_IS_WIDE.load(Ordering::Relaxed) { Ambiguous::Wide } else { Ambiguous::Narrow }
}

/// Terminal columns that a text takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { width_where(text, ambiguous()) }
}

/// Terminal columns that a text takes where ambiguous characters are drawn so wide.
pub fn width_where(text: &str, ambiguous: Ambiguous) -> usize {
    match ambiguous {
        Ambiguous::Narrow => UnicodeWidthStr::width(text),
        Ambiguous::Wide => UnicodeWidthStr::width_cjk(text),
    }
}

/// Cuts a text to at most `cells` columns, never through a grapheme; what is cut ends in `ellipsis` (`…` or `~`).
pub fn fit<'a>(text: &'a str, cells: usize, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let mark = if width(ellipsis) <= cells { ellipsis } else { "" };
    let room = cells - width(mark);
    let (mut used, mut end) = (0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        let wide = width(grapheme);
        if used + wide > room {
            break;
        }
        used += wide;
        end = at + grapheme.len();
    }
    let mut out = text.get(..end).unwrap_or_default().to_owned();
    out.push_str(mark);
    Cow::Owned(out)
}

/// A text cut or padded on the right to exactly `cells` columns.
pub fn pad(text: &str, cells: usize, ellipsis: &str) -> String {
    let mut out = fit(text, cells, ellipsis).into_owned();
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(&out))));
    out
}

/// A text cut or padded on the left to exactly `cells` columns: for figures.
pub fn pad_left(text: &str, cells: usize, ellipsis: &str) -> String {
    let cut = fit(text, cells, ellipsis);
    let mut out = " ".repeat(cells.saturating_sub(width(&cut)));
    out.push_str(&cut);
    out
}

/// A text as it is compared: accents and case folded, full-width forms made plain (`Société` = `societe`).
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|&c| !is_mark(c)).flat_map(char::to_lowercase).collect()
}

/// Combining marks that folding drops: those over Latin, Greek and Cyrillic letters, not those that Indic, Thai or kana need.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}')
        || (c.width() == Some(0) && matches!(c, '\u{FE20}'..='\u{FE2F}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neutralises_what_acts() {
        for (raw, want) in [
            ("Globex", "Globex"),
            ("a\u{1b}[31mb", "a␛[31mb"),
            ("a\r\nb\tc", "a b c"),
            ("x\u{202E}y", "x<U+202E>y"),
            ("c1\u{9b}2J", "c1<U+009B>2J"),
            ("bell\u{7}\u{7f}", "bell␇␡"),
            ("東京商事", "東京商事"),
        ] {
            assert_eq!(shown(raw), want);
        }
    }

    #[test]
    fn never_cuts_a_cell_in_half() {
        for (text, cells, want) in [
            ("Globex", 6, "Globex"),
            ("Globex Corp", 7, "Globex…"),
            ("東京商事株式会社", 7, "東京商…"),
            ("東京商事", 4, "東…"),
            ("東", 1, "…"),
            ("e\u{301}te\u{301}", 2, "e\u{301}…"),
            ("abc", 0, ""),
        ] {
            let cut = fit(text, cells, "…");
            assert_eq!(cut, want);
            assert!(width(&cut) <= cells);
        }
        assert_eq!(pad("東京", 5, "~"), "東京 ");
        assert_eq!(pad_left("12k", 5, "~"), "  12k");
    }

    #[test]
    fn some_characters_are_as_wide_as_the_terminal_says() {
        for (text, narrow, wide) in
            [("±", 1, 2), ("│", 1, 2), ("…", 1, 2), ("a", 1, 1), ("東", 2, 2), ("e\u{301}", 1, 1)]
        {
            let found = (width_where(text, Ambiguous::Narrow), width_where(text, Ambiguous::Wide));
            assert_eq!(found, (narrow, wide), "{text}");
        }
    }

    #[test]
    fn folds_for_comparing() {
        for (a, b) in [
            ("SOCIÉTÉ", "société"),
            ("Müller", "muller"),
            ("ＡＣＭＥ", "acme"),
            ("ÅNGSTRÖM", "angstrom"),
            ("ﬁn", "fin"),
        ] {
            assert_eq!(folded(a), folded(b));
        }
    }
}
