//! What customers said and use, what rules start, and how the book itself is, as `--json` prints it.

use crate::cli::schema::shape::Body::{Items, Parts};
use crate::cli::schema::shape::Shape::{Count, Day, Flag, Id, List, Maybe, Number, Text};
use crate::cli::schema::shape::{Schema, Shape, field, optional};

const TEXT: Shape = Maybe(&Text);
const DAY: Shape = Maybe(&Day);
const NUMBER: Shape = Maybe(&Number);

/// The schemas of feedback, usage, cases, rules and care.
pub const SIGNALS: &[Schema] = &[
    Schema {
        name: "folio.feedback/1",
        what: "what customers said, the newest first",
        body: Items(&[
            field("day", Day, "when it was said"),
            optional("account", Text, "by whose people, in a list of all"),
            field("kind", Text, "nps, csat, ces, quote, complaint, request …"),
            field("score", NUMBER, "the score"),
            field("scale", Maybe(&Text), "from where to where scores go; null where it has no score"),
            field("by", TEXT, "by whom"),
            field("state", TEXT, "open, answered, resolved"),
            field("text", Text, "in their words"),
            field("consent", Flag, "whether it may be quoted with its name"),
            field("answered", DAY, "when it was answered"),
            field("resolved", DAY, "when it was resolved"),
            field("source", TEXT, "where it came from"),
            field("id", Id, "its id"),
        ]),
    },
    Schema {
        name: "folio.usage/1",
        what: "what a customer uses, metric by metric",
        body: Items(&[
            field("metric", Text, "what is counted"),
            field("value", Number, "the latest figure"),
            field("day", Day, "its day"),
            field("change_7", NUMBER, "change in 7 days, percent"),
            field("change_30", NUMBER, "change in 30 days, percent"),
            field("figures", Count, "figures there are"),
        ]),
    },
    Schema {
        name: "folio.cases/1",
        what: "problems that were solved, the most alike first",
        body: Items(&[
            field("day", Day, "when"),
            field("account", Text, "for whom"),
            field("problem", Text, "what was wrong"),
            field("done", TEXT, "what was done"),
            field("result", TEXT, "what came of it"),
            field("alike", List(&Text), "in what the customers are alike"),
            field("touch", Maybe(&Id), "the id of the touch that tells of it"),
            field("id", Id, "its id"),
        ]),
    },
    Schema {
        name: "folio.doctor/1",
        what: "what is well with the book and around it",
        body: Items(&[
            field("state", Text, "fine, warning, damaged"),
            field("about", Text, "what was looked at"),
            field("what", Text, "what was found"),
            field("remedy", Text, "what to do; empty for nothing"),
        ]),
    },
    Schema {
        name: "folio.backup/1",
        what: "a backup that was made and read back",
        body: Parts(&[
            field("file", Text, "where it is"),
            field("bytes", Count, "its size"),
            field("accounts", Count, "accounts in it"),
        ]),
    },
];
