//! Months as bars, the part at risk first, and the quarters of the fiscal year under them, each with its figure.

use crate::domain::calendar::bar::{Bar, months, most};
use crate::domain::calendar::quarter::quarters;
use crate::domain::calendar::step::months_on;
use crate::domain::value::day::Day;
use crate::service::calendar::CalendarView;
use crate::tui::calendar::state::Calendar;
use crate::tui::frame::{Cell, Paint};
use crate::tui::widgets::spark::Pictures;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Columns of the label, the count and the revenue, with their blanks.
const FIGURES: u16 = 2 + 8 + 1 + 4 + 1 + 6 + 1;
/// Quarters told.
const QUARTERS: u16 = 4;

/// Paints the bars in an area, from the month before the selected one on.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, calendar: &Calendar) {
    let Some(view) = calendar.figures() else { return };
    let day = calendar.cursor.day;
    // Quarters under the months: all of them behind a blank line, or as many as leave room for four months.
    let extra = match area.height {
        ..5 => 0,
        5..10 => area.height - 4,
        _ => QUARTERS + 1,
    };
    let blank = u16::from(extra > QUARTERS);
    let extra = extra.min(QUARTERS + blank);
    let late = u16::from(view.late.count > 0 && area.height >= 10);
    let count = area.height.saturating_sub(extra + late).min(13);
    let bars = months(&view.days, months_on(day, -1), count);
    let (most, wide) = (most(&bars), area.width.saturating_sub(FIGURES + 1).min(60));
    let mut y = area.y;
    for bar in &bars {
        if y >= area.bottom() {
            return;
        }
        month(paint, buf, Rect { y, height: 1, ..area }, bar, day, (most, wide));
        y += 1;
    }
    if late > 0 && y < area.bottom() {
        late_line(paint, buf, Rect { y, height: 1, ..area }, view);
        y += 1;
    }
    y += blank;
    if extra > 0 && y < area.bottom() {
        quarter_lines(paint, buf, Rect { y, height: area.bottom() - y, ..area }, calendar, view);
    }
}

fn month(paint: Paint<'_>, buf: &mut Buffer, area: Rect, bar: &Bar, day: Day, (most, wide): (i64, u16)) {
    let theme = paint.theme;
    let here = (bar.first..=bar.last).contains(&day);
    let cells = [
        Cell::left(if here { theme.cursor() } else { "" }, 1, theme.accent),
        Cell::left(bar.first.date().format("%b %Y").to_string(), 8, if here { theme.accent } else { Style::new() }),
        Cell::right(bar.ends.count.to_string(), 4, Style::new()),
        Cell::right(paint.money(bar.ends.arr), 6, Style::new()),
    ];
    paint.row(buf, area, area.y, &cells);
    if theme.pictures() == Pictures::None {
        return;
    }
    let (risk, rest) = bar.cells(most, wide);
    let (full, light) = marks(paint);
    let line = Line::from(vec![
        Span::styled(full.repeat(usize::from(risk)), theme.red),
        Span::styled(light.repeat(usize::from(rest)), theme.green),
    ]);
    paint.line(buf, area.x + FIGURES, area.y, area.width.saturating_sub(FIGURES), &line);
}

/// The marks of what is at risk and of the rest.
fn marks(paint: Paint<'_>) -> (&'static str, &'static str) {
    (paint.theme.glyph("█", "r"), paint.theme.glyph("░", "#"))
}

/// What the bars mean.
pub fn title(paint: Paint<'_>) -> String {
    if paint.theme.pictures() == Pictures::None {
        return "By month".to_owned();
    }
    let (full, light) = marks(paint);
    format!("By month   {full} at risk, {light} the rest")
}

fn late_line(paint: Paint<'_>, buf: &mut Buffer, area: Rect, view: &CalendarView) {
    let late = view.late;
    let text = format!("late, no outcome: {}   {}", late.count, paint.money(late.arr));
    paint.text(buf, area.x + 2, area.y, area.width.saturating_sub(2), &text, paint.theme.red);
}

fn quarter_lines(paint: Paint<'_>, buf: &mut Buffer, area: Rect, calendar: &Calendar, view: &CalendarView) {
    let start = calendar.cut.fiscal_start;
    for ((quarter, ends), y) in
        quarters(&view.days, calendar.cursor.day, QUARTERS, start).into_iter().zip(area.y..area.bottom())
    {
        let risk = ends.risk_percent().map(|part| format!("  {part}% at risk")).unwrap_or_default();
        let cells = [
            Cell::left("", 1, Style::new()),
            Cell::left(format!("Q{} {}", quarter.number, quarter.year), 8, paint.theme.strong),
            Cell::right(ends.count.to_string(), 4, Style::new()),
            Cell::right(paint.money(ends.arr), 6, Style::new()),
            Cell::left(risk, 20, paint.theme.dim),
        ];
        paint.row(buf, area, y, &cells);
    }
}
