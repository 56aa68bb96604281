//! What every frame is painted with: the theme, today, and the few strokes that panes share.

use crate::domain::value::day::Now;
use crate::domain::value::money::{Currency, short};
use crate::domain::value::text::{fit, pad, pad_left, width};
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Block, Borders, Widget};

/// What a pane needs to paint.
#[derive(Clone, Copy, Debug)]
pub struct Paint<'a> {
    /// Colours and lines.
    pub theme: &'a Theme,
    /// What time it is.
    pub now: Now,
    /// Currency of all totals.
    pub home: Currency,
}

/// A text in a row: how wide, which side, which style.
#[derive(Clone, Debug)]
pub struct Cell {
    text: String,
    width: u16,
    right: bool,
    style: Style,
}

impl Cell {
    /// A text on the left of its width.
    pub fn left(text: impl Into<String>, width: u16, style: Style) -> Cell {
        Cell { text: text.into(), width, right: false, style }
    }

    /// A figure on the right of its width.
    pub fn right(text: impl Into<String>, width: u16, style: Style) -> Cell {
        Cell { text: text.into(), width, right: true, style }
    }
}

impl Paint<'_> {
    /// Home money as people say it.
    pub fn money(&self, minor: i64) -> String {
        short(minor, self.home)
    }

    /// Paints a text, cut to a width. What is outside the buffer is left out.
    pub fn text(&self, buf: &mut Buffer, x: u16, y: u16, cells: u16, text: &str, style: Style) {
        if y < buf.area.bottom() && x < buf.area.right() {
            let cells = cells.min(buf.area.right() - x);
            let cut = fit(text, usize::from(cells), self.theme.ellipsis());
            buf.set_stringn(x, y, cut, usize::from(cells), style);
        }
    }

    /// Paints a styled line, cut to a width with the mark of what was cut.
    pub fn line(&self, buf: &mut Buffer, x: u16, y: u16, cells: u16, line: &Line<'_>) {
        if y < buf.area.bottom() && x < buf.area.right() {
            let cells = cells.min(buf.area.right() - x);
            let (after, _) = buf.set_line(x, y, line, cells);
            if line.width() > usize::from(cells) && after > x {
                let wide_before = after.checked_sub(2).filter(|at| *at >= x).and_then(|at| buf.cell((at, y)));
                let at = if wide_before.is_some_and(|cell| width(cell.symbol()) > 1) { after - 2 } else { after - 1 };
                let mark = pad(self.theme.ellipsis(), usize::from(after - at), "");
                buf.set_string(at, y, mark, Style::new());
            }
        }
    }

    /// Paints what to do in an empty place, on as many lines as it takes.
    pub fn hint(&self, buf: &mut Buffer, area: Rect, text: &str) {
        let lines = wrapped(text, usize::from(area.width.saturating_sub(2)), self.theme.dim);
        for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
            self.line(buf, area.x + 1, y, area.width.saturating_sub(2), line);
        }
    }

    /// Paints cells one blank apart; those that do not fit are cut. Gives the column after the last.
    pub fn row(&self, buf: &mut Buffer, area: Rect, y: u16, cells: &[Cell]) -> u16 {
        let mut x = area.x;
        for cell in cells {
            if cell.width == 0 {
                continue;
            }
            let room = area.right().saturating_sub(x).min(cell.width);
            if room == 0 {
                break;
            }
            let wide = usize::from(room);
            let mark = self.theme.ellipsis();
            let text = if cell.right { pad_left(&cell.text, wide, mark) } else { pad(&cell.text, wide, mark) };
            self.text(buf, x, y, room, &text, cell.style);
            x = x.saturating_add(cell.width + 1);
        }
        x
    }

    /// Marks a stretch as selected.
    pub fn select(&self, buf: &mut Buffer, area: Rect) {
        buf.set_style(area.intersection(buf.area), self.theme.select);
    }

    /// Paints the border of a pane, with its title; gives what is inside.
    pub fn pane(&self, buf: &mut Buffer, area: Rect, title: &str, focus: Focused) -> Rect {
        let mark = if focus == Focused::Yes { "*" } else { "" };
        let room = usize::from(area.width.saturating_sub(4));
        let text = format!(" {}{} ", mark, fit(title, room.saturating_sub(2 + mark.len()), self.theme.ellipsis()));
        let style = if focus == Focused::Yes { self.theme.accent } else { self.theme.strong };
        let block = Block::new()
            .borders(Borders::ALL)
            .border_set(self.theme.borders())
            .border_style(self.theme.dim)
            .title(Line::styled(text, style));
        let inner = block.inner(area);
        block.render(area, buf);
        inner
    }

    /// Paints a note on the right of a pane's lower border.
    pub fn foot(&self, buf: &mut Buffer, area: Rect, text: &str) {
        let wide = width(text) as u16;
        if area.height > 1 && area.width > wide + 4 {
            self.text(buf, area.right() - wide - 2, area.bottom() - 1, wide, text, self.theme.dim);
        }
    }
}

/// Whether a pane has the keyboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Focused {
    /// It has.
    Yes,
    /// It has not.
    No,
}

/// A text broken at blanks to lines of a width.
pub fn wrapped(text: &str, cells: usize, style: Style) -> Vec<Line<'static>> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= cells => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.into_iter().map(|line| Line::styled(fit(&line, cells, "").into_owned(), style)).collect()
}
