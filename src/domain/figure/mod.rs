//! Figures of a book over a period, each with the basis that it is reckoned on. Without a cohort there is no figure:
//! `None`, never 0 % or 100 %.

pub mod adoption;
pub mod clv;
pub mod curve;
pub mod forecast;
pub mod goal;
pub mod period;
pub mod pulse;
pub mod renewal_rate;
pub mod response;
pub mod retention;
pub mod rules;
pub mod satisfaction;
#[cfg(test)]
mod tests;
pub mod trail;
