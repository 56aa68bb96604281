//! One file a table: its columns, there and back.

pub mod account;
pub mod contact;
pub mod external;
pub mod fx_rate;
pub mod goal;
pub mod movement;
pub mod opportunity;
pub mod reading;
pub mod renewal;
pub mod subscription;
pub mod target;
pub mod task;
pub mod timer;
pub mod touch;
pub mod view;
