//! The records of a book, in the field's own words, and the tables of their fields.

pub mod account;
pub mod case;
pub mod choice;
pub mod contact;
pub mod external;
pub mod feedback;
pub mod field;
pub mod fx_rate;
pub mod goal;
pub mod list_kind;
pub mod meta;
pub mod movement;
pub mod opportunity;
pub mod reading;
pub mod renewal;
pub mod review;
pub mod run;
pub mod scale;
pub mod standard_view;
pub mod subscription;
pub mod target;
pub mod task;
pub mod timer;
pub mod touch;
pub mod usage;
pub mod view;
