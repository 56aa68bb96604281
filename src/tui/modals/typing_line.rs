//! A line under the cursor: its keys, its place on the screen, and its paint. Shared by all popups that take text.

use crate::domain::value::text::{shown, width};
use crate::input::key::{Code, Key};
use crate::tui::cells::put;
use crate::tui::frame::Paint;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::ops::Range;
use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

/// How many rows a key moves in the list under a line that shows so many; none when it is not one for a list.
pub fn step(key: Key, height: usize) -> Option<isize> {
    let page = isize::try_from(height).unwrap_or_default().max(2) - 1;
    match (key.code, key.ctrl) {
        (Code::Down | Code::Tab, _) | (Code::Char('n'), true) => Some(1),
        (Code::Up | Code::BackTab, _) | (Code::Char('p'), true) => Some(-1),
        (Code::PageDown, _) => Some(page),
        (Code::PageUp, _) => Some(-page),
        _ => None,
    }
}

/// Takes a key into a line; `false` when it is not one for a text.
pub fn type_key(input: &mut Input, key: Key) -> bool {
    let request = match (key.code, key.ctrl, key.alt) {
        (Code::Char(c), false, false) => InputRequest::InsertChar(c),
        (Code::Backspace, false, _) | (Code::Char('h'), true, _) => InputRequest::DeletePrevChar,
        (Code::Delete, ..) | (Code::Char('d'), true, _) => InputRequest::DeleteNextChar,
        (Code::Left, false, _) | (Code::Char('b'), true, _) => InputRequest::GoToPrevChar,
        (Code::Right, false, _) | (Code::Char('f'), true, _) => InputRequest::GoToNextChar,
        (Code::Home, ..) | (Code::Char('a'), true, _) => InputRequest::GoToStart,
        (Code::End, ..) | (Code::Char('e'), true, _) => InputRequest::GoToEnd,
        (Code::Char('w'), true, _) => InputRequest::DeletePrevWord,
        (Code::Char('u'), true, _) => InputRequest::DeleteLine,
        (Code::Char('k'), true, _) => InputRequest::DeleteTillEnd,
        _ => return false,
    };
    input.handle(request);
    true
}

/// Characters of a pasted text that a line takes; whoever pastes more meant something else.
const PASTED: usize = 20_000;

/// Puts pasted text in at the cursor, on one line; gives how many characters were left out.
pub fn paste(input: &mut Input, text: &str) -> usize {
    let plain: String = text.chars().take(PASTED).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let at = cursor(input);
    replace(input, &(at..at), &plain);
    text.chars().skip(PASTED).count()
}

/// Bytes before the cursor.
pub fn cursor(input: &Input) -> usize {
    let line = input.value();
    line.char_indices().nth(input.cursor()).map_or(line.len(), |(at, _)| at)
}

/// Puts a text in place of a stretch of the line, and the cursor behind it.
pub fn replace(input: &mut Input, span: &Range<usize>, text: &str) {
    let line = input.value();
    let (Some(before), Some(after)) = (line.get(..span.start), line.get(span.end..)) else { return };
    let cursor = before.chars().count() + text.chars().count();
    *input = Input::from(format!("{before}{text}{after}")).with_cursor(cursor);
}

/// Paints a line behind the cursor's mark, with some stretches of it in styles of their own; gives where the cursor
/// stands.
pub fn draw(
    paint: Paint<'_>,
    buf: &mut Buffer,
    area: Rect,
    input: &Input,
    styles: &[(Range<usize>, Style)],
) -> Position {
    let room = area.width.saturating_sub(4);
    let scroll = input.visual_scroll(usize::from(room.max(1)));
    paint.text(buf, area.x, area.y, 2, &format!("{} ", paint.theme.cursor()), paint.theme.accent);
    let (mut column, mut x, end) = (0, area.x + 2, area.x + 2 + room);
    for (at, grapheme) in input.value().grapheme_indices(true) {
        let text = shown(grapheme);
        let before = column;
        column += width(grapheme);
        let wide = width(&text) as u16;
        // Not through an ellipsis: what is typed past the edge scrolls.
        if before < scroll || wide == 0 {
            continue;
        }
        if x + wide > end {
            break;
        }
        let style = styles.iter().find(|(span, _)| span.contains(&at)).map_or(Style::new(), |(_, style)| *style);
        put(buf, (x, area.y), &text, wide, style);
        x += wide;
    }
    let caret = (input.visual_cursor().max(scroll) - scroll) as u16;
    Position::new((area.x + 2 + caret).min(area.right().saturating_sub(1)), area.y)
}
