//! Text pasted at once: into the line that is open, as a new task, or offered as many. Never run as keys.

use crate::input::context::Context;
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
                let over = typing_line::paste(&mut prompt.input, text);
                self.say_left_out(over);
                (prompt.completion, prompt.chosen) = (None, None);
                self.offer_candidates(&mut prompt);
                self.modal = Some(Modal::Prompt(prompt));
                Vec::new()
            }
            Some(Modal::Jump(mut jump)) => {
                let over = jump.paste(text);
                self.say_left_out(over);
                self.modal = Some(Modal::Jump(jump));
                Vec::new()
            }
            Some(Modal::Search(mut search)) => {
                let over = typing_line::paste(&mut search.input, text);
                self.say_left_out(over);
                self.modal = Some(Modal::Search(search));
                self.look_for_it()
            }
            Some(Modal::Palette(palette)) => self.paste_palette(palette, text),
            Some(Modal::Help(mut help)) => {
                let over = typing_line::paste(&mut help.input, text);
                self.say_left_out(over);
                help.look();
                self.modal = Some(Modal::Help(help));
                Vec::new()
            }
            Some(Modal::Views(mut views)) if views.naming.is_some() => {
                let over = views.naming.as_mut().map_or(0, |input| typing_line::paste(input, text));
                self.say_left_out(over);
                self.modal = Some(Modal::Views(views));
                Vec::new()
            }
            Some(Modal::Form(mut form)) => {
                let over = form.paste(text);
                self.say_left_out(over);
                self.modal = Some(Modal::Form(form));
                Vec::new()
            }
            Some(other) => {
                self.modal = Some(other);
                self.status =
                    Status::Note("pasted text was not run as keys; close the popup to make tasks of it".to_owned());
                Vec::new()
            }
            None if self.is_noting() => {
                let pad = self.review.as_mut().and_then(|review| review.pad.as_mut());
                let over = pad.map_or(0, |pad| pad.paste(text));
                self.say_left_out(over);
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
        let purpose = Purpose::Add(account);
        // Where a draft waits, a single line is offered as many are: the draft stays what it is.
        if second.is_none() && !self.drafts.contains_key(&purpose.draft_name()) {
            let effects = self.ask(purpose, about);
            if let Some(Modal::Prompt(prompt)) = &mut self.modal {
                let over = typing_line::paste(&mut prompt.input, first);
                self.say_left_out(over);
            }
            return effects;
        }
        let offer = Offer::new(text, account, about, self.sight());
        self.modal = Some(Modal::Offer(Box::new(offer)));
        self.want_sheet().into_iter().collect()
    }

    /// Says how much of a pasted text its line did not take.
    pub(in crate::tui) fn say_left_out(&mut self, characters: usize) {
        if characters > 0 {
            self.status =
                Status::Note(format!("too long to paste whole: the last {characters} characters are left out"));
        }
    }

    /// Takes a key while lines are offered.
    pub(in crate::tui) fn offer_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Offer(mut offer)) = self.modal.take() else { return Vec::new() };
        match key.code {
            Code::Esc => return Vec::new(),
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
        let read = matches!(self.modal, Some(Modal::Reading(_) | Modal::Backtest(_)));
        self.is_noting() || self.context() == Context::Popup && !read
    }
}
