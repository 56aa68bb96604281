//! One field of a form: what stood there, what is typed, and what that means.

use crate::domain::form::entry;
use crate::domain::form::slot::{ACCOUNT, CONTACT, Need, Slot};
use crate::domain::record::field::Unit;
use crate::domain::record::meta::Kind;
use crate::domain::value::id::AccountId;
use crate::service::edit::FieldEdit;
use crate::tui::modals::meaning::preview::Sight;
use crate::tui::modals::naming::{self, Named};
use tui_input::Input;

/// A field being edited.
#[derive(Clone, Debug)]
pub struct Place {
    /// Which.
    pub slot: Slot,
    /// What stands in the book.
    pub before: String,
    /// What is typed.
    pub input: Input,
    /// What another program has put there meanwhile, where something else was typed.
    pub theirs: Option<String>,
}

/// What is typed in a field means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reading {
    /// It is as it was.
    Same,
    /// Another value, and what was understood where that says more.
    Said(Option<String>),
    /// Nothing yet, and why.
    Wrong(String),
}

/// Which way a choice goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turn {
    /// To the next word.
    On,
    /// To the one before.
    Back,
}

impl Place {
    /// A field with what stands in it.
    pub fn new(slot: Slot, before: String) -> Place {
        Place { slot, input: Input::from(before.clone()), before, theirs: None }
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Whether something else is typed than stood there.
    pub fn differs(&self) -> bool {
        self.text().trim() != self.before.trim()
    }

    /// Puts a text in the place of what is typed.
    pub fn put(&mut self, text: String) {
        self.input = Input::from(text);
    }

    /// Whether its text has more lines than one, so that it is for an editor.
    pub fn is_long(&self) -> bool {
        self.slot.unit == Unit::Body && self.text().contains('\n')
    }

    /// Whether one of a few words is chosen rather than typed.
    pub fn is_choice(&self) -> bool {
        !self.slot.choices().is_empty()
    }

    /// Whether its value is so short that what is typed first takes its place, as in a sheet.
    pub fn is_figure(&self) -> bool {
        use Unit::{Count, Currency, Day, Minutes, Money, Percent};
        let link = matches!(self.slot.key, ACCOUNT | CONTACT);
        link || matches!(self.slot.unit, Day | Money | Currency | Count | Minutes | Percent)
    }

    /// What stands there says, where that is more than its text.
    pub fn standing(&self, kind: Kind, sight: Sight<'_>) -> Option<String> {
        let change = entry::read(kind, &self.slot, self.text(), sight.now.today, &sight.dates).ok()?;
        entry::said(&change, self.slot.unit, sight.now.today).filter(|_| self.slot.unit == Unit::Day)
    }

    /// Goes to the next word of a choice, or to none where it may be empty.
    pub fn turn(&mut self, way: Turn) {
        let words = self.words();
        let here = words.iter().position(|word| *word == self.text()).unwrap_or_default();
        let step = if way == Turn::On { 1 } else { words.len().saturating_sub(1) };
        if let Some(word) = words.get((here + step) % words.len().max(1)) {
            self.put((*word).to_owned());
        }
    }

    /// Goes to the next word of a choice that begins with a letter; `false` when none does.
    pub fn letter(&mut self, letter: char) -> bool {
        let words = self.words();
        let here = words.iter().position(|word| *word == self.text()).unwrap_or_default();
        let begins = |word: &&&str| word.chars().next().is_some_and(|first| first.eq_ignore_ascii_case(&letter));
        let after = words.iter().skip(here + 1).chain(words.iter().take(here + 1));
        let Some(word) = after.filter(|word| !word.is_empty()).find(begins) else { return false };
        let word = (*word).to_owned();
        self.put(word);
        true
    }

    fn words(&self) -> Vec<&'static str> {
        let none = (self.slot.need == Need::May && self.slot.unit != Unit::Flag).then_some("");
        none.into_iter().chain(self.slot.choices().iter().copied()).collect()
    }

    /// What is typed means, in a form of a record; `account` is whose people a contact is looked up among.
    pub fn reading(&self, kind: Kind, account: Option<AccountId>, sight: Sight<'_>) -> Reading {
        if !self.differs() {
            return Reading::Same;
        }
        let change = match entry::read(kind, &self.slot, self.text(), sight.now.today, &sight.dates) {
            Ok(change) => change,
            Err(bad) => return Reading::Wrong(bad.0),
        };
        match self.slot.key {
            ACCOUNT => self.account(sight),
            CONTACT => self.contact(account, sight),
            _ => Reading::Said(entry::said(&change, self.slot.unit, sight.now.today)),
        }
    }

    fn account(&self, sight: Sight<'_>) -> Reading {
        let Some(sheet) = sight.sheet.filter(|_| !self.text().trim().is_empty()) else { return Reading::Said(None) };
        match naming::account(sheet, self.text()) {
            Named::One(row) => Reading::Said(Some(row.name().to_owned())),
            Named::Several(rows) => {
                let names: Vec<&str> = rows.iter().take(3).map(|row| row.name()).collect();
                Reading::Wrong(format!("{} accounts: {}", rows.len(), names.join(", ")))
            }
            Named::Nobody => Reading::Wrong("there is no such account".to_owned()),
        }
    }

    fn contact(&self, account: Option<AccountId>, sight: Sight<'_>) -> Reading {
        let row = account.and_then(|id| sight.sheet?.account(id));
        let Some(row) = row.filter(|_| !self.text().trim().is_empty()) else { return Reading::Said(None) };
        match naming::contact(row, self.text()) {
            Named::One((_, name)) => Reading::Said(Some(name.to_owned())),
            Named::Several(people) => Reading::Wrong(format!("{} people are called so", people.len())),
            Named::Nobody => {
                let names: Vec<&str> = row.contacts().take(4).map(|(_, name, _)| name).collect();
                Reading::Wrong(format!("nobody there; {}", names.join(", ")))
            }
        }
    }

    /// The edit that it is, when something else is typed.
    pub fn edit(&self) -> Option<FieldEdit> {
        let edit =
            || FieldEdit { key: self.slot.key.to_owned(), before: self.before.clone(), after: self.text().to_owned() };
        self.differs().then(edit)
    }

    /// Takes in what stands in the book by now. What is typed stays, and says so.
    pub fn meet(&mut self, now: &str) {
        if now == self.before {
            return;
        }
        if self.differs() {
            self.theirs = Some(now.to_owned()).filter(|now| now.trim() != self.text().trim());
        } else {
            self.put(now.to_owned());
        }
        now.clone_into(&mut self.before);
    }
}
