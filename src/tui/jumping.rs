//! The jump's keys, where it leads, and the rows of the book that it and names in lines are looked up in.

use crate::domain::jump::target::Target;
use crate::domain::record::meta::Kind;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, TaskId};
use crate::input::key::{Code, Key};
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::filter::Filter;
use crate::tui::modals::jump::Jump;
use crate::tui::modals::modal::Modal;
use crate::tui::msg::Effect;
use crate::tui::page::item::Item;
use crate::tui::page::state::Page;
use crate::tui::panes::foot::Status;
use chrono::NaiveTime;

impl App {
    /// The rows of the book came, or came anew: what is being typed looks at them at once.
    pub(in crate::tui) fn names_came(&mut self) -> Vec<Effect> {
        let mut modal = self.modal.take();
        let mut effects = Vec::new();
        match (&mut modal, self.sheet()) {
            (Some(Modal::Jump(jump)), Some(sheet)) => jump.renew(sheet, self.recent.iter()),
            (Some(Modal::Prompt(prompt)), _) => self.offer_candidates(prompt),
            (Some(Modal::Offer(offer)), _) => offer.look_up(self.sight()),
            (Some(Modal::Palette(palette)), _) => effects = self.renew_palette(palette, None),
            _ => {}
        }
        self.modal = modal;
        if let Some(mut line) = self.line.take() {
            if line.offered.is_none() {
                line.look(self.sheet());
            }
            self.line = Some(line);
        }
        effects
    }

    /// Opens the jump.
    pub(in crate::tui) fn jump(&mut self) -> Vec<Effect> {
        let wanted = self.want_sheet();
        let mut jump = Jump::default();
        if let Some(sheet) = self.sheet() {
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
    pub(in crate::tui) fn go(&mut self, target: Target) -> Vec<Effect> {
        self.recent.visit(target);
        match target {
            Target::Account(account) => self.open(account),
            Target::Contact(account, contact) => {
                let effects = self.turn(Page::on(account, Item::Contact(contact)));
                // The person comes before the account that was turned to.
                self.recent.visit(target);
                effects
            }
            Target::Task(task) => self.go_to_task(task),
        }
    }

    /// Opens the page of an account on a row of it. A touch is found however far back it is, if its day is known.
    pub(in crate::tui) fn open_row(
        &mut self,
        kind: Kind,
        id: &str,
        account: Option<AccountId>,
        day: Option<Day>,
    ) -> Vec<Effect> {
        let Some(account) = account else {
            self.status = Status::Note("this row has no account".to_owned());
            return Vec::new();
        };
        self.turn(match (Item::named(kind, id), day) {
            (Some(Item::Touch(touch)), Some(day)) => {
                let after = day.plus_days(1).date().and_time(NaiveTime::MIN);
                Page::on_touch(account, touch, self.now.zone.moment(after))
            }
            (Some(item), _) => Page::on(account, item),
            (None, _) => Page::of(account),
        })
    }

    /// Where a task stands in its list as it is shown.
    fn place_of_task(&self, task: TaskId) -> Option<usize> {
        self.shown.tasks.place(&self.book.tasks, task)
    }

    fn put_on_task(&mut self, place: usize) -> Vec<Effect> {
        self.page = None;
        (self.calendar.shown, self.forecast, self.review) = (false, None, None);
        self.focus = Focus::Tasks;
        let len = self.len(Focus::Tasks);
        self.list_mut(Focus::Tasks).put(place, len);
        self.follow().into_iter().collect()
    }

    /// Puts the cursor on a task; one that is not listed, as it is snoozed or hidden by the filter, has its account's
    /// page. Without an account the filter is let go.
    fn go_to_task(&mut self, task: TaskId) -> Vec<Effect> {
        if let Some(place) = self.place_of_task(task) {
            return self.put_on_task(place);
        }
        let account: Option<AccountId> = self.sheet().and_then(|sheet| {
            let row = sheet.task(task)?;
            Some(sheet.account_of(row)?.id)
        });
        if let Some(account) = account {
            let effects = self.turn(Page::on(account, Item::Task(task)));
            // The task comes before the account that was turned to.
            self.recent.visit(Target::Task(task));
            return effects;
        }
        if self.book.tasks.place(task).is_some() {
            let mut effects = self.set_filter(Focus::Tasks, Filter::default());
            self.status = Status::Note("the filter hid that task; it is off".to_owned());
            let place = self.place_of_task(task).unwrap_or_default();
            effects.extend(self.put_on_task(place));
            return effects;
        }
        self.status = Status::Note("that task is hidden and has no account: no list shows it now".to_owned());
        Vec::new()
    }
}
