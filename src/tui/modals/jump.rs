//! The fuzzy jump: accounts, people and tasks by a few letters. It shows only the rows in sight, and marks in them what
//! was met, underlined and not by colour alone.

use crate::domain::jump::index::{Index, Role};
use crate::domain::jump::marks::shown_marks;
use crate::domain::jump::rows::index;
use crate::domain::jump::search::{Met, Search};
use crate::domain::jump::target::Target;
use crate::domain::query::sheet::Sheet;
use crate::domain::query::sheet_account::AccountRow;
use crate::domain::value::day_text::nearby;
use crate::domain::value::text::width;
use crate::input::key::Key;
use crate::tui::frame::Paint;
use crate::tui::modals::popup::{Spot, open};
use crate::tui::modals::typing_line;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;

/// A jump being typed.
#[derive(Debug, Default)]
pub struct Jump {
    /// The letters so far.
    pub input: Input,
    index: Index<Target>,
    search: Search,
    at: usize,
    top: usize,
    height: usize,
}

/// A row as it is shown: its name, what stands behind it, a word on the right.
struct Shown<'a> {
    name: &'a str,
    behind: &'a str,
    right: String,
    starred: bool,
    /// What `behind` is to the row.
    role: Role,
}

impl Jump {
    /// Looks in the rows of a sheet from now on, those visited lately first. The line stays.
    pub fn renew(&mut self, sheet: &Sheet, recent: impl Iterator<Item = Target>) {
        let index = index(sheet);
        let recent: Vec<Target> = recent.collect();
        let age = |key: &Target| recent.iter().position(|target| target == key);
        let mut rows: Vec<(usize, u32)> = Vec::new();
        if !recent.is_empty() {
            rows = index.rows(age).map(|(row, age)| (age, row)).collect();
        }
        rows.sort_unstable();
        let rows: Vec<u32> = rows.into_iter().map(|(_, row)| row).collect();
        let chosen = self.target();
        self.search = Search::new(&index, &rows);
        self.index = index;
        self.search.look(&self.index, self.input.value());
        // The cursor stays on its row.
        let key = |row: &u32| self.index.key(*row);
        self.at = self.search.listed().iter().position(|row| key(row) == chosen).unwrap_or_default();
    }

    /// Takes a key that is not for the popup itself.
    pub fn type_key(&mut self, key: Key) {
        let Some(step) = typing_line::step(key, self.height) else {
            if typing_line::type_key(&mut self.input, key) {
                self.look();
            }
            return;
        };
        let last = self.search.listed().len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(step).min(last);
    }

    /// Puts pasted text in; gives how many characters were left out.
    pub fn paste(&mut self, text: &str) -> usize {
        let over = typing_line::paste(&mut self.input, text);
        self.look();
        over
    }

    fn look(&mut self) {
        self.search.look(&self.index, self.input.value());
        (self.at, self.top) = (0, 0);
    }

    /// Where Enter leads.
    pub fn target(&self) -> Option<Target> {
        self.index.key(*self.search.listed().get(self.at)?)
    }

    /// Paints the popup; gives where the cursor stands.
    pub fn draw(&mut self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect, sheet: Option<&Sheet>) -> Position {
        let theme = paint.theme;
        let across = (screen.width * 5 / 8).clamp(72, 110);
        let height = (screen.height * 2 / 3).clamp(12, 30);
        let inner = open(paint, buf, screen, (across, height), Spot::Middle, "Jump to an account, contact or task");
        let position = typing_line::draw(paint, buf, Rect { height: 1, ..inner }, &self.input, &[]);
        let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
        self.height = usize::from(list.height);
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(self.height));
        let listed = self.search.listed().iter().skip(self.top).take(self.height);
        let rows: Vec<(Option<Shown<'_>>, Vec<Met>)> = listed
            .map(|row| {
                let met = self.search.met(&self.index, *row);
                let key = self.index.key(*row).zip(sheet);
                (key.and_then(|(key, sheet)| shown(paint, sheet, key, &met)), met)
            })
            .collect();
        let right = rows.iter().flat_map(|(row, _)| row).map(|row| width(&row.right)).max().unwrap_or_default() as u16;
        for ((n, (row, met)), y) in rows.iter().enumerate().zip(list.top()..list.bottom()) {
            let area = Rect { y, height: 1, ..list };
            let here = self.top + n == self.at;
            // Dimmed words reversed would be patches.
            let quiet = if here { Style::new() } else { theme.dim };
            match row {
                Some(row) => draw_row(paint, buf, area, row, met, (right, quiet)),
                // Another program took it away a moment ago.
                None => paint.text(buf, list.x + 4, y, list.width.saturating_sub(5), "gone", quiet),
            }
            if here {
                paint.text(buf, list.x, y, 1, theme.cursor(), theme.accent);
                paint.select(buf, Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area });
            }
        }
        if self.search.listed().is_empty() {
            let text = if sheet.is_none() {
                "Reading the book"
            } else if self.input.value().trim().is_empty() {
                "Type a few letters. What you star with * or visit stands here first."
            } else {
                "Nothing is called so."
            };
            paint.hint(buf, Rect { x: list.x + 1, width: list.width.saturating_sub(2), ..list }, text);
        }
        let area = Rect { x: inner.x.saturating_sub(1), width: inner.width + 2, height: inner.height + 1, ..inner };
        let of = format!(" {} of {}  enter go  esc close ", self.search.count(), self.index.len());
        paint.foot(buf, area, &of);
        position
    }
}

