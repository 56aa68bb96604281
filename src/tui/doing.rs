//! Verbs: what they are about (the selection, else the row under the cursor, else the page's account) and what of it is
//! sent off. A selection is one intent; it is let go when it is sent, so that a second key never meets it again.

use crate::domain::book::{AccountLine, DecisionId, TaskLine};
use crate::domain::record::task::{Priority, TaskState};
use crate::domain::value::id::{AccountId, TaskId};
use crate::input::command::{Command, Context};
use crate::service::intent::{Intent, Rows, Star, Waiting};
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::purpose::Purpose;
use crate::tui::msg::Effect;
use crate::tui::page::item;
use crate::tui::panes::foot::Status;
use crate::tui::repeat::{Object, Repeat};
use crate::tui::sent::Sent;
use crate::tui::shown::{Lists, on_list};
use std::collections::HashSet;
use std::hash::Hash;

/// Verbs that take one row.
pub(in crate::tui) fn takes_one(command: Command) -> bool {
    matches!(
        command,
        Command::Open
            | Command::Touch
            | Command::Add
            | Command::Timer
            | Command::Why
            | Command::AddContact
            | Command::AddGoal
            | Command::AddFeedback
            | Command::AddUsage
            | Command::AddCase
            | Command::OpenLink
            | Command::AddContract
            | Command::AddOpportunity
            | Command::Notice
            | Command::Edit
            | Command::EditWhole
            | Command::ContactForm
            | Command::ContractForm
            | Command::OpportunityForm
            | Command::GoalForm
            | Command::FeedbackForm
            | Command::CaseForm
            | Command::TaskForm
            | Command::NoteForm
    )
}

impl App {
    /// Says of a verb that takes one row why it does nothing while others are selected.
    pub(in crate::tui) fn refuse_selection(&mut self, command: Command) -> bool {
        let (count, _) = self.picked();
        // A task for each is what the idle accounts of a review are selected for.
        let for_each = command == Command::Add && self.context() == Context::ReviewIdle;
        let refused = count > 0 && takes_one(command) && !for_each;
        if refused {
            let verb = command.row().map_or("this", |row| row.id);
            self.status = Status::Note(format!("{verb} takes one row; esc lets go of the selection of {count}"));
        }
        refused
    }

