//! Commands that a person adds: a shell command, a name, keys. What it is about goes to its standard input and nowhere
//! else: no name of a customer ever stands in a command line.

use crate::input::command::Command;

/// What becomes of its output.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Shows {
    /// It runs in the background; its last line stands in the status line.
    #[default]
    Status,
    /// It has the terminal until it ends.
    Terminal,
    /// The same, and Enter is awaited before the screen comes back.
    Pause,
}

/// What its standard input holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Gives {
    /// One JSON document: the rows with their kinds, ids and names.
    #[default]
    Json,
    /// The ids of the rows, one a line.
    Ids,
}

/// A command that a person added.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OwnCommand {
    /// Its name in config and palette.
    pub id: String,
    /// What it does, in a few words.
    pub what: String,
    /// What the shell is told, as the config has it.
    pub run: String,
    /// Its keys.
    pub keys: Vec<String>,
    /// What becomes of its output.
    pub shows: Shows,
    /// What its standard input holds.
    pub gives: Gives,
}

impl OwnCommand {
    /// Why it cannot be one; none when it can.
    pub fn fault(&self) -> Option<(&'static str, String)> {
        let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.id.is_empty() || !self.id.chars().all(letters) {
            return Some(("", "a name has small letters, digits and hyphens: open-crm".to_owned()));
        }
        if Command::named(&self.id).is_some() {
            return Some(("", format!("{:?} is a command of folio already; give yours another name", self.id)));
        }
        if self.run.trim().is_empty() {
            return Some(("", "it runs nothing: run = \"cat >> ~/accounts.txt\"".to_owned()));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_wrong_with_a_command() {
        let own = |id: &str, run: &str| OwnCommand { id: id.to_owned(), run: run.to_owned(), ..OwnCommand::default() };
        assert_eq!(own("crm-2", "cat").fault(), None);
        for (id, run, why) in [
            ("CRM", "cat", "small letters"),
            ("", "cat", "small letters"),
            ("snooze", "cat", "already"),
            ("x", " ", "runs nothing"),
        ] {
            assert!(own(id, run).fault().unwrap().1.contains(why), "{id}");
        }
    }
}
