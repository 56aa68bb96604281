//! The renewals calendar: what falls on each day, and the days as months, bars, quarters and weeks. Plain figures, for any
//! pane to draw; a decision is counted once on the day its term ends, and apart from that on its cancel-by day.

pub mod bar;
pub mod days;
pub mod entry;
pub mod grid;
pub mod quarter;
pub mod step;
pub mod strip;
pub mod week;

#[cfg(test)]
mod tests;
