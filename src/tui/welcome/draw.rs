//! Paints the first start.

use crate::domain::value::text::{pad, shown};
use crate::tui::frame::{Focused, Paint, wrapped};
use crate::tui::modals::typing_line;
use crate::tui::welcome::state::{Typing, WAYS, Welcome};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Paints the ways to a book, or the path being typed; gives where the cursor stands then.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, welcome: &Welcome) -> Option<Position> {
    let screen = buf.area;
    let (width, height) = (screen.width.min(90), screen.height.min(20));
    let (x, y) = ((screen.width - width) / 2, (screen.height - height) / 3);
    let area = Rect { x, y, width, height };
    let inner = paint.pane(buf, area, "folio", Focused::Yes);
    let cells = inner.width.saturating_sub(4);
    if inner.height < 4 || cells < 8 {
        return None;
    }
    let theme = paint.theme;
    let mut y = inner.y + 1;
    let intro = format!("There is no book at {} yet. How do you want to begin?", welcome.book);
    for line in wrapped(&intro, usize::from(cells), theme.strong) {
        paint.line(buf, inner.x + 2, y, cells, &line);
        y += 1;
    }
    y += 1;
    for (n, (key, name, what)) in WAYS.iter().enumerate() {
        let here = n == welcome.at;
        let style = if here { theme.strong } else { Style::new() };
        for (row, line) in wrapped(what, usize::from(cells.saturating_sub(14)), Style::new()).iter().enumerate() {
            if y >= inner.bottom() {
                return None;
            }
            if row == 0 {
                paint.text(buf, inner.x + 2, y, 1, if here { theme.cursor() } else { "" }, theme.accent);
                paint.text(buf, inner.x + 4, y, 1, &key.to_string(), theme.accent);
                paint.text(buf, inner.x + 6, y, 8, &pad(name, 8, ""), style);
            }
            paint.line(buf, inner.x + 15, y, cells.saturating_sub(14), line);
            y += 1;
        }
    }
    let Some(typing) = &welcome.typing else {
        paint.foot(buf, area, " a letter, or j k and enter ");
        return None;
    };
    let foot = if typing.files.is_empty() { "enter takes it" } else { "enter on an empty line begins" };
    paint.foot(buf, area, &format!(" tab completes, {foot}, esc back "));
    let below = Rect { x: inner.x + 2, y: y + 1, width: cells, height: inner.bottom().saturating_sub(y + 1) };
    path(paint, buf, below, typing)
}

fn path(paint: Paint<'_>, buf: &mut Buffer, area: Rect, typing: &Typing) -> Option<Position> {
    let theme = paint.theme;
    let mut area = area;
    if !typing.files.is_empty() {
        let names =
            typing.files.iter().map(|file| shown(&file.file_name().unwrap_or_default().to_string_lossy()).into_owned());
        let text = format!("with {}; another, or enter", names.collect::<Vec<_>>().join(", "));
        for line in wrapped(&text, usize::from(area.width), theme.strong).iter().take(usize::from(area.height) / 2) {
            paint.line(buf, area.x, area.y, area.width, line);
            area = Rect { y: area.y + 1, height: area.height - 1, ..area };
        }
    }
    if area.height < 2 {
        return None;
    }
    paint.text(buf, area.x, area.y, 6, "file", theme.dim);
    let line = Rect { x: area.x + 5, y: area.y, width: area.width.saturating_sub(5), height: 1 };
    let cursor = typing_line::draw(paint, buf, line, &typing.input, &[]);
    let below = Rect { y: area.y + 1, height: area.height - 1, ..area };
    if typing.fault.is_empty() {
        let names: Vec<_> = typing.names.iter().map(|name| shown(name).into_owned()).collect();
        for (line, y) in
            wrapped(&names.join("  "), usize::from(below.width), theme.dim).iter().zip(below.top()..below.bottom())
        {
            paint.line(buf, below.x, y, below.width, line);
        }
    } else {
        paint.text(buf, below.x, below.y, below.width, &shown(&typing.fault), theme.red);
    }
    Some(cursor)
}
