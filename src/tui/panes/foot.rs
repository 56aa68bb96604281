//! The two bottom lines: what was done last, and the keys of this place, from the live keymap.

use crate::domain::value::text::{fit, width};
use crate::input::command::{COMMANDS, Command};
use crate::input::context::Context;
use crate::input::keymap::Keymap;
use crate::tui::frame::Paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// What the status line says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Status {
    /// Nothing.
    #[default]
    Quiet,
    /// Something was done; it can be undone.
    Done(String),
    /// Something was taken back; it can be done again.
    Undone(String),
    /// Something to know.
    Note(String),
    /// Something could not be done.
    Error(String),
}

/// Paints the status line: the message on the left, how old the order is on the right.
pub fn status(paint: Paint<'_>, buf: &mut Buffer, area: Rect, status: &Status, right: &str) {
    let theme = paint.theme;
    let right_wide = width(right) as u16;
    let room = area.width.saturating_sub(right_wide + 2);
    let way_back = match status {
        Status::Undone(_) => "   U redo",
        _ => "   u undo",
    };
    let (text, style) = match status {
        Status::Quiet => (String::new(), Style::new()),
        Status::Done(text) | Status::Undone(text) => {
            // The way back is said whole, however long the message.
            let said = fit(text, usize::from(room).saturating_sub(1 + way_back.len()), theme.ellipsis());
            (format!(" {said}{way_back}"), theme.green)
        }
        Status::Note(text) => (format!(" {text}"), theme.dim),
        Status::Error(text) => (format!(" {text}"), theme.red),
    };
    paint.text(buf, area.x, area.y, room, &theme.plain(&text), style);
    paint.text(buf, area.right().saturating_sub(right_wide + 1), area.y, right_wide, right, theme.dim);
}

/// Paints the keys of a place, as many as fit; help always does.
pub fn keys(paint: Paint<'_>, buf: &mut Buffer, area: Rect, keymap: &Keymap, context: Context) {
    let theme = paint.theme;
    let hint = |command: Command, word: &str| keymap.keys_of(command).first().map(|key| (key.clone(), word.to_owned()));
    let last = [hint(Command::Help, "help"), hint(Command::Back, "back")];
    let last: Vec<(String, String)> = last.into_iter().flatten().collect();
    let mut room = usize::from(area.width).saturating_sub(1);
    let size = |(key, word): &(String, String)| width(key) + width(word) + 3;
    room = room.saturating_sub(last.iter().map(size).sum());
    let mut shown = Vec::new();
    let here = COMMANDS.iter().filter(|row| !row.short.is_empty() && row.command.fits(context));
    for row in here.filter(|row| !matches!(row.command, Command::Help | Command::Back)) {
        let Some(pair) = hint(row.command, row.short) else { continue };
        if size(&pair) <= room {
            room -= size(&pair);
            shown.push(pair);
        }
    }
    let mut spans = vec![Span::raw(" ")];
    for (key, word) in shown.into_iter().chain(last) {
        spans.push(Span::styled(key, theme.accent));
        spans.push(Span::raw(format!(" {word}  ")));
    }
    paint.line(buf, area.x, area.y, area.width, &Line::from(spans));
}
