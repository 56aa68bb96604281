//! folio keeps one customer success manager's book of business in one SQLite file and ranks it by money at stake.
//!
//! Five floors; an arrow (`use crate::…`) goes down, never up and never across two folders of one floor:
//!
//! 5. `main` settles settings and desk, then hands over to `cli` or `tui`
//! 4. [`tui`] the screen; [`cli`] the same desk without a screen
//! 3. [`service`] the use-cases, the only door to the store
//! 2. [`store`] SQLite; [`exchange`] bytes to rows and back; [`config`] TOML and paths
//! 1. [`domain`] pure values and rules; [`input`] keys, the one command table, the keymap
//!
//! `tests/floors.rs` holds the arrows.

pub mod cli;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod input;
pub mod service;
pub mod store;
pub mod tui;
