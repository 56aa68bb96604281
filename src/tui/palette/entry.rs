//! What the palette offers: commands, views, lines typed before, rows visited lately.

use crate::domain::jump::target::Target;
use crate::domain::value::text::folded;
use crate::input::command::Command;
use crate::tui::palette::line::{example, id_of, named, others};

/// What choosing an entry does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Goal {
    /// Runs a command.
    Command(Command),
    /// Switches to a view, by its place among the views.
    View(usize),
    /// Goes to a row.
    Row(Target),
    /// Runs a line that was typed before.
    Line(String),
}

/// A line of the list. Texts are safe to print.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What choosing it does.
    pub goal: Goal,
    /// What it is called.
    pub name: String,
    /// Its keys, or what it is.
    pub keys: String,
    /// What it does.
    pub what: String,
    /// Why it does nothing here.
    pub why_not: Option<String>,
}

impl Entry {
    /// Other names by which it is found, folded.
    pub fn others(&self) -> Vec<String> {
        match self.goal {
            Goal::Command(command) => others(command).map(folded).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a line in full is the name or another name of this command.
    pub fn is_named(&self, line: &str) -> bool {
        let Goal::Command(command) = self.goal else { return false };
        let id = id_of(line);
        id_of(&self.name) == id || named(&id) == Some(command)
    }

    /// What it is an example of, or empty.
    pub fn example(&self) -> &'static str {
        match self.goal {
            Goal::Command(command) => example(command),
            _ => "",
        }
    }

    /// The line that stands for it among those typed before; none of what is no line. A name has its hyphens there: what is
    /// typed behind it never makes another command of it.
    pub fn line(&self) -> Option<String> {
        match &self.goal {
            Goal::Command(_) => Some(id_of(&self.name)),
            Goal::View(_) => Some(self.name.replacen("view: ", "view ", 1)),
            Goal::Line(line) => Some(line.clone()),
            Goal::Row(_) => None,
        }
    }
}
