//! The use-cases, and the only door to the store: an intent or a query in, an outcome or an answer out.

pub mod account;
pub mod desk;
pub mod error;
pub mod find;
pub mod history;
pub mod ids;
pub mod import;
pub mod intent;
pub mod plan;
pub mod query;
pub mod rank;
pub mod reference;
pub mod renewal;
pub mod sheet;
pub mod task;
pub mod touch;
pub mod typed;
