//! Reaching out of the terminal: the clipboard, addresses to open, and what stands in the way of both.

pub mod acts;
pub mod around;
pub mod clip;
pub mod clipboard;
pub mod opener;
pub mod outside;
