//! The choices that change results, as the `[figures]` table of the config.

use serde::{Deserialize, Serialize};

/// The `[figures]` table.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Days without pay that do not end a customer's tenure.
    pub gap_days: u32,
    /// The day on which revenue that ends is lost.
    pub churn_day: ChurnDay,
    /// Whether price changes count in what a cohort pays at the end.
    pub price_rises: bool,
    /// Part of revenue that is left after the cost of serving it.
    pub gross_margin: f64,
    /// Years that a customer is taken to stay where none was lost.
    pub lifetime_years: f64,
    /// Hours within which whoever asks should get a first answer.
    pub response_hours: u32,
}

/// The day on which revenue that ends is lost.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChurnDay {
    /// The last day of the paid term.
    TermEnd,
    /// The day on which notice came in, where it is known.
    Notice,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            gap_days: 30,
            churn_day: ChurnDay::TermEnd,
            price_rises: true,
            gross_margin: 0.8,
            lifetime_years: 5.0,
            response_hours: 24,
        }
    }
}

impl Rules {
    /// Keys whose values are out of range, and why.
    pub fn validate(&self) -> Vec<(String, String)> {
        let mut wrong = Vec::new();
        for (key, value, least, most) in [
            ("gap_days", f64::from(self.gap_days), 0.0, 366.0),
            ("gross_margin", self.gross_margin, 0.0, 1.0),
            ("lifetime_years", self.lifetime_years, 0.1, 100.0),
            ("response_hours", f64::from(self.response_hours), 1.0, 8760.0),
        ] {
            if !(least..=most).contains(&value) {
                wrong.push((format!("figures.{key}"), format!("{value} is not from {least} to {most}")));
            }
        }
        wrong
    }

    /// Days without pay that do not end a tenure; a contract that goes on the next day leaves no gap.
    pub fn gap(&self) -> i32 {
        i32::try_from(self.gap_days).unwrap_or(i32::MAX).max(1)
    }
}
