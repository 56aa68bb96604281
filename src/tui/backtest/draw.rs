//! Paints the backtest: what it comes to, the curve with the captures beside it, and the rows below.

use crate::domain::stake::backtest::lift::PARTS;
use crate::domain::stake::backtest::report::Report;
use crate::domain::stake::backtest::sort::Sort;
use crate::domain::stake::backtest::words::{caveats, percent, surprised, verdicts};
use crate::domain::value::money::short;
use crate::tui::backtest::chart::{Ink, gain};
use crate::tui::backtest::rows;
use crate::tui::backtest::state::{Backtest, Row};
use crate::tui::frame::{Cell, Paint, wrapped};
use crate::tui::modals::popup::{Spot, open};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// Columns of the captures: a name and four shares.
const CAPTURES: u16 = 41;
/// Columns left of the curve: its scale.
const SCALE: u16 = 5;
/// Lines that the rows below have at least, with their heading.
const BELOW: u16 = 4;
/// Lines of the captures: a heading in two and an order each.
const ORDERS: u16 = 2 + Sort::ALL.len() as u16;
/// Lines that the curve needs.
const LEAST: u16 = 6;
/// Columns from which the bins of the chances stand beside the captures.
const WIDE: u16 = 130;
/// Columns of the bins.
const BINS: u16 = 34;

impl Backtest {
    /// Paints it over the whole screen but the foot.
    pub(in crate::tui) fn draw(&mut self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect) {
        let area = open(paint, buf, screen, (screen.width, screen.height), Spot::Middle, "Backtest");
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let Some(report) = self.report.take() else {
            let text = match (&self.fault, self.progress) {
                (Some(fault), _) => fault.clone(),
                (None, Some((done, of))) => format!("Ranking the book as it was: {done} of {of}"),
                (None, None) => "Ranking the book as it was".to_owned(),
            };
            paint.hint(buf, inner, &text);
            return;
        };
        let mut top = inner;
        top.y += head(paint, buf, inner, &report);
        let left = inner.bottom().saturating_sub(top.y);
        let middle = left.saturating_sub(BELOW).min((left * 3 / 5).max(ORDERS + 2));
        top.height = middle;
        figures(paint, buf, top, &report);
        let below = Rect { y: top.bottom(), height: inner.bottom().saturating_sub(top.bottom()), ..inner };
        self.report = Some(report);
        self.draw_rows(paint, buf, below);
        if let Some(report) = &self.report {
            foot(paint, buf, area, report, self.list.at + 1, self.rows().len());
        }
    }

    fn draw_rows(&mut self, paint: Paint<'_>, buf: &mut Buffer, area: Rect) {
        let len = self.rows().len();
        let mut area = area;
        if let Some(report) = &self.report {
            let calls = report.disagreements.len();
            let text = match calls {
                0 => "No call of yours was far from the model on these lists.".to_owned(),
                1 => "1 call that the model did not share, and what came; then losses that surprised.".to_owned(),
                count => {
                    format!("{count} calls that the model did not share, and what came; then losses that surprised.")
                }
            };
            for text in [text, surprised(report)] {
                // One line each: the rows below say the same, one by one.
                let line = Line::styled(paint.theme.plain(&text), paint.theme.accent);
                area = put(paint, buf, area, &[line]);
            }
            if len == 0 {
                let lines: Vec<Line<'_>> = caveats(report)
                    .iter()
                    .flat_map(|text| wrapped(&paint.theme.plain(text), usize::from(area.width), paint.theme.dim))
                    .collect();
                put(paint, buf, area, &lines);
            }
        }
        self.list.resize(usize::from(area.height), len);
        let shown: Vec<Row<'_>> = self.rows();
        let lines = (area.top()..area.bottom()).map(|y| Rect { y, height: 1, ..area });
        for ((at, row), line) in shown.iter().enumerate().skip(self.list.top).zip(lines) {
            rows::draw(paint, buf, line, row, at == self.list.at);
        }
    }
}

