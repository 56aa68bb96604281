//! The sums: a row for each month and quarter, a column for each category. The figure under the cursor stands in brackets.

use crate::tui::forecast::state::{Column, Forecast, Part, Row, When};
use crate::tui::frame::Paint;
use crate::tui::widgets::spark::bar;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns of a label with the cursor's mark.
const LABEL: u16 = 13;
/// Columns of the count, where there is room for it.
const COUNT: u16 = 5;
/// Columns of a screen from which there is room for all.
const ROOMY: u16 = 78;

/// The columns for which a screen has room.
pub fn columns(width: u16) -> &'static [Column] {
    let count = if width < ROOMY { Column::ALL.len() - 1 } else { Column::ALL.len() };
    Column::ALL.get(..count).unwrap_or(&Column::ALL)
}

/// Lines that the sums take, with the names of their columns.
pub fn height(forecast: &Forecast) -> u16 {
    forecast.rows().len().max(1) as u16 + 1
}

/// Paints the sums on a screen of so many columns.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, screen: u16, forecast: &Forecast) {
    let theme = paint.theme;
    if forecast.outlook().is_none() {
        paint.text(buf, area.x + 1, area.y, area.width.saturating_sub(1), "reading", theme.dim);
        return;
    }
    let (columns, count) = (columns(screen), if screen < ROOMY { 0 } else { COUNT });
    let cell = (area.width.saturating_sub(LABEL + count + 1) / columns.len() as u16).min(11);
    let first = area.x + LABEL + count;
    let xs = || (first..).step_by(usize::from(cell.max(1)));
    for (x, column) in xs().zip(columns) {
        let name = match column.word() {
            "best-case" => "best",
            "pipeline" if cell < 10 => "pipe",
            "weighted" if cell < 10 => "wtd",
            "omitted" if cell < 10 => "omit",
            word => word,
        };
        right(paint, buf, (x, area.y), cell, name, theme.dim);
    }
    right(paint, buf, (area.x + LABEL, area.y), count, "n", theme.dim);
    let after = first + cell * columns.len() as u16 + 1;
    let (at, across) = forecast.cell(columns.len());
    // On a low screen the row under the cursor is among those shown.
    let lines = usize::from(area.height.saturating_sub(1));
    let skipped = (at + 1).saturating_sub(lines);
    for ((n, row), y) in forecast.rows().iter().enumerate().skip(skipped).zip(area.y + 1..area.bottom()) {
        let style = label_style(paint, row);
        if n == at {
            paint.text(buf, area.x, y, 1, theme.cursor(), theme.accent);
        }
        paint.text(buf, area.x + 2, y, LABEL - 2, &row.label, style);
        right(paint, buf, (area.x + LABEL, y), count, &row.sum.decisions.to_string(), style);
        for ((c, column), x) in columns.iter().enumerate().zip(xs()) {
            let money = paint.money(column.of(&row.sum));
            let here = n == at && c == across;
            let style = match () {
                () if here && forecast.part == Part::Figures => theme.select,
                () if here => theme.accent,
                () if *column == Column::Weighted && row.when == When::Now => theme.strong,
                () => style,
            };
            if here {
                right(paint, buf, (x + 1, y), cell, &format!("[{money}]"), style);
            } else {
                right(paint, buf, (x, y), cell, &money, style);
            }
        }
        reached(paint, buf, Rect { x: after, y, width: area.right().saturating_sub(after), height: 1 }, row);
    }
}

/// The part of the target that the weighted sum reaches, where there is room to say it.
fn reached(paint: Paint<'_>, buf: &mut Buffer, area: Rect, row: &Row) {
    let Some(part) = row.sum.attainment().filter(|_| area.width >= 18) else { return };
    let cells = area.width.saturating_sub(7).min(40);
    let drawn = bar(row.sum.weighted, row.sum.target, usize::from(cells), paint.theme.pictures());
    paint.text(buf, area.x + 1, area.y, 5, &format!("{:>4.0}%", part * 100.0), paint.theme.strong);
    paint.text(buf, area.x + 7, area.y, cells, &drawn, paint.theme.accent);
}

fn label_style(paint: Paint<'_>, row: &Row) -> Style {
    match row.when {
        When::Then => paint.theme.dim,
        When::Now if row.label.starts_with('Q') => paint.theme.strong,
        When::Now => Style::new(),
    }
}

/// A text on the right of so many columns.
fn right(paint: Paint<'_>, buf: &mut Buffer, (x, y): (u16, u16), cells: u16, text: &str, style: Style) {
    let wide = (text.len() as u16).min(cells);
    paint.text(buf, x + cells - wide, y, wide, text, style);
}
