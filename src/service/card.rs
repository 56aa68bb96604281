//! What of a row goes to other programs, as data. Texts are safe to print, so that none of them acts on the shell or the
//! terminal that they are put into.

use crate::domain::book::DecisionId;
use crate::domain::value::id::{AccountId, ContactId, OpportunityId, RenewalId, SubscriptionId, TaskId, TouchId};

/// A row that can be copied or whose addresses can be opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// An account.
    Account(AccountId),
    /// A person there.
    Contact(ContactId),
    /// A contract.
    Subscription(SubscriptionId),
    /// A decision to come.
    Decision(DecisionId),
    /// A renewal, settled or not.
    Renewal(RenewalId),
    /// Possible new revenue.
    Opportunity(OpportunityId),
    /// A task.
    Task(TaskId),
    /// A touch.
    Touch(TouchId),
}

/// What is wanted of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aspect {
    /// The row as a line of a table.
    Row,
    /// What it is called.
    Name,
    /// E-mail addresses.
    Email,
    /// Addresses to open.
    Link,
    /// Its public id.
    Id,
    /// A few lines of Markdown.
    Summary,
}

impl Aspect {
    /// What a message calls it.
    pub fn word(self) -> &'static str {
        match self {
            Aspect::Row => "row",
            Aspect::Name => "name",
            Aspect::Email => "e-mail",
            Aspect::Link => "link",
            Aspect::Id => "id",
            Aspect::Summary => "summary",
        }
    }
}

/// An address with what it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    /// Whose or which: `Dana Fox`, `CRM`.
    pub label: String,
    /// The address.
    pub text: String,
}

/// What of a row goes to other programs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Card {
    /// What it is called.
    pub name: String,
    /// Its public id.
    pub id: String,
    /// Its figures, separated by tabs as a spreadsheet takes them.
    pub row: String,
    /// E-mail addresses, those of the row itself first.
    pub emails: Vec<Address>,
    /// Addresses to open, those of the row itself first.
    pub links: Vec<Address>,
    /// A few lines of Markdown.
    pub summary: String,
}

impl Card {
    /// The texts of an aspect, each with what it is; none when the row has nothing of it.
    pub fn texts(&self, aspect: Aspect) -> Vec<Address> {
        let one = |text: &String| vec![Address { label: self.name.clone(), text: text.clone() }];
        match aspect {
            Aspect::Row => one(&self.row),
            Aspect::Name => one(&self.name),
            Aspect::Id => one(&self.id),
            Aspect::Summary => one(&self.summary),
            Aspect::Email => self.emails.clone(),
            Aspect::Link => self.links.clone(),
        }
    }
}
