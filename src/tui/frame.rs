//! What every frame is painted with: the theme, today, and the few strokes that panes share.

use crate::domain::value::day::Now;
use crate::domain::value::money::{Currency, short};
use crate::domain::value::text::{fit, pad, pad_left, width};
use crate::tui::cells::put;
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Block, Borders, Widget};
use unicode_segmentation::UnicodeSegmentation;

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
            put(buf, (x, y), &cut, cells, style);
        }
    }

    /// Paints a styled line, cut to a width with the mark of what was cut.
    pub fn line(&self, buf: &mut Buffer, x: u16, y: u16, cells: u16, line: &Line<'_>) {
        if y < buf.area.bottom() && x < buf.area.right() {
            let cells = cells.min(buf.area.right() - x);
            let mut after = x;
            for span in &line.spans {
                after = put(buf, (after, y), &span.content, x + cells - after, line.style.patch(span.style));
            }
            let whole: usize = line.spans.iter().map(|span| width(&span.content)).sum();
            if whole > usize::from(cells) && after > x {
                let wide_before = after.checked_sub(2).filter(|at| *at >= x).and_then(|at| buf.cell((at, y)));
                let at = if wide_before.is_some_and(|cell| width(cell.symbol()) > 1) { after - 2 } else { after - 1 };
                let mark = pad(self.theme.ellipsis(), usize::from(after - at), "");
                put(buf, (at, y), &mark, after - at, Style::new());
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
        // A title without the keyboard is still brighter than the border that it stands in.
        let style = if focus == Focused::Yes { self.theme.accent } else { Style::reset().patch(self.theme.strong) };
        let inner = Block::bordered().inner(area);
        if self.theme.accessible {
            // The title alone tells where a pane begins; what is inside stays where the borders have it.
            self.text(buf, area.x, area.y, area.width, &text, style);
            return inner;
        }
        let block = Block::new().borders(Borders::ALL).border_set(self.theme.borders()).border_style(self.theme.dim);
        block.render(area, buf);
        self.text(buf, area.x + 1, area.y, area.width.saturating_sub(2), &text, style);
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

/// A text broken to lines of a width: at blanks, between wide characters, and where a word is longer than a line.
pub fn wrapped(text: &str, cells: usize, style: Style) -> Vec<Line<'static>> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for (n, word) in text.split(' ').enumerate() {
        let mut blank = usize::from(n > 0);
        for piece in pieces(word, cells.max(1)) {
            let wide = width(piece);
            if used + blank + wide > cells {
                if used > 0 {
                    lines.push(String::new());
                }
                (used, blank) = (0, 0);
            }
            if let Some(line) = lines.last_mut() {
                // A blank at the head of a line that was broken says nothing.
                if blank > 0 {
                    line.push(' ');
                    used += 1;
                }
                line.push_str(piece);
                used += wide;
            }
            blank = 0;
        }
    }
    lines.into_iter().map(|line| Line::styled(fit(&line, cells, "").into_owned(), style)).collect()
}

/// The pieces of a word between which a line may end.
fn pieces(word: &str, cells: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut from, mut used) = (0, 0);
    for (at, grapheme) in word.grapheme_indices(true) {
        let wide = width(grapheme);
        if at > from && (wide > 1 || used + wide > cells) {
            pieces.extend(word.get(from..at));
            (from, used) = (at, 0);
        }
        used += wide;
        if wide > 1 {
            pieces.extend(word.get(from..at + grapheme.len()));
            (from, used) = (at + grapheme.len(), 0);
        }
    }
    if from < word.len() || word.is_empty() {
        pieces.extend(word.get(from..));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_broken_and_nothing_is_lost() {
        for (text, cells, want) in [
            ("asked for the numbers", 10, vec!["asked for", "the", "numbers"]),
            ("", 5, vec![""]),
            ("dana.whitlock@northvale.example", 12, vec!["dana.whitloc", "k@northvale.", "example"]),
            ("見積書を送りました", 7, vec!["見積書", "を送り", "ました"]),
            ("to 東京 now", 6, vec!["to 東", "京 now"]),
            ("one two", 0, vec!["", ""]),
        ] {
            let lines: Vec<String> = wrapped(text, cells, Style::new()).iter().map(ToString::to_string).collect();
            if cells > 0 {
                assert_eq!(lines, want, "{text}");
            }
            assert!(lines.iter().all(|line| width(line) <= cells.max(1)), "{lines:?}");
        }
    }
}
