//! The parts of every document that `--json` prints where a list would not do.

use crate::cli::schema::lists::{ACCOUNT, FORECAST_LINE, RENEWAL, TASK};
use crate::cli::schema::shape::Body::Parts;
use crate::cli::schema::shape::Shape::{
    Count, Day, Either, Flag, Id, List, Map, Maybe, Moment, Money, Number, Object, Text, Texts,
};
use crate::cli::schema::shape::{Field, Schema, Shape, field, optional};

const TEXT: Shape = Maybe(&Text);
const MONEYS: Shape = List(&Money);
const DAY: Shape = Maybe(&Day);
const COUNT: Shape = Maybe(&Count);
const NUMBER: Shape = Maybe(&Number);
const ID: Shape = Maybe(&Id);
const RECORDS: Shape = List(&Texts);

const TOTALS: &[Field] = &[
    field("accounts", Count, "accounts of the triage"),
    field("arr", Money, "their yearly recurring revenue, home currency"),
    field("stake", Money, "money at stake in all, home currency"),
    field("red", Count, "accounts whose health is red"),
    field("yellow", Count, "accounts whose health is yellow"),
    field("deciding_30d", Count, "accounts that decide within 30 days"),
    field("idle_30d", Count, "accounts without a touch for 30 days"),
    field("overdue_tasks", Count, "open tasks past their day"),
];

const STAKE: &[Field] = &[
    field("total", Money, "money at stake, home currency"),
    field("risk", Money, "by the chance of loss"),
    field("growth", Money, "by what could be won"),
    field("care", Money, "by promises and silence"),
    field("revenue", Money, "revenue up for the next decision"),
    field("arr", Money, "yearly recurring revenue"),
    field("originals", MONEYS, "the same as it is paid, an amount for each currency"),
    field("headline", Text, "the sum in one line"),
    field("band", TEXT, "health: red, yellow or green"),
    field("model_chance", Number, "chance of loss by the model, 0 to 1"),
    field("call_chance", NUMBER, "chance of loss that your call stands for, 0 to 1"),
    field("call_stale", Maybe(&Flag), "whether the call is too old to count in full"),
    field("score", NUMBER, "health from 0 to 100"),
    field("score_band", TEXT, "the band of the score: red, yellow or green"),
    field("trend", TEXT, "where health goes"),
];

const RUN: &[Field] = &[
    field("playbook", Text, "which"),
    optional("rule", Text, "the rule that started it; left out when a person did"),
    field("why", Text, "why it was started"),
    field("anchor", Day, "the day from which its steps are counted"),
    field("started_on", Day, "when it was started"),
    field("closed", Count, "tasks of it that are closed"),
    field("total", Count, "tasks of it in all"),
    field("next", DAY, "the earliest day of an open one"),
    field("id", Id, "its id"),
];

const FIGURE: &[Field] = &[
    field("value", Maybe(&Either(&[Number, Money])), "a share of 1 or an amount; null where nothing can be said"),
    field("basis", Text, "of what it is the share"),
    field("target", TEXT, "what `folio target` says of it in the period"),
];

const SUM: &[Field] = &[
    field("period", Text, "2026-Q4, 2026-11 …"),
    field("first", Day, "its first day"),
    field("last", Day, "its last day"),
    field("decisions", Count, "decisions in it"),
    field("open", Count, "those not settled"),
    field("target", Money, "revenue up for decision"),
    field("closed", Money, "signed"),
    field("commit", Money, "signed and committed"),
    field("best_case", Money, "those and the best case"),
    field("pipeline", Money, "those and the pipeline"),
    field("omitted", Money, "given up"),
    field("weighted", Money, "amount times chance of each"),
    field(
        "originals",
        Object(&[
            field("target", MONEYS, "revenue up for decision"),
            field("amount", MONEYS, "what is expected of it when it is renewed, omitted ones too"),
            field("weighted", MONEYS, "amount times chance of each"),
        ]),
        "the same as it is paid, an amount for each currency",
    ),
    field("attainment", NUMBER, "weighted as a share of the target"),
    field("goal", Maybe(&Money), "what `folio target` says of the period"),
];

