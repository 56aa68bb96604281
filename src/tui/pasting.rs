//! Text pasted at once: into the line that is open, as a new task, or offered as many. Never run as keys.

use crate::input::command::Context;
use crate::input::key::{Code, Key};
use crate::tui::app::App;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::offer::{Offer, lines};
use crate::tui::modals::purpose::Purpose;
use crate::tui::modals::typing_line;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;

impl App {
    /// Takes text pasted at once.
    pub(in crate::tui) fn paste(&mut self, text: &str) -> Vec<Effect> {
        match self.modal.take() {
            Some(Modal::Prompt(mut prompt)) => {
                typing_line::paste(&mut prompt.input, text);
                (prompt.completion, prompt.chosen) = (None, None);
                self.offer_candidates(&mut prompt);
                self.modal = Some(Modal::Prompt(prompt));
                Vec::new()
            }
            Some(Modal::Jump(mut jump)) => {
                jump.paste(text);
                self.modal = Some(Modal::Jump(jump));
                Vec::new()
            }
            Some(Modal::Views(mut views)) if views.naming.is_some() => {
                views.naming.iter_mut().for_each(|input| typing_line::paste(input, text));
                self.modal = Some(Modal::Views(views));
                Vec::new()
            }
            Some(other) => {
                self.modal = Some(other);
                self.status =
                    Status::Note("pasted text was not run as keys; close the popup to make tasks of it".to_owned());
                Vec::new()
            }
            None if self.line.is_some() => self.paste_filter(text),
            None => self.offer_lines(text),
        }
    }

    fn offer_lines(&mut self, text: &str) -> Vec<Effect> {
        self.pending.clear();
        let mut said = lines(text);
        let (first, second) = (said.next(), said.next());
        let Some(first) = first else {
            self.status = Status::Note("nothing was in the pasted text".to_owned());
            return Vec::new();
        };
        let account = self.subject();
        let about = account.map(|id| self.account_name(id)).unwrap_or_default();
        if second.is_none() {
            let effects = self.ask(Purpose::Add(account), about);
            if let Some(Modal::Prompt(prompt)) = &mut self.modal {
                prompt.input.reset();
                typing_line::paste(&mut prompt.input, first);
            }
            return effects;
        }
        let offer = Offer::new(text, account, about, self.sight());
        self.modal = Some(Modal::Offer(Box::new(offer)));
        self.want_sheet().into_iter().collect()
    }

    /// Takes a key while lines are offered.
    pub(in crate::tui) fn offer_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Offer(mut offer)) = self.modal.take() else { return Vec::new() };
        match key.code {
            Code::Esc | Code::Char('e' | 'q') => return Vec::new(),
            Code::Char('c') if key.ctrl => return Vec::new(),
            Code::Enter => match offer.intent(self.sight()) {
                Ok(intent) => {
                    let effects = self.send(intent);
                    if let Some(sent) = &mut self.sent {
                        sent.typed = Some(Modal::Offer(offer));
                    }
                    return effects;
                }
                Err((why, place)) => {
                    offer.scroll = place;
                    self.status = Status::Error(why);
                }
            },
            Code::Down | Code::Char('j') => offer.scroll += 1,
            Code::Up | Code::Char('k') => offer.scroll = offer.scroll.saturating_sub(1),
            Code::PageDown | Code::Char(' ') => offer.scroll += 10,
            Code::PageUp => offer.scroll = offer.scroll.saturating_sub(10),
            _ => {}
        }
        self.modal = Some(Modal::Offer(offer));
        Vec::new()
    }

    /// Whether what is open takes every key as text or as its own.
    pub(in crate::tui) fn takes_all_keys(&self) -> bool {
        self.context() == Context::Popup && !matches!(self.modal, Some(Modal::Reading(_)))
    }
}
