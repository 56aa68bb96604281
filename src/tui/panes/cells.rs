//! What a column of a list says of a row, and in which style; the same whether the column stands there as usual or was
//! chosen.

use crate::domain::book::{AccountLine, DecisionLine, TaskLine};
use crate::domain::record::account::Pin;
use crate::domain::record::task::TaskState;
use crate::domain::stake::health::{Band, Trend};
use crate::domain::value::day::Day;
use crate::domain::value::day_text::{distance, nearby};
use crate::tui::frame::Paint;
use crate::tui::theme::Theme;
use ratatui::style::Style;

/// What a column says of an account; `total` is the stake of the book.
pub fn account(paint: Paint<'_>, line: &AccountLine, key: &str, total: i64) -> (String, Style) {
    let (theme, today) = (paint.theme, paint.now.today);
    let money = |minor: i64| if line.unrated.is_empty() { paint.money(minor) } else { "?".to_owned() };
    let (text, style) = match key {
        "stake" => (paint.money(line.stake), theme.strong),
        "account" => (called(paint, line), Style::new()),
        "arr" => (money(line.arr), Style::new()),
        "health" => (health(line, true), theme.band(line.band)),
        "decides" => {
            let days = line.day.map(|day| day.since(today));
            (decides(line, today), days.map_or(theme.dim, |days| theme.near(days)))
        }
        "idle" => (idle(line, today), theme.dim),
        "why" => (theme.plain(&line.why), theme.dim),
        "share" if total > 0 => (format!("{:.0}%", line.stake as f64 * 100.0 / total as f64), theme.dim),
        "revenue" => (money(line.revenue), Style::new()),
        "loss_chance" => (format!("{:.0}%", line.p * 100.0), Style::new()),
        "term_end" => (dated(line.end, today), theme.dim),
        "cancel_by" => (dated(line.cancel_by, today), theme.dim),
        "open_tasks" => (line.open_tasks.to_string(), theme.dim),
        "overdue_tasks" => {
            let style = if line.overdue_tasks > 0 { theme.red } else { theme.dim };
            (line.overdue_tasks.to_string(), style)
        }
        _ => (String::new(), Style::new()),
    };
    (text, if line.hidden { theme.dim } else { style })
}

/// The name with the marks of a pin or a star.
pub fn called(paint: Paint<'_>, line: &AccountLine) -> String {
    let theme = paint.theme;
    match (line.pin, line.starred) {
        (Some(Pin::Top), _) => format!("{}{}", theme.glyph("↑", "^"), line.name),
        (Some(Pin::Bottom), _) => format!("{}{}", theme.glyph("↓", "v"), line.name),
        (None, true) => format!("{}{}", theme.glyph("★", "*"), line.name),
        (None, false) => line.name.clone(),
    }
}

/// The letter of the band and the sign of the trend, with the score before them where there is room.
pub fn health(line: &AccountLine, roomy: bool) -> String {
    let Some(band) = line.band else { return "-".to_owned() };
    let figure = line.health.filter(|_| roomy).map(|figure| figure.to_string()).unwrap_or_default();
    format!("{figure}{}", band_sign(Some(band), line.trend))
}

/// The letter of a band and the sign of a trend.
pub fn band_sign(band: Option<Band>, trend: Option<Trend>) -> String {
    band.map_or_else(|| "-".to_owned(), |band| format!("{}{}", band.letter(), trend.map_or(' ', Trend::sign)))
}

/// How far the decision is, or that the account is off today's list.
pub fn decides(line: &AccountLine, today: Day) -> String {
    match (line.day, line.locked, line.hidden) {
        (_, _, true) if line.dealt_on == Some(today) => "done".to_owned(),
        (_, _, true) => "zzz".to_owned(),
        (Some(day), true, _) => format!("L{}", distance(day, today)),
        (Some(day), false, _) => distance(day, today),
        (None, ..) => "-".to_owned(),
    }
}

/// Days since the last touch.
pub fn idle(line: &AccountLine, today: Day) -> String {
    line.last_touch.map_or_else(|| "never".to_owned(), |day| format!("{}d", today.since(day).max(0)))
}

/// What a column says of a decision.
pub fn decision(paint: Paint<'_>, line: &DecisionLine, key: &str) -> (String, Style) {
    let (theme, today) = (paint.theme, paint.now.today);
    match key {
        "decides" => (when(line.day, today), theme.near(line.day.since(today))),
        "account" => (line.account_name.clone(), Style::new()),
        "revenue" => (paint.money(line.revenue), Style::new()),
        "stake" => (paint.money(line.stake), theme.strong),
        "health" => (band_sign(line.band, line.trend), theme.band(line.band)),
        "what" => (what(line).to_owned(), theme.dim),
        "stage" => (state(line, today), theme.dim),
        "next_step" => (theme.plain(&line.next_step), theme.dim),
        "term_end" => (dated(Some(line.end), today), theme.dim),
        "cancel_by" => (dated(line.cancel_by, today), theme.dim),
        _ => (String::new(), Style::new()),
    }
}

