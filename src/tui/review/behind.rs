//! What a figure is reckoned on, and behind that the rows it is made of. Enter goes one deeper each time: the basis, the
//! rows, the row itself.

use crate::domain::phrase::period::Period;
use crate::domain::record::meta::Kind;
use crate::domain::review::figure::{BehindLine, Beside, Figure};
use crate::domain::review::time::TimeEntry;
use crate::domain::review::week::Week;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::domain::value::text::width;
use crate::input::key::{Code, Key};
use crate::tui::frame::{Cell, Paint, wrapped};
use crate::tui::list::List;
use crate::tui::modals::popup::{Spot, open};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// What the popup is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// A figure of a week.
    Figure(Week, Figure),
    /// The minutes of an account in a period.
    Minutes(Period, AccountId),
}

/// How deep one is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Depth {
    /// What it is reckoned on.
    Basis,
    /// The rows.
    Rows,
}

/// A row, as it is listed. Texts are safe to print.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    pub(in crate::tui::review) kind: Kind,
    pub(in crate::tui::review) key: String,
    pub(in crate::tui::review) account: Option<AccountId>,
    pub(in crate::tui::review) day: Option<Day>,
    pub(in crate::tui::review) name: String,
    pub(in crate::tui::review) title: String,
    pub(in crate::tui::review) figure: String,
    /// Whether it counts; the others are the rest of a part.
    counts: bool,
}

/// The popup.
#[derive(Clone, Debug)]
pub struct Behind {
    /// What it is about.
    pub about: About,
    /// How deep one is.
    pub depth: Depth,
    pub(in crate::tui::review) title: String,
    basis: Vec<String>,
    pub(in crate::tui::review) rows: Option<Vec<Row>>,
    pub(in crate::tui::review) list: List,
}

/// What a key asks of the app.
pub(in crate::tui::review) enum Asked {
    Nothing,
    Close,
    Open,
}

impl Behind {
    pub(in crate::tui::review) fn new(about: About, title: String, basis: Vec<String>) -> Behind {
        let depth = if matches!(about, About::Figure(..)) { Depth::Basis } else { Depth::Rows };
        Behind { about, depth, title, basis, rows: None, list: List::default() }
    }

    pub(in crate::tui::review) fn key(&mut self, key: Key) -> Asked {
        let len = self.rows.as_ref().map_or(0, Vec::len);
        let half = isize::try_from(self.list.height / 2).unwrap_or(1).max(1);
        match (key.code, key.ctrl) {
            (Code::Char('c'), true) => return Asked::Close,
            (Code::Esc, _) | (Code::Char('q'), false) => {
                if self.depth == Depth::Basis || !matches!(self.about, About::Figure(..)) {
                    return Asked::Close;
                }
                self.depth = Depth::Basis;
            }
            (Code::Enter, _) if self.depth == Depth::Basis => self.depth = Depth::Rows,
            (Code::Enter, _) => return Asked::Open,
            (Code::Char('j') | Code::Down, false) => self.list.step(1, len),
            (Code::Char('k') | Code::Up, false) => self.list.step(-1, len),
            (Code::Char('d'), true) | (Code::PageDown, _) => self.list.step(half, len),
            (Code::Char('u'), true) | (Code::PageUp, _) => self.list.step(-half, len),
            (Code::Char('g') | Code::Home, false) => self.list.put(0, len),
            (Code::Char('G') | Code::End, false) => self.list.put(len, len),
            _ => {}
        }
        Asked::Nothing
    }

    /// Moves by so many rows.
    pub fn scroll(&mut self, rows: isize) {
        let len = self.rows.as_ref().map_or(0, Vec::len);
        self.list.step(rows, len);
    }

