//! Where a person is in a list: the cursor's place and the first row shown. At an edge the list turns by half a page:
//! panes side by side cannot be scrolled by the terminal, so one row at a time would cost a slow line 4 kB a key.

use crate::input::command::Command;

/// A cursor in a list of rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct List {
    /// Place of the cursor.
    pub at: usize,
    /// Place of the first row shown.
    pub top: usize,
    /// Rows that are shown.
    pub height: usize,
}

impl List {
    /// Moves the cursor by so many rows, within a list of `len`.
    pub fn step(&mut self, rows: isize, len: usize) {
        self.put(self.at.saturating_add_signed(rows), len);
    }

    /// Puts the cursor on a place, within a list of `len`.
    pub fn put(&mut self, place: usize, len: usize) {
        self.at = place.min(len.saturating_sub(1));
        self.follow(len);
    }

    /// Goes as a command says: a row, half of what is shown, or to an end.
    pub fn travel(&mut self, command: Command, len: usize) {
        let half = isize::try_from(self.height / 2).unwrap_or(1).max(1);
        match command {
            Command::Down => self.step(1, len),
            Command::Up => self.step(-1, len),
            Command::HalfPageDown => self.step(half, len),
            Command::HalfPageUp => self.step(-half, len),
            Command::Top => self.put(0, len),
            _ => self.put(len, len),
        }
    }

    /// Sets how many rows are shown, and brings the cursor onto them.
    pub fn resize(&mut self, height: usize, len: usize) {
        self.height = height;
        self.put(self.at, len);
    }

    /// Moves what is shown by so many rows, and the cursor only as far as it must to stay in sight.
    pub fn scroll(&mut self, rows: isize, len: usize) {
        self.top = self.top.saturating_add_signed(rows).min(len.saturating_sub(self.height));
        let last = (self.top + self.height).min(len).saturating_sub(1);
        self.at = self.at.clamp(self.top.min(last), last);
    }

    fn follow(&mut self, len: usize) {
        // A pane that is not shown keeps its place for when it is.
        if self.height == 0 {
            self.top = self.top.min(self.at);
            return;
        }
        let half = self.height / 2;
        if self.at < self.top {
            self.top = if self.top - self.at <= half {
                self.top.saturating_sub(half.max(1))
            } else {
                self.at.saturating_sub(half)
            };
        } else if self.at >= self.top + self.height {
            let past = self.at + 1 - (self.top + self.height);
            self.top = if past <= half { self.top + half.max(1) } else { self.at.saturating_sub(half) };
        }
        self.top = self.top.min(len.saturating_sub(self.height)).min(self.at);
        if self.at >= self.top + self.height {
            self.top = self.at + 1 - self.height;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_in_sight() {
        let mut list = List::default();
        list.resize(5, 20);
        for (rows, at, top) in
            [(3, 3, 0), (1, 4, 0), (1, 5, 2), (2, 7, 4), (100, 19, 15), (-4, 15, 15), (-1, 14, 13), (-100, 0, 0)]
        {
            list.step(rows, 20);
            assert_eq!((list.at, list.top), (at, top), "{rows:+}");
        }
        for (rows, at, top) in [(3, 3, 3), (100, 15, 15), (-2, 15, 13), (-9, 8, 4), (-9, 4, 0)] {
            list.scroll(rows, 20);
            assert_eq!((list.at, list.top), (at, top), "{rows:+}");
        }
        list.step(-100, 20);
        list.scroll(3, 0);
        assert_eq!((list.at, list.top), (0, 0));
        list.resize(0, 20);
        list.step(3, 20);
        assert_eq!(list.at, 3);
        list.put(7, 0);
        assert_eq!((list.at, list.top), (0, 0));
    }
}
