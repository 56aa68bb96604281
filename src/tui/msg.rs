//! What comes in to the app and what it asks for in return. Both are data, so that a test needs neither terminal nor file.

use crate::domain::book::Book;
use crate::domain::value::link::Link;
use crate::input::key::Key;
use crate::service::editor::Job;
use crate::service::error::Error;
use crate::service::export::Wanted;
use crate::service::intent::{Intent, Outcome};
use crate::service::query::{Answer, Query};
use crate::tui::errand::Errand;
use crate::tui::events::clicks::Pointed;
use crate::tui::reach::clip::Clip;
use crate::tui::typed::Typed;
use std::time::Duration;

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key.
    Key(Key),
    /// The mouse.
    Pointed(Pointed),
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
    /// What rules and cadences started, safe to print.
    Checked(String),
    /// What became of a text for the clipboard, or of an address to open.
    Reached(Result<String, String>),
    /// A file was written: what it holds and where it is, safe to print.
    Exported(String),
    /// Something to read has come: its title and its lines, safe to print.
    Told(String, Vec<String>),
    /// The editor was left: its text, or why nothing came of it.
    Edited(Result<String, String>),
    /// A write could not be done.
    Refused(Error),
    /// Something else could not be done.
    Failed(Error),
    /// How far slow work is: so many steps of so many.
    Progress(u32, u32),
    /// A person's own command has ended: its name, and its last line or why it failed.
    Ran(String, Result<String, String>),
}

impl From<Typed> for Msg {
    fn from(typed: Typed) -> Msg {
        match typed {
            Typed::Key(key) => Msg::Key(key),
            Typed::Pasted(text) => Msg::Paste(text),
        }
    }
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
    /// A calendar file at a place, as a person typed it.
    Export(Box<Wanted>, String),
    /// A text in a file at a place, as a person typed it: the text, the place, and what it is.
    Save(String, String, String),
    /// A proven copy of the book.
    BackUp,
    /// The book and what is around it examined.
    Examine,
    /// To be woken with a number after a while; a later wait replaces an earlier one.
    Wake(Duration, u64),
    /// A text on the clipboard.
    Copy(Clip),
    /// An address opened.
    OpenLink(Link),
    /// The person's own editor on a text.
    OpenEditor(Job),
    /// What outlives the screen written down.
    Remember,
    /// The tour never shown again.
    EndTour,
    /// The whole screen painted anew.
    Redraw,
    /// A person's own command.
    Run(Box<Errand>),
    /// To the shell and back.
    Suspend,
    /// What rules and cadences want started, started behind the screen.
    Check,
    /// What was typed ahead of its rows, taken in now and before all that was typed since.
    Type(Vec<Typed>),
    /// The end.
    Quit,
}
