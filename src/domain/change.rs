//! A write is a value with its inverse: the same value feeds SQLite, the journal, the book, the history and undo.

use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::external::External;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::fx_rate::FxRate;
use crate::domain::record::goal::Goal;
use crate::domain::record::meta::{Kind, Meta, Record};
use crate::domain::record::movement::Movement;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::reading::Reading;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::review::Review;
use crate::domain::record::run::Run;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::target::Target;
use crate::domain::record::task::Task;
use crate::domain::record::timer::Timer;
use crate::domain::record::touch::Touch;
use crate::domain::record::usage::Usage;
use crate::domain::record::view::View;
use crate::domain::value::day::Moment;
use crate::domain::value::id::AccountId;
use serde::{Deserialize, Serialize};

/// A row before and after a write. Made by its constructors, so never empty on both sides.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(bound = "T: Record")]
pub struct Image<T> {
    /// The row as it was; none when it is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Box<T>>,
    /// The row as it is; none when it is taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Box<T>>,
}

impl<T: Record> Image<T> {
    /// A row made.
    pub fn made(row: T) -> Image<T> {
        Image { before: None, after: Some(Box::new(row)) }
    }

    /// A row edited: applies `edit` to a copy and counts the write. `None` when the edit changes nothing.
    pub fn edited(row: &T, at: Moment, edit: impl FnOnce(&mut T)) -> Option<Image<T>> {
        let mut after = row.clone();
        edit(&mut after);
        if after == *row {
            return None;
        }
        *after.meta_mut() = Meta { archived_at: after.meta().archived_at, ..row.meta().touched(at) };
        Some(Image { before: Some(Box::new(row.clone())), after: Some(Box::new(after)) })
    }

    /// The write that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Image<T> {
        Image { before: self.after, after: self.before }
    }

    /// The row as it is after, else as it was.
    pub fn row(&self) -> Option<&T> {
        self.after.as_deref().or(self.before.as_deref())
    }
}

macro_rules! changes {
    ($($kind:ident),+) => {
        /// A write of one row of any table.
        #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum Change {
            $(
                #[doc = concat!("A write of one ", stringify!($kind), ".")]
                $kind(Image<$kind>)
            ),+
        }

        $(impl From<Image<$kind>> for Change {
            fn from(image: Image<$kind>) -> Change { Change::$kind(image) }
        })+

        impl Change {
            /// The table written.
            pub fn kind(&self) -> Kind {
                match self { $(Change::$kind(_) => <$kind as Record>::KIND),+ }
            }

            /// The key of the row written.
            pub fn key(&self) -> String {
                match self { $(Change::$kind(image) => image.row().map(Record::key).unwrap_or_default()),+ }
            }

            /// What the row is called, as it was given.
            pub fn title(&self) -> String {
                match self { $(Change::$kind(image) => image.row().map(Record::title).unwrap_or_default()),+ }
            }

            /// The write that takes this one back.
            #[must_use]
            pub fn inverse(self) -> Change {
                match self { $(Change::$kind(image) => Change::$kind(image.inverse())),+ }
            }

            /// The write that leaves the row as this one left it.
            #[must_use]
            pub fn again(&self) -> Change {
                match self { $(Change::$kind(image) => {
                    Change::$kind(Image { before: image.after.clone(), after: image.after.clone() })
                }),+ }
            }

            /// Whether the row is made, edited or taken away.
            pub fn act(&self) -> Act {
                match self { $(Change::$kind(image) => match (&image.before, &image.after) {
                    (None, _) => Act::Made,
                    (_, None) => Act::Removed,
                    _ => Act::Edited,
                }),+ }
            }

            /// Field by field what changed: label, before, after; texts as they were given.
            pub fn diff(&self) -> Vec<(&'static str, String, String)> {
                match self { $(Change::$kind(image) => diff(image)),+ }
            }
        }
    };
}

changes!(
    Account,
    Contact,
    Subscription,
    Renewal,
    Opportunity,
    Task,
    Touch,
    Goal,
    Feedback,
    Usage,
    Case,
    Run,
    Timer,
    View,
    Target,
    Review,
    Reading,
    Movement,
    FxRate,
    External
);

