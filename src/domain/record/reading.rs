//! A dated figure of an account: health, seats in use, usage, NPS and other inputs of the ranking.
use crate::domain::record::choice::choice;
use crate::domain::record::field::BadValue;
use crate::domain::record::field::{self, Field, Unit};
use crate::domain::record::meta::{Kind, Meta, Record};
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
    Field::new(
        "metric",
        "Metric",
        Unit::Choice(Metric::WORDS),
        |r| r.metric.to_string(),
        |r, s| {
            r.metric = field::word(s)?.ok_or_else(|| BadValue::new(s, "is empty, and the metric must be known"))?;
            Ok(())
        },
    ),
    Field::new(
        "day",
        "As of",
        Unit::Day,
        |r| r.day.to_string(),
        |r, s| {
            r.day = field::day(s)?.ok_or_else(|| BadValue::new(s, "is empty, and this day must be known"))?;
            Ok(())
        },
    ),
    Field::new(
        "scale",
        "Scale",
        Unit::Text,
        |r| field::print(r.scale.as_ref()),
        |r, s| {
            r.scale = field::parsed(s, "a scale: write its worst and its best value, as 1..5")?;
            Ok(())
        },
    ),
    Field::new(
        "source",
        "Source",
        Unit::Text,
        |r| field::print_text(r.source.as_ref()),
        |r, s| {
            r.source = field::text(s);
            Ok(())
        },
    ),
];

impl Record for Reading {
    const KIND: Kind = Kind::Reading;
    fn fields() -> &'static [Field<Reading>] {
        FIELDS
    }
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn title(&self) -> String {
        format!("{} {}", self.metric, self.value)
    }
    fn meta(&self) -> &Meta {
        &self.meta
    }
    fn meta_mut(&mut self) -> &mut Meta {
        &mut self.meta
    }
}
