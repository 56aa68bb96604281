//! Popups: text to read, a line to type, rows to jump to, lines that were pasted, keys that may follow. Each keeps only
//! its own scroll or text.

pub mod arrange;
pub mod completing;
pub mod jump;
pub mod meaning;
pub mod modal;
pub mod naming;
pub mod offer;
pub mod pick;
pub mod popup;
pub mod prompt;
pub mod purpose;
pub mod reading;
pub mod search;
pub mod typing_line;
pub mod views;
pub mod which_key;
