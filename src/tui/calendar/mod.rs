//! The renewals calendar: months of days, what falls on them one by one beside them, and months as bars.

pub mod acts;
pub mod agenda;
pub mod bars;
pub mod draw;
pub mod grid;
pub mod plan;
pub mod state;
pub mod strip;
pub mod summary;
