//! Reads what the review of a week is reckoned from: one query for each kind of fact, each from the index of its days.

pub mod facts;
pub mod lists;
pub mod tasks;
pub mod voice;
