//! The terminal as a guest finds it and leaves it.
//!
//! - [`modes`] who is in raw mode, and the one way back
//! - [`paper`] a frame as bytes
//! - [`screen`] draws, suspends, lends the terminal to an editor

pub mod modes;
pub mod paper;
pub mod screen;
