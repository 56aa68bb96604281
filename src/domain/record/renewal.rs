//! One decision of a customer to go on or not.
use crate::domain::record::choice::choice;
use crate::domain::record::field::{Field, row};
use crate::domain::record::meta::{Meta, record};
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
    row!("due", "Due", due: the day),
    row!("cancel_by", "Cancel by", cancel_by: day),
    row!("stage", "Stage", stage: word RenewalStage or NotStarted),
    row!("category", "Forecast", category: word ForecastCategory),
    row!("probability", "Probability", probability: percent),
    row!("target", "Target", target: revenue),
    row!("forecast", "Forecast amount", forecast: revenue),
    row!("final", "Final amount", final_amount: revenue),
    row!("outcome", "Outcome", outcome: word RenewalOutcome),
    row!("settled", "Settled on", settled_on: day),
    row!("reason", "Reason", reason: text),
    row!("notice_on", "Notice received", notice_on: day),
    row!("next_step", "Next step", next_step: text),
];

record!(Renewal, |r| format!("renewal {}", r.due));
