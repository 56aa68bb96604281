//! What other systems call our rows, in the book and in this run; and persons by address or name.

use crate::domain::record::external::External;
use crate::domain::record::meta::Kind;
use crate::domain::value::text::folded;
use crate::exchange::header::is_salesforce_id;
use std::collections::{HashMap, HashSet};

/// Names in other systems, and what they name.
#[derive(Default)]
pub struct Externals {
    known: HashMap<String, External>,
    /// Rows by kind and name, whatever the system.
    rows: HashMap<(Kind, String), Vec<String>>,
    /// System and row of accounts that have an id of their own there.
    linked: HashSet<(String, String)>,
    /// Contact rows by account and folded address or name.
    people: HashMap<(String, String), String>,
}

/// What a row says of another beside its id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clue {
    /// Nothing.
    Alone,
    /// Its name or address too.
    Named,
}

impl Clue {
    /// The clue that some words are.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a Option<String>>) -> Clue {
        if words.into_iter().any(Option::is_some) { Clue::Named } else { Clue::Alone }
    }
}

/// Whether a name was made by us for a row without an id.
pub fn is_made_up(name: &str) -> bool {
    name.starts_with('~')
}

impl Externals {
    /// What is known under a key.
    pub fn get(&self, key: &str) -> Option<&External> {
        self.known.get(key)
    }

    /// Adds or replaces one.
    pub fn put(&mut self, external: External) {
        if !is_made_up(&external.name) && !external.name.contains('#') {
            let rows = self.rows.entry((external.kind, external.name.clone())).or_default();
            if !rows.contains(&external.row) {
                rows.push(external.row.clone());
            }
            if external.kind == Kind::Account {
                self.linked.insert((external.system.clone(), external.row.clone()));
            }
        }
        if external.kind == Kind::Contact
            && let Some(account) = external.seen.get("account")
        {
            for word in ["email", "name"].iter().filter_map(|key| external.seen.get(*key)) {
                self.people.entry((account.clone(), folded(word))).or_insert_with(|| external.row.clone());
            }
        }
        self.known.insert(crate::domain::record::meta::Record::key(&external), external);
    }

    /// The row that a system calls by a name; else the one row that any other system calls so. Numbers from 1 are in
    /// every system: beside further words that say who is meant, only ids that are unlike any other count elsewhere.
    pub fn row(&self, system: &str, kind: Kind, name: &str, clue: Clue) -> Option<&str> {
        if let Some(found) = self.known.get(&External::key_of(system, kind, name)) {
            return Some(&found.row);
        }
        if clue == Clue::Named && !is_salesforce_id(name) {
            return None;
        }
        match self.rows.get(&(kind, name.to_owned())).map(Vec::as_slice) {
            Some([only]) => Some(only),
            _ => None,
        }
    }

    /// Whether an account has an id of its own in a system.
    pub fn is_linked(&self, system: &str, row: &str) -> bool {
        self.linked.contains(&(system.to_owned(), row.to_owned()))
    }

    /// The contact of an account with an address or name.
    pub fn person(&self, account: &str, word: &str) -> Option<&str> {
        self.people.get(&(account.to_owned(), folded(word))).map(String::as_str)
    }
}
