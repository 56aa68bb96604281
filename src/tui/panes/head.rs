//! The two top lines: where one is, and what the book comes to.

use crate::domain::book::Book;
use crate::domain::value::text::{fit, width};
use crate::input::command::Command;
use crate::tui::deck::Focus;
use crate::tui::frame::Paint;
use crate::tui::modals::meaning::preview::Running;
use crate::tui::modals::meaning::task::length;
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Columns from which the name of the program stands before the tabs.
const NAMED: u16 = 66;

/// A screen with a tab.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tab {
    /// The three lists.
    Triage,
    /// One of them alone; the calendar in the place of renewals.
    Alone(Focus),
    /// The weekly review.
    Review,
}

impl Tab {
    /// The lists, or the one that has the screen for itself.
    pub fn of(alone: Option<Focus>) -> Tab {
        alone.map_or(Tab::Triage, Tab::Alone)
    }
}

/// What stands before the tabs.
fn name(width: u16) -> &'static str {
    if width < NAMED { " " } else { " folio  " }
}

/// The tabs: their text with a blank behind it, what they show, and the command that goes there.
fn tabs(here: Tab) -> [(String, Tab, Command); 5] {
    let tabs = [
        ("1 Triage", Tab::Triage, Command::Triage),
        ("2 Accounts", Tab::Alone(Focus::Accounts), Command::Accounts),
        ("3 Renewals", Tab::Alone(Focus::Renewals), Command::Renewals),
        ("4 Tasks", Tab::Alone(Focus::Tasks), Command::Tasks),
        ("5 Review", Tab::Review, Command::Review),
    ];
    tabs.map(|(name, tab, command)| (if tab == here { format!("[{name}] ") } else { format!("{name} ") }, tab, command))
}

/// The command of the tab in a column of a screen so wide.
pub fn tab_at(here: Tab, width: u16, x: u16) -> Option<Command> {
    let mut end = name(width).len();
    for (text, _, command) in tabs(here) {
        let begin = end;
        end += text.len();
        // The blank between two is of neither.
        if (begin..end - 1).contains(&usize::from(x)) {
            return Some(command);
        }
    }
    None
}

/// Paints the two lines; `picked` tells of the selection.
#[allow(clippy::too_many_arguments)] // each is painted in one place of two lines; a struct would only rename them
pub fn draw(
    paint: Paint<'_>,
    buf: &mut Buffer,
    area: Rect,
    book: &Book,
    here: Tab,
    banner: Option<&str>,
    picked: &str,
    running: Option<Running<'_>>,
) {
    line(paint, buf, area, here, banner, running, "");
    totals(paint, buf, area, book, picked);
}

/// Paints the upper line: the tabs, the running clock, and what time it is; before that, or in its place, `what` is shown.
pub fn line(
    paint: Paint<'_>,
    buf: &mut Buffer,
    area: Rect,
    here: Tab,
    banner: Option<&str>,
    running: Option<Running<'_>>,
    what: &str,
) {
    let theme = paint.theme;
    let mut spans = vec![Span::styled(name(area.width), theme.accent)];
    for (text, tab, _) in tabs(here) {
        spans.push(Span::styled(text, if tab == here { theme.accent } else { Style::new() }));
    }
    let civil = paint.now.zone.civil(paint.now.at);
    let free = usize::from(area.width).saturating_sub(spans.iter().map(Span::width).sum());
    let clock = match area.width {
        100.. => civil.format("%a %-d %b %Y %H:%M "),
        // The running clock and the banner take the room of the day, and at last that of the time.
        76.. if running.is_none() && banner.is_none() => civil.format("%a %-d %b %H:%M "),
        _ => civil.format("%H:%M "),
    };
    let clock = match what {
        "" => clock.to_string(),
        what if area.width >= 120 => format!("{what}      {clock}"),
        what => format!("{what} "),
    };
    let clock = if running.is_some() && free < clock.len() + 8 { String::new() } else { clock };
    let room = free.saturating_sub(clock.len() + 1).min(40);
    let running = running.map(|clock| running_words(theme, clock, room)).unwrap_or_default();
    if let Some(banner) = banner {
        let used: usize = spans.iter().map(Span::width).sum();
        let taken = clock.len() + if running.is_empty() { 0 } else { width(&running) + 1 };
        let room = usize::from(area.width).saturating_sub(used + taken + 2);
        // What it begins with says the most: a word cut short says nothing.
        let first = banner.split([':', ',']).next().unwrap_or_default();
        let text = if width(banner) > room && width(first) <= room {
            first.into()
        } else {
            fit(banner, room, theme.ellipsis())
        };
        if width(first) <= room || room > 12 {
            spans.push(Span::styled(format!(" {text}"), theme.yellow));
        }
    }
    paint.line(buf, area.x, area.y, area.width, &Line::from(spans));
    if !running.is_empty() {
        let cells = width(&running) as u16;
        let x = area.right().saturating_sub(clock.len() as u16 + cells + 1);
        paint.text(buf, x, area.y, cells, &running, theme.accent);
    }
    let wide = clock.len() as u16;
    paint.text(buf, area.right().saturating_sub(wide), area.y, wide, &clock, Style::new());
}

