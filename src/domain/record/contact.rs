//! A person at a customer.
use crate::domain::record::choice::choice;
use crate::domain::record::field::{self, Field, Unit};
use crate::domain::record::meta::{Kind, Meta, Record};
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
    Field::new(
        "name",
        "Name",
        Unit::Text,
        |r| r.name.raw().to_owned(),
        |r, s| {
            r.name = field::required(s)?;
            Ok(())
        },
    ),
    Field::new(
        "title",
        "Title",
        Unit::Text,
        |r| field::print_text(r.title.as_ref()),
        |r, s| {
            r.title = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "role",
        "Role",
        Unit::Choice(ContactRole::WORDS),
        |r| field::print(r.role.as_ref()),
        |r, s| {
            r.role = field::word(s)?;
            Ok(())
        },
    ),
    Field::new(
        "email",
        "E-mail",
        Unit::Text,
        |r| field::print_text(r.email.as_ref()),
        |r, s| {
            r.email = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "phone",
        "Phone",
        Unit::Text,
        |r| field::print_text(r.phone.as_ref()),
        |r, s| {
            r.phone = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "sentiment",
        "Sentiment",
        Unit::Choice(Sentiment::WORDS),
        |r| field::print(r.sentiment.as_ref()),
        |r, s| {
            r.sentiment = field::word(s)?;
            Ok(())
        },
    ),
    Field::new(
        "left",
        "Left on",
        Unit::Day,
        |r| field::print(r.left_on.as_ref()),
        |r, s| {
            r.left_on = field::day(s)?;
            Ok(())
        },
    ),
];

impl Record for Contact {
    const KIND: Kind = Kind::Contact;
    fn fields() -> &'static [Field<Contact>] {
        FIELDS
    }
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn title(&self) -> String {
        self.name.raw().to_owned()
    }
    fn meta(&self) -> &Meta {
        &self.meta
    }
    fn meta_mut(&mut self) -> &mut Meta {
        &mut self.meta
    }
}
