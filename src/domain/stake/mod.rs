//! The ranking: money at stake, with its arithmetic.

pub mod input;
