//! A customer, with what this CSM holds of it.

use crate::domain::record::choice::choice;
use crate::domain::record::field::{self, Field, Unit};
use crate::domain::record::meta::{Kind, Meta, Record};
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::domain::value::money::Currency;
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

choice!(
    /// Where a customer stands in its life with us.
    LifecycleStage {
        /// Getting to first value.
        Onboarding = "onboarding",
        /// Rolling out.
        Adopting = "adopting",
        /// In steady use.
        Established = "established",
        /// Leaving, contract still running.
        Offboarding = "offboarding",
        /// Gone.
        Churned = "churned",
    }
);

choice!(
    /// The CSM's own call on the renewal, from certain to lost.
    CallLevel {
        /// Will renew.
        Commit = "commit",
        /// Should renew.
        Likely = "likely",
        /// Open.
        Possible = "possible",
        /// More likely lost than not.
        AtRisk = "at-risk",
        /// Lost.
        Lost = "lost",
    }
);

choice!(
    /// Health as the CSM sees it, whatever the measures say.
    HealthCall {
        /// In danger.
        Red = "red",
        /// To be watched.
        Yellow = "yellow",
        /// Well.
        Green = "green",
    }
);

choice!(
    /// A place outside the ranking.
    Pin {
        /// Above all others.
        Top = "top",
        /// Below all others.
        Bottom = "bottom",
    }
);

/// A customer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Public id.
    pub id: AccountId,
    /// Version and times.
    pub meta: Meta,
    /// What it is called.
    pub name: Text,
    /// Other names it answers to.
    pub aliases: Vec<Text>,
    /// Web domain, without scheme.
    pub domain: Option<Text>,
    /// Link to its page in the CRM.
    pub link: Option<Text>,
    /// Segment or tier; decides cadence.
    pub segment: Option<Text>,
    /// Industry.
    pub industry: Option<Text>,
    /// Region or country.
    pub region: Option<Text>,
    /// IANA time zone.
    pub time_zone: Option<Text>,
    /// Currency of its contracts.
    pub currency: Option<Currency>,
    /// Lifecycle stage.
    pub stage: LifecycleStage,
    /// Who looks after it.
    pub owner: Option<Text>,
    /// Tags, without `+`.
    pub tags: Vec<Text>,
    /// Starred by this CSM.
    pub starred: bool,
    /// Pinned to an end of the ranking.
    pub pin: Option<Pin>,
    /// The CSM's own call.
    pub call: Option<CallLevel>,
    /// Day of that call.
    pub call_on: Option<Day>,
    /// Why it was called so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_reason: Option<Text>,
    /// Health as the CSM sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health: Option<HealthCall>,
    /// Day on which that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health_on: Option<Day>,
    /// Last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health_until: Option<Day>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health_reason: Option<Text>,
    /// Day on which the customer said it would leave.
    pub leaving_said_on: Option<Day>,
    /// Hidden from triage until this day.
    pub snoozed_until: Option<Day>,
    /// Why it is hidden.
    pub snooze_reason: Option<Text>,
    /// Day on which it was dealt with in triage; off that day's list.
    pub dealt_on: Option<Day>,
    /// Notes, Markdown.
    pub body: Text,
}

impl Account {
    /// An account with a name and nothing else known.
    pub fn named(id: AccountId, meta: Meta, name: Text) -> Account {
        Account {
            id,
            meta,
            name,
            aliases: Vec::new(),
            domain: None,
            link: None,
            segment: None,
            industry: None,
            region: None,
            time_zone: None,
            currency: None,
            stage: LifecycleStage::Established,
            owner: None,
            tags: Vec::new(),
            starred: false,
            pin: None,
            call: None,
            call_on: None,
            call_reason: None,
            health: None,
            health_on: None,
            health_until: None,
            health_reason: None,
            leaving_said_on: None,
            snoozed_until: None,
            snooze_reason: None,
            dealt_on: None,
            body: Text::default(),
        }
    }
}

