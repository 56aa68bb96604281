//! Paints the forecast: the sums above, and below them the decisions behind one and what changed, side by side where
//! there is room.

use crate::domain::figure::forecast::ForecastLine;
use crate::domain::value::money::Currency;
use crate::domain::value::original::beside;
use crate::tui::app::App;
use crate::tui::deck::{Focus, Places};
use crate::tui::forecast::figures::{self, columns};
use crate::tui::forecast::rows;
use crate::tui::forecast::state::{Forecast, Part};
use crate::tui::frame::{Focused, Paint};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Columns from which decisions and changes stand side by side.
const WIDE: u16 = 130;
/// Columns from which an amount is told as it is paid, too.
const ROOMY: u16 = 70;
/// Cells of an amount as it is paid: `-158k EUR`.
const PAID: u16 = 9;
/// Lines that the rows below have at least.
const ROWS: u16 = 5;

impl App {
    /// Paints the forecast.
    pub(in crate::tui) fn draw_forecast(&mut self, paint: Paint<'_>, buf: &mut Buffer, places: &Places) {
        let width = self.size.0;
        let from = match (self.alone, self.focus) {
            (false, _) => "Triage",
            (true, Focus::Accounts) => "Accounts",
            (true, Focus::Renewals) => "Renewals",
            (true, Focus::Tasks) => "Tasks",
        };
        let filter = &self.shown.decisions.filter;
        let of = match &filter.view {
            _ if filter.is_all() => String::new(),
            Some(view) => format!(" of {view}: {}", filter.text),
            None => format!(" of {}", filter.text),
        };
        let Some(forecast) = &mut self.forecast else { return };
        head(paint, buf, places.head, forecast, from);
        let body = places.body;
        let (top, below) = forecast.halves(body);
        let title = format!("Forecast{of}   each category with the surer ones");
        let inner = paint.pane(buf, top, &title, keyboard(forecast, Part::Figures));
        figures::draw(paint, buf, inner, width, forecast);
        let count = columns(width).len();
        if let Some((left, right)) = sides(below) {
            decisions(paint, buf, left, forecast, count);
            changes(paint, buf, right, forecast);
        } else if forecast.part == Part::Changes {
            changes(paint, buf, below, forecast);
        } else {
            decisions(paint, buf, below, forecast, count);
        }
    }
}

/// Decisions and changes side by side, where there is room for both.
fn sides(below: Rect) -> Option<(Rect, Rect)> {
    let left = below.width * 55 / 100;
    let right = Rect { x: below.x + left, width: below.width - left, ..below };
    (below.width >= WIDE).then_some((Rect { width: left, ..below }, right))
}

impl Forecast {
    /// The sums, and what stands below them.
    fn halves(&self, body: Rect) -> (Rect, Rect) {
        let upper = (figures::height(self) + 2).min(body.height.saturating_sub(ROWS));
        let top = Rect { height: upper, ..body };
        (top, Rect { y: top.bottom(), height: body.height - upper, ..body })
    }

    /// The part at a place of the screen, and where it stands.
    pub(in crate::tui) fn part_at(&self, body: Rect, at: Position) -> Option<(Part, Rect)> {
        let (top, below) = self.halves(body);
        if top.contains(at) {
            return Some((Part::Figures, top));
        }
        let found = match sides(below) {
            Some((_, right)) if right.contains(at) => (Part::Changes, right),
            Some((left, _)) => (Part::Decisions, left),
            None if self.part == Part::Changes => (Part::Changes, below),
            None => (Part::Decisions, below),
        };
        below.contains(at).then_some(found)
    }
}

fn keyboard(forecast: &Forecast, part: Part) -> Focused {
    if forecast.part == part { Focused::Yes } else { Focused::No }
}

