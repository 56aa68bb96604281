//! A text for the clipboard.

/// Something for the clipboard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clip {
    /// What it is, for the message: `e-mail of Dana Fox`.
    pub what: String,
    /// The text.
    pub text: String,
}
