//! All that a book is watched for: playbooks, rules, cadences, and how much may start on one day.

use crate::domain::signal::builtin;
use crate::domain::signal::playbook::Playbook;
use crate::domain::signal::rule::Rule;

/// What a book is watched for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signals {
    /// The playbooks, by name.
    pub playbooks: Vec<Playbook>,
    /// The rules in force, those of the person before those that folio brings.
    pub rules: Vec<Rule>,
    /// Whether a touch that is owed by its cadence becomes a task.
    pub cadences: bool,
    /// Playbooks that rules and cadences start on one day, at the most.
    pub most: u32,
    /// Who `owner:me` is; empty when nobody said.
    pub me: String,
}

impl Default for Signals {
    /// The playbooks that folio brings, and nothing that starts them by itself.
    fn default() -> Signals {
        let mut playbooks = builtin::playbooks();
        playbooks.sort_by(|a, b| a.name.cmp(&b.name));
        Signals { playbooks, rules: Vec::new(), cadences: false, most: 5, me: String::new() }
    }
}

impl Signals {
    /// A playbook by its name, whatever its case.
    pub fn playbook(&self, name: &str) -> Option<&Playbook> {
        let name = name.trim();
        self.playbooks.iter().find(|playbook| playbook.name.eq_ignore_ascii_case(name))
    }

    /// The names of the playbooks.
    pub fn names(&self) -> Vec<String> {
        self.playbooks.iter().map(|playbook| playbook.name.clone()).collect()
    }

    /// Whether nothing starts by itself.
    pub fn is_idle(&self) -> bool {
        self.rules.is_empty() && !self.cadences
    }

    /// Puts the rules that folio brings behind those of the person; one of the same name stays the person's.
    pub fn add_builtin(&mut self) {
        for rule in builtin::rules() {
            if !self.rules.iter().any(|own| own.name == rule.name) {
                self.rules.push(rule);
            }
        }
    }
}
