//! What is well with the book and around it, what is not, and what to do about it. A look changes nothing.

pub mod book;
pub mod examine;
pub mod finding;
pub mod mend;
pub mod place;
pub mod terminal;
