//! The line `:` in which any command is typed: what it says, what it offers, how it runs.

pub mod acts;
pub mod draw;
pub mod entry;
pub mod line;
pub mod offering;
pub mod running;
pub mod state;