/// Paints lines from the top; gives what is left below them.
fn put(paint: Paint<'_>, buf: &mut Buffer, area: Rect, lines: &[Line<'_>]) -> Rect {
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        paint.line(buf, area.x, y, area.width, line);
    }
    let used = (lines.len() as u16).min(area.height);
    Rect { y: area.y + used, height: area.height - used, ..area }
}

/// What was looked at and what it comes to; gives the lines taken.
fn head(paint: Paint<'_>, buf: &mut Buffer, area: Rect, report: &Report) -> u16 {
    let theme = paint.theme;
    let days = match (report.looks.first(), report.looks.last()) {
        (Some(first), Some(last)) => format!("{} to {}", first.day, last.day),
        _ => String::new(),
    };
    let money = |minor: i64| short(minor, report.home);
    let (lost, home) = (money(report.lost()), report.home);
    let text = format!(
        "{} lists, {days}: {} of {} accounts lost ARR, {lost} of {} {home}",
        report.looks.len(),
        report.losers(),
        report.cases(),
        money(report.revenue)
    );
    let mut lines = wrapped(&theme.plain(&text), usize::from(area.width), theme.strong);
    for verdict in verdicts(report) {
        let style = if verdict.is_lift { theme.green } else { theme.yellow };
        lines.extend(wrapped(&theme.plain(&verdict.text), usize::from(area.width), style));
    }
    lines.truncate(usize::from(area.height));
    put(paint, buf, area, &lines);
    lines.len() as u16
}

/// The curve, the captures and, where there is room, the bins.
fn figures(paint: Paint<'_>, buf: &mut Buffer, area: Rect, report: &Report) {
    if report.curve.is_empty() || area.height < LEAST {
        return;
    }
    let bins = if area.width >= WIDE { BINS + 3 } else { 0 };
    let right = CAPTURES + bins;
    let curve = Rect { width: area.width.saturating_sub(right + 2), ..area };
    draw_curve(paint, buf, curve, report);
    let beside = Rect { x: area.right() - right, width: CAPTURES, ..area };
    captures(paint, buf, beside, report);
    if bins > 0 {
        let area = Rect { x: beside.right() + 3, width: BINS, ..area };
        draw_bins(paint, buf, area, report);
    }
}

fn draw_curve(paint: Paint<'_>, buf: &mut Buffer, area: Rect, report: &Report) {
    let theme = paint.theme;
    let plot = Rect {
        x: area.x + SCALE,
        width: area.width.saturating_sub(SCALE),
        height: area.height.saturating_sub(2),
        ..area
    };
    let list: Vec<f64> = report.curve.iter().map(|share| share.revenue).collect();
    let plain: Vec<f64> = report.plain.iter().map(|share| share.revenue).collect();
    let rows = gain(&list, &plain, (usize::from(plot.width), usize::from(plot.height)), theme.pictures());
    if rows.is_empty() {
        for (n, percent_of) in [5, 10, 20, 30, 50, 70].into_iter().enumerate() {
            let share = list.get(percent_of).copied().unwrap_or_default();
            let text = format!("upper {percent_of} %: {} of the ARR that went", percent(share));
            let y = area.y + n as u16;
            if y < area.bottom() {
                paint.text(buf, area.x, y, area.width, &text, Style::new());
            }
        }
        return;
    }
    for (row, y) in rows.iter().zip(plot.top()..plot.bottom()) {
        for ((symbol, ink), x) in row.iter().zip(plot.left()..plot.right()) {
            let style = match ink {
                Ink::List => theme.accent,
                Ink::Plain => theme.yellow,
                Ink::Ground => theme.dim,
            };
            if *symbol != ' ' {
                paint.text(buf, x, y, 1, symbol.encode_utf8(&mut [0; 4]), style);
            }
        }
    }
    let middle = plot.y + plot.height.saturating_sub(1) / 2;
    for (text, y) in [("100%", plot.top()), ("50%", middle), ("0%", plot.bottom().saturating_sub(1))] {
        paint.row(buf, Rect { width: SCALE, ..area }, y, &[Cell::right(text, SCALE - 1, theme.dim)]);
    }
    let scale = plot.bottom();
    for (text, part) in [("0%", 0.0), ("20%", 0.2), ("50%", 0.5), ("100% of the list", 1.0)] {
        let wide = text.len() as u16;
        let at = (f64::from(plot.width) * part) as u16;
        let x = plot.x + at.min(plot.width.saturating_sub(wide));
        let text = if part > 0.9 && plot.width < 40 { "100%" } else { text };
        let x = if part > 0.9 { plot.right().saturating_sub(text.len() as u16) } else { x };
        paint.text(buf, x, scale, text.len() as u16, text, theme.dim);
    }
    let legend = if theme.ascii { "# list  o largest ARR  . none" } else { "ARR that went: list, " };
    paint.text(buf, plot.x, scale + 1, plot.width, legend, theme.accent);
    if !theme.ascii {
        let x = plot.x + legend.len() as u16;
        paint.text(buf, x, scale + 1, plot.right().saturating_sub(x), "largest first", theme.yellow);
    }
}

