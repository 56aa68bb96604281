//! Parts of panes that several of them show.

pub mod pad;
pub mod pair;
pub mod spark;
