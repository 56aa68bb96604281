//! Texts in cells. A character is as wide here as the text module says: ratatui knows one width for it, terminals two.

use crate::domain::value::text::{Ambiguous, ambiguous, width};
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::style::Style;
use std::num::NonZeroU16;
use unicode_segmentation::UnicodeSegmentation;

/// Puts a text into cells from a place on, as many as there are; gives the column after the last. What is outside the
/// buffer is left out.
pub fn put(buf: &mut Buffer, (x, y): (u16, u16), text: &str, cells: u16, style: Style) -> u16 {
    if y >= buf.area.bottom() || x >= buf.area.right() {
        return x;
    }
    if ambiguous() == Ambiguous::Narrow || text.is_ascii() {
        return buf.set_stringn(x, y, text, usize::from(cells), style).0;
    }
    let end = x.saturating_add(cells).min(buf.area.right());
    let mut at = x;
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme) as u16;
        if wide == 0 || grapheme.contains(char::is_control) {
            continue;
        }
        if at + wide > end {
            break;
        }
        // The cells that it covers are not written: the terminal has moved past them.
        let told = if wide > 1 { NonZeroU16::new(wide).map(CellDiffOption::ForcedWidth) } else { None };
        for under in at..at + wide {
            if let Some(cell) = buf.cell_mut((under, y)) {
                cell.set_symbol(if under == at { grapheme } else { " " }).set_style(style);
                cell.set_diff_option(told.filter(|_| under == at).unwrap_or(CellDiffOption::None));
            }
        }
        at += wide;
    }
    at
}
