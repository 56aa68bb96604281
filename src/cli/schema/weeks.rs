//! What `folio review` and `folio evidence` print: the work of a week, and of a period.

use crate::cli::schema::shape::Body::{Items, Parts};
use crate::cli::schema::shape::Shape::{
    Count, Day, Either, Flag, Id, List, Map, Maybe, Moment, Money, Number, Object, Text, Time,
};
use crate::cli::schema::shape::{Field, Schema, Shape, field, optional};

const TEXT: Shape = Maybe(&Text);
const DAY: Shape = Maybe(&Day);
const NUMBER: Shape = Maybe(&Number);
const ID: Shape = Maybe(&Id);
const FIGURE: Shape = Either(&[Number, Money]);

const AMOUNT: &[Field] = &[
    field("value", FIGURE, "in the unit of the figure"),
    optional("of", FIGURE, "of how many"),
    optional("share", NUMBER, "the one as a share of the other, of 1"),
    optional("amount", Money, "the money beside it"),
    optional("median_days", Number, "the days beside it"),
];

const LINE: &[Field] = &[
    field("label", Text, "what it is called"),
    field("unit", Text, "count, money, days, minutes, points"),
    field("this", Maybe(&Object(AMOUNT)), "this week"),
    field("last", Maybe(&Object(AMOUNT)), "the week before"),
    field("average", Maybe(&Object(AMOUNT)), "the mean of the four weeks before"),
    field("quarter", Maybe(&Object(AMOUNT)), "the quarter so far"),
    field("target", Maybe(&FIGURE), "what the quarter is to reach"),
    field("basis", Text, "what it is reckoned on"),
];

const SPENT: &[Field] = &[
    field("name", Text, "of which account, segment or kind"),
    field("account_id", ID, "the id of the account"),
    field("minutes", Count, "minutes of touches"),
    field("touches", Count, "touches"),
    field("unmeasured", Count, "touches without minutes"),
    field("minute_share", NUMBER, "of all minutes, a share of 1"),
    field("arr", Money, "yearly recurring revenue"),
    field("arr_share", NUMBER, "of all revenue, a share of 1"),
    field("stake", Money, "money at stake"),
    field("stake_share", NUMBER, "of all money at stake, a share of 1"),
    field("fit", Text, "how time and money go together"),
    field("advice", TEXT, "what to think about"),
];

const TIME: &[Field] = &[
    field("first", Day, "the first day"),
    field("last", Day, "the last day"),
    field("minutes", Count, "minutes of touches"),
    field("touches", Count, "touches"),
    field("unmeasured", Count, "touches without minutes"),
    field("basis", Text, "what it is reckoned on"),
    field("accounts", List(&Object(SPENT)), "account by account"),
    field("segments", List(&Object(SPENT)), "segment by segment"),
    field("kinds", List(&Object(SPENT)), "kind by kind"),
];

const DONE: &[Field] = &[
    field("day", Day, "when"),
    field("kind", Text, "task, touch, renewal …"),
    field("id", Text, "the id of the row"),
    field("what", Text, "what was done"),
    field("account", TEXT, "for whom"),
    field("account_id", ID, "the id of the account"),
];

const SLIPPED: &[Field] = &[
    field("task_id", Id, "the id of the task"),
    field("title", Text, "what was to be done"),
    field("account", TEXT, "for whom"),
    field("account_id", ID, "the id of the account"),
    field("due", Day, "the promised day"),
    field("slips", Count, "how often that day was moved to a later one"),
    field("priority", TEXT, "0 to 3; 1 is the highest"),
    field("stake", Money, "money at stake of the account"),
    field("open", Flag, "whether it is open still"),
    field("suggestion", Text, "today, drop, or a day to move it to"),
    field("reason", Text, "why"),
];

const IDLE: &[Field] = &[
    field("account_id", Id, "the id of the account"),
    field("account", Text, "its name"),
    field("arr", Money, "yearly recurring revenue"),
    field("stake", Money, "money at stake"),
    field("band", TEXT, "red, yellow or green"),
    field("idle_days", Maybe(&Count), "days since the last touch"),
    field("last_touch", DAY, "its day"),
    field("cadence_days", Maybe(&Count), "days that there should be between touches at the most"),
    field("open_tasks", Count, "open tasks"),
];

