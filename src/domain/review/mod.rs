//! The review of a week: its days, its figures, where the time went, and what is left to decide.

pub mod basis;
pub mod facts;
pub mod figure;
pub mod handed;
pub mod page;
pub mod reckon;
pub mod risk;
pub mod spent;
#[cfg(test)]
mod tests;
pub mod time;
pub mod told;
pub mod week;
pub mod words;
