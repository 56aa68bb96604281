//! What is typed ahead of the rows that it is about. They are read on another connection, so keys can be there first:
//! such a key waits with all behind it, and none is lost or done to a list that is about to change.

use crate::input::key::{Code, Key};
use crate::tui::app::App;
use crate::tui::modals::modal::Modal;
use crate::tui::msg::Effect;
use crate::tui::shown::on_list;
use crate::tui::typed::Typed;

impl App {
    /// Keeps back what must wait, and gives the rest.
    pub(in crate::tui) fn keep_back(&mut self, typed: Typed) -> Option<Typed> {
        let gives_up = matches!(&typed, Typed::Key(key) if is_cancel(*key));
        if gives_up {
            self.ahead.typed.clear();
            return Some(typed);
        }
        let waits = match &typed {
            Typed::Key(key) => self.waits_for_rows(*key),
            Typed::Pasted(_) => false,
        };
        if waits || !self.ahead.typed.is_empty() {
            self.ahead.typed.push(typed);
            return None;
        }
        Some(typed)
    }

    /// What waited, when it has nothing to wait for any more.
    pub(in crate::tui) fn release_typed(&mut self) -> Option<Effect> {
        let Typed::Key(first) = self.ahead.typed.first()? else { return None };
        let waits = self.waits_for_rows(*first);
        (!waits).then(|| Effect::Type(std::mem::take(&mut self.ahead.typed)))
    }

    /// Rows came, or did not.
    pub(in crate::tui) fn rows_came(&mut self, came: bool) {
        self.ahead.failed = !came;
    }

    /// Whether a key is about rows that are on their way.
    fn waits_for_rows(&self, key: Key) -> bool {
        if self.ahead.failed {
            return false;
        }
        let names = self.sheets.sheet.is_none() && self.sheets.asked.is_some();
        let picks = matches!(
            key.code,
            Code::Enter | Code::Tab | Code::BackTab | Code::Up | Code::Down | Code::PageUp | Code::PageDown
        );
        match &self.modal {
            Some(Modal::Jump(_) | Modal::Palette(_) | Modal::Offer(_)) => names && picks,
            Some(Modal::Search(search)) => search.waits() && picks,
            // The desk looks a name up itself, and Enter need not wait.
            Some(Modal::Prompt(prompt)) => names && picks && key.code != Code::Enter && prompt.purpose.names_rows(),
            Some(_) => false,
            None if self.line.is_some() => names && matches!(key.code, Code::Tab | Code::BackTab),
            None => {
                let sifted_soon = on_list!(self, self.list_here(), |shown, _roll| shown.waits);
                let coming = self.sheets.asked.is_some() || !self.sheets.notes_asked.is_empty() || !self.is_whole();
                self.page.is_none() && sifted_soon && coming
            }
        }
    }
}

fn is_cancel(key: Key) -> bool {
    key.code == Code::Esc || (key.ctrl && key.code == Code::Char('c'))
}
