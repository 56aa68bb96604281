//! A text of several lines under a cursor: its keys and its paint. Each line takes the keys of a line that is typed
//! anywhere else.

use crate::input::key::{Code, Key};
use crate::tui::frame::Paint;
use crate::tui::modals::typing_line;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tui_input::Input;

/// Lines of a text that are kept; more is for an editor.
const LINES: usize = 2_000;

/// A text being typed.
#[derive(Clone, Debug)]
pub struct Pad {
    lines: Vec<Input>,
    at: usize,
    top: usize,
}

impl Pad {
    /// A text with the cursor at its end.
    pub fn of(text: &str) -> Pad {
        let lines: Vec<Input> = text.trim_end().split('\n').map(|line| Input::from(plain(line))).collect();
        let at = lines.len().saturating_sub(1);
        Pad { lines, at, top: 0 }
    }

    /// The text.
    pub fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|line| line.value().trim_end()).collect();
        lines.join("\n").trim_end().to_owned()
    }

    /// Takes a key; `false` when it is none for a text.
    pub fn type_key(&mut self, key: Key) -> bool {
        match (key.code, key.ctrl) {
            (Code::Enter, _) => self.split(),
            (Code::Up, _) | (Code::Char('p'), true) => self.go(self.at.saturating_sub(1)),
            (Code::Down, _) | (Code::Char('n'), true) => self.go(self.at + 1),
            (Code::Backspace, false) if self.column() == 0 => self.join(),
            (Code::Delete, _) if self.is_at_end() => {
                if self.at + 1 < self.lines.len() {
                    self.at += 1;
                    self.join();
                }
            }
            _ => return self.lines.get_mut(self.at).is_some_and(|line| typing_line::type_key(line, key)),
        }
        true
    }

    /// Puts pasted text in at the cursor, with all its lines; gives how many characters were left out.
    pub fn paste(&mut self, text: &str) -> usize {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut left_out = 0;
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.split();
            }
            let Some(here) = self.lines.get_mut(self.at) else { break };
            left_out += typing_line::paste(here, line);
        }
        left_out
    }

    fn column(&self) -> usize {
        self.lines.get(self.at).map_or(0, Input::cursor)
    }

    fn is_at_end(&self) -> bool {
        self.lines.get(self.at).is_some_and(|line| line.cursor() == line.value().chars().count())
    }

    fn go(&mut self, to: usize) {
        let column = self.column();
        self.at = to.min(self.lines.len().saturating_sub(1));
        if let Some(line) = self.lines.get_mut(self.at) {
            let end = line.value().chars().count();
            *line = std::mem::take(line).with_cursor(column.min(end));
        }
    }

    /// Breaks the line at the cursor.
    fn split(&mut self) {
        if self.lines.len() >= LINES {
            return;
        }
        let Some(line) = self.lines.get_mut(self.at) else { return };
        let at = typing_line::cursor(line);
        let text = line.value().to_owned();
        let (before, after) = text.split_at(at);
        *line = Input::from(before);
        self.lines.insert(self.at + 1, Input::from(after).with_cursor(0));
        self.at += 1;
    }

    /// Puts the line behind the one before it.
    fn join(&mut self) {
        if self.at == 0 || self.at >= self.lines.len() {
            return;
        }
        let below = self.lines.remove(self.at);
        self.at -= 1;
        if let Some(line) = self.lines.get_mut(self.at) {
            let end = line.value().chars().count();
            *line = Input::from(format!("{}{}", line.value(), below.value())).with_cursor(end);
        }
    }

    /// Paints the text, the line with the cursor among it; gives where the cursor stands.
    pub fn draw(&mut self, paint: Paint<'_>, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let rows = usize::from(area.height);
        if rows == 0 || area.width < 3 {
            return None;
        }
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(rows));
        let mut cursor = None;
        for ((n, line), y) in self.lines.iter().enumerate().skip(self.top).zip(area.top()..area.bottom()) {
            let row = Rect { y, height: 1, ..area };
            if n == self.at {
                cursor = Some(typing_line::draw(paint, buf, row, line, &[]));
            } else {
                let text = crate::domain::value::text::shown(line.value());
                paint.text(buf, area.x + 2, y, area.width.saturating_sub(2), &text, ratatui::style::Style::new());
            }
        }
        cursor
    }
}

/// A line without what acts on a terminal; tabs become blanks.
fn plain(line: &str) -> String {
    line.trim_end_matches('\r').replace('\t', "    ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pad: &mut Pad, keys: &str) {
        for c in keys.chars() {
            let key = match c {
                '\n' => Key::plain(Code::Enter),
                '<' => Key::plain(Code::Backspace),
                '^' => Key::plain(Code::Up),
                'v' => Key::plain(Code::Down),
                '[' => Key::plain(Code::Home),
                ']' => Key::plain(Code::Delete),
                c => Key::char(c),
            };
            pad.type_key(key);
        }
    }

    #[test]
    fn lines_are_broken_joined_and_walked() {
        for (begin, keys, want) in [
            ("", "Wins\n- one", "Wins\n- one"),
            ("ab\ncd", "[<X", "abXcd"),
            ("ab\ncd", "^]Y", "abYcd"),
            ("ab\ncd", "^[\n", "\nab\ncd"),
            ("long line\nx", "^Zv!", "lZong line\nx!"),
            ("東京", "^<", "東"),
            ("", "<<<]", ""),
        ] {
            let mut pad = Pad::of(begin);
            typed(&mut pad, keys);
            assert_eq!(pad.text(), want, "{begin:?} {keys:?}");
        }
    }

    #[test]
    fn a_pasted_text_keeps_its_lines() {
        let mut pad = Pad::of("a");
        assert_eq!(pad.paste("b\r\nc\rd"), 0);
        assert_eq!(pad.text(), "ab\nc\nd");
        assert_eq!(Pad::of("one\t\x1b[2J\n\n").text(), "one    \x1b[2J");
    }
}
