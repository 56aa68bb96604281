//! The jump's keys, where it leads, and the rows of the book that it and names in lines are looked up in.

use crate::domain::jump::target::Target;
use crate::domain::query::needs::Needs;
use crate::domain::query::sheet::{Scope, Sheet};
use crate::domain::value::id::{AccountId, TaskId};
use crate::input::key::{Code, Key};
use crate::service::query::Query;
use crate::tui::app::{App, Modal};
use crate::tui::deck::Focus;
use crate::tui::modals::jump::Jump;
use crate::tui::msg::Effect;
use crate::tui::panes::foot::Status;

/// Whether the rows of the book are here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Rows {
    /// Nobody has asked for them, or they have changed since.
    #[default]
    Wanted,
    /// They were asked for.
    Asked,
    /// They are here.
    Here,
}

impl App {
    /// Asks for the rows of the book, when they are not here as they are now.
    pub(in crate::tui) fn want_sheet(&mut self) -> Option<Effect> {
        let wanted = self.sheet_rows == Rows::Wanted;
        if wanted {
            self.sheet_rows = Rows::Asked;
        }
        wanted.then_some(Effect::Fetch(Query::Sheet(Scope::Whole, Needs::SCREEN)))
    }

    /// Takes the rows of the book in; what is being typed sees them at once.
    pub(in crate::tui) fn take_sheet(&mut self, sheet: Box<Sheet>) {
        if self.sheet_rows == Rows::Asked {
            self.sheet_rows = Rows::Here;
        }
        match self.modal.take() {
            Some(Modal::Jump(mut jump)) => {
                jump.renew(&sheet, self.recent.iter());
                self.modal = Some(Modal::Jump(jump));
                self.sheet = Some(sheet);
            }
            Some(Modal::Prompt(mut prompt)) => {
                self.sheet = Some(sheet);
                self.offer_candidates(&mut prompt);
                self.modal = Some(Modal::Prompt(prompt));
            }
            other => {
                self.modal = other;
                self.sheet = Some(sheet);
            }
        }
    }

    /// The rows of the book have changed: those that are here serve until they are wanted again.
    pub(in crate::tui) fn sheet_changed(&mut self) {
        self.sheet_rows = Rows::Wanted;
    }

    /// Opens the jump.
    pub(in crate::tui) fn jump(&mut self) -> Vec<Effect> {
        let wanted = self.want_sheet();
        let mut jump = Jump::default();
        if let Some(sheet) = &self.sheet {
            jump.renew(sheet, self.recent.iter());
        }
        self.modal = Some(Modal::Jump(Box::new(jump)));
        wanted.into_iter().collect()
    }

    /// Takes a key while the jump is open.
    pub(in crate::tui) fn jump_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Jump(mut jump)) = self.modal.take() else { return Vec::new() };
        if key.code == Code::Esc || (key.ctrl && key.code == Code::Char('c')) {
            return Vec::new();
        }
        if key.code == Code::Enter
            && let Some(target) = jump.target()
        {
            return self.go(target);
        }
        jump.type_key(key);
        self.modal = Some(Modal::Jump(jump));
        Vec::new()
    }

    /// Goes to a row.
    fn go(&mut self, target: Target) -> Vec<Effect> {
        self.recent.visit(target);
        match target {
            Target::Account(account) | Target::Contact(account, _) => self.open(account),
            Target::Task(task) => self.go_to_task(task),
        }
    }

    /// Puts the cursor on a task; one that is not listed, as it is snoozed, has its account's page.
    fn go_to_task(&mut self, task: TaskId) -> Vec<Effect> {
        if let Some(place) = self.book.tasks.place(task) {
            self.page = None;
            self.focus = Focus::Tasks;
            let len = self.len(Focus::Tasks);
            self.list_mut(Focus::Tasks).put(place, len);
            return self.follow().into_iter().collect();
        }
        let account: Option<AccountId> = self.sheet.as_ref().and_then(|sheet| {
            let row = sheet.task(task)?;
            Some(sheet.account_of(row)?.id)
        });
        if let Some(account) = account {
            return self.open(account);
        }
        self.status = Status::Note("that task is snoozed and has no account: it is in no list now".to_owned());
        Vec::new()
    }
}
