//! Asks rows whether a filter holds for them. Asking allocates nothing: the texts of a row are folded before it is asked.

use crate::domain::query::context::Context;
use crate::domain::query::field::FieldId;
use crate::domain::query::fold;
use crate::domain::query::plan::{self, How, Never, Probe, Step};
use crate::domain::query::subject::{Row, Subject, Value};
use crate::domain::query::tree::Query;
use crate::domain::value::sought::Sought;
use std::ops::RangeBounds;
use ulid::ULID_LEN;

/// A filter made ready for the rows of one day.
#[derive(Clone, PartialEq, Debug)]
pub struct Matcher {
    step: Option<Step>,
}

impl Matcher {
    /// Resolves what moves with the calendar for the day of the context.
    pub fn new(query: &Query, cx: &Context<'_>) -> Matcher {
        Matcher { step: query.root.as_ref().map(|root| plan::step(root, cx)) }
    }

    /// Whether it holds for every row.
    pub fn is_all(&self) -> bool {
        self.step.is_none()
    }

    /// The words that rows are asked for.
    pub fn words(&self) -> Vec<&Sought> {
        let mut words = Vec::new();
        if let Some(step) = &self.step {
            step.words(&mut words);
        }
        words
    }

    /// Whether the filter holds for a row.
    pub fn matches(&self, subject: &dyn Subject) -> bool {
        self.step.as_ref().is_none_or(|step| holds(step, subject))
    }
}

/// Whether a filter holds for one row; for many make a [`Matcher`] once.
pub fn matches(query: &Query, cx: &Context<'_>, subject: &dyn Subject) -> bool {
    Matcher::new(query, cx).matches(subject)
}

fn holds(step: &Step, subject: &dyn Subject) -> bool {
    match step {
        Step::Every(steps) => steps.iter().all(|step| holds(step, subject)),
        Step::Either(steps) => steps.iter().any(|step| holds(step, subject)),
        Step::Not(inner) => !holds(inner, subject),
        Step::Word(sought) => subject.words_hold(sought),
        Step::Name(needle) => subject.names().lines().any(|name| fold::starts_word(name, needle)),
        Step::Tag(needle) => has_tag(subject, |tag| tag == needle),
        Step::OfTask(reach, inner) => match subject.row() {
            Row::Task => holds(inner, subject),
            Row::Account => subject.any_task(*reach, &mut |task| holds(inner, task)),
        },
        Step::OfAccount(field, probe) => match subject.row() {
            Row::Account => passes(subject, *field, probe),
            Row::Task => subject.account().map_or(*probe == Probe::Absent, |account| passes(account, *field, probe)),
        },
        Step::Own(FieldId::Tag, probe) => tags_pass(subject, probe),
        Step::Own(FieldId::Acct, probe) => names_pass(subject.names(), probe),
        Step::Own(field, probe) => passes(subject, *field, probe),
    }
}

/// A task has its account's tags too: `not +paused` means the same in both lists.
fn has_tag(subject: &dyn Subject, fits: impl Fn(&str) -> bool) -> bool {
    let own = subject.tags().lines().any(&fits);
    own || subject.account().is_some_and(|account| account.tags().lines().any(&fits))
}

fn tags_pass(subject: &dyn Subject, probe: &Probe) -> bool {
    match probe {
        Probe::Absent => !has_tag(subject, |_| true),
        Probe::Present => has_tag(subject, |_| true),
        Probe::Text(how, needle) => has_tag(subject, |tag| compares(*how, tag, needle)),
        _ => false,
    }
}

fn names_pass(names: &str, probe: &Probe) -> bool {
    match probe {
        Probe::Absent => names.is_empty(),
        Probe::Present => !names.is_empty(),
        Probe::Text(how, needle) => names.lines().any(|name| compares(*how, name, needle)),
        _ => false,
    }
}

fn passes(subject: &dyn Subject, field: FieldId, probe: &Probe) -> bool {
    if let Probe::Note(needle) = probe {
        return subject.note_holds(needle);
    }
    let value = subject.value(field);
    match (probe, value) {
        // A flag is always known: one that is down is there for `star:no`, but a note that is not there is none.
        (Probe::Absent, value) => matches!(value, Value::None | Value::Flag(false)),
        (Probe::Present, value) => !matches!(value, Value::None | Value::Flag(false)),
        (Probe::Number(bounds), Value::Number(number)) => bounds.contains(&number),
        (Probe::Money(bounds), Value::Money(amount)) => bounds.contains(&amount),
        (Probe::Day(bounds, _), Value::Day(day)) => bounds.contains(&day),
        (Probe::Day(_, never), Value::None) => *never == Never::Passes,
        (Probe::Words(words), Value::Word(word) | Value::Text(word)) => words.contains(&word),
        (Probe::Text(how, needle), Value::Text(text) | Value::Word(text)) => compares(*how, text, needle),
        (Probe::Text(how, needle), Value::Id(id)) => {
            let mut letters = [0; ULID_LEN];
            let letters: &str = id.array_to_str(&mut letters);
            let head = letters.get(..needle.len()).unwrap_or_default();
            let length = *how != How::Whole || needle.len() == ULID_LEN;
            length && head.eq_ignore_ascii_case(needle)
        }
        (Probe::Flag(wanted), Value::Flag(flag)) => *wanted == flag,
        (Probe::Flag(wanted), Value::None) => !wanted,
        _ => false,
    }
}

fn compares(how: How, text: &str, needle: &str) -> bool {
    match how {
        How::Starts => fold::starts_word(text, needle),
        How::Whole => text == needle,
        How::Has => text.contains(needle),
    }
}
