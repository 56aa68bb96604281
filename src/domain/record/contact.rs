//! A person at a customer.
use crate::domain::record::choice::choice;
use crate::domain::record::field::{Field, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, ContactId};
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

choice!(
    /// A contact's part in the decision.
    ContactRole {
        /// Speaks for us when we are not there.
        Champion = "champion",
        /// Decides.
        DecisionMaker = "decision-maker",
        /// Holds the money.
        EconomicBuyer = "economic-buyer",
        /// Stands behind it at the top.
        ExecSponsor = "exec-sponsor",
        /// Works with it.
        User = "user",
        /// Stands against it.
        Blocker = "blocker",
    }
);

choice!(
    /// How somebody feels about us.
    Sentiment {
        /// Unhappy.
        Negative = "negative",
        /// Neither.
        Neutral = "neutral",
        /// Happy.
        Positive = "positive",
    }
);

/// A person at a customer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Contact {
    /// Public id.
    pub id: ContactId,
    /// Version and times.
    pub meta: Meta,
    /// Whose person.
    pub account: AccountId,
    /// What the person is called.
    pub name: Text,
    /// Job title.
    pub title: Option<Text>,
    /// Part in the decision.
    pub role: Option<ContactRole>,
    /// E-mail address.
    pub email: Option<Text>,
    /// Phone number.
    pub phone: Option<Text>,
    /// How the person feels about us.
    pub sentiment: Option<Sentiment>,
    /// Day on which the person left, if so.
    pub left_on: Option<Day>,
}

impl Contact {
    /// A person with a name and nothing else known.
    pub fn named(id: ContactId, meta: Meta, account: AccountId, name: Text) -> Contact {
        Contact {
            id,
            meta,
            account,
            name,
            title: None,
            role: None,
            email: None,
            phone: None,
            sentiment: None,
            left_on: None,
        }
    }
}

/// Fields that a person, a file or a filter names.
pub const FIELDS: &[Field<Contact>] = &[
    row!("name", "Name", name: the text),
    row!("title", "Title", title: text),
    row!("role", "Role", role: word ContactRole),
    row!("email", "E-mail", email: text),
    row!("phone", "Phone", phone: text),
    row!("sentiment", "Sentiment", sentiment: word Sentiment),
    row!("left", "Left on", left_on: day),
];

record!(Contact, |r| r.name.raw().to_owned());
