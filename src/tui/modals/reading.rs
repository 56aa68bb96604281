//! A popup with lines to read: the arithmetic of a stake, the history.

use crate::domain::stake::why::Why;
use crate::domain::value::text::{pad, pad_left};
use crate::service::query::Deed;
use crate::tui::frame::{Paint, wrapped};
use crate::tui::modals::popup::{Spot, open};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// A popup to read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its title.
    pub title: String,
    /// What it is made of; lines are laid out for the width at hand.
    pub matter: Matter,
    /// First line shown.
    pub scroll: usize,
}

/// What there is to read.
#[derive(Clone, Debug)]
pub enum Matter {
    /// The arithmetic of a stake.
    Why(Box<Why>),
    /// The latest writes.
    History(Vec<Deed>),
    /// Lines, each safe to print.
    Text(Vec<String>),
}

impl Reading {
    /// The arithmetic of a stake.
    pub fn why(name: &str, why: Box<Why>) -> Reading {
        Reading { title: format!("Why {name}"), matter: Matter::Why(why), scroll: 0 }
    }

    /// The latest writes.
    pub fn history(deeds: Vec<Deed>) -> Reading {
        Reading { title: "History, newest first".to_owned(), matter: Matter::History(deeds), scroll: 0 }
    }

    /// Lines to read, each safe to print.
    pub fn text(title: String, lines: Vec<String>) -> Reading {
        Reading { title, matter: Matter::Text(lines), scroll: 0 }
    }

    /// Paints the popup and holds the scroll within its lines.
    pub fn draw(&mut self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect) {
        let width = screen.width.saturating_sub(4).min(136);
        let lines = self.lines(paint, usize::from(width.saturating_sub(4)));
        let height = (lines.len() as u16 + 2).min(screen.height.saturating_sub(2)).max(3);
        let inner = open(paint, buf, screen, (width, height), Spot::Middle, &self.title);
        let rows = usize::from(inner.height);
        self.scroll = self.scroll.min(lines.len().saturating_sub(rows));
        for (line, y) in lines.iter().skip(self.scroll).zip(inner.top()..inner.bottom()) {
            paint.line(buf, inner.x + 1, y, inner.width.saturating_sub(2), line);
        }
        if lines.len() > rows {
            let last = (self.scroll + rows).min(lines.len());
            let text = format!(" {}-{last}/{}  j k scroll, esc close ", self.scroll + 1, lines.len());
            let area =
                Rect { x: inner.x.saturating_sub(1), y: inner.y, width: inner.width + 2, height: inner.height + 1 };
            paint.foot(buf, area, &text);
        }
    }

