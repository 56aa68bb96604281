//! One thing that help tells.

use crate::domain::value::text::folded;
use crate::input::command::Command;

/// What a topic is about. The order is that of the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Section {
    /// Keys of this place.
    Here,
    /// Keys of other places: found by searching only.
    Elsewhere,
    /// The filter language.
    Filter,
    /// The words of a task line.
    Task,
    /// What stands in the lists.
    Signs,
}

impl Section {
    /// Its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Section::Here => "Keys here",
            Section::Elsewhere => "Keys of other places",
            Section::Filter => "Filters",
            Section::Task => "The line of a task",
            Section::Signs => "Signs in the lists",
        }
    }
}

/// What Enter does with a topic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goal {
    /// Runs a command.
    Run(Command),
    /// Puts a text into the filter of the list.
    Filter(&'static str),
    /// Puts a word into the line of a task.
    Task(&'static str),
    /// Nothing: it is there to be read.
    Read,
}

/// One thing to know. Texts are safe to print.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Topic {
    /// What it is about.
    pub section: Section,
    /// The key, the word, the sign.
    pub sign: String,
    /// What it does or means.
    pub what: String,
    /// What Enter does.
    pub goal: Goal,
    /// Why that does nothing here.
    pub why_not: Option<String>,
    /// Its other names, folded.
    names: String,
    /// All of it, folded: what is searched.
    haystack: String,
}

impl Topic {
    /// A topic; `names` are words that find it beside what is shown.
    pub fn new(section: Section, sign: impl Into<String>, what: impl Into<String>, goal: Goal, names: &str) -> Topic {
        let (sign, what) = (sign.into(), what.into());
        let haystack = folded(&format!("{sign} {what} {names}"));
        Topic { section, sign, what, goal, why_not: None, names: folded(names), haystack }
    }

    /// The same, with why Enter does nothing here.
    #[must_use]
    pub fn unless(self, why_not: Option<String>) -> Topic {
        Topic { why_not, ..self }
    }

    /// How near what was typed is to its name: 0 is it, 1 begins it, 2 is elsewhere in it.
    pub fn distance(&self, typed: &str) -> u8 {
        let typed = folded(typed.trim());
        let names = || self.names.split(' ');
        match () {
            () if self.sign == typed || names().any(|name| name == typed) => 0,
            () if names().any(|name| name.starts_with(&typed)) => 1,
            () => 2,
        }
    }

    /// Whether it holds every word that was typed.
    pub fn meets(&self, typed: &str) -> bool {
        folded(typed).split_whitespace().all(|word| self.haystack.contains(word))
    }
}
