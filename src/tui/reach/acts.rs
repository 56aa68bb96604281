//! What the copy keys and the open key do: they ask for the cards of what is under the cursor or selected; of several
//! addresses the person picks one. What was copied last is kept here whatever became of it elsewhere.

use crate::domain::value::link::Link;
use crate::input::command::Command;
use crate::input::key::{Code, Key};
use crate::service::card::{Address, Aspect, Card, Subject};
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::deck::Focus;
use crate::tui::modals::modal::Modal;
use crate::tui::modals::pick::{Pick, Purpose};
use crate::tui::modals::reading::Reading;
use crate::tui::msg::Effect;
use crate::tui::page::item::Item;
use crate::tui::page::links::links;
use crate::tui::panes::foot::Status;
use crate::tui::reach::clip::Clip;
use crate::tui::repeat::Object;

/// What of a row a key copies.
fn aspect(command: Command) -> Aspect {
    match command {
        Command::CopyName => Aspect::Name,
        Command::CopyEmail => Aspect::Email,
        Command::CopyLink => Aspect::Link,
        Command::CopyId => Aspect::Id,
        Command::CopySummary => Aspect::Summary,
        _ => Aspect::Row,
    }
}

impl App {
    /// Does a key of this area.
    pub(in crate::tui) fn reach(&mut self, command: Command) -> Vec<Effect> {
        if command == Command::LastCopy {
            self.show_last_copy();
            return Vec::new();
        }
        let purpose = match command {
            Command::OpenLink => Purpose::Open,
            command => Purpose::Copy(aspect(command)),
        };
        if let Some(link) =
            self.link_in_hand().filter(|_| matches!(purpose, Purpose::Open | Purpose::Copy(Aspect::Link)))
        {
            return self.finish(purpose, &link);
        }
        let subjects = self.subjects();
        if subjects.is_empty() {
            self.status = Status::Note("no row here".to_owned());
            return Vec::new();
        }
        self.reaching = Some(purpose);
        vec![Effect::Fetch(Query::Cards(subjects))]
    }

    /// The address under the cursor of a page.
    fn link_in_hand(&self) -> Option<Address> {
        let page = self.page.as_ref().filter(|_| self.aimed.is_none())?;
        let Item::Link(place) = page.item()? else { return None };
        let link = links(page.view.as_ref()?).into_iter().nth(place)?;
        Some(Address { label: link.place, text: link.url? })
    }

    /// What the keys are about: the selection, else the row under the cursor, else the page's account.
    fn subjects(&self) -> Vec<Subject> {
        if let Some(account) = self.aimed {
            return vec![Subject::Account(account)];
        }
        if let Some(page) = &self.page {
            let account = Subject::Account(page.account);
            return vec![page.item().and_then(subject_of).unwrap_or(account)];
        }
        if self.review.is_some() {
            return match self.object_in_review() {
                Some(Object::Tasks(tasks, _)) => tasks.into_iter().map(Subject::Task).collect(),
                Some(object) => object.accounts().iter().copied().map(Subject::Account).collect(),
                None => Vec::new(),
            };
        }
        if self.forecast.is_some() {
            return self.subject().map(Subject::Account).into_iter().collect();
        }
        match self.focus {
            Focus::Accounts => self.accounts_in_hand().into_iter().map(Subject::Account).collect(),
            Focus::Renewals => self.decisions_in_hand().into_iter().map(Subject::Decision).collect(),
            Focus::Tasks => self.tasks_in_hand().into_iter().map(Subject::Task).collect(),
        }
    }

