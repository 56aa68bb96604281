//! An exchange rate that was imported: home units for one unit of a currency, from a day on. A day has one of a currency.

use crate::domain::record::field::{BadValue, Field, Unit, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::value::day::Day;
use crate::domain::value::id::FxRateId;
use crate::domain::value::money::{Currency, Rate};
use serde::{Deserialize, Serialize};

/// A dated rate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FxRate {
    /// Public id.
    pub id: FxRateId,
    /// Version and times.
    pub meta: Meta,
    /// The first day on which it holds.
    pub day: Day,
    /// One unit of this.
    pub currency: Currency,
    /// The currency that it is told in; under another home it says nothing.
    pub home: Currency,
    /// So much of that.
    pub rate: Rate,
}

/// Fields, as the history tells them.
pub const FIELDS: &[Field<FxRate>] = &[
    row!("day", "From", day: the day),
    Field::new(
        "currency",
        "Currency",
        Unit::Text,
        |r| r.currency.to_string(),
        |r, s| {
            r.currency = s.parse().map_err(|_| BadValue::new(s, "is no currency code"))?;
            Ok(())
        },
    ),
    Field::new(
        "rate",
        "Rate",
        Unit::Text,
        |r| r.rate.to_string(),
        |r, s| {
            r.rate = Rate::parse(s).ok_or_else(|| BadValue::new(s, "is no rate: write it as 1.08"))?;
            Ok(())
        },
    ),
];

record!(FxRate, |r| format!("{} from {}", r.currency, r.day));
