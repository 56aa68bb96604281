//! SQLite: the only floor that knows SQL. Rows of the domain in, rows of the domain out.

pub mod db;
pub mod error;
pub mod file;
pub mod find;
pub mod inputs;
pub mod journal;
pub mod lines;
pub mod row;
pub mod schema;
pub mod sheet;
mod sheet_days;
mod sheet_figures;
pub mod standing;
pub mod table;
pub mod touches;
