//! Turns what ratatui draws into the bytes of one frame: what changed, inside one synchronized update.
//!
//! Invariant: a frame that changes nothing is no bytes at all, and nothing here asks the terminal anything.

use std::io;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
const ERASE: &[u8] = b"\x1b[0m\x1b[2J";
const HIDE: &[u8] = b"\x1b[?25l";
const SHOW: &[u8] = b"\x1b[?25h";

/// A ratatui backend that collects a frame and knows what the terminal already shows.
#[derive(Debug)]
pub struct Paper {
    size: Size,
    cells: Vec<u8>,
    erase: bool,
    cursor: Option<Position>,
    shown: Option<Position>,
}

impl Paper {
    /// Makes an empty sheet; the terminal is expected to have its cursor hidden.
    pub const fn new(size: Size) -> Self {
        Self { size, cells: Vec::new(), erase: true, cursor: None, shown: None }
    }

    /// Takes the size of the terminal over.
    pub const fn set_size(&mut self, size: Size) {
        self.size = size;
    }

    /// Forgets what the terminal shows: it was left and entered again, its cursor hidden.
    pub fn forget(&mut self) {
        self.cells.clear();
        self.erase = true;
        self.shown = None;
    }

    /// Appends the bytes of the frame to `out`; nothing when the terminal shows it already.
    pub fn take_frame(&mut self, out: &mut Vec<u8>) {
        let drawn = self.erase || !self.cells.is_empty();
        if !drawn && self.cursor == self.shown {
            return;
        }
        out.extend_from_slice(BEGIN);
        if self.erase {
            out.extend_from_slice(ERASE);
        }
        out.append(&mut self.cells);
        match self.cursor {
            Some(Position { x, y }) => {
                // Drawing moved the terminal's cursor, so its place is told again even if it is the same.
                out.extend_from_slice(format!("\x1b[{};{}H", u32::from(y) + 1, u32::from(x) + 1).as_bytes());
                if self.shown.is_none() {
                    out.extend_from_slice(SHOW);
                }
            }
            None if self.shown.is_some() => out.extend_from_slice(HIDE),
            None => {}
        }
        out.extend_from_slice(END);
        self.erase = false;
        self.shown = self.cursor;
    }
}

impl Backend for Paper {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        // Without cells the stock backend still writes its 20 bytes of resets.
        if content.peek().is_none() {
            return Ok(());
        }
        CrosstermBackend::new(&mut self.cells).draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor = self.cursor.or(Some(Position::ORIGIN));
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or(Position::ORIGIN))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        // Also called while clearing, when the cursor is hidden: that place is of no interest.
        if self.cursor.is_some() {
            self.cursor = Some(position.into());
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.cells.clear();
        self.erase = true;
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn scroll_region_up(&mut self, region: std::ops::Range<u16>, lines: u16) -> io::Result<()> {
        CrosstermBackend::new(&mut self.cells).scroll_region_up(region, lines)
    }

    fn scroll_region_down(&mut self, region: std::ops::Range<u16>, lines: u16) -> io::Result<()> {
        CrosstermBackend::new(&mut self.cells).scroll_region_down(region, lines)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

    use super::*;

    fn terminal(width: u16, height: u16) -> Terminal<Paper> {
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        Terminal::with_options(Paper::new(Size::new(width, height)), TerminalOptions { viewport }).unwrap()
    }

    fn frame(terminal: &mut Terminal<Paper>, paint: impl FnOnce(&mut Frame)) -> String {
        terminal.draw(paint).unwrap();
        let mut bytes = Vec::new();
        terminal.backend_mut().take_frame(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_frame_without_a_change_is_no_bytes() {
        let mut terminal = terminal(20, 3);
        let hello = |f: &mut Frame| f.render_widget("hello", f.area());
        let first = frame(&mut terminal, hello);
        assert!(first.starts_with("\x1b[?2026h\x1b[0m\x1b[2J") && first.ends_with("\x1b[?2026l"), "{first:?}");
        assert_eq!(frame(&mut terminal, hello), "");
        let typing = |f: &mut Frame| {
            f.render_widget("hello", f.area());
            f.set_cursor_position((5, 0));
        };
        assert_eq!(frame(&mut terminal, typing), "\x1b[?2026h\x1b[1;6H\x1b[?25h\x1b[?2026l");
        assert_eq!(frame(&mut terminal, typing), "");
        assert_eq!(frame(&mut terminal, hello), "\x1b[?2026h\x1b[?25l\x1b[?2026l");
    }

    #[test]
    fn erases_only_on_request_and_then_draws_all() {
        let mut terminal = terminal(20, 3);
        let hello = |f: &mut Frame| f.render_widget("hello", f.area());
        frame(&mut terminal, hello);
        assert!(!frame(&mut terminal, |f| f.render_widget("hallo", f.area())).contains("[2J"));
        terminal.clear().unwrap();
        let again = frame(&mut terminal, hello);
        assert!(again.contains("[2J") && again.contains("hello"), "{again:?}");
        assert_eq!(frame(&mut terminal, hello), "");
    }

    #[test]
    fn any_size_draws_without_a_panic() {
        let sizes = [(0, 0), (1, 1), (0, 9), (9, 0), (1, 60), (400, 1), (3, 2), (80, 24)];
        let mut terminal = terminal(0, 0);
        for (width, height) in sizes {
            terminal.backend_mut().set_size(Size::new(width, height));
            terminal.resize(Rect::new(0, 0, width, height)).unwrap();
            frame(&mut terminal, |f| {
                // ratatui's own text widgets panic on an area without cells; the screen never has one.
                if f.area().is_empty() {
                    return;
                }
                f.render_widget("東京 a\u{301} \u{1f468}\u{200d}\u{1f469} and more", f.area());
                f.set_cursor_position((0, 0));
            });
        }
    }
}
