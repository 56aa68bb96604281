//! Health and the other figures, each with its picture and its as-of day; and what drags most.

use crate::domain::record::reading::{Metric, Reading};
use crate::domain::stake::reason::ReasonKind;
use crate::domain::value::text::{pad, width};
use crate::service::query::AccountView;
use crate::tui::frame::{Paint, wrapped};
use crate::tui::page::line::month_day;
use crate::tui::page::section::Section;
use crate::tui::widgets::spark::sparkline;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Days after which a figure is stale.
const STALE: i32 = 60;

/// The section.
pub fn section(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let theme = paint.theme;
    let mut title = "Health".to_owned();
    if let Some(reading) = view.readings.iter().find(|reading| reading.metric == Metric::Health) {
        title = format!("{title} {}", reading.value);
    }
    if let Some(band) = view.stake.band {
        title = format!("{title} {}", band.word());
    }
    if let Some(trend) = view.stake.trend {
        title = format!("{title} {}", trend.word());
    }
    let mut lines = Vec::new();
    let reasons = view.stake.reasons();
    let drag = reasons.iter().find(|reason| matches!(reason.kind, ReasonKind::Signal(_)) && reason.money > 0);
    if let Some(drag) = drag {
        let text = format!("drags most: {} (+{})", drag.text, paint.money(drag.money));
        lines.extend(wrapped(&theme.plain(&text), cells, theme.yellow));
    }
    for metric in Metric::ALL {
        let readings = view.readings.iter().filter(|reading| reading.metric == *metric);
        lines.extend(readings.map(|reading| row(paint, view, reading, cells)));
    }
    if lines.is_empty() {
        lines.push(Line::styled("no figures yet: an import brings them", theme.dim));
    }
    Section::text(title, lines)
}

/// A figure in words: its name, and its value with the unit.
pub fn figure(view: &AccountView, reading: &Reading) -> (&'static str, String) {
    let value = reading.value;
    match reading.metric {
        Metric::Health => ("health", value.to_string()),
        Metric::SeatsUsed => ("seats", seats(view, reading)),
        Metric::Usage => ("usage", value.to_string()),
        Metric::UsageChange => ("usage 30d", format!("{}{value}%", if value.0 > 0 { "+" } else { "" })),
        Metric::Nps => ("NPS", value.to_string()),
        Metric::P1AgeDays => ("P1 open", format!("{value}d")),
        Metric::Escalations => ("escalations", value.to_string()),
        Metric::Competitor => ("competitor", if value.0 > 0 { "yes" } else { "no" }.to_owned()),
        Metric::InvoiceLateDays => ("invoice late", format!("{value}d")),
    }
}

/// Seats in use of those bought: `212/300`.
fn seats(view: &AccountView, reading: &Reading) -> String {
    let live = view.subscriptions.iter().filter(|row| row.ended_on.is_none());
    let bought: u32 = live.filter_map(|row| row.seats).fold(0, u32::saturating_add);
    if bought == 0 {
        return reading.value.to_string();
    }
    format!("{}/{bought}", reading.value)
}

fn row(paint: Paint<'_>, view: &AccountView, reading: &Reading, cells: usize) -> Line<'static> {
    let (theme, today) = (paint.theme, paint.now.today);
    let (name, mut value) = figure(view, reading);
    if reading.metric == Metric::SeatsUsed
        && let Some((used, bought)) =
            value.split_once('/').and_then(|(used, of)| Some((used.parse::<f64>().ok()?, of.parse::<f64>().ok()?)))
    {
        value = format!("{value} {:.0}%", used / bought * 100.0);
    }
    let stale = today.since(reading.day) > STALE;
    let as_of = format!("{}{}", month_day(reading.day, today), if stale { " stale" } else { "" });
    let room = cells.saturating_sub(13 + width(&as_of) + 1);
    let trail = match reading.metric {
        Metric::Health => sparkline(&view.health, 12, theme.pictures()),
        Metric::Usage => sparkline(&view.usage, 12, theme.pictures()),
        _ => String::new(),
    };
    let picture = if width(&value) + 1 + width(&trail) <= room { trail } else { String::new() };
    let colour = match reading.metric {
        Metric::Health => theme.band(view.stake.band),
        _ => Style::new(),
    };
    let value = if picture.is_empty() { value } else { format!("{value} {picture}") };
    Line::from(vec![
        Span::styled(pad(name, 12, theme.ellipsis()), theme.dim),
        Span::styled(format!(" {}", pad(&value, room, theme.ellipsis())), colour),
        Span::styled(as_of, if stale { theme.yellow } else { theme.dim }),
    ])
}
