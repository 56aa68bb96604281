//! A person's own command on its way to the shell: what is told, and what its standard input holds. Names of customers
//! stand in that input alone.

use crate::input::own::Shows;

/// What the shell is to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Errand {
    /// What it is called.
    pub name: String,
    /// What the shell is told, as the config has it.
    pub run: String,
    /// What becomes of its output.
    pub shows: Shows,
    /// What its standard input holds.
    pub input: String,
}
