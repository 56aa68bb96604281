//! What comes in to the app and what it asks for in return. Both are data, so that a test needs neither terminal nor file.

use crate::domain::book::Book;
use crate::domain::value::link::Link;
use crate::input::key::Key;
use crate::service::error::Error;
use crate::service::intent::{Intent, Outcome};
use crate::service::query::{Answer, Query};
use crate::tui::reach::clip::Clip;
use std::time::Duration;

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key.
    Key(Key),
    /// Text pasted at once.
    Paste(String),
    /// The terminal has another size.
    Resized(u16, u16),
    /// A minute has passed.
    Tick,
    /// The wait of this number is over.
    Woken(u64),
    /// An intent was done.
    Done(Box<Outcome>),
    /// A question was answered.
    Got(Box<Answer>),
    /// The book was loaded anew.
    Loaded(Box<Book>),
    /// Another program has written to the book.
    ChangedElsewhere,
    /// What became of a text for the clipboard, or of an address to open.
    Reached(Result<String, String>),
    /// A write could not be done.
    Refused(Error),
    /// Something else could not be done.
    Failed(Error),
}

/// Something the app wants.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// A write.
    Perform(Box<Intent>),
    /// An answer.
    Fetch(Query),
    /// The head of the book, in the order it has now.
    Load,
    /// The same, with the chances of loss reckoned anew.
    Rerank,
    /// To be woken with a number after a while; a later wait replaces an earlier one.
    Wake(Duration, u64),
    /// A text on the clipboard.
    Copy(Clip),
    /// An address opened.
    OpenLink(Link),
    /// What outlives the screen written down.
    Remember,
    /// The tour never shown again.
    EndTour,
    /// The whole screen painted anew.
    Redraw,
    /// To the shell and back.
    Suspend,
    /// The end.
    Quit,
}
