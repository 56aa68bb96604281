//! What was written anywhere in the book, searched as one types: the best first, each row with its hit. While an answer is on
//! its way the rows of the one before stand there, but lead nowhere.

use crate::domain::query::excerpt::excerpt;
use crate::domain::value::day_text::nearby;
use crate::domain::value::text::width;
use crate::input::key::Key;
use crate::service::query::{Found, Query};
use crate::tui::frame::{Cell, Paint};
use crate::tui::list::List;
use crate::tui::modals::jump::marked;
use crate::tui::modals::popup::{Spot, open};
use crate::tui::modals::typing_line;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use std::ops::Range;
use tui_input::Input;

/// Rows listed at the most; more words find fewer.
const LIMIT: u32 = 50;

/// A search being typed.
#[derive(Debug, Default)]
pub struct Search {
    /// The words so far.
    pub input: Input,
    /// What holds the text below, the best first.
    found: Vec<Found>,
    /// The text that was answered last.
    answered: String,
    list: List,
}

impl Search {
    /// A search for a text.
    pub fn of(text: &str) -> Search {
        Search { input: Input::from(text.to_owned()), ..Search::default() }
    }

    fn text(&self) -> &str {
        self.input.value().trim()
    }

    /// Whether the rows are not those of the line.
    pub fn waits(&self) -> bool {
        self.text() != self.answered
    }

    /// What to ask for the line as it stands. Nothing typed finds nothing.
    pub fn query(&mut self) -> Option<Query> {
        if self.text().is_empty() {
            self.found.clear();
            self.answered.clear();
            return None;
        }
        Some(Query::Search { text: self.text().to_owned(), limit: LIMIT })
    }

    /// Takes in what holds a text, unless the line says another one by now.
    pub fn take(&mut self, text: &str, found: Vec<Found>) {
        if self.text() != text {
            return;
        }
        // Asked again, as another program wrote: the cursor stays on its row.
        let here = self.here().map(|row| row.id.clone());
        let place = found.iter().position(|row| Some(&row.id) == here.as_ref()).unwrap_or_default();
        text.clone_into(&mut self.answered);
        self.found = found;
        self.list.put(place, self.found.len());
    }

    /// Takes a key that is not for the popup itself; whether it changed what is looked for.
    pub fn type_key(&mut self, key: Key) -> bool {
        if let Some(step) = typing_line::step(key, self.list.height) {
            self.list.step(step, self.found.len());
            return false;
        }
        let before = self.text().to_owned();
        typing_line::type_key(&mut self.input, key) && self.text() != before
    }

    /// The row that Enter opens.
    pub fn here(&self) -> Option<&Found> {
        self.found.get(self.list.at).filter(|_| !self.waits())
    }

    /// Paints the popup, with what went wrong if no answer came; gives where the cursor stands.
    pub fn draw(&mut self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect, fault: &str) -> Position {
        let across = (screen.width * 7 / 8).clamp(76, 130);
        let height = (screen.height * 2 / 3).clamp(12, 30);
        let inner = open(paint, buf, screen, (across, height), Spot::Middle, "Search what was written");
        let position = typing_line::draw(paint, buf, Rect { height: 1, ..inner }, &self.input, &[]);
        let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
        self.list.resize(usize::from(list.height), self.found.len());
        let days: Vec<String> = self.found.iter().map(|row| day(paint, row)).collect();
        let wide = |texts: &mut dyn Iterator<Item = &str>| texts.map(width).max().unwrap_or_default() as u16;
        let kinds = wide(&mut self.found.iter().map(|row| row.kind.word()));
        let names = wide(&mut self.found.iter().map(|row| row.account_name.as_str())).min(list.width / 5);
        let wides = [kinds, wide(&mut days.iter().map(String::as_str)), names];
        let rows = self.found.iter().zip(&days).enumerate().skip(self.list.top);
        for ((n, (row, day)), y) in rows.zip(list.top()..list.bottom()) {
            let here = n == self.list.at;
            draw_row(paint, buf, Rect { y, height: 1, ..list }, (row, day), wides, here);
        }
        if self.found.is_empty() {
            let text = if self.text().is_empty() {
                "Type words, or the beginning of the last. Accounts, contacts, contracts, deals, tasks, touches, feedback, \
                 cases and the notes of weeks are searched; double quotes keep words together."
            } else if !self.waits() {
                "Nothing holds all of that. Fewer words, or the beginning of one, find more."
            } else if fault.is_empty() {
                "Searching"
            } else {
                fault
            };
            paint.hint(buf, Rect { x: list.x + 1, width: list.width.saturating_sub(2), ..list }, text);
        }
        let area = Rect { x: inner.x.saturating_sub(1), width: inner.width + 2, height: inner.height + 1, ..inner };
        let count = match self.found.len() {
            0 => String::new(),
            most if most == LIMIT as usize => format!("the first {most}  "),
            few => format!("{few} found  "),
        };
        paint.foot(buf, area, &format!(" {count}enter go  esc close "));
        position
    }
}

fn day(paint: Paint<'_>, row: &Found) -> String {
    row.day.map(|day| nearby(day, paint.now.today)).unwrap_or_default()
}

/// Paints a row: its table, its day and its account, each so wide, and the part of it where the hit stands.
fn draw_row(
    paint: Paint<'_>,
    buf: &mut Buffer,
    area: Rect,
    (row, day): (&Found, &str),
    [kinds, days, names]: [u16; 3],
    here: bool,
) {
    let theme = paint.theme;
    // Dimmed words reversed would be patches.
    let quiet = if here { Style::new() } else { theme.dim };
    let cells = [
        Cell::left(row.kind.word(), kinds, quiet),
        Cell::right(day, days, quiet),
        Cell::left(row.account_name.as_str(), names, Style::new()),
    ];
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
    let x = paint.row(buf, inside, area.y, &cells) + 1;
    let room = inside.right().saturating_sub(x);
    let (text, hits) = part(row, usize::from(room), theme.ellipsis());
    let places: Vec<usize> = text
        .char_indices()
        .enumerate()
        .filter(|(_, (byte, _))| hits.iter().any(|hit| hit.contains(byte)))
        .map(|(place, _)| place)
        .collect();
    paint.line(buf, x, area.y, room, &Line::from(marked(&text, &places, Style::new())));
    if here {
        paint.text(buf, area.x, area.y, 1, theme.cursor(), theme.accent);
        paint.select(buf, Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area });
    }
}

/// What of a row fits so many cells, the hit in it.
fn part(row: &Found, cells: usize, mark: &str) -> (String, Vec<Range<usize>>) {
    let (text, hits) = row.told(mark);
    excerpt(&text, &hits, cells).told(mark)
}
