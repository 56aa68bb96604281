//! What falls on the days, one by one, from the selected day on. A last day for notice and the end of the same term are
//! two rows.

use crate::domain::book::{DecisionId, DecisionLine, Roll};
use crate::domain::calendar::entry::{Entry, What};
use crate::domain::calendar::grid::month_of;
use crate::domain::value::day::Day;
use crate::domain::value::day_text::{distance, weekday_day};
use crate::tui::calendar::state::Calendar;
use crate::tui::frame::{Cell, Focused, Paint};
use crate::tui::panes::cells::{mark, state};
use crate::tui::panes::list_view::ListView;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Lines of a pane from which a row may take a second one.
const TALL: u16 = 9;
/// Columns of a day without its month.
const SHORT: u16 = 6;
/// Columns from which the stage has its own.
const WIDE: u16 = 60;

/// Lines that the row at a place takes below the first one shown, with the name of its month above it.
fn lines(
    calendar: &Calendar,
    roll: &Roll<DecisionId, DecisionLine>,
    (top, place): (usize, usize),
    (inner, today): (Rect, Day),
) -> usize {
    let heading = usize::from(heading(calendar, (top, place), (inner.width, today)).is_some());
    let second = calendar.rows().get(place).and_then(|entry| roll.line(entry.id).map(|line| (entry, line)));
    let second =
        second.is_some_and(|(entry, line)| inner.height >= TALL && !more(entry, line, (inner.width, today)).is_empty());
    1 + heading + usize::from(second)
}

/// What stands over a row: the name of its month where one begins, and what is behind those that are late. The first
/// row shown has one where its day is told without a month and another month is looked at.
fn heading(calendar: &Calendar, (top, place): (usize, usize), (width, today): (u16, Day)) -> Option<String> {
    let day = calendar.rows().get(place)?.day;
    if place == top {
        let elsewhere = day_width(width) == SHORT && month_of(day).0 != month_of(calendar.cursor.day).0;
        return elsewhere.then(|| day.date().format("%B %Y").to_string());
    }
    let before = calendar.rows().get(place.checked_sub(1)?)?.day;
    if calendar.root == today && before < today {
        return (day >= today).then(|| "from today".to_owned());
    }
    (month_of(day).0 != month_of(before).0).then(|| day.date().format("%B %Y").to_string())
}

/// The first row to show, so that the cursor's is in sight.
pub fn top(calendar: &Calendar, roll: &Roll<DecisionId, DecisionLine>, inner: Rect, today: Day) -> usize {
    let at = calendar.at;
    let mut top = calendar.top.min(at);
    // Never more rows than the pane has lines.
    top = top.max((at + 1).saturating_sub(usize::from(inner.height)));
    let taken = |top: usize| (top..=at).map(|place| lines(calendar, roll, (top, place), (inner, today))).sum::<usize>();
    while taken(top) > usize::from(inner.height) && top < at {
        top += 1;
    }
    top
}

/// The place of the row in a line of the screen.
pub fn place_at(
    calendar: &Calendar,
    roll: &Roll<DecisionId, DecisionLine>,
    (inner, today): (Rect, Day),
    line: u16,
) -> Option<usize> {
    let mut left = usize::from(line.checked_sub(inner.y).filter(|line| *line < inner.height)?);
    for place in calendar.top..calendar.rows().len() {
        let taken = lines(calendar, roll, (calendar.top, place), (inner, today));
        if left < taken {
            return Some(place);
        }
        left -= taken;
    }
    None
}

/// Paints the rows in sight.
pub fn draw(
    paint: Paint<'_>,
    buf: &mut Buffer,
    inner: Rect,
    calendar: &Calendar,
    view: &ListView<'_, DecisionId, DecisionLine>,
) {
    if calendar.rows().is_empty() {
        paint.hint(buf, inner, view.hint("Nothing ends from here on. [ goes a month back, g . to today."));
        return;
    }
    let (mut y, today) = (inner.y, paint.now.today);
    for (place, entry) in calendar.rows().iter().enumerate().skip(calendar.top) {
        let over = heading(calendar, (calendar.top, place), (inner.width, today)).filter(|_| y < inner.bottom());
        if let Some(over) = over {
            let dash = paint.theme.glyph("───", "---");
            let text = format!("{dash} {over} {dash}");
            paint.text(buf, inner.x + 2, y, inner.width.saturating_sub(2), &text, paint.theme.dim);
            y += 1;
        }
        if y >= inner.bottom() {
            return;
        }
        let here = place == calendar.at && view.focus == Focused::Yes;
        let line = view.roll.line(entry.id);
        row(paint, buf, Rect { y, height: 1, ..inner }, entry, line, here);
        view.mark_of(paint, buf, inner, y, entry.id);
        y += 1;
        let second = line.map(|line| more(entry, line, (inner.width, today))).unwrap_or_default();
        if inner.height >= TALL && !second.is_empty() {
            if y < inner.bottom() {
                let indent = 2 + day_width(inner.width) + 3;
                let text = paint.theme.plain(&second);
                paint.text(buf, inner.x + indent, y, inner.width.saturating_sub(indent), &text, paint.theme.dim);
            }
            y += 1;
        }
    }
}

