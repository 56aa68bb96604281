//! Help that is searched: what can be pressed here, the filter language, the words of a task line, the signs of the lists.

pub mod acts;
pub mod draw;
pub mod state;
pub mod topic;
pub mod topics;
