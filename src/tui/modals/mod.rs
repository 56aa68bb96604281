//! Popups: text to read, and one line to type. Each keeps only its own scroll or text.

pub mod popup;
pub mod prompt;
pub mod reading;
pub mod typing_line;
pub mod views;
