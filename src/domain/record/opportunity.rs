//! Possible new revenue at a customer.
use crate::domain::record::choice::choice;
use crate::domain::record::field::{self, Field, Unit};
use crate::domain::record::meta::{Kind, Meta, Record};
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
        "kind",
        "Kind",
        Unit::Choice(OpportunityKind::WORDS),
        |r| r.kind.to_string(),
        |r, s| {
            r.kind = field::word(s)?.unwrap_or(OpportunityKind::Upsell);
            Ok(())
        },
    ),
    Field::new(
        "amount",
        "Amount",
        Unit::Money,
        |r| r.amount.map(|m| m.to_string()).unwrap_or_default(),
        |r, s| {
            r.amount = field::revenue(s)?;
            Ok(())
        },
    ),
    Field::new(
        "probability",
        "Probability",
        Unit::Percent,
        |r| field::print(r.probability.as_ref()),
        |r, s| {
            r.probability = field::count(s, 0, 100)?.map(|n| n as u8);
            Ok(())
        },
    ),
    Field::new(
        "stage",
        "Stage",
        Unit::Text,
        |r| field::print_text(r.stage.as_ref()),
        |r, s| {
            r.stage = field::text(s);
            Ok(())
        },
    ),
    Field::new(
        "state",
        "State",
        Unit::Choice(OpportunityState::WORDS),
        |r| r.state.to_string(),
        |r, s| {
            r.state = field::word(s)?.unwrap_or(OpportunityState::Open);
            Ok(())
        },
    ),
    Field::new(
        "close",
        "Close",
        Unit::Day,
        |r| field::print(r.close.as_ref()),
        |r, s| {
            r.close = field::day(s)?;
            Ok(())
        },
    ),
    Field::new(
        "reason",
        "Reason",
        Unit::Text,
        |r| field::print_text(r.reason.as_ref()),
        |r, s| {
            r.reason = field::text(s);
            Ok(())
        },
    ),
];

impl Opportunity {
    /// Whether it is open past the day on which it was to close.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.state == OpportunityState::Open && self.close.is_some_and(|close| close < today)
    }
}

impl Record for Opportunity {
    const KIND: Kind = Kind::Opportunity;
    fn fields() -> &'static [Field<Opportunity>] {
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
