//! The popups of a list's layout: by what it is sorted, and which columns it has in which order.

use crate::domain::arrange::arrangement::Arrangement;
use crate::domain::arrange::columns::{self, Known};
use crate::domain::arrange::sort::{Sort, Way};
use crate::domain::record::view::ListKind;
use crate::domain::value::text::{pad, width};
use crate::input::key::{Code, Key};
use crate::tui::frame::Paint;
use crate::tui::modals::popup::{Spot, open};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What of the layout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// By what the list is sorted.
    Sort,
    /// Its columns.
    Columns,
}

/// A popup of the layout.
#[derive(Clone, Debug)]
pub struct Arrange {
    /// Of which list.
    pub list: ListKind,
    what: What,
    /// Columns in the order of the popup; in that of sorts the first row stands for none.
    rows: Vec<Known>,
    on: Vec<&'static str>,
    sort: Option<Sort>,
    at: usize,
}

impl Arrange {
    /// Opens on what a list has.
    pub fn new(list: ListKind, what: What, now: &Arrangement) -> Arrange {
        let known = columns::of(list);
        let on = if now.columns.is_empty() { columns::usual_of(list) } else { now.columns.clone() };
        let (rows, at) = match what {
            What::Sort => {
                let rows: Vec<Known> = known.iter().filter(|row| row.sorts).copied().collect();
                let at = rows.iter().position(|row| now.sort.is_some_and(|sort| sort.by == row.key));
                (rows, at.map_or(0, |at| at + 1))
            }
            What::Columns => {
                let chosen = on.iter().filter_map(|key| known.iter().find(|row| row.key == *key));
                let rest = known.iter().filter(|row| !on.contains(&row.key));
                (chosen.chain(rest).copied().collect(), 0)
            }
        };
        Arrange { list, what, rows, on, sort: now.sort, at }
    }

    /// Takes a key; gives the layout that it makes of what there is, when it makes another.
    pub fn type_key(&mut self, key: Key, now: &Arrangement) -> Option<Arrangement> {
        let last = if self.what == What::Sort { self.rows.len() } else { self.rows.len().saturating_sub(1) };
        match key.code {
            Code::Char('j') | Code::Down | Code::Tab => self.at = (self.at + 1).min(last),
            Code::Char('k') | Code::Up | Code::BackTab => self.at = self.at.saturating_sub(1),
            Code::Enter | Code::Char(' ' | '-') if self.what == What::Sort => {
                self.sort = self.picked();
                return Some(Arrangement { sort: self.sort, ..now.clone() });
            }
            Code::Char(' ') => return self.toggle(now),
            Code::Char('J') => return self.carry(1, now),
            Code::Char('K') => return self.carry(-1, now),
            Code::Char('0') if self.what == What::Columns => {
                let usual = Arrangement { columns: Vec::new(), ..now.clone() };
                *self = Arrange { at: self.at, ..Arrange::new(self.list, self.what, &usual) };
                return Some(usual);
            }
            _ => {}
        }
        None
    }

    /// The sort under the cursor; the one that holds already is turned round.
    fn picked(&self) -> Option<Sort> {
        let row = self.at.checked_sub(1).and_then(|at| self.rows.get(at))?;
        Some(match self.sort {
            Some(sort) if sort.by == row.key => sort.reversed(),
            _ => Sort::natural(row.key),
        })
    }

    /// Shows a column or takes it away; what a row is called stays.
    fn toggle(&mut self, now: &Arrangement) -> Option<Arrangement> {
        let key = self.rows.get(self.at)?.key;
        if key == columns::name_of(self.list) {
            return None;
        }
        match self.on.iter().position(|other| *other == key) {
            Some(at) => {
                self.on.remove(at);
            }
            None => self.on.push(key),
        }
        Some(self.made(now))
    }

    fn carry(&mut self, step: isize, now: &Arrangement) -> Option<Arrangement> {
        if self.what != What::Columns {
            return None;
        }
        let to = self.at.saturating_add_signed(step).min(self.rows.len().saturating_sub(1));
        if to == self.at {
            return None;
        }
        self.rows.swap(self.at, to);
        self.at = to;
        Some(self.made(now))
    }

    /// The layout of the popup: the usual columns in the usual order are none.
    fn made(&mut self, now: &Arrangement) -> Arrangement {
        let on: Vec<&'static str> = self.rows.iter().map(|row| row.key).filter(|key| self.on.contains(key)).collect();
        self.on.clone_from(&on);
        let columns = if on == columns::usual_of(self.list) { Vec::new() } else { on };
        Arrangement { columns, ..now.clone() }
    }

    /// Paints the popup.
    pub fn draw(&self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect) {
        let theme = paint.theme;
        let (title, foot, more) = match self.what {
            What::Sort => (format!("Sort {}", self.list), " enter sort, again: the other way  esc close ", 1),
            What::Columns => (format!("Columns of {}", self.list), " space on/off  J K move  0 usual  esc close ", 0),
        };
        let count = self.rows.len() + more;
        let height = (count as u16 + 2).min(screen.height.saturating_sub(2));
        let inner = open(paint, buf, screen, (60, height), Spot::Middle, &title);
        let rows = usize::from(inner.height);
        let top = self.at.saturating_sub(rows.saturating_sub(1));
        let key_cells = self.rows.iter().map(|row| width(row.key)).max().unwrap_or_default();
        for (n, y) in (top..count).zip(inner.top()..inner.bottom()) {
            let row = n.checked_sub(more).and_then(|n| self.rows.get(n));
            let (mark, key, what) = match (row, self.what) {
                (None, _) => (if self.sort.is_none() { "*" } else { "" }, "as usual", usual(self.list)),
                (Some(row), What::Columns) => {
                    (if self.on.contains(&row.key) { "[x]" } else { "[ ]" }, row.key, row.what)
                }
                (Some(row), What::Sort) => {
                    let way = self.sort.filter(|sort| sort.by == row.key).map(|sort| sort.way);
                    let mark = match way {
                        Some(Way::Up) => theme.glyph("↑", "^"),
                        Some(Way::Down) => theme.glyph("↓", "v"),
                        None => "",
                    };
                    (mark, row.key, row.what)
                }
            };
            let here = n == self.at;
            paint.text(buf, inner.x, y, 1, if here { theme.cursor() } else { "" }, theme.accent);
            paint.text(buf, inner.x + 2, y, 3, mark, theme.accent);
            let style = if here { theme.strong } else { Style::new() };
            paint.text(buf, inner.x + 6, y, key_cells as u16, key, style);
            let x = inner.x + 8 + key_cells as u16;
            paint.text(buf, x, y, inner.right().saturating_sub(x + 1), what, theme.dim);
        }
        let area = Rect { x: inner.x.saturating_sub(1), width: inner.width + 2, height: inner.height + 1, ..inner };
        paint.foot(buf, area, &pad(foot, width(foot), ""));
    }
}

/// The order without a sort.
fn usual(list: ListKind) -> &'static str {
    match list {
        ListKind::Accounts => "the ranking: money at stake, pins first",
        ListKind::Renewals => "by decision day",
        ListKind::Tasks => "the queue: stake, day and priority",
    }
}
