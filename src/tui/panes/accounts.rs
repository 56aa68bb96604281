//! Accounts by money at stake.

use crate::domain::book::AccountLine;
use crate::domain::record::view::ListKind;
use crate::domain::value::id::AccountId;
use crate::tui::frame::{Cell, Focused, Paint};
use crate::tui::panes::cells;
use crate::tui::panes::chosen::{self, fit};
use crate::tui::panes::list_view::ListView;
use crate::tui::widgets::spark::behind;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns of the stake, and of the bar behind it.
const STAKE: u16 = 5;

/// Widths of the columns; 0 for one that has no room.
struct Columns {
    name: u16,
    health: u16,
    decide: u16,
    idle: u16,
    why: u16,
}

impl Columns {
    /// Fits the columns: the name never under 12; then the score's figure, idle and why as there is room.
    fn fit(inner: u16) -> Columns {
        let roomy = inner >= 46;
        let (health, decide) = if roomy { (4, 6) } else { (3, 5) };
        let mut room = inner.saturating_sub(1 + 1 + 6 + 6 + health + 1 + decide);
        let mut take = |wanted: u16, keep: u16| {
            let given = if room >= wanted + 1 + keep { wanted } else { 0 };
            room -= given + u16::from(given > 0);
            given
        };
        let idle = take(5, 20);
        let why = if room >= 36 { room - 20.max(room * 2 / 5) - 1 } else { 0 };
        let name = room.saturating_sub(if why > 0 { why + 1 } else { 1 }).max(12);
        Columns { name, health, decide, idle, why }
    }
}

/// Paints the pane; `hidden` counts accounts that are snoozed or were dealt with today, `stake` is that of the book.
pub fn draw(
    paint: Paint<'_>,
    buf: &mut Buffer,
    area: Rect,
    view: &ListView<'_, AccountId, AccountLine>,
    hidden: i64,
    stake: i64,
) {
    let off = if hidden > 0 { format!("  {hidden} hidden") } else { String::new() };
    let inner =
        paint.pane(buf, area, &view.title("Accounts", &format!("  by {}{off}", view.order("stake"))), view.focus);
    if inner.is_empty() {
        return;
    }
    let columns = Columns::fit(inner.width);
    let chosen = view.columns().map(|columns| fit(ListKind::Accounts, columns, inner.width));
    match &chosen {
        Some(specs) => chosen::heading(paint, buf, inner, specs),
        None => heading(paint, buf, inner, &columns),
    }
    if view.rows.is_empty() {
        let hint = view.hint("No accounts in triage. c a makes one, `folio import FILE.csv` brings many.");
        paint.hint(buf, Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner }, hint);
        return;
    }
    let (list, count) = (view.list, view.rows.len());
    let most = view.rows.iter().take(8).filter_map(|id| view.roll.line(*id)).map(|line| line.stake).max().unwrap_or(0);
    for ((place, id), y) in view.in_sight(inner.height).zip(inner.y + 1..) {
        let cursor = place == list.at;
        match view.roll.line(id) {
            Some(line) => {
                let selected = cursor && view.focus == Focused::Yes;
                match &chosen {
                    Some(specs) => {
                        let mark = if cursor { paint.theme.cursor() } else { "" };
                        let cell = |key| cells::account(paint, line, key, stake);
                        let name = chosen::row(paint, buf, inner, y, specs, mark, cell);
                        if selected {
                            paint.select(buf, name);
                        }
                    }
                    None => account(paint, buf, inner, y, line, &columns, most, selected, cursor),
                }
            }
            None => paint.text(buf, inner.x + 2, y, 1, paint.theme.ellipsis(), paint.theme.dim),
        }
        view.mark(paint, buf, inner, y, (place, id));
    }
    let end = (list.top + list.height).min(count);
    paint.foot(buf, area, &format!(" {}-{end}/{count}{} ", list.top + 1, view.more()));
}

fn heading(paint: Paint<'_>, buf: &mut Buffer, inner: Rect, columns: &Columns) {
    let dim = paint.theme.dim;
    let cells = [
        Cell::left("", 1, dim),
        Cell::right("STAKE", STAKE, dim),
        Cell::left("ACCOUNT", columns.name, dim),
        Cell::right("ARR", 5, dim),
        Cell::right("HLT", columns.health, dim),
        Cell::right(if columns.decide > 5 { "DECIDE" } else { "WHEN" }, columns.decide, dim),
        Cell::right("IDLE", columns.idle, dim),
        Cell::left("WHY", columns.why, dim),
    ];
    paint.row(buf, inner, inner.y, &cells);
}

#[allow(clippy::too_many_arguments)] // one row of one table; a struct would only rename them
fn account(
    paint: Paint<'_>,
    buf: &mut Buffer,
    inner: Rect,
    y: u16,
    line: &AccountLine,
    columns: &Columns,
    most: i64,
    selected: bool,
    cursor: bool,
) {
    let (theme, today) = (paint.theme, paint.now.today);
    let off = line.hidden;
    let dim = |style: Style| if off { theme.dim } else { style };
    let mark = if cursor { theme.cursor() } else { "" };
    let name = cells::called(paint, line);
    let health = cells::health(line, columns.health > 3);
    let days = line.day.map(|day| day.since(today));
    let (decide, idle) = (cells::decides(line, today), cells::idle(line, today));
    let cells = [
        Cell::left(mark, 1, theme.accent),
        Cell::right(paint.money(line.stake), STAKE, dim(theme.strong)),
        Cell::left(name, columns.name, dim(Style::new())),
        Cell::right(if line.unrated.is_empty() { paint.money(line.arr) } else { "?".to_owned() }, 5, dim(Style::new())),
        Cell::right(health, columns.health, dim(theme.band(line.band))),
        Cell::right(decide, columns.decide, dim(days.map_or(theme.dim, |days| theme.near(days)))),
        Cell::right(idle, columns.idle, dim(theme.dim)),
        Cell::left(theme.plain(&line.why), columns.why, dim(theme.dim)),
    ];
    paint.row(buf, inner, y, &cells);
    if !selected && !off {
        let wide = behind(line.stake, most, STAKE, theme.pictures());
        buf.set_style(Rect { x: inner.x + 2, y, width: wide, height: 1 }.intersection(buf.area), theme.bar);
    }
    if selected {
        // Up to the name only: a whole reversed row costs a slow line three times as much.
        paint.select(buf, Rect { x: inner.x + 2, y, width: 6 + columns.name, height: 1 });
    }
}
