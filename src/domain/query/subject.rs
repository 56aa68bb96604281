//! A row as a filter sees it: an account, or a task with its account.

use crate::domain::query::field::FieldId;
use crate::domain::value::day::Day;
use crate::domain::value::sought::Sought;
use ulid::Ulid;

/// Whose row it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Row {
    /// An account's.
    Account,
    /// A task's.
    Task,
}

/// What a row holds in a field.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Value<'a> {
    /// Nothing.
    None,
    /// A figure.
    Number(f64),
    /// An amount in minor units of the home currency.
    Money(i64),
    /// A day.
    Day(Day),
    /// A word of a closed list, as the record writes it.
    Word(&'a str),
    /// A text, folded by [`folded`](crate::domain::value::text::folded).
    Text(&'a str),
    /// Yes or no.
    Flag(bool),
    /// A public id.
    Id(Ulid),
}

/// Which tasks of an account are asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Open ones.
    Open,
    /// Closed ones too.
    Closed,
}

/// A row that a filter is asked of.
pub trait Subject {
    /// Whose row it is.
    fn row(&self) -> Row;

    /// What it holds in one of its own fields. `Idle` is the day of the last touch, `Note` a flag whether there is any;
    /// `Est` is in minutes, `Usage` and `SeatUse` in percent. `Tag`, `Acct` and `Age` are never asked for.
    fn value(&self, field: FieldId) -> Value<'_>;

    /// Its own tags, without `+`, folded, one a line.
    fn tags(&self) -> &str;

    /// Whether a folded text stands in its words: name, contacts, tags and open tasks' titles of an account; title, tags
    /// and account's name of a task.
    fn words_hold(&self, sought: &Sought) -> bool;

    /// All names of the account, folded, one a line; empty for a task without one.
    fn names(&self) -> &str;

    /// Whether its note holds a folded text; see [`Query::note_needles`](crate::domain::query::tree::Query::note_needles).
    fn note_holds(&self, needle: &str) -> bool;

    /// The account of a task.
    fn account(&self) -> Option<&dyn Subject> {
        None
    }

    /// Whether one of the tasks of an account passes.
    fn any_task(&self, reach: Reach, passes: &mut dyn FnMut(&dyn Subject) -> bool) -> bool {
        let _ = (reach, passes);
        false
    }
}
