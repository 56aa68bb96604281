//! What keys do on the page: they move within its sections, and each verb is about the row under the cursor. What is
//! about no row is about the account, as anywhere else.

use crate::domain::record::goal::GoalState;
use crate::domain::record::opportunity::OpportunityState;
use crate::domain::record::touch::TouchKind;
use crate::input::command::Command;
use crate::service::intent::{Intent, Reply};
use crate::service::query::{Query, Touches};
use crate::tui::app::App;
use crate::tui::frame::Paint;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::purpose::Purpose;
use crate::tui::modals::reading::Reading;
use crate::tui::msg::Effect;
use crate::tui::page::detail::detail;
use crate::tui::page::draw::{cast, plan};
use crate::tui::page::item::Item;
use crate::tui::page::section::Part;
use crate::tui::page::state::Page;
use crate::tui::panes::foot::Status;
use ratatui::layout::Rect;

fn fetch(query: Option<Query>) -> Vec<Effect> {
    query.map(Effect::Fetch).into_iter().collect()
}

impl App {
    /// Does a command on the page; none when the page has nothing of its own to do with it.
    pub(in crate::tui) fn page_command(&mut self, command: Command) -> Option<Vec<Effect>> {
        let page = self.page.as_mut().filter(|_| self.modal.is_none())?;
        match command {
            Command::Down
            | Command::Up
            | Command::HalfPageDown
            | Command::HalfPageUp
            | Command::Top
            | Command::Bottom => Some(fetch(page.travel(command))),
            Command::ScrollDown | Command::ScrollUp => {
                page.detail =
                    if command == Command::ScrollDown { page.detail + 3 } else { page.detail.saturating_sub(3) };
                Some(Vec::new())
            }
            Command::Zoom => {
                page.alone = !page.alone;
                Some(Vec::new())
            }
            Command::NextPane | Command::PreviousPane => {
                self.next_part(command);
                Some(Vec::new())
            }
            Command::TouchKind => Some(self.next_kind()),
            Command::Cancel if page.part == Part::Timeline && page.reel.kind.is_some() => {
                Some(vec![Effect::Fetch(page.reel.only(None, page.account))])
            }
            Command::Open => Some(self.open_item()),
            command => self.act_on_item(command),
        }
    }

    /// Where the page stands on the screen, its title above it and two lines below.
    pub(in crate::tui) fn page_body(&self) -> Rect {
        Rect::new(0, 1, self.size.0, self.size.1.saturating_sub(3 + self.tour_rows()))
    }

    fn next_part(&mut self, command: Command) {
        let body = self.page_body();
        let wide = self.screen.wide;
        let Some(page) = &mut self.page else { return };
        let order = plan(page, body, wide, 2).order(&cast(page));
        let here = order.iter().position(|part| *part == page.part).unwrap_or_default();
        let step = if command == Command::NextPane { 1 } else { order.len().saturating_sub(1) };
        if let Some(next) = order.get((here + step) % order.len().max(1)) {
            page.part = *next;
            page.detail = 0;
        }
    }

    /// Shows the touches of the next kind; after the last one, all.
    fn next_kind(&mut self) -> Vec<Effect> {
        let Some(page) = &mut self.page else { return Vec::new() };
        let after = page.reel.kind.and_then(|kind| TouchKind::ALL.iter().position(|k| *k == kind)).map_or(0, |n| n + 1);
        page.detail = 0;
        vec![Effect::Fetch(page.reel.only(TouchKind::ALL.get(after).copied(), page.account))]
    }

    /// Takes in touches of the page. A kind that there is none of is passed over.
    pub(in crate::tui) fn got_touches(&mut self, touches: Touches) -> Vec<Effect> {
        let Some(page) = self.page.as_mut().filter(|page| page.account == touches.account) else { return Vec::new() };
        let none = touches.total == 0 && touches.kind.is_some() && touches.kind == page.reel.kind;
        page.reel.take(touches);
        if none { self.next_kind() } else { Vec::new() }
    }

    /// Shows all there is to know of the row under the cursor.
    fn open_item(&mut self) -> Vec<Effect> {
        let paint = Paint { theme: &self.theme, now: self.now, home: self.home };
        let found = self.page.as_ref().and_then(|page| {
            let view = page.view.as_ref()?;
            detail(paint, view, &page.reel, page.item()?)
        });
        match found {
            Some(found) => {
                let lines = [found.facts].into_iter().filter(|facts| !facts.is_empty()).chain(found.lines);
                self.modal = Some(Modal::Reading(Reading::text(found.title, lines.collect())));
            }
            None => self.status = Status::Note("nothing under the cursor".to_owned()),
        }
        Vec::new()
    }

