//! Pure values and rules: no clock, no file, no database, no terminal.

pub mod arrange;
pub mod book;
pub mod calendar;
pub mod change;
pub mod demo;
pub mod figure;
pub mod form;
pub mod jump;
pub mod ledger;
pub mod phrase;
pub mod progress;
pub mod query;
pub mod record;
pub mod stake;
pub mod timeline;
pub mod value;
