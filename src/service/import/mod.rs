//! Import: files of other systems become one batch of changes against the book, with a report of every record. The plan
//! writes nothing; importing the same file again plans nothing.

pub mod accounts;
pub mod externals;
pub mod merge;
pub mod plan;
pub mod rates;
pub mod report;
pub mod row;
pub mod run;
pub mod shelf;
pub mod usage;
