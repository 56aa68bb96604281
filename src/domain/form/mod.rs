//! A record as a person edits it, field by field: which fields there are, and what is typed in each read to a change.

pub mod entry;
pub mod slot;

#[cfg(test)]
mod tests;
