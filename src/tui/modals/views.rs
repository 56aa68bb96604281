//! The popup of views: those that were saved, and a few that are always there, each with its key. What is saved comes
//! first, so that its key wins over a built-in one.

use crate::domain::arrange::arrangement::Arrangement;
use crate::domain::record::standard_view::STANDARD_VIEWS;
use crate::domain::record::view::{ListKind, TAKEN_KEYS, View};
use crate::domain::value::id::ViewId;
use crate::domain::value::text::{pad, shown, width};
use crate::tui::frame::Paint;
use crate::tui::modals::popup::{Spot, open};
use crate::tui::modals::typing_line;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use tui_input::Input;

/// A view as the popup has it. Texts are safe to print but for the filter, which is as it was saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its key.
    pub key: Option<char>,
    /// Its name.
    pub name: String,
    /// Its list.
    pub list: ListKind,
    /// Its filter; empty for all rows.
    pub query: String,
    /// How its list is laid out.
    pub arrangement: Arrangement,
    /// Its row; a built-in one has none.
    pub id: Option<ViewId>,
}

/// The popup.
#[derive(Clone, Debug)]
pub struct Views {
    /// What there is.
    pub entries: Vec<Entry>,
    /// The row of the cursor.
    pub at: usize,
    /// The name under which the filter is about to be saved.
    pub naming: Option<Input>,
}

impl Views {
    /// The saved views and the built-in ones.
    pub fn new(saved: &[View]) -> Views {
        let saved = saved.iter().map(|view| Entry {
            key: view.key.as_ref().and_then(|key| key.raw().chars().next()),
            name: view.name.shown().into_owned(),
            list: view.list,
            query: view.query.raw().to_owned(),
            arrangement: view.arrangement(),
            id: Some(view.id),
        });
        let built_in = STANDARD_VIEWS.iter().map(|view| Entry {
            key: Some(view.key),
            name: view.name.to_owned(),
            list: view.list,
            query: view.query.to_owned(),
            arrangement: Arrangement::default(),
            id: None,
        });
        let mut entries: Vec<Entry> = saved.collect();
        for mut entry in built_in {
            // Its key means the saved one.
            if entries.iter().any(|other| other.key == entry.key) {
                entry.key = None;
            }
            entries.push(entry);
        }
        Views { entries, at: 0, naming: None }
    }

