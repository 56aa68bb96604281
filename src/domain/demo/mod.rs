//! The demo book: one CSM's believable quarter, and the same at any size for benchmarks.
//! Everything follows from the seed and from `now`: same seed, same now, same rows, byte for byte.

mod account;
mod cast;
mod contracts;
mod deals;
mod dice;
mod goals;
mod names;
mod people;
mod plan;
mod readings;
pub mod rows;
mod stories;
mod stories_calm;
mod stories_odd;
mod tasks;
mod tasks_open;
mod tasks_words;
mod touches;
mod touches_asian;
mod touches_words;
mod voices;
mod voices_words;

#[cfg(test)]
mod tests;