fn day_width(width: u16) -> u16 {
    if width >= 48 { 10 } else { SHORT }
}

fn row(paint: Paint<'_>, buf: &mut Buffer, area: Rect, entry: &Entry, line: Option<&DecisionLine>, here: bool) {
    let (theme, today) = (paint.theme, paint.now.today);
    let days = entry.day.since(today);
    let day = day_width(area.width);
    let said = entry.day.date().format(if day == 10 { "%a %e %b" } else { "%a %e" }).to_string();
    let cancel_by = (entry.what == What::CancelBy).then_some(days);
    let locked = entry.what == What::End && line.is_some_and(|line| line.locked);
    let (mark, pressing) = mark(theme, entry.notice, cancel_by, locked);
    let stage = if area.width >= WIDE { 16 } else { 0 };
    let fixed = 2 + day + 1 + 1 + 1 + 1 + 5 + 1 + 2 + if stage > 0 { stage + 1 } else { 0 };
    let name = area.width.saturating_sub(fixed).max(8);
    let sign = |line: &DecisionLine| line.trend.map_or(' ', crate::domain::stake::health::Trend::sign);
    let health =
        entry.band.map_or_else(|| "-".to_owned(), |band| format!("{}{}", band.letter(), line.map_or(' ', sign)));
    let called = line.map_or_else(|| theme.ellipsis().to_owned(), |line| line.account_name.clone());
    let cells = [
        Cell::left(if here { theme.cursor() } else { "" }, 1, theme.accent),
        Cell::left(said, day, theme.near(days)),
        Cell::left(mark, 1, pressing),
        Cell::left(called, name, Style::new()),
        Cell::right(paint.money(entry.arr), 5, Style::new()),
        Cell::left(health, 2, theme.band(entry.band)),
        Cell::left(line.map(|line| state(line, today)).unwrap_or_default(), stage, theme.dim),
    ];
    paint.row(buf, area, area.y, &cells);
    if here {
        paint.select(buf, Rect { x: area.x + 2, width: day + 3 + name, ..area });
    }
}

/// What the second line of a row says: where it stands, the other day of the term, what happens next.
fn more(entry: &Entry, line: &DecisionLine, (width, today): (u16, Day)) -> String {
    let mut said = Vec::new();
    if entry.what == What::End && entry.day < today {
        said.push(format!("late {}d, no outcome", today.since(entry.day)));
    }
    let begun = line.stage.as_deref().is_some_and(|stage| stage != "not-started");
    if width < WIDE && (begun || line.locked || line.notice || line.assumed) {
        // Late or not is told by the day.
        let stage = line.stage.as_deref().unwrap_or_default().replace('-', " ");
        said.push(match line {
            line if line.notice => "notice received".to_owned(),
            line if line.locked => "locked in".to_owned(),
            line if line.assumed => "anniversary".to_owned(),
            _ => stage,
        });
    }
    match (entry.what, line.cancel_by) {
        (What::CancelBy, _) => said.push(format!("ends {}", near(line.end, entry.day, width))),
        (What::End, Some(day)) if !line.locked => {
            said.push(format!("cancel by {}", near(day, entry.day, width)));
        }
        (What::End, _) => {}
    }
    if !line.next_step.is_empty() {
        said.push(format!("next: {}", line.next_step));
    }
    said.join(", ")
}

/// A day told beside another one; its year only when that is not plain.
fn near(day: Day, beside: Day, width: u16) -> String {
    if width >= WIDE || day.since(beside).abs() > 330 {
        return weekday_day(day, beside);
    }
    day.date().format("%-d %b").to_string()
}

/// What the lower border says: where the cursor is, and how far off that is.
pub fn foot(paint: Paint<'_>, calendar: &Calendar) -> String {
    let count = calendar.rows().len();
    match calendar.rows().get(calendar.at) {
        Some(entry) => format!(" {}/{count}  {} ", calendar.at + 1, distance(entry.day, paint.now.today)),
        None => String::new(),
    }
}
