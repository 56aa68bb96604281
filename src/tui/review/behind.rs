//! What a figure is reckoned on, and behind that the rows it is made of. Enter goes one deeper each time: the basis, the
//! rows, the row itself.

use crate::domain::phrase::period::Period;
use crate::domain::record::meta::Kind;
use crate::domain::review::figure::{BehindLine, Beside, Figure};
use crate::domain::review::time::TimeEntry;
use crate::domain::review::told;
use crate::domain::review::week::Week;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, TouchId};
use crate::domain::value::text::width;
use crate::input::key::{Code, Key};
use crate::service::intent::Rows;
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::frame::{Cell, Paint, wrapped};
use crate::tui::list::List;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::popup::{Spot, open};
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::review::state::Span;
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
    kind: Kind,
    key: String,
    account: Option<AccountId>,
    day: Option<Day>,
    name: String,
    title: String,
    figure: String,
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
    title: String,
    basis: Vec<String>,
    rows: Option<Vec<Row>>,
    list: List,
}

/// What a key asks of the app.
enum Asked {
    Nothing,
    Close,
    Open,
}

impl Behind {
    fn new(about: About, title: String, basis: Vec<String>) -> Behind {
        let depth = if matches!(about, About::Figure(..)) { Depth::Basis } else { Depth::Rows };
        Behind { about, depth, title, basis, rows: None, list: List::default() }
    }

    fn key(&mut self, key: Key) -> Asked {
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

fn of_figure(line: BehindLine, money: impl Fn(i64) -> String) -> Row {
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

fn of_entry(entry: TimeEntry) -> Row {
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

impl App {
    /// Shows what the figure in a row is reckoned on.
    pub(in crate::tui) fn open_basis(&mut self, at: usize) -> Vec<Effect> {
        let Some(page) = self.review.as_ref().and_then(|review| review.page()) else { return Vec::new() };
        let Some(line) = page.figures.get(at) else {
            self.status = Status::Note("no row here".to_owned());
            return Vec::new();
        };
        let (figure, unit, home) = (line.figure, line.figure.unit(), page.home);
        let amount = |amount| told::amount(amount, unit, home);
        let mut basis = vec![line.basis.clone(), String::new()];
        let mut also = Vec::new();
        for (name, one) in [
            ("this week", line.this),
            ("the week before", line.last),
            ("mean of four weeks", line.average),
            ("the quarter so far", line.quarter),
        ] {
            also.extend(one.map(|one| format!("{name} {}", amount(one))));
        }
        if let Some(part) = told::reached(line) {
            also.push(format!("{} of the quarter's target of {}", told::share(part), told::target(line, home)));
        }
        basis.push(also.join(", "));
        let week = page.week;
        let title = format!("{} in {week}", line.figure.label().trim());
        self.modal = Some(Modal::Behind(Box::new(Behind::new(About::Figure(week, figure), title, basis))));
        vec![Effect::Fetch(Query::Behind(week, figure))]
    }

    /// Shows the touches that the minutes in a row are of.
    pub(in crate::tui) fn open_entries(&mut self, at: usize) -> Vec<Effect> {
        let Some(review) = &self.review else { return Vec::new() };
        let Some(line) = review.time_lines().nth(at) else {
            self.status = Status::Note("no row here".to_owned());
            return Vec::new();
        };
        let Some(account) = line.account else {
            self.status = Status::Note("minutes are corrected entry by entry: enter on an account".to_owned());
            return Vec::new();
        };
        let (Some(table), Some(page)) = (review.time(), review.page()) else { return Vec::new() };
        // The entries are those of the minutes that are shown.
        let (period, of) = match review.span {
            Span::Week => (table.period, page.week.to_string()),
            Span::Quarter => (table.period, page.quarter_name.clone()),
        };
        let title = format!("Minutes of {of} with {}", line.name);
        self.modal = Some(Modal::Behind(Box::new(Behind::new(About::Minutes(period, account), title, Vec::new()))));
        vec![Effect::Fetch(Query::TimeEntries(period, Some(account)))]
    }

    /// Takes in the rows behind a figure.
    pub(in crate::tui) fn got_behind(&mut self, week: Week, figure: Figure, lines: Vec<BehindLine>) {
        let home = self.home;
        let money = |minor: i64| crate::domain::value::money::short(minor, home);
        if let Some(Modal::Behind(behind)) = &mut self.modal
            && behind.about == About::Figure(week, figure)
        {
            behind.rows = Some(lines.into_iter().map(|line| of_figure(line, money)).collect());
        }
    }

    /// Takes in the touches of an account.
    pub(in crate::tui) fn got_entries(&mut self, period: Period, account: Option<AccountId>, entries: Vec<TimeEntry>) {
        if let (Some(Modal::Behind(behind)), Some(account)) = (&mut self.modal, account)
            && behind.about == About::Minutes(period, account)
        {
            behind.rows = Some(entries.into_iter().map(of_entry).collect());
        }
    }

    /// Takes a key while the popup is open.
    pub(in crate::tui) fn behind_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Behind(mut behind)) = self.modal.take() else { return Vec::new() };
        self.status = Status::Quiet;
        match behind.key(key) {
            Asked::Nothing => self.modal = Some(Modal::Behind(behind)),
            Asked::Close => {}
            Asked::Open => {
                let row = behind.rows.as_ref().and_then(|rows| rows.get(behind.list.at)).cloned();
                let Some(row) = row else {
                    self.modal = Some(Modal::Behind(behind));
                    return Vec::new();
                };
                if let (About::Minutes(..), Ok(touch)) = (behind.about, row.key.parse::<TouchId>()) {
                    return self.ask_minutes(touch, &row);
                }
                return self.open_row(row.kind, &row.key, row.account);
            }
        }
        Vec::new()
    }

    fn ask_minutes(&mut self, touch: TouchId, row: &Row) -> Vec<Effect> {
        let minutes = row.figure.strip_prefix("no ").map_or(row.figure.as_str(), |_| "");
        let about = format!("{} {}", row.name, row.title);
        self.ask_with(Purpose::Modify(Rows::Touches(vec![touch])), about, format!("minutes:{minutes}"), "")
    }
}
