//! What `folio backtest` prints: every figure of it.

use crate::cli::schema::shape::Body::Parts;
use crate::cli::schema::shape::Shape::{Count, Day, Flag, Id, List, Maybe, Money, Number, Object, Text};
use crate::cli::schema::shape::{Field, Schema, Shape, field};

const NUMBER: Shape = Maybe(&Number);

const SHARE: &[Field] = &[
    field("share", Number, "a share of 1"),
    field("low", Number, "2.5 % of the redraws are below it"),
    field("high", Number, "2.5 % of the redraws are above it"),
];

const COUNTS: &[Field] = &[field("lost", Count, "decisions lost"), field("kept", Count, "decisions kept")];

/// The documents of a backtest.
pub const TESTED: &[Schema] = &[Schema {
    name: "folio.backtest/1",
    what: "how well the ranking would have told who leaves",
    body: Parts(&[
        field(
            "lift",
            Object(&[
                field("accounts", Flag, "of the accounts that left"),
                field("revenue", Flag, "of the revenue that went"),
            ]),
            "whether a lift is claimed",
        ),
        field("calibrated", Flag, "whether enough renewals were decided to judge chances"),
        field("verdicts", List(&Text), "the verdict, and the figures that it rests on, in sentences"),
        field(
            "lists",
            List(&Object(&[
                field("day", Day, "its day"),
                field("source", Text, "snapshot or rebuilt"),
                field("accounts", Count, "accounts on it"),
                field("lost_accounts", Count, "those that lost revenue in the days after"),
                field("lost", Money, "revenue that went"),
            ])),
            "the lists, by day",
        ),
        field(
            "total",
            Object(&[
                field("accounts", Count, "accounts on all lists"),
                field("lost_accounts", Count, "those that lost revenue"),
                field("revenue", Money, "revenue on all lists"),
                field("lost", Money, "revenue that went"),
                field("told_before", Count, "losses told by a notice before the day of their list"),
            ]),
            "all lists together",
        ),
        field(
            "captures",
            List(&Object(&[
                field("order", Text, "stake, chance, loss, soonest, largest, health, used, expected or random"),
                field("part", Number, "the upper part of the list, 0.1 or 0.2"),
                field("accounts", Object(SHARE), "share of the accounts that lost revenue"),
                field("revenue", Object(SHARE), "share of the revenue that went"),
            ])),
            "what each order catches",
        ),
        field(
            "lifts",
            List(&Object(&[
                field("order", Text, "which order"),
                field("against", Text, "against which"),
                field("part", Number, "the upper part of the list, 0.1 or 0.2"),
                field("of", Text, "accounts or revenue"),
                field("times", NUMBER, "how many times as much; null against nothing"),
                field("more", Object(SHARE), "how much more, a share of 1"),
                field("lift", Flag, "whether it is claimed"),
            ])),
            "one order against another",
        ),
        field(
            "gain",
            List(&Object(&[
                field("percent", Count, "so much of the list, from 0 to 100"),
                field("revenue", Number, "share of the revenue that went"),
                field("accounts", Number, "share of the accounts that lost some"),
                field("largest_first", NUMBER, "share of the revenue with the largest accounts first"),
            ])),
            "the gain curve; empty when nothing went",
        ),
        field(
            "brier",
            Object(&[
                field("score", NUMBER, "mean square of chance less part lost; 0 is perfect"),
                field("mean_for_all", NUMBER, "the same with the mean for every decision"),
                field("decisions", Count, "decisions that fell"),
            ]),
            "the Brier score",
        ),
        field(
            "bins",
            List(&Object(&[
                field("from", Number, "its least chance; it is 0.2 wide"),
                field("decisions", Count, "decisions in it"),
                field("said", NUMBER, "their mean chance"),
                field("came", NUMBER, "the mean part of revenue that went"),
            ])),
            "five bins of chances",
        ),
        field(
            "surprise",
            Object(&[
                field("losses", Count, "losses whose account was on the list ninety days before"),
                field("lost", Money, "what went with them"),
                field("surprises", Count, "those below the upper fifth then"),
                field("surprised", Money, "what went with those"),
                field("not_listed", Count, "losses of accounts that were not on the list then"),
                field(
                    "rows",
                    List(&Object(&[
                        field("account", Text, "whose"),
                        field("account_id", Id, "the id of the account"),
                        field("day", Day, "the first day on which anybody could know"),
                        field("lost", Money, "what went"),
                        field("place", NUMBER, "where it stood, 0 to 1 from the top"),
                    ])),
                    "the surprises, the largest first",
                ),
            ]),
            "losses that the list did not see coming",
        ),
        field(
            "disagreements",
            List(&Object(&[
                field("day", Day, "the day of the list"),
                field("account", Text, "whose"),
                field("account_id", Id, "the id of the account"),
                field("call", Text, "what was called"),
                field("called_on", Day, "when"),
                field("call_p", Number, "the chance that it stands for"),
                field("model_p", Number, "the chance by the model"),
                field("arr", Money, "revenue then"),
                field("lost", Maybe(&Money), "what went; null while it is open"),
                field("nearer", Maybe(&Text), "call or model; null while it is open"),
            ])),
            "calls that the model did not share",
        ),
        field(
            "weights",
            List(&Object(&[
                field("key", Text, "its key in the config"),
                field("weight", Number, "as the history has it"),
                field("log_odds_ratio", Number, "before it was shrunk"),
                field("spoke", Object(COUNTS), "where the signal spoke"),
                field("silent", Object(COUNTS), "where it was silent"),
                field("turned", Flag, "it came out the other way round, and is 0"),
            ])),
            "weights read off the history; empty while uncalibrated",
        ),
        field("ends_are_losses", Flag, "only lost contracts have an end, which is not read before"),
        field(
            "redraws",
            Object(&[field("count", Count, "how many"), field("seed", Count, "from which seed")]),
            "what the intervals are made of",
        ),
        field("caveats", List(&Text), "what must be known to read the figures"),
    ]),
}];
