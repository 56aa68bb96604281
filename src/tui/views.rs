//! Views: switching a list to one, saving the filter at hand as one, forgetting one.

use crate::domain::query::parse::parse;
use crate::domain::record::view::{ListKind, View};
use crate::domain::value::text::shown;
use crate::input::key::{Code, Key};
use crate::service::intent::{Intent, ViewDraft};
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::filter::Filter;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::typing_line;
use crate::tui::modals::views::{Entry, Views};
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::shown::on_list;
use tui_input::Input;

/// The pane of a list.
pub(in crate::tui) fn focus_of(list: ListKind) -> Focus {
    match list {
        ListKind::Accounts => Focus::Accounts,
        ListKind::Renewals => Focus::Renewals,
        ListKind::Tasks => Focus::Tasks,
    }
}

/// The list of a pane.
pub(in crate::tui) fn list_of(focus: Focus) -> ListKind {
    match focus {
        Focus::Accounts => ListKind::Accounts,
        Focus::Renewals => ListKind::Renewals,
        Focus::Tasks => ListKind::Tasks,
    }
}

/// What becomes of the popup after a key.
enum Then {
    Stays,
    Closes,
}

impl App {
    /// Takes a key while the views are open.
    pub(in crate::tui) fn views_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Views(mut views)) = self.modal.take() else { return Vec::new() };
        self.status = Status::Quiet;
        let (then, effects) = match (&views.naming, key.ctrl || key.alt, key.code) {
            (Some(_), ..) => (Then::Stays, self.name_view(&mut views, key)),
            (None, _, Code::Esc) | (None, true, Code::Char('c')) | (None, false, Code::Char('q')) => {
                (Then::Closes, Vec::new())
            }
            (None, _, Code::Enter) => match views.here() {
                Some(entry) => (Then::Closes, self.switch(entry)),
                None => (Then::Stays, Vec::new()),
            },
            (None, false, Code::Char(c)) => match views.of_key(c) {
                Some(entry) if !matches!(c, 's' | 'D') => (Then::Closes, self.switch(entry)),
                _ => (Then::Stays, self.change_views(&mut views, c)),
            },
            (None, _, code) => {
                views.step(match code {
                    Code::Down => 1,
                    Code::Up => -1,
                    _ => 0,
                });
                (Then::Stays, Vec::new())
            }
        };
        if matches!(then, Then::Stays) {
            self.modal = Some(Modal::Views(views));
        }
        effects
    }

    /// A key that is not that of a view.
    fn change_views(&mut self, views: &mut Views, key: char) -> Vec<Effect> {
        match key {
            'j' => views.step(1),
            'k' => views.step(-1),
            's' if self.filter(self.list_here()).is_all() && self.arrangement(self.list_here()).is_usual() => {
                self.status =
                    Status::Note("there is no filter, sort or choice of columns to save; / S C make one".to_owned());
            }
            's' => views.naming = Some(Input::default()),
            'D' => match views.here().and_then(|entry| entry.id) {
                Some(id) => return vec![Effect::Perform(Box::new(Intent::RemoveViews(vec![id])))],
                None => self.status = Status::Note("a built-in view stays".to_owned()),
            },
            key => self.status = Status::Note(format!("no view has the key {}", shown(&key.to_string()))),
        }
        Vec::new()
    }

    fn name_view(&mut self, views: &mut Views, key: Key) -> Vec<Effect> {
        if key.code == Code::Esc || (key.ctrl && key.code == Code::Char('c')) {
            views.naming = None;
            return Vec::new();
        }
        if key.code != Code::Enter {
            if let Some(input) = &mut views.naming {
                typing_line::type_key(input, key);
            }
            return Vec::new();
        }
        let Some((name, key)) = views.named() else { return Vec::new() };
        let here = self.list_here();
        let query = self.filter(here).text.clone();
        let (list, arrangement) = (list_of(here), self.arrangement(here).clone());
        vec![Effect::Perform(Box::new(Intent::SaveView(ViewDraft { name, list, query, key, arrangement })))]
    }

    /// Shows the views that there are.
    pub(in crate::tui) fn got_views(&mut self, saved: &[View]) -> Vec<Effect> {
        let mut views = Views::new(saved);
        match self.modal.take() {
            Some(Modal::Palette(mut palette)) => {
                let effects = self.renew_palette(&mut palette, Some(views));
                self.modal = Some(Modal::Palette(palette));
                return effects;
            }
            Some(Modal::Views(open)) => views.at = open.at.min(views.entries.len().saturating_sub(1)),
            // The person went on meanwhile.
            other if other.is_some() || self.line.is_some() || self.page.is_some() => {
                self.modal = other;
                return Vec::new();
            }
            _ => {}
        }
        self.modal = Some(Modal::Views(views));
        Vec::new()
    }

    /// After a write: the popup of views shows what it made of them, or closes when one was saved.
    pub(in crate::tui) fn views_done(&mut self) -> Option<Effect> {
        let Some(Modal::Views(views)) = &self.modal else { return None };
        if views.naming.is_none() {
            return Some(Effect::Fetch(Query::Views));
        }
        let name = views.named().map(|(name, _)| name);
        self.modal = None;
        let focus = self.list_here();
        on_list!(mut self, focus, |view, _roll| view.filter.view = name);
        None
    }

    /// Shows the list of a view, whatever stands over it.
    pub(in crate::tui) fn show_view(&mut self, entry: &Entry) -> Vec<Effect> {
        (self.page, self.forecast, self.review) = (None, None, None);
        self.calendar.shown &= entry.list == ListKind::Renewals;
        self.switch(entry)
    }

    /// Gives the list of a view its filter, and the keyboard.
    fn switch(&mut self, entry: &Entry) -> Vec<Effect> {
        let query = match parse(&entry.query, &self.reading()) {
            Ok(query) => query,
            Err(fault) => {
                self.status = Status::Error(format!("the filter of {} cannot be read: {fault}", entry.name));
                return Vec::new();
            }
        };
        let focus = focus_of(entry.list);
        if entry.list != ListKind::Renewals {
            // The calendar and the forecast show no other list.
            (self.calendar.shown, self.forecast) = (false, None);
        }
        if self.forecast.is_none() {
            self.focus = focus;
        }
        let (text, view) = (entry.query.clone(), Some(entry.name.clone()));
        let mut effects = self.set_filter(focus, Filter { text, query, view });
        effects.extend(self.arrange_as(focus, entry.arrangement.clone()));
        let len = self.len(focus);
        self.list_mut(focus).put(0, len);
        // A switch of view is a moment at which rows may move.
        if !self.moved.is_empty() {
            effects.push(Effect::Load);
        }
        effects.extend(self.follow());
        effects
    }
}
