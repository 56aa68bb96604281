//! The command line from outside: arguments and files in, streams and exit codes out. Every run has a cleared
//! environment, a home of its own and a clock that stands.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // a test may fail

#[path = "../support/json_schema.rs"]
mod json_schema;

mod arranging;
mod backtest;
mod care;
mod completing;
mod edit;
mod exports;
mod faults;
mod figures;
mod files;
mod filters;
mod imports;
mod judgements;
mod life;
mod manners;
mod money;
mod reads;
mod schemas;
mod search;
mod signals;
mod voice;
mod workflow;
mod world;
mod writes;
