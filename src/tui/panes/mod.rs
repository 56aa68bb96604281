//! The panes of the triage screen: each paints the rows that are in sight, and nothing else.

pub mod accounts;
pub mod cells;
pub mod chosen;
pub mod filter;
pub mod foot;
pub mod head;
pub mod list_view;
pub mod preview;
pub mod renewals;
pub mod tasks;
pub mod timeline;