/// What a write does to a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// Makes it.
    Made,
    /// Edits it.
    Edited,
    /// Takes it away.
    Removed,
}

impl Change {
    /// The accounts whose standing the write may move: that of the row before and that of the row after.
    pub fn accounts(&self) -> impl Iterator<Item = AccountId> {
        fn both<T: Record>(image: &Image<T>, of: impl Fn(&T) -> Option<AccountId>) -> [Option<AccountId>; 2] {
            [image.before.as_deref().and_then(&of), image.after.as_deref().and_then(&of)]
        }
        let found = match self {
            Change::Account(image) => both(image, |row| Some(row.id)),
            Change::Contact(image) => both(image, |row| Some(row.account)),
            Change::Subscription(image) => both(image, |row| Some(row.account)),
            Change::Renewal(image) => both(image, |row| Some(row.account)),
            Change::Opportunity(image) => both(image, |row| Some(row.account)),
            Change::Task(image) => both(image, |row| row.account),
            Change::Touch(image) => both(image, |row| Some(row.account)),
            Change::Goal(image) => both(image, |row| Some(row.account)),
            Change::Feedback(image) => both(image, |row| Some(row.account)),
            Change::Usage(image) => both(image, |row| Some(row.account)),
            Change::Case(image) => both(image, |row| Some(row.account)),
            Change::Run(image) => both(image, |row| Some(row.account)),
            Change::Reading(image) => both(image, |row| Some(row.account)),
            Change::Movement(image) => both(image, |row| Some(row.account)),
            Change::Timer(_)
            | Change::View(_)
            | Change::Target(_)
            | Change::FxRate(_)
            | Change::Review(_)
            | Change::External(_) => [None, None],
        };
        found.into_iter().flatten()
    }
}

fn diff<T: Record>(image: &Image<T>) -> Vec<(&'static str, String, String)> {
    let text = |row: Option<&T>, get: fn(&T) -> String| row.map(get).unwrap_or_default();
    let away: fn(&T) -> String = |row| if row.meta().archived_at.is_some() { "yes".to_owned() } else { String::new() };
    T::fields()
        .iter()
        .map(|f| (f.label, f.get))
        .chain([("Archived", away)])
        .map(|(label, get)| (label, text(image.before.as_deref(), get), text(image.after.as_deref(), get)))
        .filter(|(_, before, after)| before != after)
        .collect()
}

/// Writes that stand or fall together: one transaction, one step of undo.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Batch {
    /// When.
    pub at: Moment,
    /// Which face wrote: `tui`, `cli`, `import`.
    pub actor: String,
    /// What was done, in a person's words: "Done: call CFO (Globex)".
    pub note: String,
    /// The writes, in order.
    pub changes: Vec<Change>,
}

impl Batch {
    /// The batch that takes this one back: its writes inverted, last first.
    #[must_use]
    pub fn inverse(self) -> Batch {
        Batch { changes: self.changes.into_iter().rev().map(Change::inverse).collect(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::text::Text;

    fn account(name: &str) -> Account {
        let id = "01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap();
        Account::named(id, Meta::made(Moment(1)), Text::from(name))
    }

    #[test]
    fn an_edit_counts_and_inverts() {
        let row = account("Globex");
        let image = Image::edited(&row, Moment(9), |a| a.starred = true).unwrap();
        let after = image.after.clone().unwrap();
        assert_eq!((after.meta.version, after.meta.updated_at), (2, Moment(9)));
        let change = Change::from(image);
        assert_eq!(change.diff(), [("Starred", "no".to_owned(), "yes".to_owned())]);
        assert_eq!(change.clone().inverse().inverse(), change);
        assert_eq!(change.act(), Act::Edited);
        assert!(Image::edited(&row, Moment(9), |_| {}).is_none(), "an edit that changes nothing is none");
    }

    #[test]
    fn images_survive_the_journal() {
        let change = Change::from(Image::made(account("東京\u{1b}[2J")));
        let json = serde_json::to_string(&change).unwrap();
        assert_eq!(serde_json::from_str::<Change>(&json).unwrap(), change);
    }
}