/// Days before a cancel-by within which its mark wants to be seen.
const PRESSING: i32 = 30;

/// The style of the mark of a cancel-by so many days away.
pub fn cancel_style(theme: &Theme, days: i32) -> Style {
    if (0..=PRESSING).contains(&days) { theme.yellow } else { theme.dim }
}

/// The mark of a decision, alike wherever one stands: `!` for notice received, `c` for its cancel-by day, so many days
/// away, `L` for a contract that has renewed itself and is locked in, else none.
pub fn mark(theme: &Theme, notice: bool, cancel_by: Option<i32>, locked: bool) -> (&'static str, Style) {
    match (notice, cancel_by, locked) {
        (true, ..) => ("!", theme.yellow),
        (false, _, true) => ("L", theme.dim),
        (false, Some(days), false) => ("c", cancel_style(theme, days)),
        (false, None, false) => ("", theme.dim),
    }
}

/// The mark of a row of the renewals.
pub fn mark_of(theme: &Theme, line: &DecisionLine, today: Day) -> (&'static str, Style) {
    let cancel_by = line.cancel_by.filter(|day| *day == line.day).map(|day| day.since(today));
    mark(theme, line.notice, cancel_by, line.locked)
}

/// What falls on a decision's day.
fn what(line: &DecisionLine) -> &'static str {
    match () {
        () if line.notice => "notice given",
        () if line.locked => "locked in",
        () if line.cancel_by == Some(line.day) => "cancel-by",
        () if line.assumed => "anniversary",
        () => "term end",
    }
}

/// What a column says of a task.
pub fn task(paint: Paint<'_>, line: &TaskLine, key: &str) -> (String, Style) {
    let (theme, today) = (paint.theme, paint.now.today);
    let off = !line.state.is_open() || line.wait_until.is_some_and(|until| until > today);
    let (text, style) = match key {
        "priority" => (line.priority.map_or(String::new(), |priority| priority.word().to_owned()), Style::new()),
        "due" => {
            let days = line.due.map_or(99, |due| due.since(today));
            (due(line, today), theme.near(if days <= 0 { days } else { 99 }))
        }
        "task" => (line.title.clone(), Style::new()),
        "account" => (line.account_name.clone(), theme.dim),
        "estimate_minutes" => (line.estimate_minutes.map(|n| format!("{n}m")).unwrap_or_default(), theme.dim),
        "score" if line.score > 0 => (paint.money(line.score), theme.dim),
        "slips" if line.slips > 0 => (line.slips.to_string(), theme.dim),
        "state" => (line.state.word().to_owned(), theme.dim),
        "snoozed_until" => (line.wait_until.map(|day| short_due(nearby(day, today))).unwrap_or_default(), theme.dim),
        _ => (String::new(), Style::new()),
    };
    (text, if off { theme.dim } else { style })
}

/// The promised day, or why there is none any more.
pub fn due(line: &TaskLine, today: Day) -> String {
    match line.state {
        TaskState::Done => "done".to_owned(),
        TaskState::Dropped => "drop".to_owned(),
        _ if line.wait_until.is_some_and(|until| until > today) => "snooze".to_owned(),
        _ => line.due.map_or_else(|| "-".to_owned(), |due| short_due(nearby(due, today))),
    }
}

fn dated(day: Option<Day>, today: Day) -> String {
    day.map_or_else(|| "-".to_owned(), |day| when(day, today))
}

/// `Sun  6 Dec`, and `Jan 2028` from a year on.
pub fn when(day: Day, today: Day) -> String {
    let date = day.date();
    if day.since(today).abs() < 330 { date.format("%a %e %b").to_string() } else { date.format("%b %Y").to_string() }
}

/// Where a decision stands, in a few words.
pub fn state(line: &DecisionLine, today: Day) -> String {
    if line.notice {
        return "notice received".to_owned();
    }
    if line.locked {
        return "locked in".to_owned();
    }
    if line.day < today {
        return "late, no outcome".to_owned();
    }
    if line.assumed {
        return "anniversary".to_owned();
    }
    line.stage.as_deref().unwrap_or("not-started").replace('-', " ")
}

/// Six cells for a day: `6 Dec` without its weekday, `Dec 27` of another year.
fn short_due(text: String) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    match words.as_slice() {
        [_, day, month] if day.parse::<u8>().is_ok() => format!("{day} {month}"),
        [_, month, year] => format!("{month}{}", year.get(2..).unwrap_or_default()),
        _ => text,
    }
}
