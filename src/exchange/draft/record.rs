//! What one row says of one record, and all that a file says: drafts, rejects and notes, each row in one of them.

use crate::domain::record::meta::Kind;
use crate::exchange::csv::Reject;

/// Field keys and canonical texts; an empty text unsets. Money without a currency is a bare figure.
pub type Values = Vec<(&'static str, String)>;

/// How a draft is laid into the book.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Role {
    /// Made when unknown, else merged.
    #[default]
    Merge,
    /// Merged when known, never made.
    Known,
    /// A value that differs from the last one makes a further row: dated figures and touches.
    Append,
}

/// Which account a row speaks of, in the words of its file; the first that is known decides.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct AccountRef {
    /// Its id there.
    pub id: Option<String>,
    /// Its name, an alias or its domain.
    pub name: Option<String>,
    /// The id there of a subscription or deal of the account.
    pub related: Option<String>,
}

/// Which person a row speaks of.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PersonRef {
    /// The id there.
    pub id: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
}

/// What one row says of one record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// Physical line of the row.
    pub line: u64,
    /// The record's kind.
    pub kind: Kind,
    /// How it is laid into the book.
    pub role: Role,
    /// Its id there, if it has one.
    pub external: Option<String>,
    /// What tells it from others without an id: its natural key beside its account.
    pub natural: String,
    /// Whose it is.
    pub account: AccountRef,
    /// With whom.
    pub contact: PersonRef,
    /// The id there of the subscription it is about.
    pub subscription: Option<String>,
    /// What the row says.
    pub values: Values,
    /// What a new record takes beside, where the row says nothing.
    pub defaults: Values,
    /// What else the row says, hanging on this record.
    pub parts: Vec<Draft>,
}

impl Draft {
    /// A draft of a kind that says nothing yet.
    pub fn new(line: u64, kind: Kind) -> Draft {
        Draft {
            line,
            kind,
            role: Role::Merge,
            external: None,
            natural: String::new(),
            account: AccountRef::default(),
            contact: PersonRef::default(),
            subscription: None,
            values: Vec::new(),
            defaults: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The value of a key, when the row says one.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.values
            .iter()
            .find(|(found, _)| *found == key)
            .map(|(_, text)| text.as_str())
            .filter(|text| !text.is_empty())
    }
}

/// All drafts of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drafts {
    /// One for each sound row.
    pub drafts: Vec<Draft>,
    /// The cells of each draft's row, as given.
    pub cells: Vec<csv::StringRecord>,
    /// Rows that cannot be taken.
    pub rejects: Vec<Reject>,
    /// Rows left out on purpose.
    pub skipped: Vec<Reject>,
    /// What was noticed, in sentences without a full stop.
    pub notes: Vec<String>,
    /// Places of recognised columns that hold something else after all.
    pub unread: Vec<usize>,
}

/// Why a row gives no draft.
pub enum Refusal {
    /// It cannot be taken.
    Reject(String),
    /// It is left out on purpose.
    Skip(String),
}

impl From<String> for Refusal {
    fn from(reason: String) -> Refusal {
        Refusal::Reject(reason)
    }
}
