//! The screen without a terminal: keys in, text out.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a failure here fails the test"
)]

mod acts;
mod calendar;
#[path = "../support/facts.rs"]
mod facts;
mod filters;
mod forecast;
mod help;
mod hostile;
mod looks;
mod modals;
mod own;
mod page;
mod palette;
mod places;
mod selections;
mod settling;
mod sizes;
mod stage;
mod storm;
