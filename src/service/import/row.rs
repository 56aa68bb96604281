//! Records as an import sets them: by field key, and by the links and times that the field tables leave out.

use crate::domain::change::{Change, Image};
use crate::domain::record::account::Account;
use crate::domain::record::contact::Contact;
use crate::domain::record::external::External;
use crate::domain::record::feedback::{Feedback, FeedbackKind};
use crate::domain::record::field::{BadValue, print};
use crate::domain::record::meta::Meta;
use crate::domain::record::opportunity::{Opportunity, OpportunityKind, OpportunityState};
use crate::domain::record::reading::{Metric, Milli, Reading};
use crate::domain::record::renewal::Renewal;
use crate::domain::record::subscription::Subscription;
use crate::domain::record::task::Task;
use crate::domain::record::touch::{Touch, TouchKind};
use crate::domain::record::usage::{self, Usage};
use crate::domain::value::day::{Day, Moment, Zone};
use crate::domain::value::id::{
    AccountId, ContactId, FeedbackId, OpportunityId, ReadingId, RenewalId, SubscriptionId, TaskId, TouchId, UsageId,
};
use crate::domain::value::money::{Currency, Money};
use crate::domain::value::text::Text;
use crate::store::row::Stored;
use chrono::{DateTime, NaiveDateTime, NaiveTime};
use ulid::Ulid;

/// A record that an import can make and set.
pub trait Row: Stored + Into<Made> {
    /// A record with nothing known.
    fn blank(id: Ulid, at: Moment) -> Self;
    /// The text of a link or time outside the field table.
    fn link(&self, _key: &str) -> Option<String> {
        None
    }
    /// Sets a link or time outside the field table; none when the key is no such thing.
    fn set_link(&mut self, _key: &str, _text: &str, _zone: Zone) -> Option<Result<(), BadValue>> {
        None
    }
    /// The image of this record in a change.
    fn image(change: &Change) -> Option<&Image<Self>>;
    /// The same, to be written.
    fn image_mut(change: &mut Change) -> Option<&mut Image<Self>>;
}

/// A change that makes a record.
pub struct Made(pub Change);

/// The canonical text of a key.
pub fn get<T: Row>(row: &T, key: &str) -> String {
    match T::fields().iter().find(|field| field.key == key) {
        Some(field) => (field.get)(row),
        None => row.link(key).unwrap_or_default(),
    }
}

/// Sets a key; the error is a sentence with the field's label.
pub fn set<T: Row>(row: &mut T, key: &str, text: &str, zone: Zone) -> Result<(), String> {
    // A time without a zone is local, which a field alone cannot know.
    if let Some(done) = row.set_link(key, text, zone) {
        return done.map_err(|bad| format!("{key}: {bad}"));
    }
    match T::fields().iter().find(|field| field.key == key) {
        Some(field) => (field.set)(row, text).map_err(|bad| format!("{}: {bad}", field.label)),
        None => Err(format!("{key}: is no field of {}", T::KIND.one())),
    }
}

