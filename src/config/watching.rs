//! The `[signals]`, `[[rules]]` and `[playbooks]` tables, as they are written.

use crate::domain::signal::playbook::Anchor;
use serde::{Deserialize, Serialize};

/// The `[signals]` table: what starts by itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignalSettings {
    /// Whether the rules that folio brings hold.
    pub builtin: bool,
    /// Whether a touch that is owed by its cadence becomes a task.
    pub cadences: bool,
    /// Playbooks started on one day, at the most.
    pub most: u32,
}

impl Default for SignalSettings {
    fn default() -> SignalSettings {
        SignalSettings { builtin: false, cadences: false, most: 5 }
    }
}

/// One of `[[rules]]`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RuleSettings {
    /// Its name; that of its playbook when nothing is said.
    pub name: String,
    /// The filter.
    pub when: String,
    /// The playbook that it starts.
    pub start: String,
    /// How long it rests for an account.
    pub cooldown: String,
}

impl Default for RuleSettings {
    fn default() -> RuleSettings {
        RuleSettings { name: String::new(), when: String::new(), start: String::new(), cooldown: "30d".to_owned() }
    }
}

impl RuleSettings {
    /// Its name, as rules are told apart.
    pub(in crate::config) fn name(&self) -> &str {
        if self.name.trim().is_empty() { self.start.trim() } else { self.name.trim() }
    }
}

/// One of `[playbooks]`. What it leaves out is as in the one of that name that folio brings.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlaybookSettings {
    /// What it is for, in a few words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// From which day its steps are counted: `start` or `decision`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Anchor>,
    /// Its steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<Vec<StepSettings>>,
}

/// One step.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StepSettings {
    /// Days from the anchor.
    pub day: i32,
    /// The task, as it is typed.
    pub task: String,
}
