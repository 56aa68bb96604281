//! Who the account is, in as few lines as hold it: money, health and the day that decides first, the rest as it fits.

use crate::domain::record::reading::Metric;
use crate::domain::value::day_text::{distance, weekday_day};
use crate::domain::value::original::beside;
use crate::domain::value::text::width;
use crate::service::query::AccountView;
use crate::tui::frame::Paint;
use crate::tui::page::figures::figure;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The lines, at most so many; a part without room is left out whole, for half a figure would be a wrong one.
pub fn lines(paint: Paint<'_>, view: &AccountView, cells: usize, most: usize) -> Vec<Line<'static>> {
    let mut lines: Vec<(usize, Vec<Span<'static>>)> = Vec::new();
    for (text, style) in parts(paint, view) {
        let wide = width(&text);
        let full = lines.len() >= most;
        match lines.iter_mut().find(|(used, _)| used + 2 + wide < cells) {
            Some((used, spans)) => {
                *used += 2 + wide;
                spans.push(Span::raw("  "));
                spans.push(Span::styled(text, style));
            }
            None if !full => {
                lines.push((1 + wide, vec![Span::raw(" "), Span::styled(text, style)]));
            }
            None => {}
        }
    }
    lines.into_iter().map(|(_, spans)| Line::from(spans)).collect()
}

/// What identifies an account, what matters most first.
fn parts(paint: Paint<'_>, view: &AccountView) -> Vec<(String, Style)> {
    let (theme, today) = (paint.theme, paint.now.today);
    let account = &view.account;
    let mut parts = vec![(
        format!("{} ARR{}", paint.money(view.stake.arr), beside(view.paid.iter().copied(), paint.home)),
        theme.strong,
    )];
    let reading = |metric| view.readings.iter().find(|reading| reading.metric == metric);
    if let Some(band) = view.stake.band {
        let trend = view.stake.trend.map(|trend| format!(" {}", trend.word())).unwrap_or_default();
        let health = &view.stake.health;
        let word = band.word().to_uppercase();
        let score = health.score.map(|score| format!("{score:.0}")).unwrap_or_default();
        let text = match (health.hand, health.score_band) {
            (Some(_), Some(own)) => format!("{word} by hand ({score} {}{trend})", own.word()),
            (Some(_), None) => format!("{word} by hand"),
            (None, _) => format!("{score} {word}{trend}"),
        };
        parts.push((text, theme.band(Some(band))));
    }
    if let Some(next) = &view.stake.next {
        let day = next.decision.day;
        let what = if next.decision.cancel_by == Some(day) { "cancel-by" } else { "ends" };
        let text = format!("{what} {} ({})", weekday_day(day, today), distance(day, today));
        parts.push((text, theme.near(day.since(today))));
    }
    if let Some(until) = account.snoozed_until.filter(|until| *until > today) {
        let why = account.snooze_reason.as_ref().map(|why| format!(", {}", why.shown())).unwrap_or_default();
        parts.push((format!("snoozed until {}{why}", weekday_day(until, today)), theme.yellow));
    } else if account.dealt_on == Some(today) {
        parts.push(("dealt with today".to_owned(), theme.dim));
    }
    for metric in [Metric::SeatsUsed, Metric::UsageChange, Metric::Nps] {
        if let Some(reading) = reading(metric) {
            let (name, value) = figure(view, reading);
            parts.push((format!("{name} {value}"), Style::new()));
        }
    }
    match view.last_touch {
        Some(day) => parts.push((format!("idle {}d", today.since(day).max(0)), Style::new())),
        None => parts.push(("never touched".to_owned(), theme.yellow)),
    }
    parts.extend(account.segment.as_ref().map(|text| (text.shown().into_owned(), theme.dim)));
    if let Some(owner) = &account.owner {
        parts.push((format!("owner {}", owner.shown()), theme.dim));
    }
    parts.extend(account.tags.iter().map(|tag| (format!("+{}", tag.shown()), theme.accent)));
    parts.push((account.stage.word().to_owned(), theme.dim));
    for text in [&account.industry, &account.region].into_iter().flatten() {
        parts.push((text.shown().into_owned(), theme.dim));
    }
    parts
}
