//! English date phrases: words first, then one file a family of phrases.

pub mod clock;
pub mod month_day;
pub mod read;
pub mod weekday;
pub mod within;
pub mod word;
