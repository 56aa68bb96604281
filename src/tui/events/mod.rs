//! What the person and the system say to folio.
//!
//! - [`term_event`] the words
//! - [`decode`] bytes to events, however they are cut; [`sequence`] one key, one escape sequence
//! - [`input`] the thread that waits for bytes, signals and a vanished terminal

pub mod clicks;
pub mod decode;
pub mod input;
pub mod sequence;
pub mod term_event;
