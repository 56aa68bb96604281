//! One decision of a customer to go on or not.
use crate::domain::record::choice::choice;
use crate::domain::record::field::BadValue;
use crate::domain::record::field::{self, Field, Unit};
use crate::domain::record::meta::{Kind, Meta, Record};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, RenewalId, SubscriptionId};
use crate::domain::value::money::Money;
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

choice!(
    /// How far the renewal talk is.
    RenewalStage {
        /// Nothing said yet.
        NotStarted = "not-started",
        /// Being prepared.
        Preparing = "preparing",
        /// In talks.
        Talking = "talking",
        /// Quote is out.
        Quoted = "quoted",
        /// Yes by word of mouth.
        Verbal = "verbal",
        /// Settled.
        Closed = "closed",
    }
);

choice!(
    /// Forecast category, as CRMs name it.
    ForecastCategory {
        /// Left out.
        Omitted = "omitted",
        /// May come.
        Pipeline = "pipeline",
        /// Comes if all goes well.
        BestCase = "best-case",
        /// Will come.
        Commit = "commit",
        /// Has come.
        Closed = "closed",
    }
);

choice!(
    /// How a renewal ended.
    RenewalOutcome {
        /// On the same revenue.
        Renewed = "renewed",
        /// On more revenue.
        Expanded = "expanded",
        /// On less revenue.
        Contracted = "contracted",
        /// Not at all.
        Churned = "churned",
    }
);

/// One decision to go on or not. Without an outcome it stays open, also past its day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Renewal {
    /// Public id.
    pub id: RenewalId,
    /// Version and times.
    pub meta: Meta,
    /// Who decides.
    pub account: AccountId,
    /// About which subscription, where it is one.
    pub subscription: Option<SubscriptionId>,
    /// Day on which the term ends.
    pub due: Day,
    /// Last day for notice, where the contract names one that its terms do not give.
    pub cancel_by: Option<Day>,
    /// How far the talk is.
    pub stage: RenewalStage,
    /// Forecast category.
    pub category: Option<ForecastCategory>,
    /// The CSM's own chance of renewal, percent.
    pub probability: Option<u8>,
    /// Revenue up for decision.
    pub target: Option<Money>,
    /// Revenue expected.
    pub forecast: Option<Money>,
    /// Revenue as signed.
    pub final_amount: Option<Money>,
    /// How it ended.
    pub outcome: Option<RenewalOutcome>,
    /// Day on which it was settled.
    pub settled_on: Option<Day>,
    /// Why it ended so.
    pub reason: Option<Text>,
    /// Day on which the customer gave notice.
    pub notice_on: Option<Day>,
    /// What happens next.
    pub next_step: Option<Text>,
}

impl Renewal {
    /// An open renewal of an account on a day, of which nothing more is said.
    pub fn due_on(id: RenewalId, meta: Meta, account: AccountId, due: Day) -> Renewal {
        Renewal {
            id,
            meta,
            account,
            subscription: None,
            due,
            cancel_by: None,
            stage: RenewalStage::NotStarted,
            category: None,
            probability: None,
            target: None,
            forecast: None,
            final_amount: None,
            outcome: None,
            settled_on: None,
            reason: None,
            notice_on: None,
            next_step: None,
        }
    }
}

/// Fields that a person, a file or a filter names.
pub const FIELDS: &[Field<Renewal>] = &[
    Field::new(
        "due",
        "Due",
        Unit::Day,
        |r| r.due.to_string(),
        |r, s| {
            r.due = field::day(s)?.ok_or_else(|| BadValue::new(s, "is empty, and this day must be known"))?;
            Ok(())
        },
    ),
    Field::new(
        "cancel_by",
        "Cancel by",
        Unit::Day,
        |r| field::print(r.cancel_by.as_ref()),
        |r, s| {
            r.cancel_by = field::day(s)?;
            Ok(())
        },
    ),
    Field::new(
        "stage",
        "Stage",
        Unit::Choice(RenewalStage::WORDS),
        |r| r.stage.to_string(),
        |r, s| {
            r.stage = field::word(s)?.unwrap_or(RenewalStage::NotStarted);
            Ok(())
        },
    ),
    Field::new(
        "category",
        "Forecast",
        Unit::Choice(ForecastCategory::WORDS),
        |r| field::print(r.category.as_ref()),
        |r, s| {
            r.category = field::word(s)?;
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
        "target",
        "Target",
        Unit::Money,
        |r| r.target.map(|m| m.to_string()).unwrap_or_default(),
        |r, s| {
            r.target = field::revenue(s)?;
            Ok(())
        },
    ),
    Field::new(
        "forecast",
        "Forecast amount",
        Unit::Money,
        |r| r.forecast.map(|m| m.to_string()).unwrap_or_default(),
        |r, s| {
            r.forecast = field::revenue(s)?;
            Ok(())
        },
    ),
    Field::new(
        "final",
        "Final amount",
        Unit::Money,
        |r| r.final_amount.map(|m| m.to_string()).unwrap_or_default(),
        |r, s| {
            r.final_amount = field::revenue(s)?;
            Ok(())
        },
    ),
    Field::new(
        "outcome",
        "Outcome",
        Unit::Choice(RenewalOutcome::WORDS),
        |r| field::print(r.outcome.as_ref()),
        |r, s| {
            r.outcome = field::word(s)?;
            Ok(())
        },
    ),
    Field::new(
        "settled",
        "Settled on",
        Unit::Day,
        |r| field::print(r.settled_on.as_ref()),
        |r, s| {
            r.settled_on = field::day(s)?;
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
    Field::new(
        "notice_on",
        "Notice received",
        Unit::Day,
        |r| field::print(r.notice_on.as_ref()),
        |r, s| {
            r.notice_on = field::day(s)?;
            Ok(())
        },
    ),
    Field::new(
        "next_step",
        "Next step",
        Unit::Text,
        |r| field::print_text(r.next_step.as_ref()),
        |r, s| {
            r.next_step = field::text(s);
            Ok(())
        },
    ),
];

impl Record for Renewal {
    const KIND: Kind = Kind::Renewal;
    fn fields() -> &'static [Field<Renewal>] {
        FIELDS
    }
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn title(&self) -> String {
        format!("renewal {}", self.due)
    }
    fn meta(&self) -> &Meta {
        &self.meta
    }
    fn meta_mut(&mut self) -> &mut Meta {
        &mut self.meta
    }
}
