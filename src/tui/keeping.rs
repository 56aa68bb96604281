//! What outlives the screen: rows visited lately and half-typed lines.

use crate::config::state::Remembered;
use crate::domain::arrange::arrangement::Arrangement;
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::modals::modal::Modal;
use crate::tui::msg::Effect;
use crate::tui::views::list_of;
use std::collections::BTreeMap;

impl App {
    /// Takes up what was remembered at the last end.
    pub fn recall(&mut self, remembered: Remembered) {
        self.recent = remembered.recent.iter().filter_map(|text| text.parse().ok()).collect();
        self.drafts = remembered.drafts;
        self.past = remembered.lines;
        for (focus, arrangement) in Focus::ALL.into_iter().zip(&mut self.arranged) {
            let list = list_of(focus);
            let kept = remembered.arranged.get(list.word());
            *arrangement = kept.map(|(sort, columns)| Arrangement::read(list, sort, columns)).unwrap_or_default();
        }
    }

    /// What to remember at the end, a line that is being typed too.
    pub fn remembered(&mut self) -> Remembered {
        self.keep_open_line();
        self.unkept = false;
        Remembered {
            recent: self.recent.iter().map(|target| target.to_string()).collect(),
            drafts: self.drafts.clone(),
            lines: self.past.clone(),
            arranged: self.kept_arrangements(),
        }
    }

    fn kept_arrangements(&self) -> BTreeMap<String, (String, String)> {
        let chosen = Focus::ALL.into_iter().zip(&self.arranged).filter(|(_, arrangement)| !arrangement.is_usual());
        let told = |kept: &Arrangement| (kept.sort_text(), kept.columns_text());
        chosen.map(|(focus, arrangement)| (list_of(focus).word().to_owned(), told(arrangement))).collect()
    }

    fn keep_open_line(&mut self) {
        self.keep_note();
        match self.modal.take() {
            Some(Modal::Prompt(prompt)) => {
                self.keep_draft(&prompt);
                self.modal = Some(Modal::Prompt(prompt));
            }
            Some(Modal::Form(form)) => {
                self.keep_form(&form);
                self.modal = Some(Modal::Form(form));
            }
            other => self.modal = other,
        }
    }

    /// Asks for what changed since it was last remembered to be remembered: the end may come without warning.
    pub(in crate::tui) fn want_kept(&mut self) -> Vec<Effect> {
        self.keep_open_line();
        if self.unkept { vec![Effect::Remember] } else { Vec::new() }
    }

    /// Takes note of the rows that are written to.
    pub(in crate::tui) fn note_written(&mut self, effects: &[Effect]) {
        for effect in effects {
            if let Effect::Perform(intent) = effect {
                self.recent.note(intent);
            }
        }
    }
}
