//! Where a jump leads, and its text in a file: `account 01…`, `contact 01… 01…`, `task 01…`.

use crate::domain::value::id::{AccountId, ContactId, TaskId};
use std::fmt;
use std::str::FromStr;

/// A row that one can go to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// An account.
    Account(AccountId),
    /// A contact, and whose.
    Contact(AccountId, ContactId),
    /// A task.
    Task(TaskId),
}

/// A text that names no row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} names no row")]
pub struct BadTarget(pub String);

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Account(account) => write!(f, "account {account}"),
            Target::Contact(account, contact) => write!(f, "contact {account} {contact}"),
            Target::Task(task) => write!(f, "task {task}"),
        }
    }
}

impl FromStr for Target {
    type Err = BadTarget;

    fn from_str(text: &str) -> Result<Target, BadTarget> {
        let bad = || BadTarget(text.to_owned());
        let words: Vec<&str> = text.split(' ').collect();
        match words.as_slice() {
            ["account", id] => id.parse().map(Target::Account).map_err(|_| bad()),
            ["task", id] => id.parse().map(Target::Task).map_err(|_| bad()),
            ["contact", account, contact] => {
                let ids = account.parse().ok().zip(contact.parse().ok());
                ids.map(|(account, contact)| Target::Contact(account, contact)).ok_or_else(bad)
            }
            _ => Err(bad()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ulid::Ulid;

    #[test]
    fn prints_and_reads_alike() {
        let (account, contact) = (AccountId(Ulid(7)), ContactId(Ulid(8)));
        for target in [Target::Account(account), Target::Contact(account, contact), Target::Task(TaskId(Ulid(9)))] {
            assert_eq!(target.to_string().parse(), Ok(target));
        }
        for bad in ["", "account", "account x", "contact 01", "view 01", "task  01"] {
            assert!(bad.parse::<Target>().is_err(), "{bad}");
        }
    }
}
