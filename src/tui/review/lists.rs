//! The lists of the review: what was done, what slipped, who is idle, what comes. A handled row stays, dimmed, with what
//! was decided.

use crate::domain::record::review::Matter;
use crate::domain::record::task::Priority;
use crate::domain::review::page::Suggestion;
use crate::domain::review::words;
use crate::domain::value::day::Day;
use crate::tui::frame::{Cell, Focused, Paint};
use crate::tui::panes::cells::band_sign;
use crate::tui::review::decide::told;
use crate::tui::review::plan::Part;
use crate::tui::review::state::{Coming, Review};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;

/// Columns of a list that has room for all.
const WIDE: u16 = 90;

/// The rows of a part in sight: place, line of the pane, and whether the cursor is on it. Gives the borders' inside too.
fn sight(review: &mut Review, part: Part, inner: Rect, heads: u16) -> Vec<(usize, Rect, bool)> {
    let len = review.len(part);
    review.list_mut(part).resize(usize::from(inner.height.saturating_sub(heads)), len);
    let list = review.list(part);
    let lines = inner.top() + heads..inner.bottom();
    let rows = (list.top..len).zip(lines);
    rows.map(|(n, y)| (n, Rect { y, height: 1, ..inner }, n == list.at && review.part == part)).collect()
}

fn foot(paint: Paint<'_>, buf: &mut Buffer, area: Rect, review: &Review, part: Part, hint: &str) {
    let (list, len) = (review.list(part), review.len(part));
    let text = match (review.part == part, len) {
        (_, 0) => return,
        (true, len) if hint.is_empty() => format!(" {}/{len} ", list.at + 1),
        (true, len) => format!(" {hint}  {}/{len} ", list.at + 1),
        (false, len) => format!(" {len} "),
    };
    paint.foot(buf, area, &text);
}

/// A day of the week, with its date where it is not of this week.
fn day(day: Day, of: Day) -> String {
    let format = if day.since(of).abs() < 7 { "%a %-d" } else { "%-d %b" };
    day.date().format(format).to_string()
}

fn mark(paint: Paint<'_>, here: bool) -> Cell {
    Cell::left(if here { paint.theme.cursor() } else { "" }, 1, paint.theme.accent)
}

/// The places of the stretch that follows the cursor of a part; none of one without the keyboard.
fn stretch(review: &Review, part: Part) -> Option<Range<usize>> {
    (review.part == part).then(|| review.picked.span(&review.matters(part), review.list(part).at))
}

/// The mark of a selected row.
fn picked(paint: Paint<'_>, review: &Review, stretch: Option<&Range<usize>>, place: usize, about: Matter) -> Cell {
    let has = stretch.is_some_and(|stretch| review.picked.has(about, place, stretch));
    Cell::left(if has { paint.theme.picked() } else { "" }, 1, paint.theme.accent)
}

fn urgency(priority: Option<Priority>) -> String {
    priority.map_or(String::new(), |priority| priority.word().to_owned())
}

/// Paints what was done.
pub fn done(paint: Paint<'_>, buf: &mut Buffer, area: Rect, review: &mut Review) {
    let focus = review.keyboard(Part::Done);
    let inner = paint.pane(buf, area, &format!("Done {}", review.len(Part::Done)), focus);
    let rows = sight(review, Part::Done, inner, 0);
    let Some(page) = review.page() else { return };
    if page.done.is_empty() {
        paint.hint(buf, inner, "Nothing was done in this week, as far as the book knows.");
    }
    let name = (inner.width / 3).clamp(8, 20);
    for (n, row, here) in rows {
        let Some(line) = page.done.get(n) else { continue };
        let what = inner.width.saturating_sub(1 + 1 + 3 + 1 + name + 1);
        let cells = [
            mark(paint, here),
            Cell::left(line.day.date().format("%a").to_string(), 3, paint.theme.dim),
            Cell::left(line.what.clone(), what, Style::new()),
            Cell::left(line.account_name.clone(), name, paint.theme.dim),
        ];
        paint.row(buf, row, row.y, &cells);
        if here {
            paint.select(buf, Rect { x: row.x + 6, width: what, ..row });
        }
    }
    foot(paint, buf, area, review, Part::Done, "");
}