/// Where one is, and what the quarter comes to.
fn head(paint: Paint<'_>, buf: &mut Buffer, area: Rect, forecast: &Forecast, from: &str) {
    let theme = paint.theme;
    let quarter = forecast.quarter;
    let name = format!("Q{} {}", quarter.number, quarter.year);
    let text = format!(" {} {from}   Forecast from {name}", theme.glyph("‹", "<"));
    paint.text(buf, area.x, area.y, area.width, &text, theme.accent);
    let right = "[ ] quarter   q back ";
    let wide = right.len() as u16;
    paint.text(buf, area.right().saturating_sub(wide), area.y, wide, right, theme.dim);
    let Some(outlook) = forecast.outlook() else { return };
    let Some(row) = forecast.rows().iter().find(|row| row.label == name) else { return };
    let sum = &row.sum;
    let reached = sum.attainment().map(|part| format!(" ({:.0}%)", part * 100.0)).unwrap_or_default();
    let mut parts = vec![
        (format!("{} decisions, {} open", sum.decisions, sum.open), Style::new()),
        (format!("{} {} up for decision", paint.money(sum.target), paint.home), Style::new()),
        (format!("{} weighted{reached}", paint.money(sum.weighted)), theme.strong),
    ];
    if let Some(goal) = outlook.goal(sum.period) {
        let part = sum.weighted as f64 * 100.0 / goal as f64;
        // The first to be told: sums of each category stand below.
        parts.insert(1, (format!("{part:.0}% of the target of {}", paint.money(goal)), theme.accent));
    }
    if !outlook.unrated.is_empty() {
        let codes: Vec<&str> = outlook.unrated.iter().map(Currency::code).collect();
        parts.push((format!("{} without FX rate", codes.join(", ")), theme.red));
    }
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    for (n, (text, style)) in parts.into_iter().enumerate() {
        let gap = if n > 0 { "   " } else { "" };
        used += gap.len() + text.len();
        // Half a figure would be a wrong one.
        if used > usize::from(area.width) {
            break;
        }
        spans.push(Span::raw(gap));
        spans.push(Span::styled(text, style));
    }
    paint.line(buf, area.x, area.y + 1, area.width, &Line::from(spans));
}

/// The rows of a list in sight, each with its line of the pane and whether the cursor is on it.
fn in_sight<'a, T>(
    forecast: &Forecast,
    part: Part,
    inner: Rect,
    rows: &'a [T],
) -> impl Iterator<Item = (&'a T, Rect, bool)> {
    let (at, top) = if forecast.part == part { (Some(forecast.list.at), forecast.list.top) } else { (None, 0) };
    let lines = (inner.top()..inner.bottom()).map(move |y| Rect { y, height: 1, ..inner });
    let placed = rows.iter().enumerate().skip(top).zip(lines);
    placed.map(move |((place, row), area)| (row, area, at == Some(place)))
}

fn foot(paint: Paint<'_>, buf: &mut Buffer, area: Rect, forecast: &Forecast, part: Part, len: usize) {
    let here = forecast.part == part && len > 0;
    let text = if here { format!(" {}/{len} ", forecast.list.at + 1) } else { format!(" {len} ") };
    paint.foot(buf, area, &text);
}

fn decisions(paint: Paint<'_>, buf: &mut Buffer, area: Rect, forecast: &mut Forecast, columns: usize) {
    let what = forecast.figure(columns).map(|(row, column)| {
        let lines = forecast.behind(columns);
        let paid = beside(lines.into_iter().flat_map(|line| column.paid(line)), paint.home);
        format!("Behind {} of {}: {}{paid}", column.word(), row.label, paint.money(column.of(&row.sum)))
    });
    let what = what.unwrap_or_else(|| "Decisions".to_owned());
    let inner = paint.pane(buf, area, &what, keyboard(forecast, Part::Decisions));
    if forecast.part == Part::Decisions {
        let len = forecast.behind(columns).len();
        forecast.list.resize(usize::from(inner.height), len);
    }
    let lines = forecast.behind(columns);
    if lines.is_empty() && forecast.outlook().is_some() {
        paint.hint(buf, inner, "No decision is behind this figure.");
    }
    // Whatever is in sight, so that no column moves while one scrolls.
    let foreign = |line: &&ForecastLine| line.originals.iter().any(|one| one.currency != paint.home);
    let paid = if inner.width >= ROOMY && lines.iter().any(foreign) { PAID } else { 0 };
    for (line, area, here) in in_sight(forecast, Part::Decisions, inner, &lines) {
        rows::decision(paint, buf, area, (line, paid), here);
    }
    foot(paint, buf, area, forecast, Part::Decisions, lines.len());
}

fn changes(paint: Paint<'_>, buf: &mut Buffer, area: Rect, forecast: &mut Forecast) {
    let since = forecast.outlook().map(|outlook| paint.now.zone.day(outlook.since));
    let since = since.map(|day| day.date().format(" since %a %-d %b").to_string()).unwrap_or_default();
    let inner = paint.pane(buf, area, &format!("Changed{since}"), keyboard(forecast, Part::Changes));
    let len = forecast.changes().len();
    if forecast.part == Part::Changes {
        forecast.list.resize(usize::from(inner.height), len);
    }
    if let (0, Some(outlook)) = (len, forecast.outlook()) {
        let text = if outlook.then.is_some() {
            "Nothing has changed."
        } else {
            "No decision of these quarters was in the book a week ago: no changes to tell."
        };
        paint.hint(buf, inner, text);
    }
    for (change, area, here) in in_sight(forecast, Part::Changes, inner, forecast.changes()) {
        rows::change(paint, buf, area, change, here);
    }
    foot(paint, buf, area, forecast, Part::Changes, len);
}
