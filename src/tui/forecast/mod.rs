//! The forecast: sums by category of a quarter and those after it, the decisions behind each figure, and what changed.

pub mod acts;
pub mod draw;
pub mod figures;
pub mod rows;
pub mod state;
