//! The search's keys, what it asks for, and where it leads. One question is asked for each change of its line, none while
//! nobody types.

use crate::domain::jump::target::Target;
use crate::domain::record::meta::Kind;
use crate::input::key::{Code, Key};
use crate::service::query::Found;
use crate::tui::app::App;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::search::Search;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;
use crate::tui::review::plan::Part;

impl App {
    /// Opens the search on some words.
    pub(in crate::tui) fn open_search(&mut self, words: &str) -> Vec<Effect> {
        self.modal = Some(Modal::Search(Box::new(Search::of(words))));
        self.look_for_it()
    }

    /// Asks for what the line of the search says, if one is open.
    pub(in crate::tui) fn look_for_it(&mut self) -> Vec<Effect> {
        let Some(Modal::Search(search)) = &mut self.modal else { return Vec::new() };
        let query = search.query();
        // What is asked now may well come.
        self.rows_came(true);
        query.map(Effect::Fetch).into_iter().collect()
    }

    /// Takes in what was found.
    pub(in crate::tui) fn got_found(&mut self, text: &str, found: Vec<Found>) {
        if let Some(Modal::Search(search)) = &mut self.modal {
            search.take(text, found);
        }
    }

    /// Takes a key while the search is open.
    pub(in crate::tui) fn search_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Search(mut search)) = self.modal.take() else { return Vec::new() };
        if key.code == Code::Esc || (key.ctrl && key.code == Code::Char('c')) {
            return Vec::new();
        }
        if key.code == Code::Enter
            && let Some(found) = search.here()
        {
            return self.go_to_found(found);
        }
        self.status = Status::Quiet;
        let changed = search.type_key(key);
        self.modal = Some(Modal::Search(search));
        if changed { self.look_for_it() } else { Vec::new() }
    }

    /// Opens a row where it stands: on its account's page, in the queue, in the review of its week.
    fn go_to_found(&mut self, found: &Found) -> Vec<Effect> {
        match (found.kind, found.account, found.day) {
            (Kind::Review, _, Some(first)) => {
                let effects = self.open_review(Part::Note);
                self.show_note_of(first);
                effects
            }
            (Kind::Task, None, _) => found.id.parse().map(|task| self.go(Target::Task(task))).unwrap_or_default(),
            _ => self.open_row(found.kind, &found.id, found.account, found.day),
        }
    }
}
