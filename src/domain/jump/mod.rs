//! Finding rows by a few letters of what they are called: each letter typed narrows what the last one left, and only the
//! best few are scored.

pub mod bag;
pub mod index;
pub mod marks;
pub mod meeting;
pub mod rows;
pub mod scorer;
pub mod search;
pub mod target;
