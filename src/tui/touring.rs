//! The tour of the first starts: five lines under the keys, from the live keymap. Help ends it for good.

use crate::input::command::Command as C;
use crate::tui::app::App;
use crate::tui::frame::Paint;
use crate::tui::tour::Touring;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Lines of the tour.
const LINES: u16 = 5;
/// Rows of a screen that has room for them.
const ROOM: u16 = 24;

impl App {
    /// Rows that the tour takes from the rest.
    pub(in crate::tui) fn tour_rows(&self) -> u16 {
        // On a usual screen it stands under the lists: a page would have a section less for it.
        let covered = self.page.is_some() || self.forecast.is_some() || self.review.is_some() || self.calendar.shown;
        let room = if covered { ROOM + LINES } else { ROOM };
        if self.tour == Touring::Shown && self.size.1 >= room { LINES } else { 0 }
    }

    /// Paints the tour at the bottom.
    pub(in crate::tui) fn draw_tour(&self, paint: Paint<'_>, buf: &mut Buffer) {
        let rows = self.tour_rows();
        if rows == 0 {
            return;
        }
        let y = buf.area.bottom().saturating_sub(rows);
        for (line, y) in self.tour_lines().iter().zip(y..) {
            paint.text(buf, 1, y, buf.area.width.saturating_sub(2), line, Style::new());
            // The word before the first line, where there is one.
            paint.text(buf, 1, y, 5, line.get(..5).unwrap_or_default(), paint.theme.accent);
        }
    }

    fn tour_lines(&self) -> [String; LINES as usize] {
        let key = |command: C| self.keymap.keys_of(command).into_iter().next().unwrap_or_default();
        [
            format!(
                "tour  {} {} move, {} the other pane; {} opens the account, {} goes back",
                key(C::Down),
                key(C::Up),
                key(C::NextPane),
                key(C::Open),
                key(C::Back)
            ),
            format!(
                "      {} says why a row stands there; {} done, {} hidden until a day, {} moved",
                key(C::Why),
                key(C::Done),
                key(C::Snooze),
                key(C::Reschedule)
            ),
            format!(
                "      {} writes a task, {} logs a touch, each in one line; {} takes anything back",
                key(C::Add),
                key(C::Touch),
                key(C::Undo)
            ),
            format!(
                "      {} filters, {} sorts, {} jumps to a name, {} copies; {} selects several",
                key(C::Filter),
                key(C::Sort),
                key(C::Jump),
                key(C::CopyRow),
                key(C::Select)
            ),
            format!("      {} lists every key and ends this tour; else it ends after three starts", key(C::Help)),
        ]
    }
}
