//! Which answer to a slow question still counts. Each is read on a connection of its own, so an older one may come last:
//! only the answer to the latest question of a kind is taken.

use crate::domain::query::sheet::Scope;
use crate::service::query::Query;
use crate::tui::calendar::state::is_for_all_rows;
use std::collections::HashMap;

/// Questions about all rows of the book, each kind by itself.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// The orders of the lists.
    Orders,
    /// The rows that filters are asked of.
    Sheet,
    /// The notes that hold a text.
    Notes(String),
    /// What was written that holds a text.
    Search,
    /// The review of a week.
    Review,
    /// The forecast of a year.
    Forecast,
    /// How well the ranking would have done.
    Backtest,
    /// All decisions, for a calendar that is filtered.
    Decisions,
}

impl Kind {
    /// The kind of a question; none of one about a few rows, which is answered at once and so in its turn.
    pub fn of(query: &Query) -> Option<Kind> {
        match query {
            Query::Orders(_) => Some(Kind::Orders),
            Query::Sheet(Scope::Whole, _) => Some(Kind::Sheet),
            Query::Notes(needle) => Some(Kind::Notes(needle.clone())),
            Query::Search { .. } => Some(Kind::Search),
            Query::Review(_) => Some(Kind::Review),
            Query::Forecast(..) => Some(Kind::Forecast),
            Query::Backtest(_) => Some(Kind::Backtest),
            query if is_for_all_rows(query) => Some(Kind::Decisions),
            _ => None,
        }
    }
}

/// The number of the latest question of each kind.
#[derive(Debug, Default)]
pub struct Tickets {
    last: u64,
    latest: HashMap<Kind, u64>,
}

impl Tickets {
    /// Gives the next question its number; earlier ones of its kind no longer count.
    pub fn give(&mut self, kind: Kind) -> u64 {
        self.last += 1;
        self.latest.insert(kind, self.last);
        self.last
    }

    /// Whether an answer counts. It does so once.
    pub fn take(&mut self, kind: &Kind, ticket: u64) -> bool {
        let counts = self.latest.get(kind) == Some(&ticket);
        if counts {
            self.latest.remove(kind);
        }
        counts
    }

    /// Whether a question is the latest of its kind, and not answered yet.
    pub fn waits(&self, kind: &Kind, ticket: u64) -> bool {
        self.latest.get(kind) == Some(&ticket)
    }

    /// No answer to what was asked so far counts.
    pub fn forget(&mut self, kind: &Kind) {
        self.latest.remove(kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_answer_never_wins() {
        let mut tickets = Tickets::default();
        let (first, second) = (tickets.give(Kind::Orders), tickets.give(Kind::Orders));
        let sheet = tickets.give(Kind::Sheet);
        assert!(tickets.take(&Kind::Orders, second) && !tickets.take(&Kind::Orders, first));
        assert!(!tickets.take(&Kind::Orders, second), "once");
        assert!(tickets.take(&Kind::Sheet, sheet));
        let third = tickets.give(Kind::Orders);
        tickets.forget(&Kind::Orders);
        assert!(!tickets.take(&Kind::Orders, third));
    }
}
