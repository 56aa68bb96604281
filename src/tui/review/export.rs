//! Where the review of a week goes: a file, or the clipboard. What it is written as is told by the ending of the name.

use crate::service::review::report::Format;

/// How a place begins that is the clipboard.
const COPY: &str = "copy";

/// Where a report goes, and as what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place<'a> {
    /// To a file of this name.
    File(&'a str, Format),
    /// To the clipboard.
    Copy(Format),
}

/// Reads where a report goes: a file by its ending, or `copy`, with the name of a format behind it.
pub fn placed(text: &str) -> Option<Place<'_>> {
    let text = text.trim();
    let mut words = text.split_whitespace();
    if words.next() == Some(COPY) {
        return match (words.next(), words.next()) {
            (None, _) => Some(Place::Copy(Format::Markdown)),
            (Some(word), None) => Format::of_ending(word).map(Place::Copy),
            _ => None,
        };
    }
    let (_, ending) = text.rsplit_once('.')?;
    Format::of_ending(ending).map(|format| Place::File(text, format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_says_what_is_written() {
        for (text, want) in [
            ("review-2026-W48.md", Some(Place::File("review-2026-W48.md", Format::Markdown))),
            (" ~/a.b/week.HTML ", Some(Place::File("~/a.b/week.HTML", Format::Html))),
            ("x.csv", Some(Place::File("x.csv", Format::Csv))),
            ("x.json", Some(Place::File("x.json", Format::Json))),
            ("copy", Some(Place::Copy(Format::Markdown))),
            ("copy html", Some(Place::Copy(Format::Html))),
            ("copy pdf", None),
            ("copy md now", None),
            ("week.pdf", None),
            ("week", None),
            ("", None),
        ] {
            assert_eq!(placed(text), want, "{text}");
        }
    }
}
