//! Pure values and rules: no clock, no file, no database, no terminal.

pub mod alike;
pub mod arrange;
pub mod book;
pub mod calendar;
pub mod change;
pub mod demo;
pub mod figure;
pub mod form;
pub mod headway;
pub mod jump;
pub mod keeping;
pub mod ledger;
pub mod phrase;
pub mod query;
pub mod record;
pub mod review;
pub mod signal;
pub mod stake;
pub mod timeline;
pub mod value;
