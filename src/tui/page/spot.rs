//! What stands where on the page, as it was painted last: what a click is about.

use crate::tui::page::section::Part;

/// What stands at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// A section, or its name in the strip.
    Part(Part),
    /// The item at a place of a section.
    Item(Part, usize),
    /// What the cursor is on.
    Detail,
}
