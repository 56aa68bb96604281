//! The touches of the account under the cursor in a column of their own, newest first, each with all of its text that
//! fits a few lines.

use crate::domain::value::text::{pad, width};
use crate::service::query::AccountView;
use crate::tui::frame::{Focused, Paint, wrapped};
use crate::tui::page::line::{month_day, mood};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Lines of one touch at the most.
const MOST: usize = 3;
/// Columns before its text: day, kind, mood.
const HEAD: usize = 17;

/// Paints the pane. Without a view yet it says so by being empty.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, view: Option<&AccountView>) {
    let title = view.map_or_else(|| "Timeline".to_owned(), |view| format!("Timeline {}", view.touch_count));
    let inner = paint.pane(buf, area, &title, Focused::No);
    let Some(view) = view else { return };
    if view.touches.is_empty() {
        return paint.hint(buf, inner, "No touch yet: t logs one.");
    }
    let cells = usize::from(inner.width.saturating_sub(2));
    let lines = view.touches.iter().flat_map(|touch| {
        let day = month_day(paint.now.zone.day(touch.at), paint.now.today);
        let (sign, colour) = mood(touch.sentiment, paint.theme);
        let head = format!("{} {} ", pad(&day, 6, ""), pad(touch.kind.word(), 7, ""));
        let text = touch.text.shown();
        let mut said = wrapped(&paint.theme.plain(&text), cells.saturating_sub(HEAD), Style::new());
        if said.len() > MOST {
            said.truncate(MOST);
            if let Some(last) = said.last_mut() {
                let kept = pad(&last.to_string(), cells.saturating_sub(HEAD + width(paint.theme.ellipsis())), "");
                *last = Line::raw(format!("{}{}", kept.trim_end(), paint.theme.ellipsis()));
            }
        }
        let dim = paint.theme.dim;
        said.into_iter().enumerate().map(move |(n, text)| {
            let mut line = match n {
                0 => Line::from(vec![Span::styled(head.clone(), dim), Span::styled(format!("{sign} "), colour)]),
                _ => Line::raw(" ".repeat(HEAD)),
            };
            line.spans.extend(text.spans);
            line
        })
    });
    for (line, y) in lines.zip(inner.top()..inner.bottom()) {
        paint.line(buf, inner.x + 1, y, inner.width.saturating_sub(2), &line);
    }
}
