//! The screen without a terminal: keys in, text out.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a failure here fails the test"
)]

mod acts;
mod arranging;
mod calendar;
#[path = "../support/facts.rs"]
mod facts;
mod filters;
mod forecast;
mod hostile;
mod looks;
mod modals;
mod news;
mod page;
mod reach;
mod selections;
mod settling;
mod sizes;
mod stage;
mod storm;
