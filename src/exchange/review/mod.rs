//! The review of a week as a page for a browser and as rows for a sheet.

pub mod csv;
pub mod html;
pub mod words;
