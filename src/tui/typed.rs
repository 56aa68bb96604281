//! What a person types, and what of it was kept back. The order in which it was typed is never lost.

use crate::input::key::Key;

/// Something typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Typed {
    /// A key.
    Key(Key),
    /// Text pasted at once.
    Pasted(String),
}

/// What was typed ahead of the rows that it is about.
#[derive(Debug, Default)]
pub struct Ahead {
    /// What waits, in its order.
    pub typed: Vec<Typed>,
    /// The rows could not be read: nothing waits for them until some come.
    pub failed: bool,
}