/// Paints the tasks that slipped.
pub fn slipped(paint: Paint<'_>, buf: &mut Buffer, area: Rect, review: &mut Review) {
    let theme = paint.theme;
    let focus = review.keyboard(Part::Slipped);
    let left = review.slipped().iter().filter(|row| !review.is_handled(Matter::Task(row.line.task))).count();
    let title = match left {
        0 => format!("Slipped {}   all decided", review.slipped().len()),
        many => format!("Slipped {}   {many} to keep, move or drop", review.slipped().len()),
    };
    let inner = paint.pane(buf, area, &title, focus);
    let wide = inner.width >= WIDE;
    // The last line tells why the suggestion is made.
    let (whole, below) = (inner, u16::from(focus == Focused::Yes && inner.height > 4));
    let inner = Rect { height: inner.height - below, ..inner };
    let rows = sight(review, Part::Slipped, inner, u16::from(wide));
    if rows.is_empty() {
        paint.hint(buf, inner, "Nothing slipped: every promise was kept or is still to come. ] goes on.");
    }
    let (pri, was, slips, verdict) = (1, 7, if wide { 5 } else { 3 }, 10);
    let room = inner.width.saturating_sub(1 + 1 + 1 + pri + 1 + was + 1 + slips + 1 + verdict + 3);
    let name = (room * 3 / 10).clamp(8, 24);
    let title = room.saturating_sub(name + 1);
    if wide {
        let heads = [
            Cell::left("", 3, theme.dim),
            Cell::left("P", pri, theme.dim),
            Cell::left("WAS DUE", was, theme.dim),
            Cell::left("TASK", title, theme.dim),
            Cell::left("ACCOUNT", name, theme.dim),
            Cell::right("SLIPS", slips, theme.dim),
            Cell::left("SUGGEST", verdict, theme.dim),
        ];
        paint.row(buf, inner, inner.y, &heads);
    }
    let chosen = stretch(review, Part::Slipped);
    for (n, row, here) in rows {
        let Some(kept) = review.slipped().get(n) else { continue };
        let (line, about) = (&kept.line, Matter::Task(kept.line.task));
        let handled = review.is_handled(about);
        let style = if handled { theme.dim } else { Style::new() };
        let (word, look) = match review.verdict(about) {
            Some(verdict) => (told(verdict), theme.green),
            None if kept.gone || !line.open => ("handled".to_owned(), theme.green),
            None => {
                let sign = if line.suggestion == Suggestion::Drop {
                    "drop?".to_owned()
                } else {
                    words::suggestion(line.suggestion)
                };
                (sign, theme.accent)
            }
        };
        let cells = [
            mark(paint, here),
            picked(paint, review, chosen.as_ref(), n, about),
            Cell::left(urgency(line.priority), pri, style),
            Cell::right(day(line.due, paint.now.today), was, if handled { theme.dim } else { theme.red }),
            Cell::left(line.title.clone(), title, style),
            Cell::left(line.account_name.clone(), name, theme.dim),
            Cell::right(if line.slips > 0 { format!("{}x", line.slips) } else { String::new() }, slips, style),
            Cell::left(word, verdict, look),
        ];
        paint.row(buf, row, row.y, &cells);
        if here {
            paint.select(buf, Rect { x: row.x + 4 + pri + 1 + was + 1, width: title, ..row });
        }
    }
    let at = review.list(Part::Slipped).at;
    let why = review.slipped().get(at).filter(|row| !review.is_handled(Matter::Task(row.line.task)));
    let why = why.map(|row| format!("A {}: {}", words::suggestion(row.line.suggestion), theme.plain(&row.line.reason)));
    if let Some(why) = why.filter(|_| below > 0) {
        paint.text(buf, whole.x + 1, whole.bottom() - 1, whole.width.saturating_sub(2), &why, theme.accent);
    }
    review.below = below;
    let keys = "r move  d done  D drop  s snooze  = keep  A accept  . again";
    foot(paint, buf, area, review, Part::Slipped, if area.width >= 76 { keys } else { "= keep  A accept" });
}

