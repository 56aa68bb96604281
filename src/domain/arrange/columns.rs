//! The columns that lists have, by the names that the command line's output has for them too.

use crate::domain::arrange::near::near;
use crate::domain::record::list_kind::ListKind;

/// A column of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// Its name.
    pub key: &'static str,
    /// What it shows.
    pub what: &'static str,
    /// Whether the list has it unless another choice was made.
    pub usual: bool,
    /// Whether the list can be sorted by it.
    pub sorts: bool,
}

const fn usual(key: &'static str, what: &'static str) -> Known {
    Known { key, what, usual: true, sorts: true }
}

const fn more(key: &'static str, what: &'static str) -> Known {
    Known { key, what, usual: false, sorts: true }
}

/// The same, but nothing to sort by.
const fn plain(known: Known) -> Known {
    Known { sorts: false, ..known }
}

const ACCOUNTS: &[Known] = &[
    usual("stake", "money at stake"),
    usual("account", "name"),
    usual("arr", "recurring revenue"),
    usual("health", "health score and band"),
    usual("decides", "decision day"),
    usual("idle", "days since the last touch"),
    plain(usual("why", "largest reasons of the stake")),
    plain(more("share", "part of the book's stake")),
    more("revenue", "revenue up for decision"),
    more("loss_chance", "chance of loss"),
    more("term_end", "end of the term"),
    more("cancel_by", "last day for notice"),
    more("open_tasks", "open tasks"),
    more("overdue_tasks", "open tasks past their day"),
];

const RENEWALS: &[Known] = &[
    usual("decides", "decision day"),
    usual("account", "name"),
    usual("revenue", "revenue decided"),
    more("stake", "money at stake"),
    usual("health", "health band"),
    plain(more("what", "what falls on the day")),
    usual("stage", "stage of the renewal"),
    plain(usual("next_step", "what happens next")),
    more("term_end", "end of the term"),
    more("cancel_by", "last day for notice"),
];

const TASKS: &[Known] = &[
    usual("priority", "priority"),
    usual("due", "promised day"),
    usual("task", "title"),
    usual("account", "account"),
    usual("estimate_minutes", "minutes it should take"),
    usual("score", "place in the queue"),
    more("slips", "how often its day was moved"),
    more("state", "open, waiting or closed"),
    more("snoozed_until", "hidden until"),
];

/// Every column that a list can have, in the usual order.
pub fn of(list: ListKind) -> &'static [Known] {
    match list {
        ListKind::Accounts => ACCOUNTS,
        ListKind::Renewals => RENEWALS,
        ListKind::Tasks => TASKS,
    }
}

/// The columns of a list unless another choice was made.
pub fn usual_of(list: ListKind) -> Vec<&'static str> {
    of(list).iter().filter(|known| known.usual).map(|known| known.key).collect()
}

/// The column that says what a row is; a screen always has it.
pub fn name_of(list: ListKind) -> &'static str {
    if list == ListKind::Tasks { "task" } else { "account" }
}

/// A choice of columns that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadColumns {
    /// A name that is no column of the list.
    #[error("{list} have no column {given:?}{}", near(given, known))]
    Unknown {
        /// What was given.
        given: String,
        /// Of which list.
        list: ListKind,
        /// What there is.
        known: Vec<&'static str>,
    },
    /// No name at all.
    #[error("no column is named")]
    None,
}

/// Reads names separated by commas or blanks; one that is named twice stands where it was first.
pub fn parse(list: ListKind, text: &str) -> Result<Vec<&'static str>, BadColumns> {
    let mut found: Vec<&'static str> = Vec::new();
    for given in text.split([',', ' ']).map(str::trim).filter(|given| !given.is_empty()) {
        let plain = given.to_ascii_lowercase().replace('-', "_");
        let Some(known) = of(list).iter().find(|known| known.key == plain) else {
            let known = of(list).iter().map(|known| known.key).collect();
            return Err(BadColumns::Unknown { given: given.to_owned(), list, known });
        };
        if !found.contains(&known.key) {
            found.push(known.key);
        }
    }
    if found.is_empty() { Err(BadColumns::None) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_once_each() {
        let read = |text: &str| parse(ListKind::Accounts, text);
        assert_eq!(read("stake, account,ARR stake,loss-chance").unwrap(), ["stake", "account", "arr", "loss_chance"]);
        assert_eq!(read(" , "), Err(BadColumns::None));
        let said = read("helth").unwrap_err().to_string();
        assert_eq!(said, "accounts have no column \"helth\"; did you mean health?");
        let said = read("xyzzy").unwrap_err().to_string();
        assert!(said.contains("known: stake, account, arr"), "{said}");
        for list in ListKind::ALL {
            assert!(usual_of(*list).contains(&name_of(*list)));
        }
    }
}
