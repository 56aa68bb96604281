//! The clock's key: it starts on a row, and stops with a line of what was done. And the key for a new contact.

use crate::service::intent::Intent;
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::page::item::Item;
use crate::tui::page::state::Page;
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
            _ if self.aimed.is_some() => None,
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

    /// Asks for a goal of the row's account.
    pub(in crate::tui) fn add_goal(&mut self) -> Vec<Effect> {
        match self.subject() {
            Some(account) => self.ask(Purpose::AddGoal(account), self.account_name(account)),
            None => self.nobody(),
        }
    }

    /// Asks for what the row's account said.
    pub(in crate::tui) fn add_feedback(&mut self) -> Vec<Effect> {
        match self.subject() {
            Some(account) => self.ask(Purpose::AddFeedback(account), self.account_name(account)),
            None => self.nobody(),
        }
    }

    /// Asks for what the row's account uses.
    pub(in crate::tui) fn add_usage(&mut self) -> Vec<Effect> {
        match self.subject() {
            Some(account) => self.ask(Purpose::AddUsage(account), self.account_name(account)),
            None => self.nobody(),
        }
    }

    /// Asks for a case of the row's account: the one that was met in the touch under the cursor of a page.
    pub(in crate::tui) fn add_case(&mut self) -> Vec<Effect> {
        let touch = match self.page.as_ref().filter(|_| self.aimed.is_none()).and_then(Page::item) {
            Some(Item::Touch(id)) => Some(id),
            _ => None,
        };
        match self.subject() {
            Some(account) => self.ask(Purpose::AddCase(account, touch), self.account_name(account)),
            None => self.nobody(),
        }
    }

    /// Asks for a contact of the row's account.
    pub(in crate::tui) fn add_contact(&mut self) -> Vec<Effect> {
        match self.subject() {
            Some(account) => self.ask(Purpose::AddContact(account), self.account_name(account)),
            None => self.nobody(),
        }
    }
}