    fn lines(&self, paint: Paint<'_>, cells: usize) -> Vec<Line<'static>> {
        match &self.matter {
            Matter::Why(why) => arithmetic(paint, why, cells),
            Matter::History(deeds) => history(paint, deeds, cells),
            Matter::Text(lines) => {
                lines.iter().flat_map(|line| wrapped(&paint.theme.plain(line), cells, Style::new())).collect()
            }
        }
    }
}

fn arithmetic(paint: Paint<'_>, why: &Why, cells: usize) -> Vec<Line<'static>> {
    let theme = paint.theme;
    let mut lines = wrapped(&theme.plain(&why.headline), cells, theme.strong);
    lines.push(Line::default());
    let (label, figure) = if cells >= BESIDE { (28, 20) } else { (28, 24) };
    for line in &why.lines {
        let indent = " ".repeat(usize::from(line.indent) * 2);
        let style = if line.indent == 0 { theme.accent } else { Style::new() };
        let money = line.money.map(|money| paint.money(money)).unwrap_or_default();
        let mut columns = vec![
            (theme.plain(&format!("{indent}{}", line.label)), label, style),
            (theme.plain(&line.figure), figure, Style::new()),
            (money, MONEY, theme.strong),
        ];
        let note = theme.plain(&line.note);
        if cells >= BESIDE {
            columns.push((note, cells.saturating_sub(label + figure + MONEY + 3), theme.dim));
            lines.extend(side_by_side(&columns));
            continue;
        }
        lines.extend(side_by_side(&columns));
        let indent = indent.len() + 4;
        let under = wrapped(&note, cells.saturating_sub(indent), theme.dim).into_iter().filter(|_| !note.is_empty());
        lines.extend(under.map(|part| Line::styled(format!("{}{part}", " ".repeat(indent)), theme.dim)));
    }
    if !why.levers.is_empty() {
        lines.push(Line::default());
        lines.push(Line::styled("What would change it most", theme.accent));
        for lever in &why.levers {
            let sign = if lever.change > 0 { "+" } else { "" };
            let change = format!("{sign}{}", paint.money(lever.change));
            lines.push(Line::raw(format!(
                "  {} {change:>7}",
                pad(&theme.plain(&lever.what), label + 20, theme.ellipsis())
            )));
        }
    }
    lines
}

/// Columns from which what a term is made of stands beside it, and not under it.
const BESIDE: usize = 90;

/// Columns of an amount.
const MONEY: usize = 6;

/// Texts beside each other, each wrapped to its width: none is cut, for half a figure would be a wrong one.
fn side_by_side(columns: &[(String, usize, Style)]) -> Vec<Line<'static>> {
    let wrap = |(text, cells, style): &(String, usize, Style)| {
        let indent = text.len() - text.trim_start().len();
        let parts = wrapped(text.trim_start(), cells.saturating_sub(indent), *style);
        parts.into_iter().map(|part| format!("{}{part}", " ".repeat(indent))).collect::<Vec<String>>()
    };
    let wrapped: Vec<Vec<String>> = columns.iter().map(wrap).collect();
    let rows = wrapped.iter().map(Vec::len).max().unwrap_or_default();
    let line = |row: usize| {
        let spans = wrapped.iter().zip(columns).enumerate().flat_map(|(n, (parts, (_, cells, style)))| {
            let part = parts.get(row).map(String::as_str).unwrap_or_default();
            // The third is the amount.
            let text = if n == 2 { pad_left(part, *cells, "") } else { pad(part, *cells, "") };
            [Span::raw(if n > 0 { " " } else { "" }), Span::styled(text, *style)]
        });
        Line::from(spans.collect::<Vec<Span<'static>>>())
    };
    (0..rows).map(line).collect()
}

/// Blanks before what a write has changed.
const HISTORY_INDENT: usize = 18;

fn history(paint: Paint<'_>, deeds: &[Deed], cells: usize) -> Vec<Line<'static>> {
    let theme = paint.theme;
    let mut lines = Vec::new();
    for deed in deeds {
        let at = paint.now.zone.civil(deed.at).format("%a %d %b %H:%M");
        let act = if deed.act == "do" { String::new() } else { format!("{}: ", deed.act) };
        let undone = if deed.undone && deed.act == "do" { " (undone)" } else { "" };
        let text = format!("{at}  {} {act}{}{undone}", pad(&deed.actor, 6, ""), deed.note);
        let style = if deed.undone { theme.dim } else { Style::new() };
        lines.push(Line::styled(crate::domain::value::text::fit(&text, cells, theme.ellipsis()).into_owned(), style));
        for (_, field, before, after) in &deed.fields {
            let arrow = theme.glyph("→", "->");
            let text = format!("{field}: {before} {arrow} {after}");
            for line in wrapped(&text, cells.saturating_sub(HISTORY_INDENT), theme.dim) {
                let mut spans = vec![Span::raw(" ".repeat(HISTORY_INDENT))];
                spans.extend(line.spans);
                lines.push(Line::from(spans).style(theme.dim));
            }
        }
    }
    if lines.is_empty() {
        lines.push(Line::styled("nothing was changed yet", theme.dim));
    }
    lines
}
