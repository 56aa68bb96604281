//! What outlives the screen: rows visited lately and half-typed lines.

use crate::config::state::Remembered;
use crate::tui::app::App;
use crate::tui::modals::modal::Modal;
use crate::tui::msg::Effect;

impl App {
    /// Takes up what was remembered at the last end.
    pub fn recall(&mut self, remembered: Remembered) {
        self.recent = remembered.recent.iter().filter_map(|text| text.parse().ok()).collect();
        self.drafts = remembered.drafts;
    }

    /// What to remember at the end, a line that is being typed too.
    pub fn remembered(&mut self) -> Remembered {
        if let Some(Modal::Prompt(prompt)) = self.modal.take() {
            self.keep_draft(&prompt);
            self.modal = Some(Modal::Prompt(prompt));
        }
        Remembered {
            recent: self.recent.iter().map(|target| target.to_string()).collect(),
            drafts: self.drafts.clone(),
        }
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