/// Fields of an account.
pub const FIELDS: &[Field<Account>] = &[
    Field::new(
        "name",
        "Name",
        Unit::Text,
        |a| a.name.raw().to_owned(),
        |a, s| {
            a.name = field::required(s)?;
            Ok(())
        },
    ),
    Field::new(
        "aliases",
        "Aliases",
        Unit::List,
        |a| field::print_list(&a.aliases),
        |a, s| {
            a.aliases = field::list(s);
            Ok(())
        },
    ),
    Field::new(
        "domain",
        "Domain",
        Unit::Text,
        |a| field::print_text(a.domain.as_ref()),
        |a, s| {
            a.domain = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "link",
        "CRM link",
        Unit::Text,
        |a| field::print_text(a.link.as_ref()),
        |a, s| {
            a.link = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "segment",
        "Segment",
        Unit::Text,
        |a| field::print_text(a.segment.as_ref()),
        |a, s| {
            a.segment = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "industry",
        "Industry",
        Unit::Text,
        |a| field::print_text(a.industry.as_ref()),
        |a, s| {
            a.industry = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "region",
        "Region",
        Unit::Text,
        |a| field::print_text(a.region.as_ref()),
        |a, s| {
            a.region = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "zone",
        "Time zone",
        Unit::Text,
        |a| field::print_text(a.time_zone.as_ref()),
        |a, s| {
            a.time_zone = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "currency",
        "Currency",
        Unit::Currency,
        |a| field::print(a.currency.as_ref()),
        |a, s| {
            a.currency = field::parsed(s, "a currency: write three letters such as USD")?;
            Ok(())
        },
    ),
    Field::new(
        "stage",
        "Stage",
        Unit::Choice(LifecycleStage::WORDS),
        |a| a.stage.to_string(),
        |a, s| {
            a.stage = field::word(s)?.unwrap_or(LifecycleStage::Established);
            Ok(())
        },
    ),
    Field::new(
        "owner",
        "Owner",
        Unit::Text,
        |a| field::print_text(a.owner.as_ref()),
        |a, s| {
            a.owner = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "tags",
        "Tags",
        Unit::List,
        |a| field::print_list(&a.tags),
        |a, s| {
            a.tags = field::list(s);
            Ok(())
        },
    ),
    Field::new(
        "star",
        "Starred",
        Unit::Flag,
        |a| field::print_flag(a.starred),
        |a, s| {
            a.starred = field::flag(s)?;
            Ok(())
        },
    ),
    Field::new(
        "pin",
        "Pinned",
        Unit::Choice(Pin::WORDS),
        |a| field::print(a.pin.as_ref()),
        |a, s| {
            a.pin = field::word(s)?;
            Ok(())
        },
    ),
    Field::new(
        "call",
        "Own call",
        Unit::Choice(CallLevel::WORDS),
        |a| field::print(a.call.as_ref()),
        |a, s| {
            a.call = field::word(s)?;
            Ok(())
        },
    ),
    Field::new(
        "call_on",
        "Own call made",
        Unit::Day,
        |a| field::print(a.call_on.as_ref()),
        |a, s| {
            a.call_on = field::day(s)?;
            Ok(())
        },
    ),
    Field::new(
        "call_reason",
        "Own call why",
        Unit::Text,
        |a| field::print_text(a.call_reason.as_ref()),
        |a, s| {
            a.call_reason = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "health",
        "Health by hand",
        Unit::Choice(HealthCall::WORDS),
        |a| field::print(a.health.as_ref()),
        |a, s| {
            a.health = field::word(s)?;
            Ok(())
        },
    ),
    Field::new(
        "health_on",
        "By hand since",
        Unit::Day,
        |a| field::print(a.health_on.as_ref()),
        |a, s| {
            a.health_on = field::day(s)?;
            Ok(())
        },
    ),
    Field::new(
        "health_until",
        "By hand until",
        Unit::Day,
        |a| field::print(a.health_until.as_ref()),
        |a, s| {
            a.health_until = field::day(s)?;
            Ok(())
        },
    ),
    Field::new(
        "health_reason",
        "By hand why",
        Unit::Text,
        |a| field::print_text(a.health_reason.as_ref()),
        |a, s| {
            a.health_reason = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "leaving",
        "Said it leaves",
        Unit::Day,
        |a| field::print(a.leaving_said_on.as_ref()),
        |a, s| {
            a.leaving_said_on = field::day(s)?;
            Ok(())
        },
    ),
    Field::new(
        "snoozed",
        "Snoozed until",
        Unit::Day,
        |a| field::print(a.snoozed_until.as_ref()),
        |a, s| {
            a.snoozed_until = field::day(s)?;
            Ok(())
        },
    ),
    Field::new(
        "snooze_reason",
        "Snoozed why",
        Unit::Text,
        |a| field::print_text(a.snooze_reason.as_ref()),
        |a, s| {
            a.snooze_reason = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "dealt_on",
        "Dealt with",
        Unit::Day,
        |a| field::print(a.dealt_on.as_ref()),
        |a, s| {
            a.dealt_on = field::day(s)?;
            Ok(())
        },
    ),
    Field::new(
        "body",
        "Notes",
        Unit::Body,
        |a| a.body.raw().to_owned(),
        |a, s| {
            a.body = Text::new(s);
            Ok(())
        },
    ),
];

impl Record for Account {
    const KIND: Kind = Kind::Account;
    fn fields() -> &'static [Field<Account>] {
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