    /// Does a verb.
    pub(in crate::tui) fn act(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Add => {
                let account = self.subject();
                let about = account.map(|id| self.account_name(id)).unwrap_or_default();
                return self.ask(Purpose::Add(account), about);
            }
            Command::Repeat => return self.repeat(),
            Command::Modify => return self.modify(),
            Command::Reschedule if self.aimed.is_some() || self.is_in_renewals() => return self.move_term(),
            _ => {}
        }
        match (command, self.object()) {
            (_, None) => self.nothing_here(),
            (command, Some(Object::Tasks(tasks, accounts))) => self.act_on_tasks(command, tasks, accounts),
            (command, Some(object)) => self.act_on_accounts(command, object.accounts().to_vec()),
        }
    }

    fn is_in_renewals(&self) -> bool {
        self.focus == Focus::Renewals && self.page.is_none() && self.review.is_none()
    }

    fn act_on_tasks(&mut self, command: Command, tasks: Vec<TaskId>, accounts: Vec<AccountId>) -> Vec<Effect> {
        let wait = |state| Waiting { state, since: None };
        match command {
            Command::Done => self.end_tasks(tasks, Intent::CompleteTasks),
            Command::Drop => self.end_tasks(tasks, Intent::DropTasks),
            Command::Snooze => {
                let about = self.tasks_name(&tasks);
                self.ask(Purpose::SnoozeTasks(tasks), about)
            }
            Command::Reschedule => {
                let about = self.tasks_name(&tasks);
                self.ask(Purpose::RescheduleTasks(tasks), about)
            }
            Command::PriorityNone => self.send(Intent::Prioritise(tasks, None)),
            Command::PriorityHigh => self.send(Intent::Prioritise(tasks, Some(Priority::High))),
            Command::PriorityNormal => self.send(Intent::Prioritise(tasks, Some(Priority::Normal))),
            Command::PriorityLow => self.send(Intent::Prioritise(tasks, Some(Priority::Low))),
            Command::WaitCustomer => self.send(Intent::Wait(tasks, wait(TaskState::WaitingCustomer))),
            Command::WaitSales => self.send(Intent::Wait(tasks, wait(TaskState::WaitingSales))),
            Command::WaitSupport => self.send(Intent::Wait(tasks, wait(TaskState::WaitingSupport))),
            Command::WaitProduct => self.send(Intent::Wait(tasks, wait(TaskState::WaitingProduct))),
            Command::WaitNobody => self.send(Intent::Wait(tasks, wait(TaskState::Open))),
            command => self.act_on_accounts(command, accounts),
        }
    }

    fn act_on_accounts(&mut self, command: Command, accounts: Vec<AccountId>) -> Vec<Effect> {
        let Some(first) = accounts.first().copied() else { return self.nobody() };
        match command {
            Command::Done => {
                let today = self.now.today;
                let dealt = |id: &AccountId| self.book.accounts.line(*id).is_some_and(|l| l.dealt_on == Some(today));
                let left: Vec<AccountId> = accounts.into_iter().filter(|id| !dealt(id)).collect();
                if left.is_empty() {
                    self.status = Status::Note("dealt with already; u takes it back".to_owned());
                    return Vec::new();
                }
                self.send(Intent::DealWith(left))
            }
            Command::Snooze => {
                let about = self.accounts_name(&accounts);
                self.ask(Purpose::SnoozeAccounts(accounts), about)
            }
            Command::Touch => self.ask(Purpose::Touch(first), self.account_name(first)),
            Command::Star => {
                let starred = accounts.iter().all(|id| self.is_starred(*id));
                let star = if starred { Star::Off } else { Star::On };
                self.send(Intent::Star(accounts, star))
            }
            Command::Archive => self.send(Intent::Archive(Rows::Accounts(accounts))),
            Command::Playbook => {
                let about = self.accounts_name(&accounts);
                self.ask(Purpose::Playbook(accounts, self.playbooks.clone()), about)
            }
            Command::Health => {
                let about = self.judged(&accounts, |line| {
                    let band = line.band.map(|band| format!(" {}", band.word())).unwrap_or_default();
                    line.health.map(|score| format!("now {score}{band}"))
                });
                self.ask(Purpose::Health(accounts), about)
            }
            Command::Call => {
                let about = self.judged(&accounts, |line| Some(format!("the model says {:.0} %", line.model * 100.0)));
                self.ask(Purpose::Call(accounts), about)
            }
            command => {
                let verb = command.row().map_or("this", |row| row.id);
                self.status = Status::Note(format!("{verb} needs a task under the cursor"));
                Vec::new()
            }
        }
    }

    /// What accounts are called, and of a single one the figure that is spoken against.
    fn judged(&self, accounts: &[AccountId], figure: impl Fn(&AccountLine) -> Option<String>) -> String {
        let name = self.accounts_name(accounts);
        let line = if let [one] = accounts { self.book.accounts.line(*one) } else { None };
        line.and_then(figure).map_or(name.clone(), |figure| format!("{name}, {figure}"))
    }

    /// Ends those of some tasks that are open.
    fn end_tasks(&mut self, tasks: Vec<TaskId>, intent: impl FnOnce(Vec<TaskId>) -> Intent) -> Vec<Effect> {
        let closed = |id: &TaskId| self.task_line(*id).is_some_and(|line| !line.state.is_open());
        let open: Vec<TaskId> = tasks.into_iter().filter(|id| !closed(id)).collect();
        if open.is_empty() {
            self.status = Status::Note("closed already; u takes the last change back".to_owned());
            return Vec::new();
        }
        self.send(intent(open))
    }

    fn modify(&mut self) -> Vec<Effect> {
        let Some(object) = self.object() else { return self.nothing_here() };
        if let Object::Renewals(accounts, decisions) = &object {
            let about = format!("renewal of {}", self.accounts_name(accounts));
            return self.ask(Purpose::ModifyDecisions(decisions.clone()), about);
        }
        let about = match &object {
            Object::Tasks(tasks, _) => self.tasks_name(tasks),
            Object::Accounts(accounts) | Object::Renewals(accounts, _) => self.accounts_name(accounts),
        };
        self.ask(Purpose::Modify(object.rows()), about)
    }

    fn repeat(&mut self) -> Vec<Effect> {
        let Some(last) = self.last.clone() else {
            self.status = Status::Note("nothing was changed yet that . could repeat".to_owned());
            return Vec::new();
        };
        let Some(object) = self.object() else { return self.nothing_here() };
        if last == Repeat::Keep {
            return if self.in_review() {
                self.again(App::keep_in_review)
            } else {
                self.status = Status::Note("rows are kept as they are in the review".to_owned());
                Vec::new()
            };
        }
        if let Repeat::Complete | Repeat::Drop = last
            && let Object::Tasks(tasks, _) = object
        {
            let intent = if last == Repeat::Drop { Intent::DropTasks } else { Intent::CompleteTasks };
            return self.again(|app| app.end_tasks(tasks, intent));
        }
        match last.on(&object) {
            Ok(intent) => self.again(|app| app.send(intent)),
            Err(why) => {
                self.status = Status::Note(why.to_owned());
                Vec::new()
            }
        }
    }

    fn again(&mut self, act: impl FnOnce(&mut App) -> Vec<Effect>) -> Vec<Effect> {
        let effects = act(self);
        if let Some(sent) = self.sent.as_mut().filter(|_| !effects.is_empty()) {
            sent.again = true;
        }
        effects
    }

    /// Sends a change off; what was selected is let go, and the cursor goes on.
    pub(in crate::tui) fn send(&mut self, intent: Intent) -> Vec<Effect> {
        let intent = self.as_decision(intent);
        let mut sent = Sent::default();
        if let Some(repeat) = Repeat::of(&intent) {
            let lists = if self.picked().0 > 0 { self.shown.selections() } else { Lists::default() };
            sent.before = Some((self.last.replace(repeat), lists));
        }
        self.sent = Some(sent);
        if goes_on(&intent) {
            self.go_on();
        }
        if self.page.is_none()
            && self.forecast.is_none()
            && self.aimed.is_none()
            && !matches!(intent, Intent::LogLine(..) | Intent::AddLines(..) | Intent::MarkStep(..))
        {
            self.let_go();
        }
        vec![Effect::Perform(Box::new(intent))]
    }

    /// Takes back what sending a change off did to the screen: the line that was typed, the selection.
    pub(in crate::tui) fn take_back(&mut self) -> Option<Modal> {
        let sent = self.sent.take()?;
        if let Some((last, lists)) = sent.before {
            self.last = last;
            self.shown.select_again(lists);
            self.keep_shown();
        }
        sent.typed
    }

    /// Moves to the next row that is not selected; else to the one before.
    fn go_on(&mut self) {
        if self.aimed.is_some() {
            return;
        }
        if let Some(page) = &mut self.page {
            page.handled();
            return;
        }
        if self.forecast.is_some() {
            return;
        }
        if let Some(review) = &mut self.review {
            review.go_on();
            return;
        }
        let (focus, at) = (self.focus, self.list(self.focus).at);
        let place = on_list!(self, focus, |shown, roll| {
            let (rows, span) = (shown.rows(roll), shown.picked.span(shown.rows(roll), at));
            let free = |place: &usize| rows.get(*place).is_some_and(|key| !shown.picked.has(*key, *place, &span));
            (at + 1..rows.len()).find(free).or_else(|| if free(&at) { None } else { (0..at).rev().find(free) })
        });
        let len = self.len(focus);
        if let Some(place) = place {
            self.list_mut(focus).put(place, len);
        }
    }

    /// What a verb is about: the task under the page's cursor or its account, else the selection, else the row under the cursor.
    pub(in crate::tui) fn object(&self) -> Option<Object> {
        if let Some(account) = self.aimed {
            return Some(Object::Accounts(vec![account]));
        }
        if let Some(page) = &self.page {
            let accounts = vec![page.account];
            return Some(match page.task() {
                Some(task) => Object::Tasks(vec![task], accounts),
                None => Object::Accounts(accounts),
            });
        }
        if self.in_forecast() {
            return self.subject().map(|account| Object::Accounts(vec![account]));
        }
        if self.in_review() {
            return self.object_in_review();
        }
        let object = match self.focus {
            Focus::Accounts => Object::Accounts(self.accounts_in_hand()),
            Focus::Renewals => {
                let decisions = self.decisions_in_hand();
                let accounts = each_once(decisions.iter().map(|id| id.account));
                Object::Renewals(accounts, decisions)
            }
            Focus::Tasks => {
                let tasks = self.tasks_in_hand();
                let told = |id: TaskId| Some(self.sheet()?.account_of(self.sheet()?.task(id)?)?.id);
                let whose = |id: &TaskId| self.book.tasks.line(*id).map_or_else(|| told(*id), |line| line.account);
                let accounts = each_once(tasks.iter().filter_map(whose));
                return (!tasks.is_empty()).then_some(Object::Tasks(tasks, accounts));
            }
        };
        (!object.accounts().is_empty()).then_some(object)
    }

    pub(in crate::tui) fn accounts_in_hand(&self) -> Vec<AccountId> {
        let (shown, roll, at) = (&self.shown.accounts, &self.book.accounts, self.list(Focus::Accounts).at);
        if shown.picked.is_empty() { shown.at(roll, at).into_iter().collect() } else { shown.selected(roll, at) }
    }

    pub(in crate::tui) fn decisions_in_hand(&self) -> Vec<DecisionId> {
        let (shown, roll, at) = (&self.shown.decisions, &self.book.decisions, self.list(Focus::Renewals).at);
        if shown.picked.is_empty() { self.decision_here().into_iter().collect() } else { shown.selected(roll, at) }
    }

    pub(in crate::tui) fn tasks_in_hand(&self) -> Vec<TaskId> {
        let (shown, roll, at) = (&self.shown.tasks, &self.book.tasks, self.list(Focus::Tasks).at);
        if shown.picked.is_empty() { shown.at(roll, at).into_iter().collect() } else { shown.selected(roll, at) }
    }

    fn is_starred(&self, account: AccountId) -> bool {
        let page = || self.page.as_ref().and_then(|page| page.view.as_ref()).map(|view| view.account.starred);
        let line = self.book.accounts.line(account).map(|line| line.starred);
        line.or_else(page).unwrap_or_default()
    }

    fn nothing_here(&mut self) -> Vec<Effect> {
        self.status = Status::Note("no row here".to_owned());
        Vec::new()
    }

    pub(in crate::tui) fn nobody(&mut self) -> Vec<Effect> {
        self.status = Status::Note("this row has no account".to_owned());
        Vec::new()
    }

    /// What some rows are called in a few words.
    pub(in crate::tui) fn object_name(&self, object: &Object) -> String {
        match object {
            Object::Tasks(tasks, _) => self.tasks_name(tasks),
            Object::Renewals(accounts, _) => format!("renewal of {}", self.accounts_name(accounts)),
            Object::Accounts(accounts) => self.accounts_name(accounts),
        }
    }

    fn tasks_name(&self, tasks: &[TaskId]) -> String {
        match tasks {
            [task] => {
                let told = || self.review.as_ref()?.title_of(*task).map(str::to_owned);
                self.task_line(*task).map(|line| line.title.clone()).or_else(told).unwrap_or_default()
            }
            many => format!("{} tasks", many.len()),
        }
    }

    /// The line of a task, of the page that is open or of the book.
    pub(in crate::tui) fn task_line(&self, task: TaskId) -> Option<&TaskLine> {
        let view = self.page.as_ref().and_then(|page| page.view.as_ref());
        view.and_then(|view| item::task(view, task)).or_else(|| self.book.tasks.line(task))
    }

    fn accounts_name(&self, accounts: &[AccountId]) -> String {
        match accounts {
            [account] => self.account_name(*account),
            many => format!("{} accounts", many.len()),
        }
    }

    pub(in crate::tui) fn account_name(&self, account: AccountId) -> String {
        let line = self.book.accounts.line(account).map(|line| line.name.clone());
        let decision = || {
            let at = self.decision_here();
            let here = at.filter(|id| id.account == account);
            let found = here.or_else(|| self.book.decisions.order().iter().find(|id| id.account == account).copied());
            found.and_then(|id| self.book.decisions.line(id))
        };
        let page = || {
            self.page.as_ref().and_then(|page| page.view.as_ref()).map(|view| view.account.name.shown().into_owned())
        };
        let task = || {
            let at = self.task_at(self.list(Focus::Tasks).at);
            at.and_then(|id| self.book.tasks.line(id)).map(|line| line.account_name.clone())
        };
        line.or_else(page)
            .or_else(|| decision().map(|line| line.account_name.clone()))
            .or_else(|| self.forecast.as_ref()?.name_of(account).map(str::to_owned))
            .or_else(|| self.review.as_ref()?.name_of(account).map(str::to_owned))
            .or_else(task)
            .or_else(|| self.sheet()?.account(account).map(|row| row.name().to_owned()))
            .unwrap_or_default()
    }
}

/// Whether the cursor goes on after a change: from a row that was handled, not from one that was only written to.
fn goes_on(intent: &Intent) -> bool {
    match intent {
        Intent::CompleteTasks(_)
        | Intent::DropTasks(_)
        | Intent::SnoozeTasks(..)
        | Intent::RescheduleTasks(..)
        | Intent::RescheduleRenewal(..)
        | Intent::RescheduleRenewals(..)
        | Intent::SettleRenewal(..)
        | Intent::SettleRenewals(..)
        | Intent::DealWith(_)
        | Intent::SnoozeAccounts(..)
        | Intent::Decide(..)
        | Intent::Archive(_) => true,
        Intent::Wait(_, waiting) => waiting.state != TaskState::Open,
        _ => false,
    }
}

fn each_once<T: Copy + Eq + Hash>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    items.filter(|item| seen.insert(*item)).collect()
}
