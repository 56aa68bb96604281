//! The clock's key: it starts on a row, and stops with a line of what was done. And the key for a new contact.

use crate::service::intent::Intent;
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;

impl App {
    /// Starts the clock on the row; asks what was done when it runs.
    pub(in crate::tui) fn clock(&mut self) -> Vec<Effect> {
        let running = self.sight().running.map(|clock| format!("{} min on {}", clock.minutes, clock.about));
        if let Some((about, clock)) = running.zip(self.book.timer.as_ref()) {
            // What was typed for one clock is not what was done under another.
            let whose = format!("{} {}", clock.account, clock.started_at.0);
            return self.ask_with(Purpose::StopTimer, about, String::new(), &whose);
        }
        let at = self.list(self.focus).at;
        let task = match &self.page {
            Some(page) => page.task(),
            None if self.focus == Focus::Tasks => self.task_at(at),
            None => None,
        };
        let Some(account) = self.subject() else {
            self.status = Status::Note("the clock needs an account, and this row has none".to_owned());
            return Vec::new();
        };
        self.send(Intent::StartTimer(account, task))
    }

    /// Asks for a contact of the row's account.
    pub(in crate::tui) fn add_contact(&mut self) -> Vec<Effect> {
        match self.subject() {
            Some(account) => self.ask(Purpose::AddContact(account), self.account_name(account)),
            None => self.nobody(),
        }
    }
}
