//! Chinese date phrases, Traditional and Simplified: numbers, the time of day, the day.

pub mod clock;
pub mod day;
pub mod rest;
