//! A popup with lines to read: help, the arithmetic of a stake, the history.

use crate::domain::stake::why::Why;
use crate::domain::value::text::pad;
use crate::input::command::{COMMANDS, Context};
use crate::input::keymap::Keymap;
use crate::service::query::Deed;
use crate::tui::frame::{Paint, wrapped};
use crate::tui::modals::popup::{Spot, open};
use crate::tui::theme::Theme;
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
    /// Keys and what they do in a place.
    Help(Vec<(String, String)>),
    /// The arithmetic of a stake.
    Why(Box<Why>),
    /// The latest writes.
    History(Vec<Deed>),
    /// Lines, each safe to print.
    Text(Vec<String>),
}

impl Reading {
    /// Keys of a place, from the live keymap.
    pub fn help(keymap: &Keymap, context: Context) -> Reading {
        let rows = COMMANDS.iter().filter(|row| row.command.fits(context));
        let keys = rows.map(|row| (keymap.keys_of(row.command).join("  "), row.what.to_owned())).collect();
        Reading { title: "Keys here".to_owned(), matter: Matter::Help(keys), scroll: 0 }
    }

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
            Matter::Help(keys) => help(paint.theme, keys, cells),
            Matter::Why(why) => arithmetic(paint, why, cells),
            Matter::History(deeds) => history(paint, deeds, cells),
            Matter::Text(lines) => {
                lines.iter().flat_map(|line| wrapped(&paint.theme.plain(line), cells, Style::new())).collect()
            }
        }
    }
}

fn help(theme: &Theme, keys: &[(String, String)], cells: usize) -> Vec<Line<'static>> {
    let signs = [
        (theme.glyph("↑ ↓ ★", "^ v *"), "pinned to the top, pinned to the bottom, starred"),
        ("R Y G  - = +", "health red, yellow, green; falling, steady, rising"),
        ("c ! L", "decision on its cancel-by day; notice received; renewed itself, locked in"),
        (
            theme.glyph("w:sales 8d s2 ↻", "w:sales 8d s2 @"),
            "waits on sales for 8 days; its day was moved twice; comes back",
        ),
        ("*", "before a row: another program has changed it since the cursor was last on it"),
        ("zzz done", "off today's list: snoozed; dealt with"),
        ("?", "an amount in a currency without a rate in the config: it counts as nothing"),
    ];
    let keys = keys.iter().map(|(keys, what)| (keys.as_str(), what.as_str()));
    let mut lines: Vec<Line<'static>> = keys.flat_map(|(keys, what)| entry(theme, keys, what, cells)).collect();
    lines.push(Line::default());
    lines.push(Line::styled("Signs in the lists", theme.accent));
    lines.extend(signs.into_iter().flat_map(|(sign, what)| entry(theme, sign, what, cells)));
    lines
}

/// A sign or key and what it means, wrapped beside it.
fn entry(theme: &Theme, sign: &str, what: &str, cells: usize) -> Vec<Line<'static>> {
    let parts = wrapped(what, cells.saturating_sub(20), Style::new()).into_iter().enumerate();
    let lines = parts.map(|(n, part)| {
        let head = pad(if n == 0 { sign } else { "" }, 20, theme.ellipsis());
        let mut line = Line::from(Span::styled(head, theme.accent));
        line.spans.extend(part.spans);
        line
    });
    lines.collect()
}

fn arithmetic(paint: Paint<'_>, why: &Why, cells: usize) -> Vec<Line<'static>> {
    let theme = paint.theme;
    let mut lines = wrapped(&theme.plain(&why.headline), cells, theme.strong);
    lines.push(Line::default());
    let (label, figure) = if cells >= 90 { (28, 20) } else { (23, 18) };
    for line in &why.lines {
        let indent = " ".repeat(usize::from(line.indent) * 2);
        let style = if line.indent == 0 { theme.accent } else { Style::new() };
        let money = line.money.map(|money| paint.money(money)).unwrap_or_default();
        let note = cells.saturating_sub(label + figure + 10);
        lines.push(Line::from(vec![
            Span::styled(pad(&theme.plain(&format!("{indent}{}", line.label)), label, theme.ellipsis()), style),
            Span::raw(format!(" {}", pad(&theme.plain(&line.figure), figure, theme.ellipsis()))),
            Span::styled(format!(" {money:>6} "), theme.strong),
            Span::styled(pad(&theme.plain(&line.note), note, theme.ellipsis()), theme.dim),
        ]));
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
