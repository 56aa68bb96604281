//! The review of a week: what it shows, and what is saved of it.

pub mod page;
pub mod report;
pub mod save;
