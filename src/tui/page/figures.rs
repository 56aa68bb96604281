//! Health measure by measure, each with its as-of day, what drags most, and what is not known.

use crate::domain::figure::trail::Trail;
use crate::domain::record::reading::{Metric, Reading};
use crate::domain::stake::measure::Measure;
use crate::domain::stake::measure_kind::MeasureKind;
use crate::domain::stake::score::{Health, Source};
use crate::domain::value::day::Day;
use crate::domain::value::text::{fit, pad, pad_left, shown, width};
use crate::service::query::AccountView;
use crate::tui::frame::{Paint, wrapped};
use crate::tui::page::line::{full_day, month_day};
use crate::tui::page::section::Section;
use crate::tui::widgets::spark::sparkline;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Metrics of usage that are shown.
const TRAILS: usize = 4;
/// A fall of so many percent is told in red.
const FALL: f64 = -30.0;
/// Cells of a name, and of one where there is room.
const NAME: (usize, usize) = (11, 12);
/// Cells from which there is.
const ROOMY: usize = 40;

/// The section.
pub fn section(paint: Paint<'_>, view: &AccountView, cells: usize) -> Section {
    let (theme, health) = (paint.theme, &view.stake.health);
    let mut lines = Vec::new();
    if let Some(hand) = health.hand {
        let why = view.account.health_reason.as_ref().map(|why| format!(": {}", why.shown())).unwrap_or_default();
        let text = format!("{} by hand until {}{why}", hand.band().word(), full_day(hand.until));
        lines.extend(wrapped(&theme.plain(&text), cells, theme.yellow));
    }
    if let Some((kind, cost)) = health.drag {
        let text = format!("drags most: {}, -{cost:.0} of 100", kind.label());
        lines.extend(wrapped(&text, cells, theme.yellow));
    }
    lines.extend(imported(paint, view, cells));
    let known = health.measures.iter().filter(|measure| measure.value.is_some());
    lines.extend(known.map(|measure| row(paint, view, measure, cells)));
    lines.extend(sum(paint, health, cells));
    let trails: Vec<(&Trail, String)> = view.trails.iter().take(TRAILS).map(|trail| (trail, change(trail))).collect();
    // Their pictures begin in one column.
    let widest = trails.iter().map(|(_, text)| text.len()).max().unwrap_or_default();
    lines.extend(trails.iter().map(|(trail, text)| used(paint, trail, &pad(text, widest, ""), cells)));
    if health.measures.iter().all(|measure| measure.value.is_none())
        && health.imported.is_none()
        && view.trails.is_empty()
    {
        lines = vec![Line::styled("no figures yet: an import brings them", theme.dim)];
    }
    Section::text(title(health), lines)
}

/// `Health 41 red falling`; by hand `Health red by hand, 62 yellow`.
fn title(health: &Health) -> String {
    let mut score = health.score.map(|score| format!(" {score:.0}")).unwrap_or_default();
    if let Some(band) = health.score_band {
        score = format!("{score} {}", band.word());
    }
    if let Some(trend) = health.trend {
        score = format!("{score} {}", trend.word());
    }
    match health.hand {
        Some(hand) if score.is_empty() => format!("Health {} by hand", hand.band().word()),
        Some(hand) => format!("Health {} by hand,{score}", hand.band().word()),
        None => format!("Health{score}"),
    }
}

