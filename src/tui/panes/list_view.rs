//! What a pane paints a list from: the rows that are shown, their lines, the cursor, the filter and the selection.

use crate::domain::arrange::arrangement::Arrangement;
use crate::domain::book::Roll;
use crate::tui::filter::Filter;
use crate::tui::frame::{Focused, Paint};
use crate::tui::list::List;
use crate::tui::news::Fresh;
use crate::tui::picked::Picked;
use crate::tui::shown::Shown;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::hash::Hash;
use std::ops::Range;

/// A list as its pane sees it.
#[derive(Debug)]
pub struct ListView<'a, K, L> {
    /// The rows shown.
    pub rows: &'a [K],
    /// All rows, and the lines of those looked at.
    pub roll: &'a Roll<K, L>,
    /// The cursor.
    pub list: List,
    /// Whether the pane has the keyboard.
    pub focus: Focused,
    /// Rows that another program has changed.
    pub news: Option<&'a Fresh<K, L>>,
    /// By what it is sorted, and its columns.
    pub arrangement: Option<&'a Arrangement>,
    filter: &'a Filter,
    sifted: bool,
    picked: &'a Picked<K>,
    span: Range<usize>,
}

impl<'a, K: Copy + Eq + Hash + Ord, L: Clone + PartialEq> ListView<'a, K, L> {
    /// A list with its cursor.
    pub fn new(shown: &'a Shown<K>, roll: &'a Roll<K, L>, list: List, focus: Focused) -> ListView<'a, K, L> {
        let rows = shown.rows(roll);
        let span = shown.picked.span(rows, list.at);
        let (filter, sifted) = (&shown.filter, shown.passing().is_some());
        ListView { rows, roll, list, focus, arrangement: None, news: None, filter, sifted, picked: &shown.picked, span }
    }

    /// The same, laid out as a person chose.
    #[must_use]
    pub fn laid_out(self, arrangement: &'a Arrangement) -> ListView<'a, K, L> {
        ListView { arrangement: Some(arrangement), ..self }
    }

    /// The same, with the rows that another program has changed.
    #[must_use]
    pub fn marking(self, news: &'a Fresh<K, L>) -> ListView<'a, K, L> {
        ListView { news: Some(news), ..self }
    }

    /// The columns that a person chose; none for the usual ones.
    pub fn columns(&self) -> Option<&'a [&'static str]> {
        self.arrangement.map(|arrangement| arrangement.columns.as_slice()).filter(|columns| !columns.is_empty())
    }

    /// By what the rows are sorted; `usual` where nothing was chosen.
    pub fn order(&self, usual: &str) -> String {
        self.arrangement
            .and_then(|arrangement| arrangement.sort)
            .map_or_else(|| usual.to_owned(), |sort| sort.to_string())
    }

    /// Whether the rows are those that passed a filter.
    pub fn is_filtered(&self) -> bool {
        !self.filter.is_all()
    }

    /// What a list is called, with how many rows: `Tasks 7 of 62  due:overdue`. `rest` is said of all rows only.
    pub fn title(&self, name: &str, rest: &str) -> String {
        let (all, more) = (self.roll.len(), self.more());
        if !self.is_filtered() {
            return format!("{name} {all}{more}{rest}");
        }
        let what = match &self.filter.view {
            Some(view) => format!("{view}: {}", self.filter.text),
            None => self.filter.text.clone(),
        };
        if self.sifted {
            format!("{name} {} of {all}  {what}", self.rows.len())
        } else {
            format!("{name} {all}{more}  reading, then: {what}")
        }
    }

    /// A plus behind a count while only the head of the list is here.
    pub fn more(&self) -> &'static str {
        if self.roll.whole { "" } else { "+" }
    }

    /// The rows in sight, each with its place.
    pub fn in_sight(&self, height: u16) -> impl Iterator<Item = (usize, K)> {
        let rows = self.list.height.min(usize::from(height));
        self.rows.iter().copied().enumerate().skip(self.list.top).take(rows)
    }

    /// Paints the mark of a selected row beside the cursor's.
    pub fn mark(&self, paint: Paint<'_>, buf: &mut Buffer, inner: Rect, y: u16, (place, key): (usize, K)) {
        if self.picked.has(key, place, &self.span) {
            paint.text(buf, inner.x + 1, y, 1, paint.theme.picked(), paint.theme.accent);
        } else if self.news.is_some_and(|news| news.has(key)) {
            paint.text(buf, inner.x + 1, y, 1, "*", paint.theme.accent);
        }
    }

    /// Paints the mark of a selected row that stands elsewhere than in the list.
    pub fn mark_of(&self, paint: Paint<'_>, buf: &mut Buffer, inner: Rect, y: u16, key: K) {
        if self.picked.has(key, 0, &(0..0)) {
            paint.text(buf, inner.x + 1, y, 1, paint.theme.picked(), paint.theme.accent);
        }
    }

    /// What an empty pane says: that nothing passes, or what there is to do.
    pub fn hint(&self, nothing: &'static str) -> &'static str {
        if self.is_filtered() && !self.roll.is_empty() {
            "Nothing passes the filter. esc lets go of it."
        } else {
            nothing
        }
    }
}
