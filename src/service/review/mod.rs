//! The review of a week: what it shows, and what is saved of it.

pub mod behind;
pub mod export;
pub mod figures;
pub mod lists;
pub mod load;
pub mod page;
pub mod report;
pub mod save;
