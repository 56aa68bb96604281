//! The two bottom lines while a filter is typed: the text with what it leaves of the list; under it what is wrong and
//! where, or ways to go on.

use crate::domain::value::text::{fit, shown, width};
use crate::tui::filter_line::FilterLine;
use crate::tui::frame::Paint;
use crate::tui::modals::typing_line;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Paints both lines; `count` tells what the filter leaves. Gives where the terminal's cursor stands.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, line: &FilterLine, count: &str) -> Position {
    let theme = paint.theme;
    for y in area.top()..area.bottom() {
        paint.text(buf, area.x, y, area.width, &" ".repeat(usize::from(area.width)), Style::new());
    }
    let count_wide = width(count) as u16;
    let text = Rect { width: area.width.saturating_sub(count_wide + 2), height: 1, ..area };
    paint.text(buf, area.right().saturating_sub(count_wide + 1), area.y, count_wide, count, theme.dim);
    let faulty: Vec<_> = line.fault.iter().map(|fault| (fault.span.clone(), theme.red)).collect();
    let cursor = typing_line::draw(paint, buf, text, &line.input, &faulty);
    paint.text(buf, area.x, area.y, 1, "/", theme.accent);
    let under = Rect { y: area.y + 1, height: 1, ..area };
    if line.fault.is_some() {
        fault(paint, buf, under, text, line);
    } else {
        offers(paint, buf, under, line);
    }
    cursor
}

/// Carets under the fault, and beside them what is wrong and what to write instead: on the side with more room.
fn fault(paint: Paint<'_>, buf: &mut Buffer, area: Rect, text: Rect, line: &FilterLine) {
    let Some(fault) = &line.fault else { return };
    let theme = paint.theme;
    let value = line.input.value();
    let cells = |part: Option<&str>| width(&shown(part.unwrap_or_default()));
    let room = usize::from(text.width.saturating_sub(4));
    let scroll = line.input.visual_scroll(room.max(1));
    let (from, to) = (cells(value.get(..fault.span.start)), cells(value.get(..fault.span.end)));
    // A fault that is scrolled out of sight is pointed at from the edge.
    let from = from.saturating_sub(scroll).min(room);
    let to = to.saturating_sub(scroll).clamp(from + 1, room.max(from) + 1);
    let start = usize::from(text.x) + 2 + from;
    let carets = "^".repeat(to - from);
    let (x, right) = (start as u16, usize::from(area.right()));
    paint.text(buf, x, area.y, carets.len() as u16, &carets, theme.red);
    let after = right.saturating_sub(start + carets.len() + 2);
    let before = start.saturating_sub(usize::from(area.x) + 2);
    // Where there is no room for both, what to write helps more than what is wrong.
    let both = format!("{}; {}", fault.message, fault.hint);
    let ways = [both.as_str(), fault.hint.as_str(), fault.message.as_str()].map(|says| shown(says).into_owned());
    let [both, hint, message] = &ways;
    let says = if fault.hint.is_empty() {
        message
    } else if width(both) <= after.max(before) {
        both
    } else {
        hint
    };
    if width(says) <= after || after >= before {
        paint.text(buf, (start + carets.len() + 1) as u16, area.y, after as u16, says, theme.yellow);
    } else {
        let says = fit(says, before, theme.ellipsis());
        paint.text(buf, x.saturating_sub(width(&says) as u16 + 1), area.y, before as u16, &says, theme.yellow);
    }
}

/// Ways to go on, the one that Tab has put in first of those that are seen; without any, the keys.
fn offers(paint: Paint<'_>, buf: &mut Buffer, area: Rect, line: &FilterLine) {
    let theme = paint.theme;
    let keys = "enter keep  esc undo";
    let keys_wide = keys.len() as u16;
    let mut spans = vec![Span::styled(if line.offers.is_empty() { " " } else { " tab " }, theme.dim)];
    let first = line.offered.unwrap_or(0);
    for (n, offer) in line.offers.iter().enumerate().skip(first) {
        let style = if line.offered == Some(n) { theme.accent } else { theme.dim };
        spans.push(Span::styled(shown(offer.text.trim_end()).into_owned(), style));
        spans.push(Span::raw("  "));
    }
    // One offer alone has room to say what it means.
    if let ([only], 80..) = (line.offers.as_slice(), area.width) {
        spans.push(Span::styled(shown(&only.label).into_owned(), theme.dim));
    }
    paint.line(buf, area.x, area.y, area.width.saturating_sub(keys_wide + 3), &Line::from(spans));
    paint.text(buf, area.right().saturating_sub(keys_wide + 1), area.y, keys_wide, keys, theme.dim);
}
