//! What a filter asks rows for, so that no more is read than that. Closed tasks are the great part of an old book: they
//! are read only when a filter names them.

use crate::domain::query::field::{self, FieldId, Side};
use crate::domain::query::subject::Row;
use crate::domain::query::tree::{Item, Node, Op, Query, Test, Wanted};
use std::ops::BitOr;

/// A set of what rows may hold beside their names and the facts of their lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Needs(u8);

impl Needs {
    /// Names and facts only.
    pub const FACTS: Needs = Needs(0);
    /// Contacts.
    pub const PEOPLE: Needs = Needs(1);
    /// Seats, use of seats, change of use and its day, NPS, detractors.
    pub const FIGURES: Needs = Needs(2);
    /// Decisions to come, and the stage of each renewal.
    pub const DECISIONS: Needs = Needs(4);
    /// Open tasks.
    pub const TASKS: Needs = Needs(8);
    /// Closed tasks.
    pub const CLOSED: Needs = Needs(16);
    /// What a screen asks for while a person types: all but closed tasks.
    pub const SCREEN: Needs = Needs(1 | 2 | 4 | 8);

    /// Whether all of another set is in this one.
    pub const fn has(self, other: Needs) -> bool {
        self.0 & other.0 == other.0
    }

    /// What a filter asks the rows of a list for.
    pub fn of(query: &Query, list: Row) -> Needs {
        let own = if list == Row::Task { Needs::TASKS } else { Needs::FACTS };
        query.root.as_ref().map_or(own, |root| own | of_node(root, list))
    }
}

impl BitOr for Needs {
    type Output = Needs;
    fn bitor(self, other: Needs) -> Needs {
        Needs(self.0 | other.0)
    }
}

fn of_node(node: &Node, list: Row) -> Needs {
    match node {
        Node::And(parts) | Node::Or(parts) => parts.iter().fold(Needs::FACTS, |all, part| all | of_node(part, list)),
        Node::Not(inner) => of_node(inner, list),
        Node::Word(_) if list == Row::Account => Needs::PEOPLE | Needs::TASKS,
        Node::Word(_) | Node::Name(_) | Node::Tag(_) => Needs::FACTS,
        Node::Test(test) => match test.field {
            FieldId::Seats | FieldId::Usage | FieldId::Nps | FieldId::Measured | FieldId::Detractor => Needs::FIGURES,
            FieldId::Left => Needs::PEOPLE,
            FieldId::Stage => Needs::DECISIONS,
            FieldId::Done => Needs::TASKS | Needs::CLOSED,
            FieldId::State if names_closed(test) => Needs::TASKS | Needs::CLOSED,
            id if field::row(id).is_some_and(|row| row.side == Side::Task) => Needs::TASKS,
            _ => Needs::FACTS,
        },
    }
}

/// Whether a filter is for closed tasks too: it wants a day on which they were closed, or their state. What stands under
/// a `not` is for none.
pub fn wants_closed(query: &Query) -> bool {
    query.root.as_ref().is_some_and(|root| part_wants_closed(root, Sense::For))
}

/// Whether a filter asks how long tasks are hidden: then hidden ones are listed.
pub fn asks_wait(query: &Query) -> bool {
    fn asks(node: &Node) -> bool {
        match node {
            Node::And(parts) | Node::Or(parts) => parts.iter().any(asks),
            Node::Not(inner) => asks(inner),
            Node::Test(test) => test.field == FieldId::Wait,
            Node::Word(_) | Node::Name(_) | Node::Tag(_) => false,
        }
    }
    query.root.as_ref().is_some_and(asks)
}

/// Whether a filter is for churned accounts: it names their stage, and not under a `not`. They have no place in the
/// ranking, and are listed for no other filter.
pub fn wants_churned(query: &Query) -> bool {
    fn wants(node: &Node) -> bool {
        match node {
            Node::And(parts) | Node::Or(parts) => parts.iter().any(wants),
            Node::Test(Test { field: FieldId::Stage, op, wanted: Wanted::OneOf(items) }) => {
                *op != Op::Ne && items.iter().any(|item| matches!(item, Item::Word("churned")))
            }
            Node::Not(_) | Node::Test(_) | Node::Word(_) | Node::Name(_) | Node::Tag(_) => false,
        }
    }
    query.root.as_ref().is_some_and(wants)
}

/// Whether a part of a filter is for what it names or against it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sense {
    /// For it.
    For,
    /// Against it.
    Against,
}

pub(super) fn part_wants_closed(node: &Node, sense: Sense) -> bool {
    match node {
        Node::And(parts) | Node::Or(parts) => parts.iter().any(|part| part_wants_closed(part, sense)),
        Node::Not(inner) => part_wants_closed(inner, if sense == Sense::For { Sense::Against } else { Sense::For }),
        Node::Test(test) => {
            let turned = test.op == Op::Ne;
            let wants = match test.field {
                FieldId::Done => (test.wanted == Wanted::Absent) == turned,
                FieldId::State => names_closed(test) && !turned,
                _ => return false,
            };
            wants == (sense == Sense::For)
        }
        Node::Word(_) | Node::Name(_) | Node::Tag(_) => false,
    }
}

fn names_closed(test: &Test) -> bool {
    match &test.wanted {
        Wanted::OneOf(items) => items.iter().any(|item| matches!(item, Item::Word("done" | "dropped"))),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::tests::sample::parse;

    #[test]
    fn churned_accounts_are_for_filters_that_name_their_stage() {
        for (text, want) in [
            ("", false),
            ("stage:churned", true),
            ("@glo stage:onboarding,churned", true),
            ("health:red or stage=churned", true),
            ("not stage:churned", false),
            ("stage!=churned", false),
            ("stage:adopting churned", false),
        ] {
            assert_eq!(wants_churned(&parse(text).unwrap()), want, "{text}");
        }
    }

    #[test]
    fn reads_no_more_than_a_filter_asks_for() {
        for (text, accounts, tasks, closed) in [
            ("", Needs::FACTS, Needs::TASKS, false),
            ("health:red @glo +vip arr:1k..", Needs::FACTS, Needs::TASKS, false),
            ("globex", Needs::PEOPLE | Needs::TASKS, Needs::TASKS, false),
            ("not (nps:..6 or due:today)", Needs::FIGURES | Needs::TASKS, Needs::FIGURES | Needs::TASKS, false),
            ("stage:none", Needs::DECISIONS, Needs::DECISIONS | Needs::TASKS, false),
            ("done:week", Needs::TASKS | Needs::CLOSED, Needs::TASKS | Needs::CLOSED, true),
            ("done:none", Needs::TASKS | Needs::CLOSED, Needs::TASKS | Needs::CLOSED, false),
            ("done!=none", Needs::TASKS | Needs::CLOSED, Needs::TASKS | Needs::CLOSED, true),
            ("not state:done,open", Needs::TASKS | Needs::CLOSED, Needs::TASKS | Needs::CLOSED, false),
            ("pri:1 or state:dropped", Needs::TASKS | Needs::CLOSED, Needs::TASKS | Needs::CLOSED, true),
            ("state:waiting", Needs::TASKS, Needs::TASKS, false),
        ] {
            let query = parse(text).unwrap();
            let got = (Needs::of(&query, Row::Account), Needs::of(&query, Row::Task), wants_closed(&query));
            assert_eq!(got, (accounts, tasks, closed), "{text}");
        }
    }
}
