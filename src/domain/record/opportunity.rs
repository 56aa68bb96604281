//! Possible new revenue at a customer.
use crate::domain::record::choice::choice;
use crate::domain::record::field::{Field, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, OpportunityId};
use crate::domain::value::money::Money;
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

choice!(
    /// Kind of new revenue.
    OpportunityKind {
        /// More of the same.
        Upsell = "upsell",
        /// Another product.
        CrossSell = "cross-sell",
        /// Another customer.
        Referral = "referral",
        /// First contract.
        NewBusiness = "new-business",
    }
);

choice!(
    /// Whether it is decided.
    OpportunityState {
        /// Undecided.
        Open = "open",
        /// Won.
        Won = "won",
        /// Lost.
        Lost = "lost",
    }
);

/// Possible new revenue at a customer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Opportunity {
    /// Public id.
    pub id: OpportunityId,
    /// Version and times.
    pub meta: Meta,
    /// Where.
    pub account: AccountId,
    /// What it is called.
    pub name: Text,
    /// What kind.
    pub kind: OpportunityKind,
    /// Revenue a year if won.
    pub amount: Option<Money>,
    /// Chance of winning, percent.
    pub probability: Option<u8>,
    /// Stage, in the CRM's word.
    pub stage: Option<Text>,
    /// Open, won or lost.
    pub state: OpportunityState,
    /// Day on which it should close or did.
    pub close: Option<Day>,
    /// Why it was won or lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// Fields that a person, a file or a filter names.
pub const FIELDS: &[Field<Opportunity>] = &[
    row!("name", "Name", name: the text),
    row!("kind", "Kind", kind: word OpportunityKind or Upsell),
    row!("amount", "Amount", amount: revenue),
    row!("probability", "Probability", probability: percent),
    row!("stage", "Stage", stage: text),
    row!("state", "State", state: word OpportunityState or Open),
    row!("close", "Close", close: day),
    row!("reason", "Reason", reason: text),
];

impl Opportunity {
    /// Whether it is open past the day on which it was to close.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.state == OpportunityState::Open && self.close.is_some_and(|close| close < today)
    }
}

record!(Opportunity, |r| r.name.raw().to_owned());
