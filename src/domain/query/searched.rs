//! What full text finds of a record: its names, the rest that a person wrote, the account it is of, and its day.

use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::contact::Contact;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::meta::Record;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::renewal::Renewal;
use crate::domain::record::review::Review;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::Task;
use crate::domain::record::touch::Touch;
use crate::domain::value::day::{Day, Zone};
use crate::domain::value::id::AccountId;
use crate::domain::value::text::Text;

/// What is searched of a record. Texts are as given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Searched<'a> {
    /// Whose it is.
    pub account: Option<AccountId>,
    /// What it is called: counts more than the rest.
    pub names: Vec<&'a str>,
    /// What else a person wrote.
    pub bodies: Vec<&'a str>,
    /// The day it is about; none for what lasts.
    pub day: Option<Day>,
}

/// A record that full text finds.
pub trait Searchable: Record {
    /// What is searched of it; moments are told as days of a zone.
    fn searched(&self, zone: Zone) -> Searched<'_>;
}

fn given<const N: usize>(texts: [Option<&Text>; N]) -> Vec<&str> {
    texts.into_iter().flatten().map(Text::raw).filter(|text| !text.is_empty()).collect()
}

impl Searchable for Account {
    fn searched(&self, _: Zone) -> Searched<'_> {
        let names = std::iter::once(&self.name).chain(&self.aliases).map(Text::raw).collect();
        Searched { account: Some(self.id), names, bodies: given([Some(&self.body)]), day: None }
    }
}

impl Searchable for Contact {
    fn searched(&self, _: Zone) -> Searched<'_> {
        let bodies = given([self.title.as_ref(), self.email.as_ref()]);
        Searched { account: Some(self.account), names: given([Some(&self.name)]), bodies, day: None }
    }
}

impl Searchable for Subscription {
    fn searched(&self, _: Zone) -> Searched<'_> {
        let names = given([Some(&self.product)]);
        Searched { account: Some(self.account), names, bodies: Vec::new(), day: self.end }
    }
}

impl Searchable for Renewal {
    fn searched(&self, _: Zone) -> Searched<'_> {
        let bodies = given([self.next_step.as_ref(), self.reason.as_ref()]);
        Searched { account: Some(self.account), names: Vec::new(), bodies, day: Some(self.due) }
    }
}

impl Searchable for Opportunity {
    fn searched(&self, _: Zone) -> Searched<'_> {
        let names = given([Some(&self.name)]);
        Searched { account: Some(self.account), names, bodies: Vec::new(), day: self.close }
    }
}

impl Searchable for Task {
    fn searched(&self, _: Zone) -> Searched<'_> {
        let bodies = given([Some(&self.body), self.wait_reason.as_ref()]);
        Searched { account: self.account, names: given([Some(&self.title)]), bodies, day: self.due }
    }
}

impl Searchable for Feedback {
    fn searched(&self, zone: Zone) -> Searched<'_> {
        let bodies = [self.kind.word()].into_iter().chain(given([Some(&self.text)])).collect();
        Searched { account: Some(self.account), names: Vec::new(), bodies, day: Some(zone.day(self.at)) }
    }
}

impl Searchable for Case {
    fn searched(&self, _: Zone) -> Searched<'_> {
        let bodies = given([self.done.as_ref(), self.result.as_ref()]);
        Searched { account: Some(self.account), names: given([Some(&self.problem)]), bodies, day: Some(self.day) }
    }
}

impl Searchable for Review {
    fn searched(&self, _: Zone) -> Searched<'_> {
        Searched { account: None, names: Vec::new(), bodies: given([Some(&self.note)]), day: Some(self.first) }
    }
}

impl Searchable for Touch {
    fn searched(&self, zone: Zone) -> Searched<'_> {
        let bodies = given([Some(&self.text)]);
        Searched { account: Some(self.account), names: Vec::new(), bodies, day: Some(zone.day(self.at)) }
    }
}