/// Paints the accounts that nobody spoke with.
pub fn idle(paint: Paint<'_>, buf: &mut Buffer, area: Rect, review: &mut Review) {
    let theme = paint.theme;
    let focus = review.keyboard(Part::Idle);
    let inner =
        paint.pane(buf, area, &format!("Idle {}   beyond their cadence, by ARR", review.len(Part::Idle)), focus);
    let rows = sight(review, Part::Idle, inner, 0);
    if rows.is_empty() {
        paint.hint(buf, inner, "Every account was touched within its cadence. ] goes on.");
    }
    let wide = inner.width >= WIDE;
    let cadence = if wide { 12 } else { 0 };
    let verdict = if inner.width >= 46 { 8 } else { 0 };
    let fixed = 1 + 1 + 1 + 6 + 1 + 2 + 1 + 5 + 1 + cadence + verdict + 3;
    let name = inner.width.saturating_sub(fixed).min(40);
    let chosen = stretch(review, Part::Idle);
    for (n, row, here) in rows {
        let Some(kept) = review.idle().get(n) else { continue };
        let (line, about) = (&kept.line, Matter::Account(kept.line.account));
        let handled = review.is_handled(about);
        let style = if handled { theme.dim } else { Style::new() };
        let days = line.days.map_or_else(|| "never".to_owned(), |days| format!("{days}d"));
        let word = match review.verdict(about) {
            Some(verdict) => told(verdict),
            None if kept.gone => "handled".to_owned(),
            None if line.open_tasks > 0 => format!("{} open", line.open_tasks),
            None => String::new(),
        };
        let cells = [
            mark(paint, here),
            picked(paint, review, chosen.as_ref(), n, about),
            Cell::left(line.name.clone(), name, style),
            Cell::right(paint.money(line.arr), 6, style),
            Cell::left(band_sign(line.band, line.trend), 2, if handled { theme.dim } else { theme.band(line.band) }),
            Cell::right(days, 5, style),
            Cell::left(format!("of {}d", line.cadence), cadence, theme.dim),
            Cell::left(word, verdict, if handled { theme.green } else { theme.dim }),
        ];
        paint.row(buf, row, row.y, &cells);
        if here {
            paint.select(buf, Rect { x: row.x + 4, width: name, ..row });
        }
    }
    foot(paint, buf, area, review, Part::Idle, if area.width >= 50 { "space select  a task for each" } else { "" });
}

/// Paints what comes in the week after.
pub fn coming(paint: Paint<'_>, buf: &mut Buffer, area: Rect, review: &mut Review) {
    let theme = paint.theme;
    let focus = review.keyboard(Part::Next);
    let days = review.page().map(|page| {
        let (first, last) = (page.next.week.first.date(), page.next.week.last().date());
        format!("{} - {}", first.format("%a %-d %b"), last.format("%a %-d %b"))
    });
    let inner = paint.pane(buf, area, &format!("Next week   {}", days.unwrap_or_default()), focus);
    let rows = sight(review, Part::Next, inner, 0);
    if rows.is_empty() {
        paint.hint(buf, inner, "Nothing is promised, decided or owed next week: a writes a task down.");
    }
    let name = (inner.width * 3 / 10).clamp(8, 26);
    let figure = if inner.width >= 60 { 8 } else { 6 };
    let title = inner.width.saturating_sub(1 + 1 + 1 + 6 + 1 + 8 + 1 + name + 1 + figure + 2);
    let chosen = stretch(review, Part::Next);
    for (n, row, here) in rows {
        let Some(kept) = review.coming().get(n) else { continue };
        let about = kept.line.matter();
        let style = if kept.gone { theme.dim } else { Style::new() };
        let (on, kind, look, what, whose, amount) = match &kept.line {
            Coming::Decision(line) => {
                let what = if line.cancel_by { "last day for notice" } else { "renews" };
                let sum = paint.money(line.revenue);
                (line.day, "decision", theme.yellow, what.to_owned(), line.account_name.clone(), sum)
            }
            Coming::Task(line) => {
                let pri = urgency(line.priority);
                let title = if pri.is_empty() { line.title.clone() } else { format!("{pri} {}", line.title) };
                let estimate = line.estimate_minutes.map(crate::domain::phrase::minutes::print).unwrap_or_default();
                (line.due, "task", Style::new(), title, line.account_name.clone(), estimate)
            }
            Coming::Owed(line) => {
                let what = format!("touch owed, last {}", line.last_touch.date().format("%-d %b"));
                (line.day, "cadence", theme.dim, what, line.name.clone(), paint.money(line.arr))
            }
        };
        let cells = [
            mark(paint, here),
            picked(paint, review, chosen.as_ref(), n, about),
            Cell::left(on.date().format("%a %-d").to_string(), 6, theme.dim),
            Cell::left(if kept.gone { "handled" } else { kind }, 8, if kept.gone { theme.green } else { look }),
            Cell::left(what, title, style),
            Cell::left(whose, name, theme.dim),
            Cell::right(amount, figure, theme.dim),
        ];
        paint.row(buf, row, row.y, &cells);
        if here {
            paint.select(buf, Rect { x: row.x + 20, width: title, ..row });
        }
    }
    foot(paint, buf, area, review, Part::Next, "");
}