const MEASURE: &[Field] = &[
    field("measure", Text, "what is measured"),
    field("group", Text, "of which group"),
    field("value", NUMBER, "from 0 to 100; null where nothing is known"),
    field("weight", Number, "how much it counts"),
    field("cost", NUMBER, "points that it costs the score"),
    field("from", Text, "the fact behind it"),
    field("as_of", DAY, "the day of that fact"),
    field("stale", Flag, "whether that fact is too old"),
];

const CHANGE: &[Field] = &[
    field("act", Text, "made, edited, removed"),
    field("kind", Text, "its table"),
    field("id", Text, "its id"),
    field("title", Text, "what it is called"),
    field(
        "fields",
        List(&Object(&[
            field("field", Text, "which field"),
            field("before", Text, "what stood there; empty for nothing"),
            field("after", Text, "what stands there; empty for nothing"),
        ])),
        "each field that changed",
    ),
];

const LEFT: &[Field] = &[field("line", Count, "its line in the file"), field("reason", Text, "why")];

const FILE: &[Field] = &[
    field("name", Text, "its name"),
    field("kind", TEXT, "of what its records are"),
    field("system", Text, "the system that it comes from; empty for none"),
    field("refused", TEXT, "why it could not be read"),
    field("declined", TEXT, "why it was left out"),
    field("records", Count, "records under the header"),
    field("new", Count, "records new to the book"),
    field("changed", Count, "records that change a row"),
    field("same", Count, "records that say nothing new"),
    field("skipped", List(&Object(LEFT)), "records left out on purpose"),
    field("rejected", List(&Object(LEFT)), "records that cannot be taken"),
    field("notes", List(&Text), "what was noticed"),
    field("unmapped", List(&Text), "columns that are not read"),
];

const USAGE: &[Field] = &[
    field("metric", Text, "what is counted"),
    field("value", Number, "the latest figure"),
    field("day", Day, "its day"),
    field("change_7", NUMBER, "change in 7 days, percent"),
    field("change_30", NUMBER, "change in 30 days, percent"),
];

