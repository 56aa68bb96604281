//! A finding: how grave, about what, what it is, and what to do.

use crate::domain::value::text::shown;
use std::path::Path;

/// How grave it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// As it should be.
    Fine,
    /// Worth a look.
    Warning,
    /// The book is damaged.
    Damaged,
}

impl State {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            State::Fine => "ok",
            State::Warning => "warning",
            State::Damaged => "damaged",
        }
    }
}

/// What `--fix` can do about a finding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cure {
    /// Permissions set so that nobody else reads it.
    Permissions,
    /// What is derived made anew from the facts.
    Derived,
    /// Indices made anew from their tables.
    Indices,
    /// The index of full text made anew.
    Words,
    /// What a run that was killed left behind taken away.
    Drafts,
}

/// One finding. Texts are safe to print.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// How grave.
    pub state: State,
    /// About what: one word.
    pub about: &'static str,
    /// What it is.
    pub what: String,
    /// What to do: a command where there is one; empty where all is well.
    pub remedy: String,
    /// What `--fix` can do.
    pub cure: Option<Cure>,
}

impl Finding {
    /// All is well.
    pub fn fine(about: &'static str, what: impl AsRef<str>) -> Finding {
        Finding::new(State::Fine, about, what, "")
    }

    /// Worth a look.
    pub fn warning(about: &'static str, what: impl AsRef<str>, remedy: impl AsRef<str>) -> Finding {
        Finding::new(State::Warning, about, what, remedy)
    }

    /// Damage.
    pub fn damaged(about: &'static str, what: impl AsRef<str>, remedy: impl AsRef<str>) -> Finding {
        Finding::new(State::Damaged, about, what, remedy)
    }

    fn new(state: State, about: &'static str, what: impl AsRef<str>, remedy: impl AsRef<str>) -> Finding {
        let line = |text: &str| shown(text).into_owned();
        Finding { state, about, what: line(what.as_ref()), remedy: line(remedy.as_ref()), cure: None }
    }

    /// The same, with what `--fix` can do.
    #[must_use]
    pub fn cured_by(self, cure: Cure) -> Finding {
        Finding { cure: Some(cure), ..self }
    }
}

/// Findings for a person: each with its remedy under it.
pub fn lines(found: &[Finding]) -> Vec<String> {
    let mut lines = Vec::new();
    for finding in found {
        lines.push(format!("{:<8} {:<8} {}", finding.state.word(), finding.about, finding.what));
        if !finding.remedy.is_empty() {
            lines.push(format!("{:17} -> {}", "", finding.remedy));
        }
    }
    lines
}

/// A path on one line, as a shell takes it.
pub fn path_text(path: &Path) -> String {
    let text = shown(&path.to_string_lossy()).into_owned();
    let plain = |c: char| c.is_alphanumeric() || "/._-+,:@%~".contains(c);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

/// Bytes as a person reads them.
pub fn size_text(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        1_000_000..1_000_000_000 => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
        _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes / 100_000_000 % 10),
    }
}
