//! What a contract said before it was edited.

use crate::domain::stake::input::SubscriptionTerms;
use crate::domain::value::day::Day;

/// Terms of a contract until they were edited.
#[derive(Clone, PartialEq, Debug)]
pub struct Before {
    /// The first day that did not know them any more.
    pub until: Day,
    /// The terms.
    pub terms: SubscriptionTerms,
}
