//! Whether the first starts still show their tour.

/// Whether the tour is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Touring {
    /// It is.
    Shown,
    /// It was dismissed, or the first starts are over.
    #[default]
    Over,
}