/// The schemas of documents.
pub const DOCUMENTS: &[Schema] = &[
    Schema {
        name: "folio.today/1",
        what: "the morning: what is most at stake, promised, decided soon",
        body: Parts(&[
            field("day", Day, "today"),
            field("totals", Object(TOTALS), "the whole book"),
            field("accounts", List(&Object(ACCOUNT)), "accounts, the most at stake first"),
            field("tasks", List(&Object(TASK)), "tasks promised by today"),
            field("renewals", List(&Object(RENEWAL)), "decisions within 30 days"),
        ]),
    },
    Schema {
        name: "folio.account/1",
        what: "all that is known of an account; records hold the fields that have a value, as text",
        body: Parts(&[
            field("id", Id, "its id"),
            field("account", Texts, "its fields"),
            field("stake", Object(STAKE), "money at stake, and why"),
            field("decisions", List(&Object(RENEWAL)), "decisions to come"),
            field("subscriptions", RECORDS, "contracts"),
            field("renewals", RECORDS, "renewals, settled ones too"),
            field("opportunities", RECORDS, "opportunities"),
            field("goals", RECORDS, "the success plan"),
            field("runs", List(&Object(RUN)), "playbooks that run for it, the latest first"),
            field("readings", RECORDS, "measures that came in"),
            field("usage", List(&Object(USAGE)), "what it uses, metric by metric"),
            field("links", List(&Text), "links"),
            field("contacts", List(&Map(&TEXT)), "contacts, with the day of the last touch"),
            field("tasks", List(&Object(TASK)), "open tasks"),
            field("feedback", RECORDS, "what its people said"),
            field("cases", RECORDS, "problems that were solved"),
            field("touch_count", Count, "touches in all"),
            field("touches", RECORDS, "the latest touches"),
        ]),
    },
    Schema {
        name: "folio.notify/1",
        what: "what cannot wait; nothing at all is printed where there is nothing",
        body: Parts(&[
            field("day", Day, "today"),
            field("headline", Text, "how much there is, in a line"),
            field("lines", List(&Text), "what it is, row by row"),
        ]),
    },
    Schema {
        name: "folio.why/1",
        what: "the arithmetic of an account's stake, or of a task's place",
        body: Parts(&[
            optional("account", Text, "the name of the account"),
            optional("task", Text, "the title of the task, where it is one's place"),
            field("id", Id, "its id"),
            field("headline", Text, "the sum in one line"),
            field(
                "terms",
                List(&Object(&[
                    field("level", Count, "how deep it stands below the sum"),
                    field("term", Text, "what is added"),
                    field("figure", Text, "how it comes about"),
                    field("note", Text, "from which facts"),
                    field("money", Maybe(&Money), "what it comes to"),
                ])),
                "term by term",
            ),
            field(
                "levers",
                List(&Object(&[
                    field("what", Text, "what would be otherwise"),
                    field("change", Money, "by how much the stake would change"),
                ])),
                "what would change it most",
            ),
        ]),
    },
    Schema {
        name: "folio.health/1",
        what: "the health of an account, measure by measure",
        body: Parts(&[
            field("id", Id, "the id of the account"),
            field("account", Text, "its name"),
            field("band", TEXT, "in force: red, yellow or green"),
            field(
                "by_hand",
                Maybe(&Object(&[
                    field("band", Text, "red, yellow or green"),
                    field("since", Day, "the day on which it was said"),
                    field("until", Day, "the last day on which it holds"),
                    field("why", TEXT, "the reason"),
                ])),
                "health as you called it",
            ),
            field("score", NUMBER, "from 0 to 100"),
            field("score_band", TEXT, "the band of the score"),
            field("source", TEXT, "imported or measured"),
            field("trend", TEXT, "where it goes"),
            field("imported", NUMBER, "the imported score"),
            field("imported_as_of", DAY, "the day of that score"),
            field("stale", Flag, "whether that score is too old"),
            field("measured", NUMBER, "the score of the measures"),
            field("missing_percent", Number, "weight of the measures of which nothing is known"),
            field("drags_most", TEXT, "the measure that costs most"),
            field("measures", List(&Object(MEASURE)), "each measure"),
        ]),
    },
    Schema {
        name: "folio.call/1",
        what: "your own call on an account beside the model",
        body: Parts(&[
            field("id", Id, "the id of the account"),
            field("account", Text, "its name"),
            field("call", TEXT, "commit, likely, possible, at-risk, lost"),
            field("call_chance", NUMBER, "chance of loss that the call stands for, 0 to 1"),
            field("call_stale", Maybe(&Flag), "whether it is too old to count in full"),
            field("model_chance", Number, "chance of loss by the model, 0 to 1"),
            field("says", TEXT, "the call in words, with its day and reason"),
        ]),
    },
    Schema {
        name: "folio.stats/1",
        what: "retention, renewal rate, lifetime value of a period, each with its basis",
        body: Parts(&[
            field(
                "period",
                Object(&[
                    field("name", Text, "as it was asked for"),
                    field("first", Day, "its first day"),
                    field("last", Day, "its last day that is told"),
                    field("whole", Flag, "whether it is over"),
                ]),
                "which period",
            ),
            field("figures", Map(&Object(FIGURE)), "each figure by its name"),
            field(
                "yearly",
                Object(&[field("revenue_churn", NUMBER, "a share of 1"), field("logo_churn", NUMBER, "a share of 1")]),
                "rates by the year",
            ),
            field(
                "cohort",
                Object(&[
                    field("accounts", Count, "accounts at the start"),
                    field("lost", Count, "of those, gone by the end"),
                    field("start", Money, "their revenue at the start"),
                    field("end", Money, "their revenue at the end"),
                    field("kept", Money, "of the revenue at the start, kept"),
                    field("churned", Money, "left with customers"),
                    field("contracted", Money, "less at customers that stayed"),
                ]),
                "who was there at the start",
            ),
            field(
                "originals",
                List(&Object(&[
                    field("currency", Text, "the currency"),
                    field("start", Money, "what the cohort paid in it at the start"),
                    field("end", Money, "what the cohort pays in it at the end"),
                ])),
                "revenue of the cohort as it is paid, currency by currency",
            ),
            field(
                "outside",
                Object(&[field("accounts", Count, "accounts"), field("revenue", Money, "their revenue")]),
                "who came or came back",
            ),
            field(
                "renewals",
                Object(&[
                    field("due", Count, "terms that ended"),
                    field("renewed", Count, "of those, renewed"),
                    field("open", Count, "not settled"),
                    field("unknown", Count, "settled without an amount"),
                    field("target", Money, "revenue up for decision"),
                    field("kept", Money, "of that, kept"),
                    field("signed", Money, "kept with growth"),
                    field("open_target", Money, "not settled"),
                    field("all", Money, "revenue of all contracts"),
                ]),
                "what was up for decision",
            ),
            field(
                "unsettled",
                Object(&[field("contracts", Count, "contracts"), field("revenue", Money, "their revenue")]),
                "terms that ended and of which nothing is said",
            ),
            field("rates", Map(&Text), "exchange rates, home currency for one unit"),
            field(
                "settings",
                Object(&[
                    field("gap_days", Count, "back within so many days counts as never left"),
                    field("churn_day", Text, "on which day revenue ends"),
                    field("price_rises", Flag, "whether price changes count"),
                    field("gross_margin", Number, "a share of 1"),
                    field("lifetime_years", Number, "years at the most"),
                    field("response_hours", Number, "hours within which an answer is in time"),
                ]),
                "by which rules",
            ),
            field("basis", List(&Text), "the rules in words"),
        ]),
    },
    Schema {
        name: "folio.forecast/1",
        what: "what the decisions of a period will bring",
        body: Parts(&[
            field("total", Object(SUM), "the whole period"),
            field("months", List(&Object(SUM)), "month by month"),
            field("quarters", List(&Object(SUM)), "quarter by quarter"),
            field("since", Moment, "the moment that it is compared with"),
            field("then", Maybe(&Object(SUM)), "the whole period as it stood then"),
            field(
                "changes",
                List(&Object(&[
                    field("account", TEXT, "whose"),
                    field("renewal_id", ID, "the id of the renewal, once there is one"),
                    field("what", Text, "what changed"),
                    field("weighted", Money, "by how much"),
                ])),
                "what changed since",
            ),
            field("decisions", List(&Object(FORECAST_LINE)), "each decision"),
        ]),
    },
    Schema {
        name: "folio.timer/1",
        what: "the running clock; all null when none runs",
        body: Parts(&[
            field("about", TEXT, "what it runs on"),
            field("minutes", COUNT, "minutes so far"),
            field("started_at", Maybe(&Moment), "since when"),
            field("account_id", ID, "the id of the account"),
            field("task_id", ID, "the id of the task"),
        ]),
    },
    Schema {
        name: "folio.written/1",
        what: "what a verb that writes has done, or with --dry-run would do",
        body: Parts(&[
            field("note", Text, "what was done, in words; empty for nothing"),
            field("dry_run", Flag, "whether nothing was written"),
            field("rows", Count, "rows written"),
            field("made", TEXT, "the id of the row that was made, where it was one"),
            field("changes", List(&Object(CHANGE)), "each row as it was and as it is"),
        ]),
    },
    Schema {
        name: "folio.import/1",
        what: "what an import did, or with --dry-run would do",
        body: Parts(&[
            field("written", Flag, "whether the book was written"),
            field(
                "files",
                List(&Object(FILE)),
                "file by file; new, changed, same, skipped, rejected add up to its records",
            ),
            field(
                "rows",
                Map(&Object(&[field("made", Count, "rows made"), field("changed", Count, "rows changed")])),
                "rows of each kind, those that hang on others included",
            ),
        ]),
    },
    Schema {
        name: "folio.config/1",
        what: "where the config file is, or would be",
        body: Parts(&[field("path", Text, "the file"), field("exists", Flag, "whether it is there")]),
    },
];
