//! The arrangement of one list: its sort and its columns, as it is kept and as it is typed.

use crate::domain::arrange::columns;
use crate::domain::arrange::sort::Sort;
use crate::domain::record::list_kind::ListKind;

/// How a list is laid out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Arrangement {
    /// By what; none for the order of the ranking.
    pub sort: Option<Sort>,
    /// Which columns; none for the usual ones.
    pub columns: Vec<&'static str>,
}

impl Arrangement {
    /// Reads what was kept. What a newer folio knows and this one does not is left out.
    pub fn read(list: ListKind, sort: &str, columns: &str) -> Arrangement {
        Arrangement { sort: Sort::parse(list, sort).ok(), columns: columns::parse(list, columns).unwrap_or_default() }
    }

    /// The sort in the text that reads back as itself; empty for the order of the ranking.
    pub fn sort_text(&self) -> String {
        self.sort.map(|sort| sort.to_string()).unwrap_or_default()
    }

    /// The columns in the text that reads back as themselves; empty for the usual ones.
    pub fn columns_text(&self) -> String {
        self.columns.join(",")
    }

    /// Whether the list is laid out as usual.
    pub fn is_usual(&self) -> bool {
        self.sort.is_none() && self.columns.is_empty()
    }
}

/// By what the three lists are sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sorts {
    /// Accounts.
    pub accounts: Option<Sort>,
    /// Renewals.
    pub renewals: Option<Sort>,
    /// Tasks.
    pub tasks: Option<Sort>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_prints() {
        let kept = Arrangement::read(ListKind::Tasks, "due-", "task,due,score");
        assert_eq!((kept.sort_text(), kept.columns_text()), ("due-".to_owned(), "task,due,score".to_owned()));
        assert_eq!(Arrangement::read(ListKind::Tasks, &kept.sort_text(), &kept.columns_text()), kept);
        assert!(Arrangement::read(ListKind::Tasks, "", "").is_usual());
        assert!(Arrangement::read(ListKind::Tasks, "brilliance", "brilliance").is_usual(), "of a newer folio");
    }
}
