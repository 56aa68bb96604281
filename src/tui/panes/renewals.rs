//! Decisions to come, by their day: cancel-by where a contract renews itself, else its end.

use crate::domain::book::{DecisionId, DecisionLine};
use crate::domain::record::view::ListKind;
use crate::domain::stake::health::Trend;
use crate::tui::frame::{Cell, Focused, Paint};
use crate::tui::panes::cells::{self, mark_of, state, when};
use crate::tui::panes::chosen::{self, fit};
use crate::tui::panes::list_view::ListView;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Paints the pane.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, view: &ListView<'_, DecisionId, DecisionLine>) {
    let today = paint.now.today;
    let soon = |days: i32| {
        let lines = view.rows.iter().map_while(|id| view.roll.line(*id));
        lines
            .filter(|line| line.day.since(today) <= days)
            .fold((0, 0_i64), |(n, sum), line| (n + 1, sum.saturating_add(line.revenue)))
    };
    let days = if area.width >= 60 { 90 } else { 45 };
    let (count, sum) = soon(days);
    let title = match (view.is_filtered(), area.width >= 60) {
        (true, _) => view.title("Renewals", ""),
        (false, true) => format!("Renewals next {days}d   {count} to decide   {}", paint.money(sum)),
        (false, false) => format!("Renewals next {days}d  {}", paint.money(sum)),
    };
    let inner = paint.pane(buf, area, &title, view.focus);
    if view.rows.is_empty() {
        paint.hint(buf, inner, view.hint("No renewals. They come with contracts: c r makes one."));
    }
    let list = view.list;
    let chosen = view.columns().map(|columns| fit(ListKind::Renewals, columns, inner.width));
    for ((place, id), y) in view.in_sight(inner.height).zip(inner.y..) {
        let cursor = place == list.at && view.focus == Focused::Yes;
        match view.roll.line(id) {
            Some(line) => match &chosen {
                Some(specs) => {
                    let mark = if cursor { paint.theme.cursor() } else { "" };
                    let name = chosen::row(paint, buf, inner, y, specs, mark, |key| cells::decision(paint, line, key));
                    if cursor {
                        paint.select(buf, name);
                    }
                }
                None => decision(paint, buf, inner, y, line, cursor),
            },
            None => paint.text(buf, inner.x + 2, y, 1, paint.theme.ellipsis(), paint.theme.dim),
        }
        view.mark(paint, buf, inner, y, (place, id));
    }
    let count = view.rows.len();
    paint.foot(buf, area, &format!(" {}/{count}{} ", (list.at + 1).min(count), view.more()));
}

fn decision(paint: Paint<'_>, buf: &mut Buffer, inner: Rect, y: u16, line: &DecisionLine, cursor: bool) {
    let (theme, today) = (paint.theme, paint.now.today);
    let days = line.day.since(today);
    let wide = inner.width >= 60;
    let health = line
        .band
        .map_or_else(|| "-".to_owned(), |band| format!("{}{}", band.letter(), line.trend.map_or(' ', Trend::sign)));
    let (mark, pressing) = mark_of(theme, line, today);
    let room = inner.width.saturating_sub(1 + 1 + 10 + 1 + 1 + 5 + 1 + 2 + 1 + 1);
    let (stage, next) = if wide { (room.saturating_sub(26) * 2 / 5, room.saturating_sub(26) * 3 / 5) } else { (0, 0) };
    let name = room.saturating_sub(stage + next).max(10);
    let cells = [
        Cell::left(if cursor { theme.cursor() } else { "" }, 1, theme.accent),
        Cell::left(when(line.day, today), 10, theme.near(days)),
        Cell::left(mark, 1, pressing),
        Cell::left(line.account_name.clone(), name, Style::new()),
        Cell::right(paint.money(line.revenue), 5, Style::new()),
        Cell::left(health, 2, theme.band(line.band)),
        Cell::left(state(line, today), stage.saturating_sub(1), theme.dim),
        Cell::left(theme.plain(&line.next_step), next.saturating_sub(1), theme.dim),
    ];
    paint.row(buf, inner, y, &cells);
    if cursor {
        paint.select(buf, Rect { x: inner.x + 2, y, width: 10 + 3 + name, height: 1 });
    }
}
