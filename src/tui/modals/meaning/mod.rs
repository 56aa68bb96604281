//! What a line means while it is typed: what stands under it, and what Enter will ask for.

pub mod day;
pub mod edit;
pub mod judged;
pub mod outcome;
pub mod playbook;
pub mod preview;
pub mod read;
pub mod said;
pub mod task;
pub mod terms;
pub mod touch;
