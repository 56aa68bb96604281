//! One file a table: its columns, there and back.

pub mod account;
pub mod case;
pub mod contact;
pub mod external;
pub mod feedback;
pub mod fx_rate;
pub mod goal;
pub mod movement;
pub mod opportunity;
pub mod reading;
pub mod renewal;
pub mod review;
pub mod run;
pub mod subscription;
pub mod target;
pub mod task;
pub mod timer;
pub mod touch;
pub mod usage;
pub mod view;
