//! A dated figure of an account: health, seats in use, usage, NPS and other inputs of the ranking.
use crate::domain::record::choice::choice;
use crate::domain::record::field::{Field, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::record::scale::Scale;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, ReadingId};
pub use crate::domain::value::milli::Milli;
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

choice!(
    /// Figures that the ranking and the screens read.
    Metric {
        /// Health score, 0 to 100.
        Health = "health",
        /// Seats in use.
        SeatsUsed = "seats-used",
        /// Usage in whatever unit the product counts.
        Usage = "usage",
        /// Change of usage over 30 days, percent.
        UsageChange = "usage-change",
        /// Latest NPS answer, 0 to 10.
        Nps = "nps",
        /// Days that the oldest open P1 ticket has been open; 0 is none.
        P1AgeDays = "p1-age-days",
        /// Open escalations.
        Escalations = "escalations",
        /// Evaluates a competitor: 1, or not: 0.
        Competitor = "competitor",
        /// Days that the oldest invoice is late; 0 is none.
        InvoiceLateDays = "invoice-late-days",
    }
);

/// A dated figure of an account. The latest of a metric rules; older ones make the trend.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// Public id.
    pub id: ReadingId,
    /// Version and times.
    pub meta: Meta,
    /// Whose figure.
    pub account: AccountId,
    /// Which figure.
    pub metric: Metric,
    /// As-of day.
    pub day: Day,
    /// The figure, in thousandths, as it was given.
    pub value: Milli,
    /// The scale of a score; none is 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// Where it came from.
    pub source: Option<Text>,
}

/// Fields that a person, a file or a filter names.
pub const FIELDS: &[Field<Reading>] = &[
    row!("metric", "Metric", metric: the word Metric),
    row!("day", "As of", day: the day),
    row!("scale", "Scale", scale: parsed "a scale: write its worst and its best value, as 1..5"),
    row!("source", "Source", source: text),
];

record!(Reading, |r| format!("{} {}", r.metric, r.value));
