//! The screen: what is shown, what is typed, and the terminal under both.

pub mod acts;
pub mod app;
pub mod asking;
pub mod deck;
pub mod doing;
pub mod events;
pub mod filter;
pub mod filter_line;
pub mod frame;
pub mod keys;
pub mod list;
pub mod modals;
pub mod msg;
pub mod page;
pub mod panes;
pub mod picked;
pub mod repeat;
pub mod runtime;
pub mod select;
pub mod shown;
pub mod sifting;
pub mod terminal;
pub mod theme;
pub mod typing;
pub mod view;
pub mod widgets;
