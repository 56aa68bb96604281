//! The review of a week on its way out.

pub mod csv;
pub mod html;
pub mod json;
pub mod markdown;
pub mod words;
