//! How a list is laid out: by what it is sorted, which columns it has. Words of it are the same on the screen, on the
//! command line and in a saved view.

pub mod arrangement;
pub mod columns;
pub mod near;
pub mod order;
pub mod sort;
