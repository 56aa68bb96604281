//! Rows as drafts of our records, still without our ids: what each row says, of whom, and what hangs on it. Every
//! sound row gives one draft or one reject; nothing is written here.

pub mod account;
pub mod activity;
pub mod contact;
pub mod contract;
pub mod deal;
pub mod read;
pub mod record;
pub mod renewal;
pub mod table;
pub mod voice;
