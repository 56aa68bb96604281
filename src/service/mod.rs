//! The use-cases, and the only door to the store: an intent or a query in, an outcome or an answer out.

pub mod account;
pub mod archive;
pub mod contact;
pub mod desk;
pub mod draft;
pub mod error;
pub mod fill;
pub mod find;
pub mod history;
pub mod ids;
pub mod import;
pub mod intent;
pub mod modify;
pub mod place;
pub mod plan;
pub mod query;
pub mod rank;
pub mod reference;
pub mod renewal;
pub mod rows;
pub mod rule;
pub mod task;
pub mod timer;
pub mod touch;
pub mod typed;
pub mod view;
