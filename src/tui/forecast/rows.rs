//! The decisions behind a figure, and what changed in a week, a row each.

use crate::domain::figure::forecast::{ForecastChange, ForecastLine};
use crate::domain::record::renewal::ForecastCategory;
use crate::domain::value::day_text::weekday_day;
use crate::domain::value::original::made_of;
use crate::tui::frame::{Cell, Paint};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns of a day with its year.
const DAY: u16 = 15;
/// Columns of a category.
const CATEGORY: u16 = 9;
/// Columns from which the target and who says so are told.
const WIDE: u16 = 90;

/// Paints one decision, with so many cells for the amount as it is paid.
pub fn decision(paint: Paint<'_>, buf: &mut Buffer, area: Rect, (line, paid): (&ForecastLine, u16), here: bool) {
    let theme = paint.theme;
    let (target, says) = if area.width >= WIDE { (6, 10) } else { (0, 0) };
    let more = if target > 0 { target + says + 2 } else { 0 };
    let more = more + if paid > 0 { paid + 1 } else { 0 };
    let fixed = 2 + DAY + 1 + 1 + CATEGORY + 1 + 6 + 1 + 4 + 1 + 6 + more;
    let name = area.width.saturating_sub(fixed).max(8);
    let said = line.outcome.map_or_else(|| line.says.word(), |outcome| outcome.word());
    let cells = [
        Cell::left(if here { theme.cursor() } else { "" }, 1, theme.accent),
        Cell::left(weekday_day(line.due, paint.now.today), DAY, Style::new()),
        Cell::left(line.account_name.clone(), name, Style::new()),
        Cell::left(line.category.word(), CATEGORY, lane(paint, line.category)),
        Cell::right(paint.money(line.target), target, theme.dim),
        Cell::right(paint.money(line.amount), 6, Style::new()),
        Cell::right(made_of(line.amount_paid(), paint.home).unwrap_or_default(), paid, theme.dim),
        Cell::right(format!("{:.0}%", line.chance * 100.0), 4, Style::new()),
        Cell::right(paint.money(line.weighted()), 6, theme.strong),
        Cell::left(said, says, theme.dim),
    ];
    paint.row(buf, area, area.y, &cells);
    if here {
        paint.select(buf, Rect { x: area.x + 2, width: DAY + 1 + name, ..area });
    }
}

fn lane(paint: Paint<'_>, category: ForecastCategory) -> Style {
    match category {
        ForecastCategory::Closed | ForecastCategory::Commit => paint.theme.green,
        ForecastCategory::BestCase => Style::new(),
        ForecastCategory::Pipeline => paint.theme.yellow,
        ForecastCategory::Omitted => paint.theme.dim,
    }
}

/// Paints one change.
pub fn change(paint: Paint<'_>, buf: &mut Buffer, area: Rect, change: &ForecastChange, here: bool) {
    let theme = paint.theme;
    let Some(line) = change.after.as_ref().or(change.before.as_ref()) else { return };
    let delta = change.weighted();
    let (sign, style) = match delta {
        1.. => ("+", theme.green),
        0 => ("", theme.dim),
        _ => ("", theme.red),
    };
    let rest = area.width.saturating_sub(2 + 7 + 1);
    let name = (rest * 2 / 5).clamp(8, 28);
    let money = |minor: i64| paint.money(minor);
    let cells = [
        Cell::left(if here { theme.cursor() } else { "" }, 1, theme.accent),
        Cell::right(format!("{sign}{}", paint.money(delta)), 7, style),
        Cell::left(line.account_name.clone(), name, Style::new()),
        Cell::left(theme.plain(&change.told(&money)), rest.saturating_sub(name + 1), theme.dim),
    ];
    paint.row(buf, area, area.y, &cells);
    if here {
        paint.select(buf, Rect { x: area.x + 2, width: 8 + name, ..area });
    }
}