    fn act_on_item(&mut self, command: Command) -> Option<Vec<Effect>> {
        let page = self.page.as_ref()?;
        match (page.part, page.item()) {
            (Part::Contracts, None) if command == Command::Notice => {
                self.status = Status::Note("nothing under the cursor".to_owned());
                Some(Vec::new())
            }
            (Part::Tasks, Some(Item::Task(task))) => {
                // Everything else that a task can be asked is asked of it as in any list.
                (command == Command::Why).then(|| vec![Effect::Fetch(Query::WhyTask(task))])
            }
            (Part::Tasks | Part::Contacts | Part::Contracts | Part::Deals | Part::Goals | Part::Timeline, None)
                if about_a_row(command) =>
            {
                self.status = Status::Note("nothing under the cursor".to_owned());
                Some(Vec::new())
            }
            (_, Some(item)) => self.act_on_row(command, item),
            (_, None) => None,
        }
    }

    /// A contact, a touch, or something of the contracts.
    fn act_on_row(&mut self, command: Command, item: Item) -> Option<Vec<Effect>> {
        let page = self.page.as_ref()?;
        let account = page.account;
        match (command, item) {
            // It is part of the account: what is asked of it here must not fall to the account as a whole.
            (command, Item::Link(_)) if about_a_row(command) || matches!(command, Command::Modify | Command::Done) => {
                self.status = Status::Note("a link cannot be changed here".to_owned());
                Some(Vec::new())
            }
            (Command::Modify, item) => {
                let about = self.title_of(item);
                Some(self.ask(Purpose::Modify(item.rows()?), about))
            }
            (Command::Done, Item::Feedback(id)) => Some(self.send(Intent::ReplyTo(vec![id], Reply::Resolved, None))),
            (Command::Done, Item::Case(_)) => {
                self.status = Status::Note("a case is done already; D puts it away".to_owned());
                Some(Vec::new())
            }
            (Command::Done, Item::Goal(id)) => Some(self.send(Intent::CloseGoals(vec![id], GoalState::Met))),
            (Command::Archive, item) => Some(self.send(Intent::Archive(item.rows()?))),
            (Command::Reschedule, Item::Decision(id)) => {
                let end = page.view.as_ref()?.decisions.iter().find(|line| line.id == id)?.end;
                let about = format!("{}, now {end}", self.account_name(account));
                Some(self.ask(Purpose::RescheduleRenewal(id, end), about))
            }
            (Command::Done | Command::Settle, Item::Decision(id)) => {
                let end = page.view.as_ref()?.decisions.iter().find(|line| line.id == id)?.end;
                Some(self.ask_outcome_of(id, end))
            }
            (Command::Settle, Item::Opportunity(id)) => {
                let row = page.view.as_ref()?.opportunities.iter().find(|row| row.id == id)?;
                if row.state == OpportunityState::Open {
                    let about = self.title_of(item);
                    return Some(self.ask(Purpose::Close(id), about));
                }
                self.status = Status::Note(format!("it is {} already; u takes the last change back", row.state));
                Some(Vec::new())
            }
            (Command::Notice, Item::Decision(id)) => Some(self.ask_notice_of(id)),
            (Command::Settle | Command::Notice, _) => {
                self.status = Status::Note("that needs a decision to come under the cursor".to_owned());
                Some(Vec::new())
            }
            (Command::Reschedule, _) => {
                self.status = Status::Note("only a decision to come can be moved".to_owned());
                Some(Vec::new())
            }
            (Command::Touch, Item::Contact(id)) => {
                let name = contact_name(page, id)?;
                let about = self.account_name(account);
                // Whoever the cursor is on is who it was with.
                Some(self.ask_with(Purpose::Touch(account), about, format!("c:\"{name}\" "), &id.to_string()))
            }
            _ => None,
        }
    }

    fn title_of(&self, item: Item) -> String {
        let paint = Paint { theme: &self.theme, now: self.now, home: self.home };
        let found = self.page.as_ref().and_then(|page| detail(paint, page.view.as_ref()?, &page.reel, item));
        found.map(|found| found.title).unwrap_or_default()
    }
}

/// Verbs that are never about the account where a section holds rows.
fn about_a_row(command: Command) -> bool {
    matches!(
        command,
        Command::Drop
            | Command::Archive
            | Command::Reschedule
            | Command::PriorityNone
            | Command::PriorityHigh
            | Command::PriorityNormal
            | Command::PriorityLow
            | Command::WaitCustomer
            | Command::WaitSales
            | Command::WaitSupport
            | Command::WaitProduct
            | Command::WaitNobody
    )
}

/// The name of a contact as it is written, when it can be quoted.
fn contact_name(page: &Page, id: crate::domain::value::id::ContactId) -> Option<String> {
    let contact = page.view.as_ref()?.contacts.iter().find(|contact| contact.id == id)?;
    let name = contact.name.raw();
    (!name.contains(['"', '\\']) && !name.chars().any(char::is_control)).then(|| name.to_owned())
}
