//! How the lists are laid out: the popups of sort and columns, and what their keys do. A sort is asked of the desk; until
//! it comes the list stands as it is.

use crate::domain::arrange::arrangement::{Arrangement, Sorts};
use crate::domain::record::view::ListKind;
use crate::input::key::{Code, Key};
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::cursors::NextOrder;
use crate::tui::deck::Focus;
use crate::tui::modals::arrange::{Arrange, What};
use crate::tui::modals::modal::Modal;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::views::{focus_of, list_of};

impl App {
    /// How a list is laid out.
    pub fn arrangement(&self, focus: Focus) -> &Arrangement {
        let [accounts, renewals, tasks] = &self.arranged;
        match focus {
            Focus::Accounts => accounts,
            Focus::Renewals => renewals,
            Focus::Tasks => tasks,
        }
    }

    fn arrangement_mut(&mut self, focus: Focus) -> &mut Arrangement {
        let [accounts, renewals, tasks] = &mut self.arranged;
        match focus {
            Focus::Accounts => accounts,
            Focus::Renewals => renewals,
            Focus::Tasks => tasks,
        }
    }

    /// By what the lists are sorted.
    pub fn sorts(&self) -> Sorts {
        let [accounts, renewals, tasks] = &self.arranged;
        Sorts { accounts: accounts.sort, renewals: renewals.sort, tasks: tasks.sort }
    }

    /// The question for the order of all rows.
    pub(in crate::tui) fn orders(&self) -> Effect {
        Effect::Fetch(Query::Orders(self.sorts()))
    }

    /// Opens the popup of the list with the keyboard.
    pub(in crate::tui) fn open_arrange(&mut self, what: What) -> Vec<Effect> {
        let list = list_of(self.focus);
        self.modal = Some(Modal::Arrange(Box::new(Arrange::new(list, what, self.arrangement(self.focus)))));
        Vec::new()
    }

    /// Takes a key while a popup of the layout is open.
    pub(in crate::tui) fn arrange_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Arrange(mut popup)) = self.modal.take() else { return Vec::new() };
        if key.code == Code::Esc || key == Key::char('q') || (key.ctrl && key.code == Code::Char('c')) {
            return Vec::new();
        }
        let closes = key.code == Code::Enter;
        let focus = focus_of(popup.list);
        let wanted = popup.type_key(key, self.arrangement(focus));
        if !closes {
            self.modal = Some(Modal::Arrange(popup));
        }
        wanted.map_or_else(Vec::new, |wanted| self.arrange_as(focus, wanted))
    }

    /// Lays a list out; a new sort is asked for.
    pub(in crate::tui) fn arrange_as(&mut self, focus: Focus, wanted: Arrangement) -> Vec<Effect> {
        let earlier = std::mem::replace(self.arrangement_mut(focus), wanted);
        let now = self.arrangement(focus);
        if earlier == *now {
            return Vec::new();
        }
        let (sort, list) = (now.sort, list_of(focus));
        let mut effects = vec![Effect::Remember];
        if earlier.sort != sort {
            self.status = Status::Note(match sort {
                Some(sort) => format!("{list} by {sort}"),
                None if list == ListKind::Renewals => "renewals by day, as usual".to_owned(),
                None => format!("{list} as they are ranked"),
            });
            self.next_order = NextOrder::Replaces;
            effects.push(self.orders());
        }
        effects
    }
}
