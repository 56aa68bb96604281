//! The filter of a list: its text and what the text says. The text can always be read: one that cannot is never kept.

use crate::domain::query::tree::{Node, Query};
use crate::domain::value::text::folded;

/// A filter that a list has.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// As it was typed.
    pub text: String,
    /// What it says.
    pub query: Query,
    /// The name of the saved view that it came from, safe to print.
    pub view: Option<String>,
}

impl Filter {
    /// Whether every row passes.
    pub fn is_all(&self) -> bool {
        self.query.root.is_none()
    }
}

/// Whether whatever passes a filter has also passed an earlier one, so that only those rows need be asked again: it has
/// every part of the earlier one, a word perhaps with more letters.
pub fn narrows(earlier: &Query, later: &Query) -> bool {
    let Some(earlier) = &earlier.root else { return true };
    let Some(later) = &later.root else { return false };
    parts(earlier).iter().all(|part| parts(later).iter().any(|other| implies(other, part)))
}

fn parts(node: &Node) -> &[Node] {
    match node {
        Node::And(parts) => parts,
        node => std::slice::from_ref(node),
    }
}

fn implies(later: &Node, earlier: &Node) -> bool {
    match (later, earlier) {
        (Node::Word(later), Node::Word(earlier)) => folded(later).contains(&folded(earlier)),
        (Node::Name(later), Node::Name(earlier)) => folded(later).starts_with(&folded(earlier)),
        // Tests of tasks that stand together ask one and the same task: with another beside it that is still narrower.
        (later, earlier) => later == earlier,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::phrase::when::DateOptions;
    use crate::domain::query::context::Context;
    use crate::domain::query::parse::parse;
    use crate::domain::value::day::Day;
    use crate::domain::value::money::Currency;

    #[test]
    fn knows_when_fewer_rows_can_pass() {
        let today = Day::of(2026, 11, 24).unwrap();
        let cx = Context { today, dates: DateOptions::default(), home: Currency::USD, me: None };
        let read = |text: &str| parse(text, &cx).unwrap();
        for (earlier, later, want) in [
            ("", "glo", true),
            ("glo", "", false),
            ("glo", "glob", true),
            ("glob", "glo", false),
            ("glo", "GLOBEX health:red", true),
            ("health:red", "health:red glo", true),
            ("health:red", "health:red,yellow", false),
            ("health:red glo", "glo", false),
            ("@glo", "@glob", true),
            ("@glo", "@aglo", false),
            ("not glo", "not glob", false),
            ("glo or red", "glob or red", false),
            ("(glo or red) x", "(glo or red) xy", true),
            ("due:today", "due:today pri:1", true),
        ] {
            assert_eq!(narrows(&read(earlier), &read(later)), want, "{earlier:?} then {later:?}");
        }
    }
}
