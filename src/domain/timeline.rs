//! Stretches of an account's touches, newest first. A stretch is named by the touch at its edge, not by a number, so that
//! a new touch moves nothing and the thousandth page costs what the first does.

use crate::domain::record::touch::TouchKind;
use crate::domain::value::day::Moment;
use crate::domain::value::id::{ContactId, TouchId};

/// The place of a touch in a timeline.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mark {
    /// When it was.
    pub at: Moment,
    /// Which, among those of one moment.
    pub id: TouchId,
}

/// Which touches, so many of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stretch {
    /// The newest.
    Newest,
    /// The oldest.
    Oldest,
    /// From a touch on, itself included, to older ones.
    From(Mark),
    /// Those next older than a touch.
    Older(Mark),
    /// Those next newer than a touch.
    Newer(Mark),
}

/// When somebody was last heard of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LastTouch {
    /// Who.
    pub contact: ContactId,
    /// When.
    pub at: Moment,
    /// By what.
    pub kind: TouchKind,
}
