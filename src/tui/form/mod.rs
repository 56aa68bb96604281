//! Forms: a record field by field, read as one types, and the same record in the person's own editor. What is typed is
//! kept until it is saved or let go.

pub mod acts;
pub mod draft;
pub mod draw;
pub mod edit_draft;
pub mod editor;
pub mod keys;
pub mod place;
pub mod state;
pub mod waiting;
