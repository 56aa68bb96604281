//! Keys that may follow the ones pressed so far, as soon as the first is pressed.

use crate::domain::value::text::{pad, width};
use crate::tui::frame::Paint;
use crate::tui::modals::popup::{Spot, open};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Paints the keys with what each does, in two columns where there is room for them. Texts are safe to print.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, screen: Rect, title: &str, keys: &[(String, String)]) {
    let theme = paint.theme;
    let key_cells = keys.iter().map(|(key, _)| width(key)).max().unwrap_or_default();
    let longest = keys.iter().map(|(_, what)| width(what)).max().unwrap_or_default();
    let across = screen.width.saturating_sub(4).min(110);
    let inside = usize::from(across.saturating_sub(4));
    let column = (key_cells + 2 + longest).min(inside);
    // Two columns when half of the popup holds most texts whole; the longest may be cut there.
    let columns = if keys.len() > 3 && inside / 2 >= key_cells + 2 + longest.min(30) { 2 } else { 1 };
    let cells = if columns == 2 { (inside / 2).saturating_sub(1) } else { column };
    let rows = keys.len().div_ceil(columns);
    let wide = (cells * columns + columns - 1 + 4).max(width(title) + 8) as u16;
    let inner = open(paint, buf, screen, (wide.min(screen.width), rows as u16 + 2), Spot::Low, title);
    for (n, (key, what)) in keys.iter().enumerate() {
        let (at, y) = (n / rows.max(1), inner.y + (n % rows.max(1)) as u16);
        let x = inner.x + 1 + (at * (cells + 1)) as u16;
        if y >= inner.bottom() {
            continue;
        }
        let key = pad(key, key_cells + 2, "");
        let what = brief(what, cells.saturating_sub(key_cells + 2));
        let line = Line::from(vec![Span::styled(key, theme.accent), Span::raw(what.to_owned())]);
        paint.line(buf, x, y, (cells as u16).min(inner.right().saturating_sub(x)), &line);
    }
    let area = Rect { x: inner.x.saturating_sub(1), width: inner.width + 2, height: inner.height + 1, ..inner };
    paint.foot(buf, area, " esc cancel ");
}

/// A text, or what stands before its first colon or comma when there is no room for all.
fn brief(text: &str, cells: usize) -> &str {
    if width(text) <= cells { text } else { text.split([':', ',', '(']).next().unwrap_or(text).trim_end() }
}