/// The running clock in so many columns: `⏱ 12m Globex`, in ASCII `[12m Globex]`. The minutes are always said.
pub fn running_words(theme: &Theme, clock: Running<'_>, cells: usize) -> String {
    let (open, close) = if theme.ascii { ("[", "]") } else { ("⏱ ", "") };
    let length = length(clock.minutes);
    let room = cells.saturating_sub(width(open) + width(close) + length.len() + 1);
    let about = if room > 2 { format!(" {}", fit(clock.about, room, theme.ellipsis())) } else { String::new() };
    format!("{open}{length}{about}{close}")
}

fn totals(paint: Paint<'_>, buf: &mut Buffer, area: Rect, book: &Book, picked: &str) {
    let Some(ranking) = book.ranking else { return };
    let (theme, t) = (paint.theme, ranking.totals);
    let money = |minor| paint.money(minor);
    let overdue = t.overdue_tasks + i64::from(book.loose_overdue);
    let wide = area.width >= 120;
    let mut parts = vec![
        (format!("{} accounts", t.accounts), Style::new()),
        (format!("{} ARR", money(t.arr)), Style::new()),
        (format!("{} at stake", money(t.stake)), theme.strong),
    ];
    let with = |count: i64, word: &str, sum: i64| {
        if wide { format!("{count} {word} {}", money(sum)) } else { format!("{count} {word}") }
    };
    parts.push((with(t.red, "red", t.red_arr), if t.red > 0 { theme.red } else { theme.dim }));
    if wide {
        parts.push((with(t.yellow, "yellow", t.yellow_arr), theme.yellow));
    }
    if t.unrated > 0 {
        parts.push((format!("{} without FX rate", t.unrated), theme.red));
    }
    parts.push((format!("{overdue} overdue"), if overdue > 0 { theme.yellow } else { theme.dim }));
    parts.push((with(t.deciding, "decide<30d", t.deciding_arr), Style::new()));
    if wide {
        parts.push((format!("{} idle>30d", t.idle), Style::new()));
    }
    let home = paint.home.to_string();
    let right = if picked.is_empty() { format!("{home} ") } else { format!("{picked}  {home} ") };
    let right_wide = right.len() as u16;
    let (gap, room) = (if wide { "   " } else { "  " }, usize::from(area.width.saturating_sub(right_wide + 1)));
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    for (text, style) in parts {
        let before = if spans.len() > 1 { gap } else { "" };
        used += before.len() + text.len();
        // Half a figure would be a wrong one.
        if used > room {
            break;
        }
        spans.push(Span::raw(before));
        spans.push(Span::styled(text, style));
    }
    paint.line(buf, area.x, area.y + 1, area.width.saturating_sub(right_wide + 1), &Line::from(spans));
    let x = area.right().saturating_sub(right_wide);
    paint.text(buf, x, area.y + 1, right_wide, &right, if picked.is_empty() { theme.dim } else { theme.accent });
}
