//! Paints the backtest: what it comes to, the curve with the captures beside it, and the rows below.

use crate::domain::stake::backtest::lift::PARTS;
use crate::domain::stake::backtest::report::Report;
use crate::domain::stake::backtest::sort::Sort;
use crate::domain::stake::backtest::words::{caveats, percent, surprised, verdicts};
use crate::domain::value::money::short;
use crate::tui::backtest::chart::{Ink, gain};
use crate::tui::backtest::rows;
use crate::tui::backtest::state::{Backtest, Half, Row};
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
/// Lines that the rows have at least below the figures, with their heading.
const BELOW: u16 = 8;
/// Lines of the captures above their orders.
const HEAD: u16 = 2;
/// Lines that the curve needs.
const LEAST: u16 = 6;
/// Columns from which the bins of the chances stand beside the captures.
const WIDE: u16 = 130;
/// Columns of the bins.
const BINS: u16 = 34;
/// Lines of the bins: a heading, five bins and the score.
const BIN_LINES: u16 = 7;

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
        let head = head(paint, inner.width, &report);
        let left = inner.height.saturating_sub(head.len() as u16);
        let wide = inner.width >= WIDE;
        let orders = HEAD + orders(&report).count() as u16;
        let whole = if wide { orders } else { orders + 1 + BIN_LINES };
        let whole = if report.curve.is_empty() { 0 } else { whole };
        self.half = (left < whole + BELOW).then(|| self.half.unwrap_or_default());
        let rows = match self.half {
            Some(Half::Figures) => {
                let top = put(paint, buf, inner, &head);
                figures(paint, buf, top, &report);
                Rect { height: 0, ..inner }
            }
            // The bins stand with the figures where they have room there, else with the rows.
            Some(Half::Rows) if !wide && left < whole && inner.height > BIN_LINES + BELOW => {
                let rows = Rect { height: inner.height - BIN_LINES - 1, ..inner };
                draw_bins(paint, buf, Rect { y: rows.bottom() + 1, height: BIN_LINES, ..inner }, &report);
                rows
            }
            Some(Half::Rows) => inner,
            None => {
                let top = put(paint, buf, inner, &head);
                let height = if whole == 0 { 0 } else { whole.max(left * 3 / 5).min(left - BELOW) };
                figures(paint, buf, Rect { height, ..top }, &report);
                Rect { y: top.y + height, height: top.height - height, ..top }
            }
        };
        self.report = Some(report);
        self.draw_rows(paint, buf, rows);
        if let Some(report) = &self.report {
            foot(paint, buf, area, self, report.seed);
        }
    }

    fn draw_rows(&mut self, paint: Paint<'_>, buf: &mut Buffer, area: Rect) {
        let len = self.rows().len();
        let mut area = area;
        if let Some(report) = self.report.as_deref().filter(|_| area.height > 0) {
            let text = match report.disagreements.len() {
                0 => "No call of yours was far from the model.".to_owned(),
                1 => "1 call that the model did not share, then surprises.".to_owned(),
                count => format!("{count} calls that the model did not share, then surprises."),
            };
            let mut lines = wrapped(&paint.theme.plain(&text), usize::from(area.width), paint.theme.accent);
            lines.extend(wrapped(&paint.theme.plain(&surprised(report)), usize::from(area.width), paint.theme.accent));
            if len == 0 {
                let text = |text: &String| wrapped(&paint.theme.plain(text), usize::from(area.width), paint.theme.dim);
                lines.extend(caveats(report).iter().flat_map(text));
            }
            area = put(paint, buf, area, &lines);
        }
        self.list.resize(usize::from(area.height), len);
        let shown: Vec<Row<'_>> = self.rows();
        let lines = (area.top()..area.bottom()).map(|y| Rect { y, height: 1, ..area });
        for ((at, row), line) in shown.iter().enumerate().skip(self.list.top).zip(lines) {
            rows::draw(paint, buf, line, row, at == self.list.at);
        }
    }
}

/// The orders that have something to go by.
fn orders(report: &Report) -> impl Iterator<Item = Sort> {
    let has = |sort: &Sort| report.held.captures.iter().any(|held| held.sort == *sort);
    Sort::ALL.into_iter().filter(has)
}

/// Paints lines from the top; gives what is left below them.
fn put(paint: Paint<'_>, buf: &mut Buffer, area: Rect, lines: &[Line<'_>]) -> Rect {
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        paint.line(buf, area.x, y, area.width, line);
    }
    let used = (lines.len() as u16).min(area.height);
    Rect { y: area.y + used, height: area.height - used, ..area }
}

/// What was looked at and what it comes to.
fn head(paint: Paint<'_>, width: u16, report: &Report) -> Vec<Line<'static>> {
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
    let wrap = |text: &str, style: Style| wrapped(&theme.plain(text), usize::from(width), style);
    let mut lines = wrap(&text, theme.strong);
    let verdict = if report.held.is_lift() { theme.green } else { theme.yellow };
    for (at, text) in verdicts(report).iter().enumerate() {
        lines.extend(wrap(text, if at == 0 { verdict } else { Style::new() }));
    }
    lines
}

/// The curve, the captures and, where there is room, the bins.
fn figures(paint: Paint<'_>, buf: &mut Buffer, area: Rect, report: &Report) {
    if report.curve.is_empty() || area.height < LEAST {
        return;
    }
    let wide = area.width >= WIDE;
    let right = CAPTURES + if wide { BINS + 3 } else { 0 };
    let curve = Rect { width: area.width.saturating_sub(right + 2), ..area };
    draw_curve(paint, buf, curve, report);
    let mut beside = Rect { x: area.right().saturating_sub(right), width: CAPTURES, ..area };
    captures(paint, buf, beside, report);
    if wide {
        let area = Rect { x: beside.right() + 3, y: area.y + 1, width: BINS, height: area.height - 1 };
        draw_bins(paint, buf, area, report);
        return;
    }
    let above = HEAD + orders(report).count() as u16 + 1;
    (beside.y, beside.height) = (beside.y + above, beside.height.saturating_sub(above));
    if beside.height >= BIN_LINES {
        draw_bins(paint, buf, beside, report);
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
    let legend = if theme.ascii { "# list  o largest  . none" } else { "ARR: list, " };
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
    for (sort, y) in orders(report).zip(area.top() + HEAD..area.bottom()) {
        let style = if sort == Sort::Stake { theme.strong } else { Style::new() };
        let name = if sort == Sort::Chance { "chance x day" } else { sort.label() };
        let mut cells = vec![Cell::left(name, 19, style)];
        for part in PARTS {
            let held = report.held.captures.iter().find(|held| held.sort == sort && (held.part - part).abs() < 1e-9);
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
    let mut lines = area.top()..area.bottom();
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

fn foot(paint: Paint<'_>, buf: &mut Buffer, area: Rect, backtest: &Backtest, seed: u64) {
    let (at, len) = (backtest.list.at + 1, backtest.rows().len());
    let rows = if len > 0 { format!(" {at}/{len}  j k row, enter account,") } else { String::new() };
    let text = match backtest.half {
        None => format!("{rows} esc close  seed {seed} "),
        Some(Half::Figures) => " tab calls and surprises, esc close ".to_owned(),
        Some(Half::Rows) => format!("{rows} tab figures, esc close "),
    };
    let frame = Rect { x: area.x.saturating_sub(1), width: area.width + 2, height: area.height + 1, ..area };
    paint.foot(buf, frame, &text);
}
