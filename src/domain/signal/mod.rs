//! Rules, playbooks and cadences: which accounts need something, what it is, and when. Nothing here knows a row of the
//! book; the service asks, and writes what comes of it.

pub mod builtin;
pub mod playbook;
pub mod rule;
pub mod signals;
