//! The kind of a task, said or guessed from its first word.

use crate::domain::value::text::folded;

/// What doing the task takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Kind {
    /// A call.
    Call,
    /// An e-mail.
    Email,
    /// A meeting.
    Meeting,
    /// Anything else.
    Task,
}

/// Whether a person said it or folio took it from a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Certainty {
    /// Said.
    Certain,
    /// Guessed.
    Guessed,
}

impl Kind {
    /// The kind of a name as typed after `kind:`.
    pub fn named(name: &str) -> Option<Kind> {
        Some(match folded(name).as_str() {
            "call" => Kind::Call,
            "email" | "mail" | "e-mail" => Kind::Email,
            "meeting" => Kind::Meeting,
            "task" => Kind::Task,
            _ => return None,
        })
    }

    /// The name of the kind.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Call => "call",
            Kind::Email => "email",
            Kind::Meeting => "meeting",
            Kind::Task => "task",
        }
    }

    /// The kind that the first word of a title gives away.
    pub fn guessed(title: &str) -> Option<Kind> {
        let first = folded(title.split_whitespace().next()?);
        match first.trim_end_matches(|c: char| c.is_ascii_punctuation()) {
            "call" | "phone" | "ring" => return Some(Kind::Call),
            "email" | "e-mail" | "mail" => return Some(Kind::Email),
            "meet" | "meeting" => return Some(Kind::Meeting),
            _ => {}
        }
        let starts = |words: &[&str]| words.iter().any(|word| first.starts_with(word));
        if starts(&["打電話", "打电话", "致電", "致电"]) {
            Some(Kind::Call)
        } else if starts(&["寄信", "發郵件", "发邮件", "回信"]) {
            Some(Kind::Email)
        } else if starts(&["開會", "开会"]) {
            Some(Kind::Meeting)
        } else {
            None
        }
    }
}
