//! The first start, when there is no book yet: import, demo or an empty one.

pub mod draw;
pub mod files;
pub mod run;
pub mod state;
