//! The language as a whole: what it reads, refuses, prints and matches.

mod laws;
mod matching;
mod reading;
mod refusing;
pub mod sample;
mod sheets;