    /// Paints the popup.
    pub fn draw(&mut self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect) {
        let theme = paint.theme;
        let across = screen.width.saturating_sub(4).min(110);
        let cells = usize::from(across.saturating_sub(4));
        let basis: Vec<Line<'static>> =
            self.basis.iter().flat_map(|line| wrapped(&theme.plain(line), cells, Style::new())).collect();
        let count = self.rows.as_ref().map_or(1, Vec::len).max(1);
        let wanted = if self.depth == Depth::Basis { basis.len() } else { count };
        let height = (wanted as u16 + 2).min(screen.height.saturating_sub(2)).max(4);
        let inner = open(paint, buf, screen, (across, height), Spot::Middle, &self.title);
        let border = Rect { x: inner.x.saturating_sub(1), width: inner.width + 2, height: inner.height + 1, ..inner };
        let rows = self.rows.as_deref();
        if self.depth == Depth::Basis {
            for (line, y) in basis.iter().zip(inner.top()..inner.bottom()) {
                paint.line(buf, inner.x + 1, y, inner.width.saturating_sub(2), line);
            }
            let behind = match rows.map(|rows| rows.iter().filter(|row| row.counts).count()) {
                Some(1) => "the row behind it".to_owned(),
                Some(many) => format!("the {many} rows behind it"),
                None => "the rows behind it".to_owned(),
            };
            paint.foot(buf, border, &format!(" enter {behind}, esc close "));
            return;
        }
        let Some(rows) = rows else {
            paint.hint(buf, inner, "reading");
            return;
        };
        if rows.is_empty() {
            paint.hint(buf, inner, "No row is behind it.");
        }
        self.list.resize(usize::from(inner.height), rows.len());
        let figure = rows.iter().map(|row| width(&row.figure)).max().unwrap_or_default().min(12) as u16;
        let room = inner.width.saturating_sub(1 + 1 + 10 + 1 + figure + 2);
        let name = (room * 2 / 5).clamp(10, 28);
        let shown = rows.iter().enumerate().skip(self.list.top).zip(inner.top()..inner.bottom());
        for ((n, row), y) in shown {
            let here = n == self.list.at;
            let style = if row.counts { Style::new() } else { theme.dim };
            let day = row.day.map(|day| day.date().format("%a %-d %b").to_string()).unwrap_or_default();
            let cells = [
                Cell::left(if here { theme.cursor() } else { "" }, 1, theme.accent),
                Cell::right(day, 10, theme.dim),
                Cell::left(row.name.clone(), name, style),
                Cell::left(row.title.clone(), room.saturating_sub(name + 1), style),
                Cell::right(row.figure.clone(), figure, if row.counts { theme.strong } else { theme.dim }),
            ];
            paint.row(buf, inner, y, &cells);
            if here {
                paint.select(buf, Rect { x: inner.x + 13, y, width: name, height: 1 });
            }
        }
        let does = if matches!(self.about, About::Figure(..)) { "enter open" } else { "enter correct the minutes" };
        paint.foot(buf, border, &format!(" {}/{}  {does}, esc back ", (self.list.at + 1).min(rows.len()), rows.len()));
    }
}

pub(in crate::tui::review) fn of_figure(line: BehindLine, money: impl Fn(i64) -> String) -> Row {
    let figure = match line.amount {
        Some(Beside::Money(minor)) => money(minor),
        Some(Beside::Days(days)) => format!("{days:.0}d"),
        None => String::new(),
    };
    Row {
        kind: line.kind,
        key: line.key,
        account: line.account,
        day: line.day,
        name: line.account_name,
        title: line.title,
        figure,
        counts: line.counts,
    }
}

pub(in crate::tui::review) fn of_entry(entry: TimeEntry) -> Row {
    Row {
        kind: Kind::Touch,
        key: entry.touch.to_string(),
        account: Some(entry.account),
        day: Some(entry.day),
        name: entry.kind.word().to_owned(),
        title: entry.text,
        figure: entry.minutes.map_or_else(|| "no minutes".to_owned(), crate::domain::phrase::minutes::print),
        counts: true,
    }
}
