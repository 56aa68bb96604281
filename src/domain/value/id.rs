//! Public ids: one ULID newtype a record, so that an account's id is never taken for a task's.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use ulid::Ulid;

/// A text that is not a ULID of 26 Crockford base-32 characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an id (26 letters and digits)")]
pub struct BadId(pub String);

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(pub Ulid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(s: &str) -> Result<Self, BadId> {
                Ulid::from_string(s).map($name).map_err(|_| BadId(s.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(s: String) -> Result<Self, BadId> {
                s.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0.to_string()
            }
        }
    };
}

id!(
    /// Names one account.
    AccountId
);
id!(
    /// Names one contact.
    ContactId
);
id!(
    /// Names one subscription.
    SubscriptionId
);
id!(
    /// Names one renewal.
    RenewalId
);
id!(
    /// Names one opportunity.
    OpportunityId
);
id!(
    /// Names one task.
    TaskId
);
id!(
    /// Names one touch.
    TouchId
);
id!(
    /// Names one goal of a success plan.
    GoalId
);
id!(
    /// Names one feedback.
    FeedbackId
);
id!(
    /// Names one figure of usage.
    UsageId
);
id!(
    /// Names one case.
    CaseId
);
id!(
    /// Names one run of a playbook.
    RunId
);
id!(
    /// Names one timer.
    TimerId
);
id!(
    /// Names one saved view.
    ViewId
);
id!(
    /// Names one target.
    TargetId
);
id!(
    /// Names the review of one week.
    ReviewId
);
id!(
    /// Names one exchange rate.
    FxRateId
);
id!(
    /// Names one movement of the ledger.
    MovementId
);
id!(
    /// Names one reading (a dated figure of an account).
    ReadingId
);
