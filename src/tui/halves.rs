//! Two parts of an area, side by side or one below the other. A part wider than the area is the area.

use ratatui::layout::Rect;

/// So many columns at the left, and the rest.
pub(in crate::tui) fn columns(area: Rect, left: u16) -> (Rect, Rect) {
    let left = left.min(area.width);
    (Rect { width: left, ..area }, Rect { x: area.x + left, width: area.width - left, ..area })
}

/// So many rows above, and the rest.
pub(in crate::tui) fn rows(area: Rect, upper: u16) -> (Rect, Rect) {
    let upper = upper.min(area.height);
    (Rect { height: upper, ..area }, Rect { y: area.y + upper, height: area.height - upper, ..area })
}
