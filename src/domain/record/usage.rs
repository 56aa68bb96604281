//! One measured figure of what a customer uses, on a day: seats in use, active users, or any metric that a product
//! counts. One row an account, metric and day.

use crate::domain::record::field::{BadValue, Field, Unit, row};
use crate::domain::record::meta::{Meta, record};
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, UsageId};
use crate::domain::value::milli::Milli;
use crate::domain::value::text::Text;
use serde::{Deserialize, Serialize};

/// Seats in use.
pub const SEATS: &str = "seats-used";
/// People who were active.
pub const ACTIVE: &str = "active-users";

/// The longest name of a metric, in characters.
const LONGEST: usize = 40;

/// The name of a metric as it is kept: lower case, a dash for what stands between words; the usual names of seats and
/// active users are one. None where nothing is left, or too much.
pub fn metric(given: &str) -> Option<String> {
    let mut name = String::new();
    for c in given.trim().chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    let known = match name {
        "seats" | "seat" | "used-seats" | "seats-in-use" | "seats-used" | "licenses-used" => SEATS,
        "active" | "active-users" | "users" | "activeusers" | "mau" => ACTIVE,
        name => name,
    };
    (!known.is_empty() && known.chars().count() <= LONGEST).then(|| known.to_owned())
}

/// A measured figure of one day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Usage {
    /// Public id.
    pub id: UsageId,
    /// Version and times.
    pub meta: Meta,
    /// Whose.
    pub account: AccountId,
    /// What was counted, as [`metric`] writes it.
    pub metric: Text,
    /// As-of day.
    pub day: Day,
    /// The figure, in thousandths.
    pub value: Milli,
    /// Where it came from.
    pub source: Option<Text>,
}

/// Fields that a person, a file or a filter names.
pub const FIELDS: &[Field<Usage>] = &[
    Field::new(
        "metric",
        "Metric",
        Unit::Text,
        |r| r.metric.raw().to_owned(),
        |r, s| {
            let bad = || BadValue::new(s, "is no name of a metric: write seats-used or logins");
            r.metric = metric(s).map(Text::new).ok_or_else(bad)?;
            Ok(())
        },
    ),
    row!("day", "As of", day: the day),
    Field::new(
        "value",
        "Value",
        Unit::Text,
        |r| r.value.to_string(),
        |r, s| {
            r.value = Milli::parse(s).ok_or_else(|| BadValue::new(s, "is not a figure: write 40 or 71.5"))?;
            Ok(())
        },
    ),
    row!("source", "Source", source: text),
];

record!(Usage, |r| format!("{} {} on {}", r.metric.raw(), r.value, r.day));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_have_one_name() {
        for (given, want) in [
            ("Seats", Some("seats-used")),
            ("seats_used", Some("seats-used")),
            ("Active Users", Some("active-users")),
            (" API calls ", Some("api-calls")),
            ("logins/day", Some("logins-day")),
            ("登入次數", Some("登入次數")),
            ("--", None),
            ("", None),
            ("a metric whose name goes on and on and on and on", None),
        ] {
            assert_eq!(metric(given).as_deref(), want, "{given}");
        }
    }
}