fn captures(paint: Paint<'_>, buf: &mut Buffer, area: Rect, report: &Report) {
    let theme = paint.theme;
    let heads = [["", "upper 10%", "upper 20%"], ["caught of", "accts  ARR", "accts  ARR"]];
    for (y, [name, tenth, fifth]) in (area.top()..area.bottom()).zip(heads) {
        let cells =
            [Cell::left(name, 19, theme.dim), Cell::right(tenth, 10, theme.dim), Cell::right(fifth, 10, theme.dim)];
        paint.row(buf, area, y, &cells);
    }
    for (sort, y) in Sort::ALL.iter().zip(area.top() + 2..area.bottom()) {
        let style = if *sort == Sort::Stake { theme.strong } else { Style::new() };
        let name = if *sort == Sort::Chance { "chance x day" } else { sort.label() };
        let mut cells = vec![Cell::left(name, 19, style)];
        for part in PARTS {
            let held = report.held.captures.iter().find(|held| held.sort == *sort && (held.part - part).abs() < 1e-9);
            let of = |share: Option<f64>| share.map_or_else(|| "n/a".to_owned(), percent);
            cells.push(Cell::right(of(held.map(|held| held.accounts.value)), 5, style));
            cells.push(Cell::right(of(held.map(|held| held.revenue.value)), 4, style));
        }
        paint.row(buf, area, y, &cells);
    }
}

fn draw_bins(paint: Paint<'_>, buf: &mut Buffer, area: Rect, report: &Report) {
    let theme = paint.theme;
    let found = &report.calibration;
    let head = |texts: [&str; 4], style: Style| {
        [
            Cell::left(texts[0], 9, style),
            Cell::right(texts[1], 9, style),
            Cell::right(texts[2], 6, style),
            Cell::right(texts[3], 6, style),
        ]
    };
    let mut lines = (area.top()..area.bottom()).skip(1);
    if let Some(y) = lines.next() {
        paint.row(buf, area, y, &head(["chance", "decisions", "said", "came"], theme.dim));
    }
    let share = |share: Option<f64>| share.map_or_else(|| "n/a".to_owned(), percent);
    for (bin, y) in found.bins.iter().zip(&mut lines) {
        let range = format!("{:.0}-{:.0}%", bin.from * 100.0, (bin.from + 0.2) * 100.0);
        let cells = [range, bin.count.to_string(), share(bin.said), share(bin.came)];
        let [range, count, said, came] = &cells;
        paint.row(buf, area, y, &head([range, count, said, came], Style::new()));
    }
    if let (Some(y), Some(brier)) = (lines.next(), found.brier) {
        let flat = found.flat.unwrap_or_default();
        paint.text(buf, area.x, y, area.width, &format!("Brier {brier:.3}, mean for all {flat:.3}"), theme.dim);
    }
}

fn foot(paint: Paint<'_>, buf: &mut Buffer, area: Rect, report: &Report, at: usize, len: usize) {
    let place = if len > 0 { format!(" {at}/{len}  j k row, enter account,") } else { String::new() };
    let text = format!("{place} esc close  seed {} ", report.seed);
    let frame = Rect { x: area.x.saturating_sub(1), width: area.width + 2, height: area.height + 1, ..area };
    paint.foot(buf, frame, &text);
}
