//! The weekly review: figures, where the time went, and the lists that ask for a decision.

pub mod acts;
pub mod behind;
pub mod behind_acts;
pub mod decide;
pub mod draw;
pub mod export;
pub mod exporting;
pub mod finding;
pub mod lists;
pub mod note;
pub mod numbers;
pub mod plan;
pub mod point;
pub mod state;
pub mod time;
