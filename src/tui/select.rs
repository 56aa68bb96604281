//! Selecting rows: one by one, a stretch, all that are shown. Each list has its own selection.

use crate::input::command::Command;
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::filter::Filter;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::shown::on_list;

impl App {
    /// How many rows of the list with the keyboard are selected, and how many of them are not shown; none on a page.
    pub fn picked(&self) -> (usize, usize) {
        if self.page.is_some() || self.forecast.is_some() || self.aimed.is_some() {
            return (0, 0);
        }
        if let Some(review) = &self.review {
            return review.count_picked();
        }
        let at = self.list(self.focus).at;
        on_list!(self, self.focus, |shown, roll| shown.count(roll, at))
    }

    /// What the head line says of the selection; empty without one.
    pub(in crate::tui) fn picked_words(&self) -> String {
        match self.picked() {
            (0, _) => String::new(),
            (count, 0) => format!("{count} sel"),
            (count, off) => format!("{count} sel ({off} not shown)"),
        }
    }

    /// Selects, or lets go.
    pub(in crate::tui) fn select(&mut self, command: Command) -> Vec<Effect> {
        let (focus, at) = (self.focus, self.list(self.focus).at);
        // Rows that are on their way would be missed, and others taken that the filter is about to hide.
        let partly = on_list!(self, focus, |shown, roll| shown.waits || !roll.whole);
        let closes = on_list!(self, focus, |shown, _roll| shown.picked.follows());
        if partly && (closes || command == Command::SelectAll) {
            self.status = Status::Note("the rows are still being read; the same key in a moment".to_owned());
            return Vec::new();
        }
        on_list!(mut self, focus, |shown, roll| shown.pick(roll, |picked, rows| match command {
            Command::SelectRange => picked.range(rows, at),
            Command::SelectAll => picked.all(rows),
            _ => {
                picked.close(rows, at);
                rows.get(at).into_iter().for_each(|key| picked.toggle(*key));
            }
        }));
        // Verbs on rows that were never looked at are told by the sheet whose they are.
        let mut effects = self.what_filters_need();
        if command == Command::Select {
            let len = self.len(focus);
            self.list_mut(focus).step(1, len);
            effects.extend(self.follow());
        }
        effects
    }

    /// Keeps the stretches that follow a cursor, before rows change their places.
    pub(in crate::tui) fn close_ranges(&mut self) {
        for focus in Focus::ALL {
            let at = self.list(focus).at;
            on_list!(mut self, focus, |shown, roll| shown.pick(roll, |picked, rows| picked.close(rows, at)));
        }
    }

    /// Esc: lets go of the selection, else of the filter. On a page it does nothing: `q` goes back.
    pub(in crate::tui) fn cancel(&mut self) -> Vec<Effect> {
        if self.page.is_some() || self.let_go() || self.filter(self.focus).is_all() {
            return Vec::new();
        }
        self.status = Status::Note("the filter is off".to_owned());
        self.set_filter(self.focus, Filter::default())
    }

    /// Lets go of the selection of the list with the keyboard; tells whether there was one.
    pub(in crate::tui) fn let_go(&mut self) -> bool {
        self.calendar.stretch = None;
        if let Some(review) = self.review.as_mut().filter(|_| self.page.is_none()) {
            let was = !review.picked.is_empty();
            review.picked.clear();
            return was;
        }
        on_list!(mut self, self.focus, |shown, _roll| {
            let was = !shown.picked.is_empty();
            shown.picked.clear();
            was
        })
    }
}
