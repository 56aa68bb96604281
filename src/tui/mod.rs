//! The screen: what is shown, what is typed, and the terminal under both.

pub mod acts;
pub mod app;
pub mod asking;
pub mod clock;
pub mod deck;
pub mod events;
pub mod frame;
pub mod jumping;
pub mod keeping;
pub mod keys;
pub mod list;
pub mod modals;
pub mod msg;
pub mod page;
pub mod panes;
pub mod pasting;
pub mod recent;
pub mod runtime;
pub mod terminal;
pub mod theme;
pub mod typing;
pub mod view;
pub mod widgets;
