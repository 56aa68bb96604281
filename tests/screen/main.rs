//! The screen without a terminal: keys in, text out.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a failure here fails the test"
)]

mod acts;
mod ahead;
mod arranging;
mod backtest;
mod calendar;
mod caring;
mod cjk;
#[path = "../support/facts.rs"]
mod facts;
mod filters;
mod forecast;
mod forms;
mod help;
mod hostile;
mod judgements;
mod looks;
mod modals;
mod money;
mod news;
mod own;
mod page;
mod palette;
mod places;
mod pointing;
mod reach;
mod review;
mod searching;
mod selections;
mod settling;
mod signals;
mod sizes;
mod stage;
mod storm;
mod week;
