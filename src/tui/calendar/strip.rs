//! The heat strip: the coming weeks in one line, each as warm as the revenue that ends in it.

use crate::domain::calendar::strip::{Week, heat, most, weeks};
use crate::domain::value::day::Day;
use crate::tui::calendar::state::Calendar;
use crate::tui::frame::Paint;
use crate::tui::widgets::spark::Pictures;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Weeks of the strip.
const WEEKS: u16 = 12;
/// From nothing to the warmest week, one cell each.
const BLOCKS: [&str; 8] = ["·", "▁", "▂", "▃", "▄", "▅", "▆", "▇"];
const ASCII: [&str; 6] = [".", ":", "=", "+", "*", "#"];

/// First and last day of the strip.
pub fn reach(calendar: &Calendar, today: Day) -> (Day, Day) {
    let first = today.plus_days(-i32::try_from(calendar.cut.week_start.column(today)).unwrap_or_default());
    (first, first.plus_days(i32::from(WEEKS) * 7 - 1))
}

/// Paints the strip on the left of a pane's lower border, where there is room for it beside what is on the right.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, calendar: &Calendar) {
    let Some(view) = calendar.sums() else { return };
    let (first, last) = reach(calendar, paint.now.today);
    // One that is not whole would lie.
    if view.from > first || view.to < last || area.height < 5 || area.width < 38 {
        return;
    }
    let weeks = weeks(&view.days, first, WEEKS, calendar.cut.week_start);
    let total = view.days.total(first, last).ends;
    if total.count == 0 {
        return;
    }
    let mut spans = vec![Span::styled(format!(" {WEEKS}w {} ", paint.money(total.arr)), paint.theme.dim)];
    let warmest = most(&weeks);
    let pictured = if paint.theme.pictures() == Pictures::None { &[] } else { weeks.as_slice() };
    spans.extend(pictured.iter().map(|week| {
        let ends = week.figures.ends;
        let style = if ends.count > 0 { paint.theme.band(ends.worst) } else { paint.theme.dim };
        Span::styled(glyph(paint, week, warmest), style)
    }));
    spans.push(Span::raw(" "));
    let line = Line::from(spans);
    paint.line(buf, area.x + 2, area.bottom() - 1, line.width() as u16, &line);
}

fn glyph(paint: Paint<'_>, week: &Week, warmest: i64) -> &'static str {
    let glyphs: &[&'static str] = if paint.theme.ascii { &ASCII } else { &BLOCKS };
    let steps = u8::try_from(glyphs.len() - 1).unwrap_or(5);
    let level = heat(week.figures.ends.arr, warmest, steps);
    glyphs.get(usize::from(level)).copied().unwrap_or(" ")
}
