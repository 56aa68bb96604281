//! The config file and where things lie. Every fault of the file is named at once, with its line, key and nearest match.

pub mod backups;
pub mod load;
pub mod look;
pub mod paths;
pub mod settings;
pub mod signals;
pub mod state;
pub mod tour;
pub mod watching;
