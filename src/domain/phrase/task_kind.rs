//! The kind of a task, said or guessed from its first word.

use crate::domain::record::task::TaskKind;
use crate::domain::value::text::folded;

/// Whether a person said it or folio took it from a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Certainty {
    /// Said.
    Certain,
    /// Guessed.
    Guessed,
}

/// The kind of a name as typed after `kind:`.
pub fn named(name: &str) -> Option<TaskKind> {
    match folded(name).as_str() {
        "mail" | "e-mail" => Some(TaskKind::Email),
        other => other.parse().ok(),
    }
}

/// The kind that the first word of a title gives away.
pub fn guessed(title: &str) -> Option<TaskKind> {
    let first = folded(title.split_whitespace().next()?);
    match first.trim_end_matches(|c: char| c.is_ascii_punctuation()) {
        "call" | "phone" | "ring" => return Some(TaskKind::Call),
        "email" | "e-mail" | "mail" => return Some(TaskKind::Email),
        "meet" | "meeting" => return Some(TaskKind::Meeting),
        _ => {}
    }
    let starts = |words: &[&str]| words.iter().any(|word| first.starts_with(word));
    if starts(&["打電話", "打电话", "致電", "致电"]) {
        Some(TaskKind::Call)
    } else if starts(&["寄信", "發郵件", "发邮件", "回信"]) {
        Some(TaskKind::Email)
    } else if starts(&["開會", "开会"]) {
        Some(TaskKind::Meeting)
    } else {
        None
    }
}
