//! Parts of panes that several of them show.

pub mod spark;