/// A moment: `2026-11-27` is noon there, so that the day stays in any zone near; a time without a zone is local.
fn moment(text: &str, zone: Zone) -> Result<Moment, BadValue> {
    let bad = || BadValue::new(text, "is not a day or time: write 2026-11-27 or 2026-11-27T09:02:00");
    if let Ok(day) = text.parse::<Day>() {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        return Ok(zone.moment(day.date().and_time(noon)));
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(Moment(at.timestamp_millis()));
    }
    text.parse::<NaiveDateTime>().map(|civil| zone.moment(civil)).map_err(|_| bad())
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, BadValue> {
    text.parse().map_err(|_| BadValue::new(text, "is not an id"))
}

fn id_or_none<T: std::str::FromStr>(text: &str) -> Result<Option<T>, BadValue> {
    if text.is_empty() { Ok(None) } else { id(text).map(Some) }
}

fn meta(at: Moment) -> Meta {
    Meta::made(at)
}

const NOBODY: AccountId = AccountId(Ulid(0));

macro_rules! images {
    ($kind:ident) => {
        fn image(change: &Change) -> Option<&Image<Self>> {
            match change {
                Change::$kind(image) => Some(image),
                _ => None,
            }
        }
        fn image_mut(change: &mut Change) -> Option<&mut Image<Self>> {
            match change {
                Change::$kind(image) => Some(image),
                _ => None,
            }
        }
    };
}

macro_rules! made {
    ($($kind:ident),+) => {
        $(impl From<$kind> for Made {
            fn from(row: $kind) -> Made { Made(Change::$kind(Image::made(row))) }
        })+
    };
}

made!(Account, Contact, Subscription, Renewal, Opportunity, Task, Touch, Reading, Feedback, Usage, External);

impl Row for Account {
    fn blank(id: Ulid, at: Moment) -> Account {
        Account::named(AccountId(id), meta(at), Text::default())
    }
    images!(Account);
}

impl Row for Contact {
    fn blank(id: Ulid, at: Moment) -> Contact {
        Contact::named(ContactId(id), meta(at), NOBODY, Text::default())
    }
    fn link(&self, key: &str) -> Option<String> {
        (key == "account").then(|| self.account.to_string())
    }
    fn set_link(&mut self, key: &str, text: &str, _: Zone) -> Option<Result<(), BadValue>> {
        (key == "account").then(|| id(text).map(|found| self.account = found))
    }
    images!(Contact);
}

impl Row for Subscription {
    fn blank(id: Ulid, at: Moment) -> Subscription {
        let nothing = Money::new(0, Currency::USD);
        Subscription::earning(SubscriptionId(id), meta(at), NOBODY, Text::default(), nothing)
    }
    fn link(&self, key: &str) -> Option<String> {
        (key == "account").then(|| self.account.to_string())
    }
    fn set_link(&mut self, key: &str, text: &str, _: Zone) -> Option<Result<(), BadValue>> {
        (key == "account").then(|| id(text).map(|found| self.account = found))
    }
    images!(Subscription);
}

impl Row for Renewal {
    fn blank(id: Ulid, at: Moment) -> Renewal {
        Renewal::due_on(RenewalId(id), meta(at), NOBODY, Day(0))
    }
    fn link(&self, key: &str) -> Option<String> {
        match key {
            "account" => Some(self.account.to_string()),
            "subscription" => Some(print(self.subscription.as_ref())),
            _ => None,
        }
    }
    fn set_link(&mut self, key: &str, text: &str, _: Zone) -> Option<Result<(), BadValue>> {
        match key {
            "account" => Some(id(text).map(|found| self.account = found)),
            "subscription" => Some(id_or_none(text).map(|found| self.subscription = found)),
            _ => None,
        }
    }
    images!(Renewal);
}

impl Row for Opportunity {
    fn blank(id: Ulid, at: Moment) -> Opportunity {
        Opportunity {
            id: OpportunityId(id),
            meta: meta(at),
            account: NOBODY,
            name: Text::default(),
            kind: OpportunityKind::Upsell,
            amount: None,
            probability: None,
            stage: None,
            state: OpportunityState::Open,
            close: None,
            reason: None,
        }
    }
    fn link(&self, key: &str) -> Option<String> {
        (key == "account").then(|| self.account.to_string())
    }
    fn set_link(&mut self, key: &str, text: &str, _: Zone) -> Option<Result<(), BadValue>> {
        (key == "account").then(|| id(text).map(|found| self.account = found))
    }
    images!(Opportunity);
}

impl Row for Task {
    fn blank(id: Ulid, at: Moment) -> Task {
        Task::titled(TaskId(id), meta(at), Text::default())
    }
    fn link(&self, key: &str) -> Option<String> {
        match key {
            "account" => Some(print(self.account.as_ref())),
            "contact" => Some(print(self.contact.as_ref())),
            "closed_at" => Some(print(self.closed_at.as_ref())),
            _ => None,
        }
    }
    fn set_link(&mut self, key: &str, text: &str, zone: Zone) -> Option<Result<(), BadValue>> {
        match key {
            "account" => Some(id_or_none(text).map(|found| self.account = found)),
            "contact" => Some(id_or_none(text).map(|found| self.contact = found)),
            "closed_at" if text.is_empty() => {
                self.closed_at = None;
                Some(Ok(()))
            }
            "closed_at" => Some(moment(text, zone).map(|at| self.closed_at = Some(at))),
            _ => None,
        }
    }
    images!(Task);
}

impl Row for Touch {
    fn blank(id: Ulid, at: Moment) -> Touch {
        Touch {
            id: TouchId(id),
            meta: meta(at),
            account: NOBODY,
            contact: None,
            kind: TouchKind::Note,
            direction: None,
            at: Moment(0),
            minutes: None,
            sentiment: None,
            text: Text::default(),
        }
    }
    fn link(&self, key: &str) -> Option<String> {
        match key {
            "account" => Some(self.account.to_string()),
            "contact" => Some(print(self.contact.as_ref())),
            "at" => Some(self.at.to_string()),
            _ => None,
        }
    }
    fn set_link(&mut self, key: &str, text: &str, zone: Zone) -> Option<Result<(), BadValue>> {
        match key {
            "account" => Some(id(text).map(|found| self.account = found)),
            "contact" => Some(id_or_none(text).map(|found| self.contact = found)),
            "at" => Some(moment(text, zone).map(|at| self.at = at)),
            _ => None,
        }
    }
    images!(Touch);
}

impl Row for Feedback {
    fn blank(id: Ulid, at: Moment) -> Feedback {
        Feedback::said(FeedbackId(id), meta(at), NOBODY, FeedbackKind::Quote, Moment(0))
    }
    fn link(&self, key: &str) -> Option<String> {
        match key {
            "account" => Some(self.account.to_string()),
            "contact" => Some(print(self.contact.as_ref())),
            _ => None,
        }
    }
    fn set_link(&mut self, key: &str, text: &str, zone: Zone) -> Option<Result<(), BadValue>> {
        let at = |text: &str| if text.is_empty() { Ok(None) } else { moment(text, zone).map(Some) };
        match key {
            "account" => Some(id(text).map(|found| self.account = found)),
            "contact" => Some(id_or_none(text).map(|found| self.contact = found)),
            "said" => Some(moment(text, zone).map(|at| self.at = at)),
            "answered" => Some(at(text).map(|at| self.answered = at)),
            "resolved" => Some(at(text).map(|at| self.resolved = at)),
            _ => None,
        }
    }
    images!(Feedback);
}

impl Row for Usage {
    fn blank(id: Ulid, at: Moment) -> Usage {
        Usage {
            id: UsageId(id),
            meta: meta(at),
            account: NOBODY,
            metric: Text::from(usage::SEATS),
            day: Day(0),
            value: Milli(0),
            source: None,
        }
    }
    fn link(&self, key: &str) -> Option<String> {
        (key == "account").then(|| self.account.to_string())
    }
    fn set_link(&mut self, key: &str, text: &str, _: Zone) -> Option<Result<(), BadValue>> {
        (key == "account").then(|| id(text).map(|found| self.account = found))
    }
    images!(Usage);
}

impl Row for Reading {
    fn blank(id: Ulid, at: Moment) -> Reading {
        Reading {
            id: ReadingId(id),
            meta: meta(at),
            account: NOBODY,
            metric: Metric::Health,
            day: Day(0),
            value: Milli(0),
            scale: None,
            source: None,
        }
    }
    fn link(&self, key: &str) -> Option<String> {
        match key {
            "account" => Some(self.account.to_string()),
            "value" => Some(self.value.to_string()),
            _ => None,
        }
    }
    fn set_link(&mut self, key: &str, text: &str, _: Zone) -> Option<Result<(), BadValue>> {
        match key {
            "account" => Some(id(text).map(|found| self.account = found)),
            "value" => {
                let found = Milli::parse(text).ok_or_else(|| BadValue::new(text, "is not a figure"));
                Some(found.map(|value| self.value = value))
            }
            _ => None,
        }
    }
    images!(Reading);
}
