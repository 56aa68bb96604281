//! The task queue: by the stake of the account and the task's own day and priority.

use crate::domain::book::TaskLine;
use crate::domain::record::task::TaskState;
use crate::domain::record::view::ListKind;
use crate::domain::value::id::TaskId;
use crate::domain::value::text::width;
use crate::tui::frame::{Cell, Focused, Paint};
use crate::tui::panes::cells;
use crate::tui::panes::chosen::{self, fit};
use crate::tui::panes::list_view::ListView;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Paints the pane; `overdue` counts all open tasks past their day.
pub fn draw(paint: Paint<'_>, buf: &mut Buffer, area: Rect, view: &ListView<'_, TaskId, TaskLine>, overdue: i64) {
    let title = view.title("Tasks", &format!("   {overdue} overdue"));
    let inner = paint.pane(buf, area, &title, view.focus);
    if view.rows.is_empty() {
        paint.hint(buf, inner, view.hint("Nothing to do. a writes a task down: call Dana @globex fri."));
    }
    let list = view.list;
    let chosen = view.columns().map(|columns| fit(ListKind::Tasks, columns, inner.width));
    for ((place, id), y) in view.in_sight(inner.height).zip(inner.y..) {
        let cursor = place == list.at && view.focus == Focused::Yes;
        match view.roll.line(id) {
            Some(line) => match &chosen {
                Some(specs) => {
                    let mark = if cursor { paint.theme.cursor() } else { "" };
                    let name = chosen::row(paint, buf, inner, y, specs, mark, |key| cells::task(paint, line, key));
                    if cursor {
                        paint.select(buf, name);
                    }
                }
                None => task(paint, buf, inner, y, line, cursor),
            },
            None => paint.text(buf, inner.x + 2, y, 1, paint.theme.ellipsis(), paint.theme.dim),
        }
        view.mark(paint, buf, inner, y, (place, id));
    }
    let count = view.rows.len();
    paint.foot(buf, area, &format!(" {}/{count}{} ", (list.at + 1).min(count), view.more()));
}

fn task(paint: Paint<'_>, buf: &mut Buffer, inner: Rect, y: u16, line: &TaskLine, cursor: bool) {
    let (theme, today) = (paint.theme, paint.now.today);
    let snoozed = line.wait_until.is_some_and(|until| until > today);
    let off = !line.state.is_open() || snoozed;
    let dim = |style: Style| if off { theme.dim } else { style };
    let due = cells::due(line, today);
    let wide = inner.width >= 60;
    let estimate = line.estimate_minutes.map(|minutes| format!("{minutes}m")).unwrap_or_default();
    let (score, est) = if wide { (5, 4) } else { (0, 0) };
    let room = inner.width.saturating_sub(1 + 1 + 1 + 1 + 6 + 1 + if wide { score + est + 2 } else { 0 } + 1);
    let account = (room * 3 / 10).clamp(8, 24);
    let days = line.due.map_or(99, |due| due.since(today));
    let title = room.saturating_sub(account);
    let marks = marks(paint, line, usize::from(title));
    let marks_wide = width(&marks) as u16;
    let cells = [
        Cell::left(if cursor { theme.cursor() } else { "" }, 1, theme.accent),
        Cell::left(line.priority.map_or(" ", |priority| priority.word()), 1, dim(Style::new())),
        Cell::right(due, 6, dim(theme.near(if days <= 0 { days } else { 99 }))),
        Cell::left(line.title.clone(), title.saturating_sub(marks_wide + u16::from(marks_wide > 0)), dim(Style::new())),
        Cell::left(marks, marks_wide, theme.dim),
        Cell::left(line.account_name.clone(), account, dim(theme.dim)),
        Cell::right(estimate, est, dim(theme.dim)),
        Cell::right(if line.score > 0 { paint.money(line.score) } else { String::new() }, score, dim(theme.dim)),
    ];
    paint.row(buf, inner, y, &cells);
    if cursor {
        paint.select(buf, Rect { x: inner.x + 2, y, width: 9 + room.saturating_sub(account), height: 1 });
    }
}

/// What is to be known of a task beside its title: who has it and for how many days, how often its day was moved, whether
/// it comes back. Where the title would lose half its room, the days go first, then the last marks.
fn marks(paint: Paint<'_>, line: &TaskLine, room: usize) -> String {
    let who = match line.state {
        TaskState::WaitingCustomer => "w:customer",
        TaskState::WaitingSales => "w:sales",
        TaskState::WaitingSupport => "w:support",
        TaskState::WaitingProduct => "w:product",
        _ => "",
    };
    let days = line.waiting_since.filter(|_| !who.is_empty()).map(|since| paint.now.today.since(since).max(0));
    let days = days.map(|days| format!("{days}d")).unwrap_or_default();
    let slips = if line.slips > 0 { format!("s{}", line.slips) } else { String::new() };
    let again = if line.recurs { paint.theme.glyph("↻", "@") } else { "" };
    let joined = |parts: &[&str]| {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    };
    let ways = [joined(&[who, &days, &slips, again]), joined(&[who, &slips, again]), joined(&[who, &slips])];
    ways.into_iter().find(|way| width(way) <= room / 2).unwrap_or_else(|| who.to_owned())
}
