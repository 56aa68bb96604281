//! What every record carries beside its own fields, and what every record can say of itself.

use crate::domain::record::field::Field;
use crate::domain::value::day::Moment;
use serde::{Deserialize, Serialize};

/// When a row was made and changed, and how often. A write raises `version`; undo brings the old one back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Meta {
    /// When the row was made.
    pub created_at: Moment,
    /// When it was last written.
    pub updated_at: Moment,
    /// Writes so far, from 1.
    pub version: u32,
    /// When a person put it away, if so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<Moment>,
}

impl Meta {
    /// A row made now.
    pub fn made(at: Moment) -> Meta {
        Meta { created_at: at, updated_at: at, version: 1, archived_at: None }
    }

    /// The row after one more write.
    #[must_use]
    pub fn touched(self, at: Moment) -> Meta {
        Meta { updated_at: at, version: self.version.saturating_add(1), ..self }
    }
}

crate::domain::record::choice::choice!(
    /// The tables of a book, by the word that names them in the journal, in references and on the command line.
    Kind {
        /// A customer.
        Account = "account",
        /// A person there.
        Contact = "contact",
        /// What the customer pays for.
        Subscription = "subscription",
        /// One decision to go on or not.
        Renewal = "renewal",
        /// Possible new revenue.
        Opportunity = "opportunity",
        /// Something to do.
        Task = "task",
        /// Something said or done with the customer.
        Touch = "touch",
        /// A goal of a success plan.
        Goal = "goal",
        /// What a customer said of us.
        Feedback = "feedback",
        /// A figure of what a customer uses.
        Usage = "usage",
        /// A problem, and how it was solved.
        Case = "case",
        /// A playbook that was started for an account.
        Run = "run",
        /// The running clock.
        Timer = "timer",
        /// A named filter of a list.
        View = "view",
        /// What is to be reached in a period.
        Target = "target",
        /// What was saved of the review of a week.
        Review = "review",
        /// A dated figure of an account.
        Reading = "reading",
        /// A change of recurring revenue.
        Movement = "movement",
        /// An exchange rate from a day on.
        FxRate = "rate",
        /// What another system calls a row.
        External = "external",
    }
);

impl Kind {
    /// The word with its article: `an account`.
    pub fn one(self) -> String {
        let vowel = self.word().starts_with(['a', 'e', 'i', 'o']);
        format!("{} {self}", if vowel { "an" } else { "a" })
    }
}

/// A row of a table: what the journal, history and forms need to know of any record.
pub trait Record: Clone + PartialEq + Serialize + for<'de> Deserialize<'de> + 'static {
    /// Its table.
    const KIND: Kind;
    /// Its fields, in the order a form shows them.
    fn fields() -> &'static [Field<Self>];
    /// Its public id as text.
    fn key(&self) -> String;
    /// What it is called in a list or message, as it was given.
    fn title(&self) -> String;
    /// What every record carries.
    fn meta(&self) -> &Meta;
    /// The same, to be written.
    fn meta_mut(&mut self) -> &mut Meta;
}

/// Makes a record of a type whose table, id, meta and `FIELDS` are where they always are, with what it is called.
macro_rules! record {
    ($record:ident, |$it:ident| $title:expr) => {
        impl $crate::domain::record::meta::Record for $record {
            const KIND: $crate::domain::record::meta::Kind = $crate::domain::record::meta::Kind::$record;
            fn fields() -> &'static [$crate::domain::record::field::Field<$record>] {
                FIELDS
            }
            fn key(&self) -> String {
                self.id.to_string()
            }
            fn title(&self) -> String {
                let $it = self;
                $title
            }
            fn meta(&self) -> &$crate::domain::record::meta::Meta {
                &self.meta
            }
            fn meta_mut(&mut self) -> &mut $crate::domain::record::meta::Meta {
                &mut self.meta
            }
        }
    };
}
pub(in crate::domain::record) use record;
