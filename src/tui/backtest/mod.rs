//! The backtest over the whole screen: gain curve, captures, what came of calls and what surprised.

pub mod acts;
pub mod chart;
pub mod draw;
pub mod rows;
pub mod state;
