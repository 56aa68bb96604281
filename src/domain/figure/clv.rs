//! What a customer is worth over its lifetime: average revenue by gross margin by years, and the years are one by the
//! chance to lose a customer in a year; where none was lost, as many as the rules say.

use crate::domain::figure::retention::{Retention, annual};
use crate::domain::figure::rules::Rules;

/// The worth of a customer, and what it is made of. Amounts in home minor units.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Clv {
    /// Average revenue of an account a year, at the start of the period.
    pub arpa: i64,
    /// Customers lost in a year, as a part of all.
    pub churn: f64,
    /// Years that a customer stays.
    pub years: f64,
    /// Whether those years are the cap, for want of a loss.
    pub capped: bool,
    /// The worth.
    pub value: i64,
}

/// Reckons the worth of a customer of a cohort; none for an empty one.
pub fn clv(retention: &Retention, rules: &Rules) -> Option<Clv> {
    let churn = annual(retention.logo_churn()?, retention.days())?;
    let arpa = retention.start / i64::from(retention.accounts.max(1));
    let capped = churn <= 0.0;
    let years = if capped { rules.lifetime_years } else { 1.0 / churn };
    let value = (arpa as f64 * rules.gross_margin * years).round() as i64;
    Some(Clv { arpa, churn, years, capped, value })
}