    /// Takes in the cards that were asked for.
    pub(in crate::tui) fn got_cards(&mut self, cards: &[Card]) -> Vec<Effect> {
        let Some(purpose) = self.reaching.take() else { return Vec::new() };
        let aspect = purpose.aspect();
        let mut found: Vec<Address> = match cards {
            [card] => card.texts(aspect),
            // Of many rows the first of each: one line a row.
            cards => cards.iter().filter_map(|card| card.texts(aspect).into_iter().next()).collect(),
        };
        let name = match cards {
            [card] => card.name.clone(),
            cards => format!("{} rows", cards.len()),
        };
        if cards.len() > 1 && !found.is_empty() {
            let (parting, end) = if aspect == Aspect::Email { (", ", "") } else { ("\n", "\n") };
            let parts: Vec<&str> = found.iter().map(|one| one.text.trim_end_matches('\n')).collect();
            let text = format!("{}{end}", parts.join(parting));
            return self.copy(Clip { what: format!("{} of {name}", aspect.word()), text });
        }
        match (found.pop(), found.is_empty()) {
            (None, _) => {
                self.status = Status::Note(format!("{name} has no {}", aspect.word()));
                Vec::new()
            }
            (Some(only), true) => self.finish(purpose, &only),
            (Some(last), false) => {
                found.push(last);
                self.modal = Some(Modal::Pick(Box::new(Pick::new(&name, purpose, found))));
                Vec::new()
            }
        }
    }

    /// Takes a key while addresses are offered.
    pub(in crate::tui) fn pick_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Modal::Pick(mut pick)) = self.modal.take() else { return Vec::new() };
        if key.code == Code::Esc || key == Key::char('q') || (key.ctrl && key.code == Code::Char('c')) {
            return Vec::new();
        }
        if let Some(chosen) = pick.type_key(key) {
            return self.finish(pick.purpose, &chosen);
        }
        self.modal = Some(Modal::Pick(pick));
        Vec::new()
    }

    fn finish(&mut self, purpose: Purpose, chosen: &Address) -> Vec<Effect> {
        match purpose {
            Purpose::Copy(aspect) => {
                let what = format!("{} of {}", aspect.word(), chosen.label);
                self.copy(Clip { what, text: chosen.text.clone() })
            }
            Purpose::Open => {
                let Some(link) = Link::parse(&chosen.text) else {
                    self.status = Status::Note("only http, https and mailto addresses are opened".to_owned());
                    return Vec::new();
                };
                self.last_copy = Some(Clip { what: "link".to_owned(), text: link.to_string() });
                vec![Effect::OpenLink(link)]
            }
        }
    }

    /// Sends a text to the clipboard, and keeps it.
    pub(in crate::tui) fn copy(&mut self, clip: Clip) -> Vec<Effect> {
        self.last_copy = Some(clip.clone());
        vec![Effect::Copy(clip)]
    }

    /// Says what became of a text or an address.
    pub(in crate::tui) fn reached(&mut self, said: Result<String, String>) {
        self.status = match said {
            Ok(said) => Status::Note(said),
            Err(why) => Status::Error(format!("{why}; kept here: {} shows it", self.last_copy_key())),
        };
    }

    fn last_copy_key(&self) -> String {
        self.keymap.keys_of(Command::LastCopy).into_iter().next().unwrap_or_else(|| "last-copy".to_owned())
    }

    /// Shows what was copied last, for copying by hand.
    fn show_last_copy(&mut self) {
        match &self.last_copy {
            Some(clip) => {
                let lines = clip.text.lines().map(|line| line.replace('\t', "    ")).collect();
                self.modal = Some(Modal::Reading(Reading::text(format!("Last copy: {}", clip.what), lines)));
            }
            None => self.status = Status::Note("nothing was copied yet: y copies".to_owned()),
        }
    }
}

/// A row of its own. A goal, what was said, a case and a link are their account's.
fn subject_of(item: Item) -> Option<Subject> {
    Some(match item {
        Item::Decision(id) => Subject::Decision(id),
        Item::Subscription(id) => Subject::Subscription(id),
        Item::Opportunity(id) => Subject::Opportunity(id),
        Item::Settled(id) => Subject::Renewal(id),
        Item::Contact(id) => Subject::Contact(id),
        Item::Task(id) => Subject::Task(id),
        Item::Touch(id) => Subject::Touch(id),
        Item::Goal(_) | Item::Feedback(_) | Item::Case(_) | Item::Link(_) => return None,
    })
}
