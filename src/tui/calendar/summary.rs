//! The line over the calendar: the selected month in figures, and the quarters from its own on.

use crate::domain::calendar::grid::month_of;
use crate::domain::calendar::quarter::quarters;
use crate::tui::calendar::state::Calendar;
use crate::tui::frame::Paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

/// Paints the line; `picked` tells of the selection.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, calendar: &Calendar, picked: &str) {
    let theme = paint.theme;
    // The totals of the book stand here, and their colours would shine through.
    Clear.render(area.intersection(buf.area), buf);
    let home = paint.home.to_string();
    let right = if picked.is_empty() { format!("{home} ") } else { format!("{picked}  {home} ") };
    let wide = right.len() as u16;
    let style = if picked.is_empty() { theme.dim } else { theme.accent };
    paint.text(buf, area.right().saturating_sub(wide), area.y, wide, &right, style);
    let room = usize::from(area.width.saturating_sub(wide + 1));
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    for (text, style) in parts(paint, calendar) {
        let gap = if used > 1 { 3 } else { 0 };
        // Half a figure would be a wrong one.
        if used + gap + text.len() > room {
            break;
        }
        used += gap + text.len();
        spans.push(Span::raw(" ".repeat(gap)));
        spans.push(Span::styled(text, style));
    }
    paint.line(buf, area.x, area.y, area.width.saturating_sub(wide + 1), &Line::from(spans));
}

fn parts(paint: Paint<'_>, calendar: &Calendar) -> Vec<(String, Style)> {
    let (theme, day) = (paint.theme, calendar.cursor.day);
    let (first, last) = month_of(day);
    let mut parts = vec![(first.date().format("%b %Y").to_string(), theme.accent)];
    let Some(view) = calendar.figures() else { return parts };
    let total = view.days.total(first, last);
    let word = if total.ends.count == 1 { "renewal" } else { "renewals" };
    parts.push((format!("{} {word} {}", total.ends.count, paint.money(total.ends.arr)), Style::new()));
    if let Some(percent) = total.ends.risk_percent().filter(|percent| *percent > 0) {
        parts.push((format!("at risk {} ({percent}%)", paint.money(total.ends.at_risk)), theme.red));
    }
    let mut quarters = quarters(&view.days, day, 4, calendar.cut.fiscal_start).into_iter();
    let mut quarter = || {
        let (quarter, ends) = quarters.next()?;
        Some((format!("Q{} {}", quarter.number, paint.money(ends.arr)), theme.strong))
    };
    parts.extend(quarter());
    if view.late.count > 0 {
        parts.push((format!("{} late {}", view.late.count, paint.money(view.late.arr)), theme.red));
    }
    if total.cancel_by.count > 0 {
        parts.push((format!("{} cancel-by {}", total.cancel_by.count, paint.money(total.cancel_by.arr)), theme.yellow));
    }
    parts.extend(std::iter::from_fn(quarter));
    parts
}