    /// The view of a key.
    pub fn of_key(&self, key: char) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == Some(key))
    }

    /// The view under the cursor.
    pub fn here(&self) -> Option<&Entry> {
        self.entries.get(self.at)
    }

    /// Moves the cursor.
    pub fn step(&mut self, rows: isize) {
        self.at = self.at.saturating_add_signed(rows).min(self.entries.len().saturating_sub(1));
    }

    /// The name that was typed, and the key of its view: the one behind `key:`, else that of the view of this name, else
    /// the first of its letters that is free.
    pub fn named(&self) -> Option<(String, Option<char>)> {
        let text = self.naming.as_ref()?.value().trim();
        let (name, given) = match text.rsplit_once("key:") {
            Some((name, key)) if key.chars().count() == 1 => (name.trim(), key.chars().next()),
            _ => (text, None),
        };
        let same = self.entries.iter().find(|entry| entry.id.is_some() && entry.name == name);
        let free = |c: &char| {
            let taken = self.entries.iter().any(|entry| entry.id.is_some() && entry.key == Some(*c));
            c.is_ascii_alphanumeric() && !TAKEN_KEYS.contains(*c) && !taken
        };
        let built_in = |c: &char| STANDARD_VIEWS.iter().any(|view| view.key == *c);
        let letters = || name.chars().flat_map(char::to_lowercase).filter(free);
        let key = given.or_else(|| same.and_then(|entry| entry.key));
        let key = key.or_else(|| letters().find(|c| !built_in(c))).or_else(|| letters().next());
        (!name.is_empty()).then(|| (name.to_owned(), key))
    }

    /// Paints the popup; `filter` is what `s` would save. Gives where the terminal's cursor stands while a name is typed.
    pub fn draw(&self, paint: Paint<'_>, buf: &mut Buffer, screen: Rect, filter: &str) -> Option<Position> {
        let theme = paint.theme;
        let size = (76, (self.entries.len() as u16 + 5).min(screen.height.saturating_sub(2)));
        let inner = open(paint, buf, screen, size, Spot::Low, "Views");
        let list = Rect { height: inner.height.saturating_sub(3), ..inner };
        let name_cells = self.entries.iter().map(|entry| width(&entry.name)).max().unwrap_or(0).clamp(8, 20);
        let top = self.at.saturating_sub(usize::from(list.height).saturating_sub(1));
        for ((n, entry), y) in self.entries.iter().enumerate().skip(top).zip(list.top()..list.bottom()) {
            let mark = if n == self.at { theme.cursor() } else { " " };
            let key = entry.key.map_or_else(|| " ".to_owned(), |key| shown(&key.to_string()).into_owned());
            let name = pad(&entry.name, name_cells, theme.ellipsis());
            let query = if entry.query.is_empty() { "all rows".into() } else { shown(&entry.query) };
            paint.text(buf, inner.x, y, 1, mark, theme.accent);
            paint.text(buf, inner.x + 2, y, 1, &key, theme.accent);
            let text = format!("{name}  {:<9} {query}", entry.list.to_string());
            let style = if n == self.at { theme.strong } else { Style::new() };
            paint.text(buf, inner.x + 5, y, inner.width.saturating_sub(6), &text, style);
        }
        let y = inner.bottom().saturating_sub(2);
        let under = Rect { y, height: 1, x: inner.x, width: inner.width };
        let area = Rect { x: inner.x.saturating_sub(1), width: inner.width + 2, height: inner.height + 1, ..inner };
        let Some(input) = &self.naming else {
            let saved = if filter.is_empty() {
                "s saves a filter; / makes one".to_owned()
            } else {
                format!("s saves {}", shown(filter))
            };
            paint.text(buf, inner.x + 2, y, inner.width.saturating_sub(3), &saved, theme.dim);
            paint.foot(buf, area, " enter or key switch  D forget  esc close ");
            return None;
        };
        let cursor = typing_line::draw(paint, buf, under, input, &[]);
        let says = match self.named() {
            None => "a name for this filter, such as: emea renewals".to_owned(),
            Some((name, key)) => {
                let key = key.map_or_else(|| "without a key".to_owned(), |key| format!("f {key}"));
                let again = if self.entries.iter().any(|entry| entry.id.is_some() && entry.name == name) {
                    ", in place of the one there is"
                } else {
                    ""
                };
                format!("{key}{again}   key:x gives it another")
            }
        };
        paint.text(buf, inner.x + 2, y + 1, inner.width.saturating_sub(3), &shown(&says), theme.dim);
        paint.foot(buf, area, " enter save  esc back ");
        Some(cursor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::phrase::when::DateOptions;
    use crate::domain::query::context::Context;
    use crate::domain::query::parse::parse;
    use crate::domain::record::meta::Meta;
    use crate::domain::value::day::{Day, Moment};
    use crate::domain::value::money::Currency;
    use crate::domain::value::text::Text;
    use ulid::Ulid;

    fn saved(n: u128, name: &str, key: Option<&str>) -> View {
        let (id, meta) = (ViewId(Ulid(n)), Meta::made(Moment(0)));
        let (name, query) = (Text::from(name), Text::from("arr:1k.."));
        View { id, meta, name, list: ListKind::Accounts, query, key: key.map(Text::from), sort: None, columns: None }
    }

    #[test]
    fn every_built_in_view_can_be_read() {
        let today = Day::of(2026, 11, 24).unwrap();
        let cx = Context { today, dates: DateOptions::default(), home: Currency::USD, me: None };
        for view in STANDARD_VIEWS {
            assert!(parse(view.query, &cx).is_ok(), "{}", view.name);
            assert!(!TAKEN_KEYS.contains(view.key), "{}", view.name);
        }
    }

    #[test]
    fn a_saved_key_wins_and_a_new_name_takes_a_free_one() {
        let mut views = Views::new(&[saved(1, "emea", Some("e")), saved(2, "reds", Some("r"))]);
        assert_eq!(views.of_key('r').unwrap().name, "reds");
        assert_eq!(views.entries.iter().find(|entry| entry.name == "at risk").unwrap().key, None);
        for (typed, want) in [
            ("", None),
            ("Emea big", Some(("Emea big", Some('m')))),
            ("emea", Some(("emea", Some('e')))),
            ("sj key:7", Some(("sj", Some('7')))),
            ("sjk", Some(("sjk", None))),
            ("zo", Some(("zo", Some('z')))),
        ] {
            views.naming = Some(Input::from(typed));
            let want = want.map(|(name, key)| (name.to_owned(), key));
            assert_eq!(views.named(), want, "{typed}");
        }
    }
}
