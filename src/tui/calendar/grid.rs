//! The days of a month, a week in a row. Terms that end are told by their revenue and the letter of their worst health,
//! last days for notice by a `c`; the selected day stands in brackets, today behind a dot.

use crate::domain::calendar::days::{DayFigures, Days, Tally};
use crate::domain::calendar::grid::Grid;
use crate::domain::stake::health::Band;
use crate::domain::value::day::Day;
use crate::domain::value::text::fit;
use crate::tui::frame::Paint;
use crate::tui::panes::cells;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Lines of a week at the most.
const MOST: u16 = 4;

/// How the weeks stand in an area.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// Columns of a day.
    pub cell: u16,
    /// Lines of a week.
    pub row: u16,
}

impl Shape {
    /// As large as it fits beside so many other lines; always for six weeks, so that nothing jumps from month to month.
    pub fn of(area: Rect, others: u16) -> Shape {
        let cell = (area.width / 7).min(18);
        let row = (1..=MOST).rev().find(|row| 1 + row * 6 + others <= area.height).unwrap_or(1);
        Shape { cell, row }
    }

    /// Lines of the weekdays and the weeks of a month.
    pub fn height(self, grid: &Grid) -> u16 {
        1 + self.row * grid.weeks.len() as u16
    }
}

/// Paints weekdays and weeks; `days` is absent before the figures are here.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, grid: &Grid, days: Option<&Days>, at: (Day, Shape)) {
    let (selected, shape) = at;
    for (column, day) in (0_u16..).zip(grid.heads()) {
        let name = day.to_string();
        let x = area.x + column * shape.cell + 1;
        paint.text(buf, x, area.y, shape.cell.min(3), fit(&name, 2, "").as_ref(), paint.theme.dim);
    }
    for (row, week) in (0_u16..).zip(&grid.weeks) {
        let y = area.y + 1 + row * shape.row;
        if y >= area.bottom() {
            return;
        }
        for (column, day) in (0_u16..).zip(week) {
            let Some(day) = day else { continue };
            let place = Rect {
                x: area.x + column * shape.cell,
                y,
                width: shape.cell,
                height: shape.row.min(area.bottom() - y),
            };
            let figures = days.map(|days| days.on(*day)).unwrap_or_default();
            cell(paint, buf, place, *day, figures, selected);
        }
    }
}

/// The day at a place of the screen.
pub fn day_at(area: Rect, grid: &Grid, shape: Shape, at: Position) -> Option<Day> {
    let (x, y) = (at.x.checked_sub(area.x)?, at.y.checked_sub(area.y + 1)?);
    let week = grid.weeks.get(usize::from(y / shape.row.max(1)))?;
    week.get(usize::from(x / shape.cell.max(1))).copied().flatten()
}

fn cell(paint: Paint<'_>, buf: &mut Buffer, area: Rect, day: Day, figures: DayFigures, selected: Day) {
    let (theme, today) = (paint.theme, paint.now.today);
    let here = day == selected;
    let (open, close) = match (here, day == today) {
        (true, _) => ("[", "]"),
        (false, true) => (theme.glyph("·", "."), ""),
        (false, false) => (" ", ""),
    };
    let style = match () {
        () if here || day == today => theme.accent,
        () if figures.is_empty() => theme.dim,
        () => Style::new(),
    };
    let number = day.ymd().2;
    let mut spans = vec![Span::styled(format!("{open}{number:>2}{close}"), style)];
    if figures.ends.count > 0 {
        spans.push(Span::styled(letter(figures.ends), theme.band(figures.ends.worst)));
    }
    if figures.cancel_by.count > 0 {
        spans.push(Span::styled("c", cancel_style(paint, day)));
    }
    // One line is all there is: the revenue follows where there is room. A last day for notice alone is told by its mark.
    let first = if figures.ends.count > 0 { figures.ends } else { figures.cancel_by };
    if area.height == 1 && area.width >= 11 && first.count > 0 {
        let used: usize = spans.iter().map(Span::width).sum();
        let money = paint.money(first.arr);
        if used + money.len() + 2 <= usize::from(area.width) {
            spans.push(Span::raw(format!(" {money}")));
        }
    }
    paint.line(buf, area.x, area.y, area.width, &Line::from(spans));
    if area.height < 2 {
        return;
    }
    let room = usize::from(area.width.saturating_sub(2));
    let ends = (figures.ends.count > 0).then(|| (amount(paint, figures.ends, room), theme.band(figures.ends.worst)));
    let mark = if area.width >= 9 { "c " } else { "c" };
    let cancel = (figures.cancel_by.count > 0).then(|| {
        let text = format!("{mark}{}", amount(paint, figures.cancel_by, room.saturating_sub(mark.len())));
        (text, cancel_style(paint, day))
    });
    // Both in one line where there is no second one.
    if let (2, Some((ends, colour)), Some((cancel, pressing))) = (area.height, &ends, &cancel)
        && ends.len() + 1 + cancel.len() < usize::from(area.width)
    {
        let spans = [Span::styled(format!(" {ends} "), *colour), Span::styled(cancel.clone(), *pressing)];
        paint.line(buf, area.x, area.y + 1, area.width, &Line::from(spans.to_vec()));
        return;
    }
    let lines = ends.into_iter().chain(cancel);
    for ((text, style), y) in lines.zip(area.y + 1..area.bottom()) {
        paint.text(buf, area.x + 1, y, area.width.saturating_sub(1), &text, style);
    }
}

/// The letter of the worst health; `-` when none is known.
pub fn letter(tally: Tally) -> String {
    tally.worst.map_or('-', Band::letter).to_string()
}

/// A last day for notice that is near wants to be seen.
fn cancel_style(paint: Paint<'_>, day: Day) -> Style {
    cells::cancel_style(paint.theme, day.since(paint.now.today))
}

/// Revenue, with how many it is of when there are several and room to say so.
fn amount(paint: Paint<'_>, tally: Tally, room: usize) -> String {
    let money = paint.money(tally.arr);
    let counted = format!("{}x {money}", tally.count);
    if tally.count > 1 && counted.len() <= room { counted } else { money }
}

/// What falls on a day, in words.
pub fn told(paint: Paint<'_>, day: Day, figures: DayFigures) -> Line<'static> {
    let (theme, today) = (paint.theme, paint.now.today);
    let called = day.date().format(" %a %-d %b").to_string();
    let called = if day == today { format!("{called}, today") } else { called };
    let mut spans = vec![Span::styled(called, theme.accent)];
    if figures.is_empty() {
        spans.push(Span::styled(": nothing", theme.dim));
        return Line::from(spans);
    }
    let mut sep = ": ";
    for (tally, word, style) in [
        (figures.ends, if figures.ends.count == 1 { "ends" } else { "end" }, theme.band(figures.ends.worst)),
        (figures.cancel_by, "cancel-by", cancel_style(paint, day)),
    ] {
        if tally.count > 0 {
            spans.push(Span::raw(sep));
            let count = if tally.count == 1 { String::new() } else { format!("{} ", tally.count) };
            let text = format!("{count}{word} {} {}", paint.money(tally.arr), letter(tally));
            spans.push(Span::styled(text, style));
            sep = ", ";
        }
    }
    Line::from(spans)
}

/// What the marks mean.
pub fn legend(paint: Paint<'_>) -> Line<'static> {
    let today = paint.theme.glyph("·", ".");
    Line::styled(format!(" R Y G - worst health  c cancel-by  L locked in  {today} today"), paint.theme.dim)
}
