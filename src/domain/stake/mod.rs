//! The ranking: money at stake, with its arithmetic.

pub mod backtest;
pub mod bounds;
pub mod care;
pub mod cycle;
pub mod fact;
pub mod growth;
pub mod health;
pub mod health_weights;
pub mod input;
pub mod lever;
pub mod loss;
pub mod measure;
pub mod measure_kind;
pub mod order;
mod purse;
pub mod reason;
pub mod score;
pub mod segment;
pub mod signal;
#[expect(clippy::module_inception, reason = "the stake of one account, among all that the ranking is made of")]
pub mod stake;
pub mod task;
pub mod timing;
pub mod weights;
pub mod why;
pub mod why_task;

#[cfg(test)]
mod tests;