/// How a row is shown; behind an account stands the other name that was met, else its first.
fn shown<'a>(paint: Paint<'_>, sheet: &'a Sheet, target: Target, met: &[Met]) -> Option<Shown<'a>> {
    Some(match target {
        Target::Account(id) => {
            let row = sheet.account(id)?;
            let right = format!("stake {}", paint.money(row.facts.stake));
            let other = met.iter().find_map(|met| match met.role {
                Role::Other(place) => Some(place),
                Role::Name | Role::Owner => None,
            });
            let place = other.unwrap_or_default();
            let behind = row.shown_names().nth(place + 1).unwrap_or_default();
            Shown { name: row.name(), behind, right, starred: row.facts.starred, role: Role::Other(place) }
        }
        Target::Contact(account, contact) => {
            let row = sheet.account(account)?;
            let (_, name, _) = row.contacts().find(|(id, ..)| *id == contact)?;
            Shown { name, behind: row.name(), right: "contact".to_owned(), starred: false, role: Role::Owner }
        }
        Target::Task(task) => {
            let row = sheet.task(task)?;
            let due = row.facts.due.map(|due| nearby(due, paint.now.today));
            let right = due.map_or_else(|| "task".to_owned(), |due| format!("task {due}"));
            let behind = sheet.account_of(row).map(AccountRow::name).unwrap_or_default();
            Shown { name: row.title(), behind, right, starred: false, role: Role::Owner }
        }
    })
}

/// Paints a row; what stands on its right has so many columns, and that and what is behind the name a style.
fn draw_row(
    paint: Paint<'_>,
    buf: &mut Buffer,
    area: Rect,
    row: &Shown<'_>,
    met: &[Met],
    (right, quiet): (u16, Style),
) {
    let theme = paint.theme;
    let places = |role: Role| met.iter().find(|met| met.role == role).map(|met| met.places.as_slice());
    if row.starred {
        paint.text(buf, area.x + 2, area.y, 1, theme.glyph("★", "*"), Style::new());
    }
    let said = width(&row.right) as u16;
    paint.text(buf, area.right().saturating_sub(said + 1), area.y, said, &row.right, quiet);
    let cells = area.width.saturating_sub(right + 6);
    let marks = shown_marks(row.name, places(Role::Name).unwrap_or_default());
    let mut spans = marked(row.name, &marks, Style::new());
    if !row.behind.is_empty() {
        let marks = shown_marks(row.behind, places(row.role).unwrap_or_default());
        // Names and what stands behind them in two columns, so that the eye runs down each.
        let room = usize::from(cells) * 3 / 5;
        spans = cut(spans, room, theme.ellipsis());
        let left = room.saturating_sub(spans.iter().map(Span::width).sum());
        spans.push(Span::raw(" ".repeat(left + 2)));
        spans.extend(marked(row.behind, &marks, quiet));
    }
    paint.line(buf, area.x + 4, area.y, cells, &Line::from(spans));
}

/// A text with the characters at some places underlined and bold; whole graphemes only.
pub(in crate::tui) fn marked(text: &str, marks: &[usize], style: Style) -> Vec<Span<'static>> {
    let (mut spans, mut at): (Vec<Span<'static>>, usize) = (Vec::new(), 0);
    for grapheme in text.graphemes(true) {
        let next = at + grapheme.chars().count();
        let met = marks.iter().any(|mark| (at..next).contains(mark));
        let style = if met { style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD) } else { style };
        match spans.last_mut() {
            Some(span) if span.style == style => span.content.to_mut().push_str(grapheme),
            _ => spans.push(Span::styled(grapheme.to_owned(), style)),
        }
        at = next;
    }
    spans
}

/// Spans cut to a width, never through a grapheme.
fn cut(spans: Vec<Span<'static>>, cells: usize, ellipsis: &str) -> Vec<Span<'static>> {
    let all: usize = spans.iter().map(Span::width).sum();
    if all <= cells {
        return spans;
    }
    let (mut left, mut kept) = (cells.saturating_sub(width(ellipsis)), Vec::new());
    for span in spans {
        let text = crate::domain::value::text::fit(&span.content, left, "").into_owned();
        left -= width(&text).min(left);
        let whole = text.len() == span.content.len();
        kept.push(Span::styled(text, span.style));
        if !whole {
            break;
        }
    }
    kept.push(Span::raw(ellipsis.to_owned()));
    kept
}