const NEXT: &[Field] = &[
    field("week", Text, "which week"),
    field(
        "tasks",
        List(&Object(&[
            field("task_id", Id, "the id of the task"),
            field("title", Text, "what is to be done"),
            field("account", TEXT, "for whom"),
            field("due", Day, "the promised day"),
            field("priority", TEXT, "0 to 3; 1 is the highest"),
            field("estimate_minutes", Maybe(&Count), "minutes it should take"),
        ])),
        "tasks promised",
    ),
    field(
        "decisions",
        List(&Object(&[
            field("account", Text, "whose"),
            field("account_id", Id, "the id of the account"),
            field("day", Day, "the day of the decision"),
            field("end", Day, "the last day of the term"),
            field("cancel_by", Flag, "whether the day is the last one for notice"),
            field("revenue", Money, "revenue up for decision"),
        ])),
        "decisions",
    ),
    field(
        "owed",
        List(&Object(&[
            field("account", Text, "whose"),
            field("account_id", Id, "the id of the account"),
            field("day", Day, "by when a touch is owed"),
            field("last_touch", Day, "the day of the last one"),
            field("arr", Money, "yearly recurring revenue"),
        ])),
        "touches owed",
    ),
];

const DECISION: &[Field] = &[
    field("kind", Text, "task or account"),
    field("id", Id, "the id of the row"),
    field("title", Text, "what it is called"),
    field("verdict", Text, "keep, done, drop, move, snooze, task"),
    field("detail", TEXT, "until which day, or which task"),
    field("time", Maybe(&Time), "at what time of that day"),
    field("reason", TEXT, "why it is hidden until then"),
    field("at", Moment, "when it was decided"),
];

const FEATS: Shape = List(&Object(&[
    field("day", Day, "when"),
    field("account", Text, "for whom"),
    field("what", Text, "what came of it"),
    field("amount", Maybe(&Money), "how much"),
]));

/// The schemas of weeks and periods.
pub const WEEKS: &[Schema] = &[
    Schema {
        name: "folio.review/1",
        what: "a week: figures, what was done, what slipped, time against value, what comes",
        body: Parts(&[
            field(
                "week",
                Object(&[
                    field("name", Text, "2026-W48"),
                    field("first", Day, "its first day"),
                    field("last", Day, "its last day"),
                    field("as_of", Day, "the day up to which it is told"),
                    field("stood", Maybe(&Moment), "when its figures were saved"),
                    field("quarter", Text, "the quarter that it is held against"),
                ]),
                "which week",
            ),
            field("currency", Text, "the home currency"),
            field("figures", Map(&Object(LINE)), "each figure by its name"),
            field("time", Object(TIME), "where the time of the week went"),
            field("time_quarter", Object(TIME), "where the time of the quarter went"),
            field("done", List(&Object(DONE)), "what was done"),
            field("slipped", List(&Object(SLIPPED)), "tasks that were not done by their day"),
            field("idle", List(&Object(IDLE)), "accounts without a touch"),
            field("next", Object(NEXT), "the week to come"),
            field("steps", List(&Text), "steps of the review that are done"),
            field("decisions", List(&Object(DECISION)), "what was decided in it"),
            field("note", TEXT, "the note to oneself"),
        ]),
    },
    Schema {
        name: "folio.review.behind/1",
        what: "the rows behind a figure of a week",
        body: Items(&[
            field("counts", Flag, "whether the row counts"),
            field("day", DAY, "its day"),
            field("title", Text, "what it is called"),
            field("account", Text, "whose"),
            field("amount", Maybe(&FIGURE), "money or days beside it"),
            field("kind", Text, "its table"),
            field("id", Text, "its id"),
        ]),
    },
    Schema {
        name: "folio.evidence/1",
        what: "wins, saves, quotes and outcomes of a period",
        body: Parts(&[
            field(
                "period",
                Object(&[field("first", Day, "its first day"), field("last", Day, "its last day")]),
                "which period",
            ),
            field("wins", FEATS, "growth that was signed"),
            field("saves", FEATS, "accounts that were red and stayed"),
            field(
                "quotes",
                List(&Object(&[
                    field("day", Day, "when it was said"),
                    field("text", Text, "what was said"),
                    field("account", TEXT, "by whose people; null without consent"),
                    field("by", TEXT, "by whom; null without consent"),
                    field("consent", Flag, "whether it may be told with its name"),
                    field("id", Id, "its id"),
                ])),
                "what customers said",
            ),
            field("outcomes", FEATS, "goals that were met"),
            field(
                "figures",
                Object(&[
                    field("nps", NUMBER, "net promoter score, -100 to 100"),
                    field("csat", NUMBER, "top-two share of satisfaction, of 1"),
                    field("ces", NUMBER, "mean effort score"),
                    field("first_answer_hours", NUMBER, "median hours to the first answer"),
                    field("asked", Count, "questions and complaints"),
                    field("resolved", Count, "of those, resolved"),
                ]),
                "what customers answered",
            ),
        ]),
    },
];
