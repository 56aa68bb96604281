//! The figures of the week beside those of other weeks: as many columns as there is room for, the most telling first.

use crate::domain::review::figure::{Amount, FigureLine};
use crate::domain::review::{told, words};
use crate::domain::value::money::Currency;
use crate::domain::value::text::{pad_left, width};
use crate::tui::frame::{Focused, Paint};
use crate::tui::review::plan::Part;
use crate::tui::review::state::Review;
use crate::tui::widgets::spark::bar;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns of a label.
const LABEL: u16 = 19;
/// Columns of a figure, and of that of the week where its share stands beside it.
const FIGURE: u16 = 9;
const SHARED: u16 = 14;

/// What stands beside the figure of the week.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    This,
    Change,
    Last,
    Average,
    Quarter,
    Target,
}

impl Column {
    /// Columns that it takes, with the blank before it.
    fn cells(self) -> u16 {
        if self == Column::Change { 7 } else { FIGURE + 1 }
    }

    fn name(self) -> &'static str {
        match self {
            Column::This => "this",
            Column::Change => "change",
            Column::Last => "last",
            Column::Average => "4w avg",
            Column::Quarter => "quarter",
            Column::Target => "target",
        }
    }

    /// What stands in it. Of the week the share too, where there is room for both.
    fn text(self, line: &FigureLine, home: Currency, cells: u16) -> String {
        let amount = |amount: Option<Amount>| {
            amount.map_or_else(|| "-".to_owned(), |amount| told::amount(amount, line.figure.unit(), home))
        };
        match self {
            Column::This => {
                let whole = words::amount(line.figure, line.this, home);
                if line.this.is_some() && width(&whole) < usize::from(cells) { whole } else { amount(line.this) }
            }
            Column::Change => told::change(line, home),
            Column::Last => amount(line.last),
            Column::Average => amount(line.average),
            Column::Quarter => amount(line.quarter),
            Column::Target => told::target(line, home),
        }
    }
}

/// The columns for which there is room, each with where it begins and how wide it is. What is left over goes to that of
/// the week, up to the width of a share; a blank stays before the border.
fn columns(width: u16) -> Vec<(Column, u16, u16)> {
    use Column::{Average, Change, Last, Quarter, Target, This};
    const ALL: &[&[Column]] = &[
        &[This, Change, Last, Average, Quarter, Target],
        &[This, Last, Average, Quarter, Target],
        &[This, Change, Last, Average, Quarter],
        &[This, Change, Last, Average],
        &[This, Last, Average],
    ];
    let total = |columns: &[Column]| 1 + LABEL + columns.iter().map(|one| one.cells()).sum::<u16>();
    let columns = ALL.iter().copied().find(|columns| total(columns) <= width).unwrap_or(&[This, Change]);
    let spare = width.saturating_sub(total(columns) + 1).min(SHARED - FIGURE);
    let mut x = 1 + LABEL;
    let place = |column: &Column| {
        let cells = column.cells() + if *column == This { spare } else { 0 };
        x += cells;
        (*column, x - cells, cells)
    };
    columns.iter().map(place).collect()
}

/// Paints the figures.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, review: &mut Review) {
    let theme = paint.theme;
    let focus = review.keyboard(Part::Numbers);
    let columns = columns(area.width.saturating_sub(2));
    let headed = columns.len() > 2;
    let title = if headed { "Week in numbers" } else { "Week in numbers  vs last" };
    let inner = paint.pane(buf, area, title, focus);
    let (head, rows) = (u16::from(headed), inner.height.saturating_sub(u16::from(headed)));
    let len = review.len(Part::Numbers);
    review.list_mut(Part::Numbers).resize(usize::from(rows), len);
    let list = review.list(Part::Numbers);
    let Some(page) = review.page() else { return };
    if page.figures.is_empty() {
        paint.hint(buf, inner, "No figure can be reckoned for this week.");
        return;
    }
    let right = |buf: &mut Buffer, x: u16, y: u16, cells: u16, text: &str, style: Style| {
        paint.text(buf, inner.x + x, y, cells, &pad_left(text, usize::from(cells), theme.ellipsis()), style);
    };
    if headed {
        for (column, x, cells) in &columns {
            right(buf, *x, inner.y, *cells, column.name(), theme.dim);
        }
    }
    let after = columns.last().map_or(0, |(_, x, cells)| x + cells) + 1;
    for ((n, line), y) in page.figures.iter().enumerate().skip(list.top).zip(inner.y + head..inner.bottom()) {
        let here = n == list.at && review.part == Part::Numbers;
        let part = line.figure.label().starts_with(' ');
        paint.text(buf, inner.x, y, 1, if here { theme.cursor() } else { "" }, theme.accent);
        let label = Rect { x: inner.x + 1, y, height: 1, width: LABEL };
        let style = if part { theme.dim } else { Style::new() };
        paint.text(buf, label.x, y, LABEL, line.figure.label(), style);
        for (column, x, cells) in &columns {
            let style = if *column == Column::This { theme.strong } else { theme.dim };
            // A figure too long for its column takes the blank before it.
            right(buf, *x, y, *cells, &column.text(line, page.home, *cells), style);
        }
        if let Some(part) = told::reached(line)
            && inner.width >= after + 12
        {
            let cells = usize::from((inner.width - after - 6).min(24));
            let drawn = bar((part * 1000.0) as i64, 1000, cells, theme.pictures());
            paint.text(buf, inner.x + after, y, 5, &format!("{:>4}", told::share(part)), theme.strong);
            paint.text(buf, inner.x + after + 6, y, cells as u16, &drawn, theme.accent);
        }
        if here {
            paint.select(buf, label);
        }
    }
    let hint = if focus == Focused::Yes { "enter basis  " } else { "" };
    let more = match len.saturating_sub(list.top + usize::from(rows)) {
        0 => String::new(),
        below => format!(", {below} more below"),
    };
    paint.foot(buf, area, &format!(" {hint}{}/{len}{more} ", list.at + 1));
}
