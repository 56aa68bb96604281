//! A customer, with what this CSM holds of it.

use crate::domain::record::choice::choice;
use crate::domain::record::field::{self, Field, Unit, row};
use crate::domain::record::meta::{Meta, record};
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
    row!("name", "Name", name: the text),
    row!("aliases", "Aliases", aliases: list),
    row!("domain", "Domain", domain: text),
    row!("link", "CRM link", link: text),
    row!("segment", "Segment", segment: text),
    row!("industry", "Industry", industry: text),
    row!("region", "Region", region: text),
    row!("zone", "Time zone", time_zone: text),
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
    row!("stage", "Stage", stage: word LifecycleStage or Established),
    row!("owner", "Owner", owner: text),
    row!("tags", "Tags", tags: list),
    row!("star", "Starred", starred: flag),
    row!("pin", "Pinned", pin: word Pin),
    row!("call", "Own call", call: word CallLevel),
    row!("call_on", "Own call made", call_on: day),
    row!("call_reason", "Own call why", call_reason: text),
    row!("health", "Health by hand", health: word HealthCall),
    row!("health_on", "By hand since", health_on: day),
    row!("health_until", "By hand until", health_until: day),
    row!("health_reason", "By hand why", health_reason: text),
    row!("leaving", "Said it leaves", leaving_said_on: day),
    row!("snoozed", "Snoozed until", snoozed_until: day),
    row!("snooze_reason", "Snoozed why", snooze_reason: text),
    row!("dealt_on", "Dealt with", dealt_on: day),
    row!("body", "Notes", body: body),
];

record!(Account, |r| r.name.raw().to_owned());
