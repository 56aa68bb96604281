//! The page of one account: sections side by side, a cursor in each, and the whole of what the cursor is on.

pub mod acts;
pub mod contacts;
pub mod contracts;
pub mod deals;
pub mod detail;
pub mod draw;
pub mod figures;
pub mod goals;
pub mod identity;
pub mod item;
pub mod layout;
pub mod line;
pub mod links;
pub mod notes;
pub mod reel;
pub mod section;
pub mod spot;
pub mod stake;
pub mod state;
pub mod tasks;
pub mod timeline;
pub mod voice;
