//! folio without a screen: arguments in, lines out, the same desk behind.
//!
//! `args` is the tree of verbs, `globals` the flags they share; `settled` is what a run starts from and `shell` where it
//! writes; `run` hands each verb to its file; `failure` says why one ended early, with its exit code.

pub mod accounts;
pub mod act;
pub mod add;
pub mod archive;
pub mod args;
pub mod arranging;
pub mod backtest;
pub mod backtest_json;
pub mod call;
pub mod cells;
pub mod choose;
pub mod close;
pub mod contract;
pub mod demo;
pub mod edit;
pub mod export;
pub mod failure;
pub mod forecast;
pub mod globals;
pub mod goal;
pub mod health;
pub mod history;
pub mod import;
pub mod later;
pub mod now;
pub mod opportunity;
pub mod people;
pub mod print;
pub mod renewals;
pub mod requote;
pub mod run;
pub mod search;
pub mod set;
pub mod settle;
pub mod settled;
pub mod shell;
pub mod show;
pub mod show_markdown;
pub mod show_page;
pub mod show_record;
pub mod show_text;
#[cfg(test)]
mod stand;
pub mod stats;
pub mod target;
pub mod tasks;
pub mod timer;
pub mod today;
pub mod touch;
pub mod upkeep;
pub mod view;
pub mod wait;
pub mod why;
