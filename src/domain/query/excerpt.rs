//! The part of a text around what was found in it, for one line of a list. Cut between graphemes, never wider than asked.

use crate::domain::value::text::width;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A part of a text, and where the hits stand in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Excerpt {
    /// The part, as safe to print as the text is.
    pub text: String,
    /// Places in it, in bytes.
    pub hits: Vec<Range<usize>>,
    /// Whether the text has more before it.
    pub before: bool,
    /// Whether the text has more after it.
    pub after: bool,
}

impl Excerpt {
    /// The part with marks where the text goes on, and the hits in that.
    pub fn told(&self, mark: &str) -> (String, Vec<Range<usize>>) {
        let (before, after) = (if self.before { mark } else { "" }, if self.after { mark } else { "" });
        let moved = self.hits.iter().map(|hit| hit.start + before.len()..hit.end + before.len());
        (format!("{before}{}{after}", self.text), moved.collect())
    }
}

/// A grapheme: its byte, and the cells before it.
struct Stop {
    byte: usize,
    cell: usize,
    blank: bool,
}

/// The part of a text of at most so many cells that has the most hits; of equal ones the first. Two of the cells are left
/// for the marks of what was cut.
pub fn excerpt(text: &str, hits: &[Range<usize>], cells: usize) -> Excerpt {
    if width(text) <= cells {
        return Excerpt { text: text.to_owned(), hits: hits.to_vec(), before: false, after: false };
    }
    let room = cells.saturating_sub(2);
    let stops = stops(text);
    let cell = |byte: usize| {
        let at = stops.partition_point(|stop| stop.byte <= byte).saturating_sub(1);
        stops.get(at).map_or(0, |stop| stop.cell)
    };
    let lead = room / 4;
    let spans: Vec<(usize, usize)> = hits.iter().map(|hit| (cell(hit.start), cell(hit.end))).collect();
    let inside = |from: usize| spans.iter().filter(|(start, end)| *start >= from && *end <= from + room - lead).count();
    // The last of the best of a list turned around is the first of the best.
    let first = spans.iter().rev().max_by_key(|(start, _)| inside(*start)).map_or(0, |(start, _)| *start);
    let total = stops.last().map_or(0, |stop| stop.cell);
    let wanted = if first <= lead { 0 } else { (first - lead).min(total.saturating_sub(room)) };
    let from = start(&stops, wanted, first);
    let begin = stops.get(from).map_or(0, |stop| stop.cell);
    let to = stops.partition_point(|stop| stop.cell <= begin + room).saturating_sub(1);
    let byte = |at: usize| stops.get(at).map_or(text.len(), |stop| stop.byte);
    let (from, to) = (byte(from), byte(to.max(from)));
    let part = text.get(from..to).unwrap_or_default();
    let hits = hits.iter().filter(|hit| hit.start < to && hit.end > from);
    Excerpt {
        text: part.to_owned(),
        hits: hits.map(|hit| hit.start.max(from) - from..hit.end.min(to) - from).collect(),
        before: from > 0,
        after: to < text.len(),
    }
}

/// Every place between graphemes, the end among them.
fn stops(text: &str) -> Vec<Stop> {
    let mut cell = 0;
    let mut out: Vec<Stop> = Vec::new();
    for (byte, grapheme) in text.grapheme_indices(true) {
        out.push(Stop { byte, cell, blank: grapheme.trim().is_empty() });
        cell += width(grapheme);
    }
    out.push(Stop { byte: text.len(), cell, blank: false });
    out
}

/// The stop at a cell, or behind the first blank between it and the hit: a word is not cut in two without need.
fn start(stops: &[Stop], wanted: usize, hit: usize) -> usize {
    let at = stops.partition_point(|stop| stop.cell < wanted);
    if wanted == 0 {
        return 0;
    }
    let near = stops.iter().enumerate().skip(at.saturating_sub(1)).take_while(|(_, stop)| stop.cell < hit);
    let blank = near.map(|(place, stop)| (place, stop.blank)).find(|(_, blank)| *blank);
    blank.map_or(at, |(place, _)| place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::needle::Needle;
    use proptest::prelude::*;

    fn told(typed: &str, text: &str, cells: usize) -> String {
        let part = excerpt(text, &Needle::read(typed).hits(text), cells);
        let mut out = part.text.clone();
        for hit in part.hits.iter().rev() {
            out.insert(hit.end, ']');
            out.insert(hit.start, '[');
        }
        format!("{}{out}{}", if part.before { "…" } else { "" }, if part.after { "…" } else { "" })
    }

    #[test]
    fn shows_the_hit_with_what_is_around_it() {
        let long = "The quarterly review went well until the price came up, which nobody had prepared for at all";
        let chinese = "上週與採購部門開會，對方表示預算縮減，希望在續約前先看到使用率報告，並安排主管拜訪";
        let cases = [
            ("price", "price only", 60),
            ("price", long, 40),
            ("the quart", long, 30),
            ("all", long, 30),
            ("nothing", long, 20),
            ("review prepared price", long, 44),
            ("續約", chinese, 30),
        ];
        let told: Vec<String> = cases.into_iter().map(|(typed, text, cells)| told(typed, text, cells)).collect();
        insta::assert_snapshot!(told.join("\n"), @r"
        [price] only
        …the [price] came up, which nobody had pr…
        [The] [quart]erly review went we…
        …had prepared for at [all]
        The quarterly revi…
        …quarterly [review] went well until the [price]…
        …希望在[續約]前先看到使用率報告…
        ");
    }

    proptest! {
        #[test]
        fn is_never_too_wide_and_keeps_a_hit(
            text in "[a東e\u{301}👩‍🔬 ]{0,80}",
            cells in 12..70_usize,
        ) {
            let hits = Needle::read("東").hits(&text);
            let part = excerpt(&text, &hits, cells);
            let marks = usize::from(part.before) + usize::from(part.after);
            prop_assert!(width(&part.text) + marks <= cells, "{} of {cells}", width(&part.text));
            prop_assert!(text.contains(&part.text));
            prop_assert_eq!(part.hits.is_empty(), hits.is_empty());
            for hit in &part.hits {
                prop_assert!(part.text.get(hit.clone()).is_some_and(|hit| !hit.is_empty()));
            }
        }
    }
}
