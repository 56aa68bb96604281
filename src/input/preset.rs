//! Sets of keys to begin with. `vim` is the command table's own; `plain` adds the keys of other programs to it and takes
//! none away, so that whoever switches loses nothing.

use crate::input::command::Command;

/// A set of keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Preset {
    /// The keys of the command table.
    #[default]
    Vim,
    /// Function keys, delete, backspace and alt with arrows beside them.
    Plain,
}

impl Preset {
    /// The keys that it adds to those of the table.
    pub fn added(self) -> &'static [(Command, &'static [&'static str])] {
        match self {
            Preset::Vim => &[],
            Preset::Plain => PLAIN,
        }
    }
}

/// Arrows, Home, End and the page keys are in the table already.
const PLAIN: &[(Command, &[&str])] = &[
    (Command::Help, &["f1"]),
    (Command::Modify, &["f2"]),
    (Command::Filter, &["f3"]),
    (Command::FindWeek, &["f3"]),
    (Command::Jump, &["f4"]),
    (Command::Rerank, &["f5"]),
    (Command::NextPane, &["f6"]),
    (Command::OtherSide, &["f6"]),
    (Command::Add, &["f7"]),
    (Command::Archive, &["f8", "delete"]),
    (Command::Drop, &["f8", "delete"]),
    (Command::Palette, &["f9"]),
    (Command::Quit, &["f10"]),
    (Command::Back, &["backspace"]),
    (Command::PlaceBack, &["alt-left"]),
    (Command::PlaceForward, &["alt-right"]),
];
