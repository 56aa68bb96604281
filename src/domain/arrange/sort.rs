//! By what a list is sorted: a column, and which way. What has no value comes last either way; ties stand as they do
//! without a sort.

use crate::domain::arrange::columns;
use crate::domain::arrange::near::near;
use crate::domain::record::list_kind::ListKind;
use std::fmt;

/// Which way.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Way {
    /// The least first.
    Up,
    /// The greatest first.
    Down,
}

/// A column and a way.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Sort {
    /// Which column; its name.
    pub by: &'static str,
    /// Which way.
    pub way: Way,
}

/// A sort that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{list} cannot be sorted by {given:?}{}", near(given, known))]
pub struct BadSort {
    given: String,
    list: ListKind,
    known: Vec<&'static str>,
}

impl Sort {
    /// Reads `arr`, the least first, or `arr-`, the greatest first.
    pub fn parse(list: ListKind, text: &str) -> Result<Sort, BadSort> {
        let text = text.trim();
        let (name, way) = match text.strip_suffix('-') {
            Some(name) => (name, Way::Down),
            None => (text.strip_suffix('+').unwrap_or(text), Way::Up),
        };
        let plain = name.trim().to_ascii_lowercase().replace('-', "_");
        let found = columns::of(list).iter().find(|known| known.sorts && known.key == plain);
        let known = || columns::of(list).iter().filter(|known| known.sorts).map(|known| known.key).collect();
        found.map(|known| Sort { by: known.key, way }).ok_or_else(|| BadSort {
            given: name.to_owned(),
            list,
            known: known(),
        })
    }

    /// The way that a column is mostly wanted in: names and days from the first on, amounts from the largest.
    pub fn natural(by: &'static str) -> Sort {
        let least = matches!(
            by,
            "account"
                | "task"
                | "health"
                | "decides"
                | "due"
                | "priority"
                | "stage"
                | "state"
                | "term_end"
                | "cancel_by"
                | "snoozed_until"
        );
        Sort { by, way: if least { Way::Up } else { Way::Down } }
    }

    /// The same the other way round.
    #[must_use]
    pub fn reversed(self) -> Sort {
        Sort { way: if self.way == Way::Up { Way::Down } else { Way::Up }, ..self }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.by, if self.way == Way::Down { "-" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints_alike() {
        for (list, text, want) in [
            (ListKind::Accounts, "arr-", Some("arr-")),
            (ListKind::Accounts, " Arr ", Some("arr")),
            (ListKind::Accounts, "loss-chance-", Some("loss_chance-")),
            (ListKind::Tasks, "due", Some("due")),
            (ListKind::Tasks, "arr", None),
            (ListKind::Accounts, "why", None),
            (ListKind::Renewals, "", None),
        ] {
            assert_eq!(Sort::parse(list, text).ok().map(|sort| sort.to_string()).as_deref(), want, "{text:?}");
        }
        let said = Sort::parse(ListKind::Accounts, "helth").unwrap_err().to_string();
        assert_eq!(said, "accounts cannot be sorted by \"helth\"; did you mean health?");
        for list in ListKind::ALL {
            for known in columns::of(*list).iter().filter(|known| known.sorts) {
                let sort = Sort::natural(known.key);
                assert_eq!(Sort::parse(*list, &sort.to_string()), Ok(sort));
                assert_eq!(sort.reversed().reversed(), sort);
            }
        }
    }
}
