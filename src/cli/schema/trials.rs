//! What `folio backtest` prints: how well the ranking would have told who leaves.

use crate::cli::schema::shape::Body::Parts;
use crate::cli::schema::shape::Shape::{Count, Day, Flag, Id, List, Maybe, Money, Number, Object, Text};
use crate::cli::schema::shape::{Field, Schema, Shape, field};

const NUMBER: Shape = Maybe(&Number);

const ESTIMATE: Shape = Maybe(&Object(&[
    field("share", NUMBER, "the estimate, of 1"),
    field("low", NUMBER, "the lower end of its 95 % interval"),
    field("high", NUMBER, "the upper end of it"),
]));

const COUNTED: Shape = Object(&[field("lost", Number, "among those lost"), field("kept", Number, "among those kept")]);

const LOOK: &[Field] = &[
    field("day", Day, "the day of the list"),
    field("source", Text, "snapshot or rebuilt"),
    field("accounts", Count, "accounts in it"),
    field("lost_accounts", Count, "of those, lost later"),
    field("lost", Money, "their revenue"),
];

const CAPTURE: &[Field] = &[
    field("order", Text, "by what the list is sorted"),
    field("part", Number, "how much of the list is looked at"),
    field("accounts", ESTIMATE, "share of the lost accounts in that part"),
    field("revenue", ESTIMATE, "share of the lost revenue in that part"),
];

const LIFT: &[Field] = &[
    field("order", Text, "by what the list is sorted"),
    field("against", Text, "with what it is compared"),
    field("part", Number, "how much of the list is looked at"),
    field("of", Text, "accounts or revenue"),
    field("times", NUMBER, "how many times as much"),
    field("more", ESTIMATE, "how much more"),
    field("lift", Flag, "whether that is more than chance"),
];

const SURPRISE: &[Field] = &[
    field("account", Text, "whose"),
    field("account_id", Id, "the id of the account"),
    field("day", Day, "the day of the loss"),
    field("lost", Money, "how much"),
    field("place", NUMBER, "where in the list it stood, of 1"),
];

const DISAGREEMENT: &[Field] = &[
    field("day", Day, "the day of the decision"),
    field("account", Text, "whose"),
    field("account_id", Id, "the id of the account"),
    field("call", Text, "your own call"),
    field("called_on", Day, "when it was made"),
    field("call_p", Number, "chance of loss that it stands for"),
    field("model_p", Number, "chance of loss by the model"),
    field("arr", Money, "revenue up for decision"),
    field("lost", Maybe(&Money), "what was lost; null where nothing was decided"),
    field("nearer", Maybe(&Text), "call or model, whichever was nearer"),
];

const WEIGHT: &[Field] = &[
    field("key", Text, "its key in the config"),
    field("weight", NUMBER, "the weight that the history bears out"),
    field("log_odds_ratio", NUMBER, "the log-odds ratio that was counted"),
    field("spoke", COUNTED, "where the signal spoke"),
    field("silent", COUNTED, "where it did not"),
    field("turned", Flag, "whether it speaks against what it should"),
];

/// The schemas of the backtest.
pub const TRIALS: &[Schema] = &[Schema {
    name: "folio.backtest/1",
    what: "how well the ranking would have told who leaves, on the book's own history or on a file",
    body: Parts(&[
        field("lift", Flag, "whether the ranking finds more than the others"),
        field("calibrated", Flag, "whether its chances came true as often as said"),
        field("verdicts", List(&Text), "that in words"),
        field("lists", List(&Object(LOOK)), "the lists that were looked at"),
        field(
            "total",
            Object(&[
                field("accounts", Count, "accounts in all lists"),
                field("lost_accounts", Count, "of those, lost"),
                field("revenue", Money, "revenue of all"),
                field("lost", Money, "of that, lost"),
                field("told_before", Count, "losses that were known before their list"),
            ]),
            "all lists together",
        ),
        field("captures", List(&Object(CAPTURE)), "what the top of each order holds"),
        field("lifts", List(&Object(LIFT)), "each order against another"),
        field(
            "gain",
            List(&Object(&[
                field("percent", Count, "of the list, from the top"),
                field("revenue", Number, "share of the lost revenue"),
                field("accounts", Number, "share of the lost accounts"),
                field("largest_first", NUMBER, "share of the lost revenue, were the largest first"),
            ])),
            "the gain curve",
        ),
        field(
            "brier",
            Object(&[
                field("score", NUMBER, "mean square of what the chances were off"),
                field("mean_for_all", NUMBER, "the same, were all given the mean"),
                field("decisions", Count, "decisions"),
            ]),
            "how good the chances were",
        ),
        field(
            "bins",
            List(&Object(&[
                field("from", Number, "chance from which the bin begins"),
                field("decisions", Count, "decisions in it"),
                field("said", NUMBER, "mean chance said"),
                field("came", NUMBER, "share that was lost"),
            ])),
            "chances said and come true",
        ),
        field(
            "surprise",
            Object(&[
                field("losses", Count, "losses"),
                field("lost", Money, "their revenue"),
                field("surprises", Count, "of those, far down the list"),
                field("surprised", Money, "their revenue"),
                field("not_listed", Count, "losses of accounts in no list"),
                field("rows", List(&Object(SURPRISE)), "loss by loss"),
            ]),
            "losses that were not seen coming",
        ),
        field("disagreements", List(&Object(DISAGREEMENT)), "where call and model were apart"),
        field("weights", List(&Object(WEIGHT)), "signal by signal"),
        field("ends_are_losses", Flag, "whether a term that ended without a word counts as lost"),
        field(
            "redraws",
            Object(&[field("count", Count, "how often it was drawn anew"), field("seed", Count, "from which seed")]),
            "how the intervals came about",
        ),
        field("caveats", List(&Text), "what speaks against it"),
    ]),
}];
