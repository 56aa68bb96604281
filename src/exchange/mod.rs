//! Bytes to rows and back: encodings, CSV dialects, the headers that other systems write, what their cells mean,
//! calendar files and pages for a browser.
//! Knows the records of a book, never its rows.

pub mod alias;
pub mod amount;
pub mod csv;
pub mod date;
pub mod decode;
pub mod draft;
pub mod header;
pub mod html;
pub mod ics;
pub mod mapping;
pub mod outcome_set;
pub mod review;
pub mod svg;
pub mod value;
pub mod week_json;
pub mod week_markdown;
