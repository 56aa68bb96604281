//! Typing into a prompt: keys, drafts, pasted text, and the line sent off.

use crate::input::key::{Code, Key};
use crate::tui::app::{App, Modal};
use crate::tui::modals::prompt::{Meaning, Prompt};
use crate::tui::modals::typing_line;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;

impl App {
    /// Takes a key while a line is being typed.
    pub(in crate::tui) fn prompt_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Prompt(mut prompt)) = self.modal.take() else { return Vec::new() };
        let cancel = key.code == Code::Esc || (key.ctrl && key.code == Code::Char('c'));
        if cancel {
            self.keep_draft(&prompt);
            return Vec::new();
        }
        if key.code != Code::Enter {
            prompt.type_key(key);
            self.modal = Some(Modal::Prompt(prompt));
            return Vec::new();
        }
        let Meaning::Is(intent, _) = prompt.meaning(self.now.today, self.dates) else {
            self.modal = Some(Modal::Prompt(prompt));
            return Vec::new();
        };
        self.drafts.retain(|(purpose, _)| *purpose != prompt.purpose);
        let effects = self.send(*intent);
        if let Some(sent) = &mut self.sent {
            sent.prompt = Some(prompt);
        }
        effects
    }

    fn keep_draft(&mut self, prompt: &Prompt) {
        self.drafts.retain(|(purpose, _)| *purpose != prompt.purpose);
        if !prompt.input.value().trim().is_empty() {
            self.drafts.push((prompt.purpose.clone(), prompt.input.value().to_owned()));
            self.status = Status::Note("kept as a draft: the same key brings it back".to_owned());
        }
    }

    /// Takes text pasted at once: into the line, never as keys.
    pub(in crate::tui) fn paste(&mut self, text: &str) -> Vec<Effect> {
        match &mut self.modal {
            Some(Modal::Prompt(prompt)) => prompt.paste(text),
            Some(Modal::Views(views)) if views.naming.is_some() => {
                views.naming.iter_mut().for_each(|input| typing_line::paste(input, text));
            }
            None if self.line.is_some() => return self.paste_filter(text),
            _ => self.status = Status::Note("pasted text was not run as keys; open a line to type it in".to_owned()),
        }
        Vec::new()
    }
}