/// The imported score with its own scale, its way there, and its as-of day.
fn imported(paint: Paint<'_>, view: &AccountView, cells: usize) -> Option<Line<'static>> {
    let health = &view.stake.health;
    let reading = view.readings.iter().find(|reading| reading.metric == Metric::Health)?;
    let score = health.imported?;
    let figure = match reading.scale {
        Some(scale) => format!("{:.0} ({} on {scale})", score.value, reading.value),
        None => reading.value.to_string(),
    };
    let trail = sparkline(&view.health, 12, paint.theme.pictures());
    let colour =
        if health.source == Some(Source::Imported) { paint.theme.band(health.score_band) } else { Style::new() };
    Some(figured(paint, "imported", (&figure, colour), &trail, Some((score.on, health.stale)), cells))
}

/// A measure: its figure from 0 to 100, what it is made of, its as-of day.
fn row(paint: Paint<'_>, view: &AccountView, measure: &Measure, cells: usize) -> Line<'static> {
    let metric = match measure.kind {
        MeasureKind::Seats => Some(Metric::SeatsUsed),
        MeasureKind::Usage => Some(Metric::UsageChange),
        _ => None,
    };
    let reading = metric.and_then(|metric| view.readings.iter().find(|reading| reading.metric == metric));
    // What was measured since says more than what came with the account.
    let reading = reading.filter(|reading| measure.fact.is_some_and(|fact| fact.on == Some(reading.day)));
    let fact = reading.map_or_else(|| measure.said(), |reading| figure(view, reading).1);
    let trail = match measure.kind {
        MeasureKind::Usage => sparkline(&view.usage, 12, paint.theme.pictures()),
        _ => String::new(),
    };
    let value = measure.value.unwrap_or_default();
    let drags = view.stake.health.drag.is_some_and(|(kind, _)| kind == measure.kind);
    let colour = if drags { paint.theme.yellow } else { Style::new() };
    let text = format!("{} {fact}", pad_left(&format!("{value:.0}"), 3, ""));
    let on = measure.fact.and_then(|fact| fact.on).map(|on| (on, measure.stale));
    figured(paint, measure.kind.label(), (&text, colour), &trail, on, cells)
}

/// A name, a figure, a picture where there is room for it, an as-of day.
fn figured(
    paint: Paint<'_>,
    name: &str,
    (figure, colour): (&str, Style),
    trail: &str,
    on: Option<(Day, bool)>,
    cells: usize,
) -> Line<'static> {
    let theme = paint.theme;
    let stale = on.is_some_and(|(_, stale)| stale);
    let as_of = on.map(|(day, _)| month_day(day, paint.now.today)).unwrap_or_default();
    let as_of = if stale { format!("{as_of} stale") } else { as_of };
    let name_cells = if cells < ROOMY { NAME.0 } else { NAME.1 };
    let room = cells.saturating_sub(name_cells + 2 + width(&as_of));
    let figure = fit(figure, room, theme.ellipsis()).into_owned();
    let text = if width(&figure) + 1 + width(trail) <= room && !trail.is_empty() {
        format!("{figure} {trail}")
    } else {
        figure
    };
    Line::from(vec![
        Span::styled(pad(name, name_cells, theme.ellipsis()), theme.dim),
        Span::styled(format!(" {} ", pad(&text, room, "")), colour),
        Span::styled(as_of, if stale { theme.yellow } else { theme.dim }),
    ])
}

/// The figure of a metric, and its change over 7 and 30 days.
fn change(trail: &Trail) -> String {
    let changes = [("7d", trail.week), ("30d", trail.month)];
    let known = changes.iter().filter_map(|(over, change)| change.map(|change| format!("{change:+.0}% {over}")));
    std::iter::once(plain(trail.latest.value)).chain(known).collect::<Vec<_>>().join(" ")
}

/// A metric of usage: its figure with its changes, its picture, its day.
fn used(paint: Paint<'_>, trail: &Trail, text: &str, cells: usize) -> Line<'static> {
    let falls = trail.week.into_iter().chain(trail.month).any(|change| change <= FALL);
    let colour = if falls { paint.theme.red } else { Style::new() };
    let picture = sparkline(&trail.figures, 12, paint.theme.pictures());
    let name = shown(&trail.metric).replace('-', " ");
    figured(paint, &name, (text, colour), &picture, Some((trail.latest.on, false)), cells)
}

/// A figure without decimals that say nothing.
fn plain(figure: f64) -> String {
    if figure >= 10_000.0 { format!("{:.1}k", figure / 1000.0) } else { figure.to_string() }
}

/// What the measures come to, and what is missing among them.
fn sum(paint: Paint<'_>, health: &Health, cells: usize) -> Vec<Line<'static>> {
    let unknown: Vec<&str> =
        health.measures.iter().filter(|measure| measure.value.is_none()).map(|measure| measure.kind.label()).collect();
    let mut parts = Vec::new();
    if let Some(score) = health.measured.filter(|_| health.source == Some(Source::Imported)) {
        parts.push(format!("the measures alone say {score:.0}"));
    }
    if !unknown.is_empty() {
        parts.push(format!("not known: {}; their {:.0} % is shared", unknown.join(", "), health.missing));
    }
    parts.iter().flat_map(|part| wrapped(part, cells, paint.theme.dim)).collect()
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
