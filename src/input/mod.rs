//! Keys, the one table of commands, and the keymap that joins them. Pure: no terminal, no config file.

pub mod command;
pub mod context;
pub mod key;
pub mod keymap;
pub mod own;
pub mod preset;
