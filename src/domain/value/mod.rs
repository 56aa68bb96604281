//! Values without identity: ids, money, days, text. Nothing here reads a clock, a file or the environment.

pub mod day;
pub mod day_text;
pub mod fx;
pub mod id;
pub mod link;
pub mod markdown;
pub mod milli;
pub mod money;
pub mod original;
pub mod percent;
pub mod sought;
pub mod text;
