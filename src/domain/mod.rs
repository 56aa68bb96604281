//! Pure values and rules: no clock, no file, no database, no terminal.

pub mod value;
