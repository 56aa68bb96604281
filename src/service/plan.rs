//! What every plan looks at and comes to: rows, the time and new ids in; changes and a note out. A plan writes nothing.

use crate::domain::change::Change;
use crate::domain::signal::signals::Signals;
use crate::domain::value::day::Now;
use crate::service::ids::Ids;
use crate::service::rank::Measure;
use crate::store::db::Store;

/// What an intent comes to before it is written.
#[derive(Debug, Default)]
pub struct Planned {
    /// What is done, in a person's words; safe to print.
    pub note: String,
    /// The writes.
    pub changes: Vec<Change>,
    /// Key of the row that is made, when one is.
    pub made: Option<String>,
}

/// What a plan may look at.
pub struct Sight<'a> {
    /// The rows.
    pub store: &'a Store,
    /// What time it is.
    pub now: Now,
    /// Weights and rates in force.
    pub measure: &'a Measure,
    /// Playbooks, rules and cadences in force.
    pub signals: &'a Signals,
    /// New ids.
    pub ids: &'a mut Ids,
}
