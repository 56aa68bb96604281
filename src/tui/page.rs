//! The page of one account, in sections of ready lines; the preview shows the first of them, the page all.

use crate::domain::record::account::CallLevel;
use crate::domain::record::contact::Contact;
use crate::domain::record::reading::Metric;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::TaskState;
use crate::domain::record::touch::Touch;
use crate::domain::value::day::Day;
use crate::domain::value::day_text::{distance, weekday_day};
use crate::domain::value::money::short;
use crate::domain::value::text::{Text, fit, pad, shown};
use crate::service::query::AccountView;
use crate::tui::frame::{Paint, wrapped};
use crate::tui::widgets::spark::sparkline;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// A part of the page: its title and its lines.
#[derive(Clone, Debug)]
pub struct Section {
    /// What it is about.
    pub title: String,
    /// What it says, each at most as wide as was asked.
    pub lines: Vec<Line<'static>>,
}

/// Name, revenue, health, renewal: the line that identifies an account.
pub fn identity(paint: Paint<'_>, view: &AccountView) -> Line<'static> {
    let (theme, today) = (paint.theme, paint.now.today);
    let account = &view.account;
    let mut parts: Vec<Span<'static>> = vec![Span::raw(format!("{} ARR", paint.money(view.stake.arr)))];
    if let Some(segment) = &account.segment {
        parts.push(Span::raw(segment.shown().into_owned()));
    }
    if let Some(band) = view.stake.band {
        let trend = view.stake.trend.map(|trend| format!(" {}", trend.word())).unwrap_or_default();
        parts.push(Span::styled(format!("{}{trend}", band.word().to_uppercase()), theme.band(Some(band))));
    }
    if let Some(next) = &view.stake.next {
        let days = next.decision.day.since(today);
        let what = if next.decision.cancel_by == Some(next.decision.day) { "cancel-by" } else { "ends" };
        let text = format!("{what} {} ({})", weekday_day(next.decision.day, today), distance(next.decision.day, today));
        parts.push(Span::styled(text, theme.near(days)));
    }
    parts.push(Span::styled(account.stage.word(), theme.dim));
    if let Some(owner) = &account.owner {
        parts.push(Span::styled(format!("owner {}", owner.shown()), theme.dim));
    }
    for tag in &account.tags {
        parts.push(Span::styled(format!("+{}", tag.shown()), theme.dim));
    }
    if let Some(until) = account.snoozed_until.filter(|until| *until > today) {
        parts.push(Span::styled(format!("snoozed until {}", weekday_day(until, today)), theme.yellow));
    }
    let mut spans = Vec::new();
    for part in parts {
        spans.push(Span::raw(if spans.is_empty() { " " } else { "  " }));
        spans.push(part);
    }
    Line::from(spans)
}

/// The stake: the sum, and each term with its money.
pub fn stake(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let theme = paint.theme;
    // The reasons follow line by line: only the sum is taken from the headline.
    let sum = view.why.headline.split(" · ").next().unwrap_or_default();
    let mut lines = wrapped(&theme.plain(sum), cells, theme.strong);
    for reason in view.stake.reasons().iter().filter(|reason| reason.money != 0).take(6) {
        let sign = if reason.money > 0 { "+" } else { "" };
        let money = format!("{sign}{}", paint.money(reason.money));
        lines.push(pair(&theme.plain(&reason.text), &money, cells, theme));
    }
    let loss = &view.stake.loss;
    let known = format!("{} of {} signals known, w shows all terms", loss.known, loss.of);
    lines.push(Line::styled(fit(&known, cells, theme.ellipsis()).into_owned(), theme.dim));
    if let Some(call) = &loss.call {
        let word = view.account.call.map_or("", CallLevel::word);
        let stale = if call.stale { " (stale)" } else { "" };
        let text = format!("own call {word}{stale}, {}; model says {:.0} %", call.on, loss.model * 100.0);
        lines.push(Line::styled(fit(&text, cells, theme.ellipsis()).into_owned(), Style::new()));
    }
    Section { title: format!("Stake {}", paint.money(view.stake.total)), lines }
}

/// Contracts: what is paid, until when, how to leave.
pub fn contracts(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let mut lines: Vec<Line<'static>> = Vec::new();
    for subscription in view.subscriptions.iter().filter(|s| s.ended_on.is_none()) {
        lines.extend(contract(paint, subscription, cells));
    }
    for opportunity in view.opportunities.iter().filter(|o| o.state.word() == "open").take(3) {
        let amount = opportunity.amount.map(|m| short(m.minor, m.currency)).unwrap_or_default();
        let chance = opportunity.probability.map(|p| format!(" {p} %")).unwrap_or_default();
        let text = format!("{} {}", opportunity.kind, opportunity.name.shown());
        lines.push(pair(&text, &format!("{amount}{chance}"), cells, paint.theme));
    }
    if lines.is_empty() {
        lines.push(Line::styled("no contract on record", paint.theme.dim));
    }
    Section {
        title: format!("Contracts {}", view.subscriptions.iter().filter(|s| s.ended_on.is_none()).count()),
        lines,
    }
}

fn contract(paint: Paint<'_>, subscription: &Subscription, cells: usize) -> Vec<Line<'static>> {
    let (theme, today) = (paint.theme, paint.now.today);
    let amount = format!("{} {}", short(subscription.arr.minor, subscription.arr.currency), subscription.arr.currency);
    let seats = subscription.seats.map(|seats| format!("{seats} seats, ")).unwrap_or_default();
    let end = subscription.end.map_or_else(|| "no end on record".to_owned(), |end| format!("to {end}"));
    let notice = match (subscription.auto_renew, subscription.notice, subscription.end) {
        (true, Some(notice), Some(end)) => {
            format!("renews itself, cancel by {} ({})", notice.cancel_by(end), distance(notice.cancel_by(end), today))
        }
        (true, ..) => "renews itself, notice unknown".to_owned(),
        (false, ..) => "ends unless renewed".to_owned(),
    };
    let text = format!("  {seats}{end}; {notice}");
    let mut lines = vec![pair(&subscription.product.shown(), &amount, cells, theme)];
    lines.extend(wrapped(&text, cells, theme.dim));
    lines
}

/// Contacts, each with role and e-mail.
pub fn contacts(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let live = view.contacts.iter().filter(|contact| contact.left_on.is_none()).count();
    let lines: Vec<Line<'static>> = view.contacts.iter().map(|c| contact(paint, c, cells)).collect();
    let lines = if lines.is_empty() { vec![Line::styled("nobody known yet", paint.theme.dim)] } else { lines };
    Section { title: format!("Contacts {live}"), lines }
}

fn contact(paint: Paint<'_>, contact: &Contact, cells: usize) -> Line<'static> {
    let theme = paint.theme;
    let name = pad(&contact.name.shown(), 16.min(cells), theme.ellipsis());
    let role = contact.role.map_or_else(|| optional(contact.title.as_ref()), |role| role.to_string());
    let rest = match contact.left_on {
        Some(day) => format!("left {day}"),
        None => optional(contact.email.as_ref()),
    };
    let style = if contact.left_on.is_some() { theme.dim } else { Style::new() };
    let text = format!("{name} {} {rest}", pad(&role, 14, theme.ellipsis()));
    Line::styled(fit(text.trim_end(), cells, theme.ellipsis()).into_owned(), style)
}

/// Open tasks, then what was closed last.
pub fn tasks(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let (theme, today) = (paint.theme, paint.now.today);
    let mut lines = Vec::new();
    for task in &view.tasks {
        let snoozed = task.wait_until.is_some_and(|until| until > today);
        let due = match (snoozed, task.due) {
            (true, _) => "snooze".to_owned(),
            (_, Some(due)) => crate::domain::value::day_text::nearby(due, today),
            (_, None) => "-".to_owned(),
        };
        let late = !snoozed && task.due.is_some_and(|due| due < today);
        let style = if late {
            theme.red
        } else if snoozed {
            theme.dim
        } else {
            Style::new()
        };
        let waits = if task.state == TaskState::Open { String::new() } else { format!(" ({})", task.state) };
        let rank = task.priority.map_or(" ", |priority| priority.word());
        let text = format!("{rank} {} {}{waits}", pad(&due, 6, ""), task.title);
        lines.push(Line::styled(fit(&text, cells, theme.ellipsis()).into_owned(), style));
    }
    for task in &view.closed {
        let text = format!("{} {} {}", theme.glyph("✓", "x"), pad(task.state.word(), 7, ""), task.title);
        lines.push(Line::styled(fit(&text, cells, theme.ellipsis()).into_owned(), theme.dim));
    }
    if lines.is_empty() {
        lines.push(Line::styled("nothing open", theme.dim));
    }
    Section { title: format!("Tasks {} open", view.tasks.len()), lines }
}

/// Health and the other figures, each with its as-of day.
pub fn figures(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let (theme, today) = (paint.theme, paint.now.today);
    let mut lines = Vec::new();
    for reading in &view.readings {
        let age = today.since(reading.day);
        let stale = if age > 60 { ", stale" } else { "" };
        let picture = match reading.metric {
            Metric::Health => sparkline(&view.health, 12, theme.ascii),
            _ => String::new(),
        };
        let text = format!("{} {} {picture}", pad(reading.metric.word(), 18, ""), reading.value);
        lines.push(pair(&text, &format!("{}{stale}", month_day(reading.day, today)), cells, theme));
    }
    if lines.is_empty() {
        lines.push(Line::styled("no figures yet", theme.dim));
    }
    Section { title: "Figures".to_owned(), lines }
}

/// Touches, newest first.
pub fn timeline(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let lines: Vec<Line<'static>> = view.touches.iter().map(|t| touch(paint, t, cells)).collect();
    let lines = if lines.is_empty() { vec![Line::styled("no touch yet: t logs one", paint.theme.dim)] } else { lines };
    Section { title: format!("Timeline {}", view.touch_count), lines }
}

fn touch(paint: Paint<'_>, touch: &Touch, cells: usize) -> Line<'static> {
    let theme = paint.theme;
    let day = paint.now.zone.day(touch.at);
    let minutes = touch.minutes.map(|m| format!("{m}m")).unwrap_or_default();
    let head =
        format!("{} {} {} ", month_day(day, paint.now.today), pad(touch.kind.word(), 7, ""), pad(&minutes, 4, ""));
    let room = cells.saturating_sub(head.chars().count());
    let text = fit(&touch.text.shown(), room, theme.ellipsis()).into_owned();
    Line::from(vec![Span::styled(head, theme.dim), Span::raw(text)])
}

/// `09 Nov`, or `Nov 25` of another year.
fn month_day(day: Day, today: Day) -> String {
    let date = day.date();
    let format = if day.ymd().0 == today.ymd().0 { "%d %b" } else { "%b %y" };
    date.format(format).to_string()
}

fn optional(text: Option<&Text>) -> String {
    text.map(|text| text.shown().into_owned()).unwrap_or_default()
}

/// A text on the left and a figure on the right of a line.
fn pair(left: &str, right: &str, cells: usize, theme: &crate::tui::theme::Theme) -> Line<'static> {
    let wide = crate::domain::value::text::width(right);
    let room = cells.saturating_sub(wide + 1);
    Line::from(vec![Span::raw(pad(&shown(left), room, theme.ellipsis())), Span::raw(format!(" {right}"))])
}
