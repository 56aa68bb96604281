//! The filter language: `health:red,yellow renew:..60d not +paused`. `parse` reads it, `print` writes the one canonical
//! text of a tree, `matcher` asks the rows of a list, `complete` helps while it is typed. What moves with the calendar
//! (`week`, `60d`) stays a word in the tree and is resolved for the day on which it is asked.

pub mod because;
pub mod complete;
pub mod context;
pub mod excerpt;
pub mod fault;
pub mod field;
pub mod fold;
pub mod found;
pub mod grams;
pub mod id_hash;
pub mod lex;
pub mod matcher;
pub mod needle;
pub mod needs;
pub mod notes;
pub mod number;
pub mod operand;
pub mod parse;
pub mod parts;
pub mod plan;
pub mod print;
pub mod searched;
pub mod sheet;
pub mod sheet_account;
mod sheet_passing;
pub mod sheet_subject;
pub mod sheet_task;
pub mod subject;
#[cfg(test)]
mod tests;
pub mod time;
pub mod tree;
pub mod words;
