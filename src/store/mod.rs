//! SQLite: the only floor that knows SQL. Rows of the domain in, rows of the domain out.

pub mod any;
pub mod calendar;
pub mod db;
pub mod document;
pub mod due;
pub mod error;
pub mod file;
pub mod find;
pub mod indexing;
pub mod inputs;
pub mod journal;
pub mod ledger;
pub mod lines;
pub mod outlook;
pub mod review;
pub mod row;
pub mod schema;
pub mod search;
pub mod sheet;
mod sheet_days;
mod sheet_figures;
pub mod sorted;
pub mod standing;
pub mod table;
pub mod touches;
