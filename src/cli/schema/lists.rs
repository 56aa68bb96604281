//! The fields of every list that `--json` prints, in the order of its columns.

use crate::cli::schema::shape::Body::Items;
use crate::cli::schema::shape::Shape::{Count, Day, Either, Flag, Id, List, Maybe, Moment, Money, Number, Text, Time};
use crate::cli::schema::shape::{Field, Schema, Shape, field};

const TEXT: Shape = Maybe(&Text);
const MONEYS: Shape = List(&Money);
const DAY: Shape = Maybe(&Day);
const COUNT: Shape = Maybe(&Count);
const NUMBER: Shape = Maybe(&Number);
const MONEY: Shape = Maybe(&Money);
const ID: Shape = Maybe(&Id);

/// Fields of an account in a list.
pub const ACCOUNT: &[Field] = &[
    field("stake", Money, "money at stake, home currency"),
    field("account", Text, "its name"),
    field("arr", Money, "yearly recurring revenue, home currency"),
    field("health", COUNT, "health from 0 to 100"),
    field("band", TEXT, "red, yellow or green"),
    field("trend", TEXT, "falling fast, falling, steady, rising …"),
    field("decides", DAY, "the day of the next decision"),
    field("why", Text, "why it stands where it does"),
    field("idle_days", COUNT, "days since the last touch"),
    field("share", NUMBER, "percent of all money at stake"),
    field("revenue", Money, "revenue up for the next decision, home currency"),
    field("loss_chance", Number, "chance of loss in force, 0 to 1"),
    field("model_chance", Number, "chance of loss by the model, 0 to 1"),
    field("call", TEXT, "your own call: commit, likely, possible, at-risk, lost"),
    field("call_on", DAY, "when the call was made"),
    field("call_stale", Flag, "whether the call is too old to count in full"),
    field("call_apart", Flag, "whether call and model disagree"),
    field("nearness", Number, "how much the time of the decision counts, 0 to 1"),
    field("term_end", DAY, "the last day of the term"),
    field("cancel_by", DAY, "the last day for notice"),
    field("locked", Flag, "whether the day for notice has passed without one"),
    field("last_touch", DAY, "the day of the last touch"),
    field("open_tasks", Count, "open tasks"),
    field("overdue_tasks", Count, "open tasks past their day"),
    field("starred", Flag, "whether it has a star"),
    field("pin", TEXT, "top or bottom where it is pinned"),
    field("snoozed_until", DAY, "the first day on which it shows again"),
    field("dealt_on", DAY, "the last day on which it was dealt with"),
    field("id", Id, "its id"),
];

/// Fields of a decision in a list.
pub const RENEWAL: &[Field] = &[
    field("decides", Day, "the day of the decision: the last day for notice, or the end of the term"),
    field("account", Text, "whose"),
    field("revenue", Money, "revenue up for decision, home currency"),
    field("stake", Money, "money at stake by it, home currency"),
    field("band", TEXT, "health of the account: red, yellow or green"),
    field("trend", TEXT, "where health goes"),
    field("what", Text, "term end, cancel-by, notice given …"),
    field("term_end", Day, "the last day of the term"),
    field("cancel_by", DAY, "the last day for notice"),
    field("locked", Flag, "whether the day for notice has passed without one"),
    field("assumed", Flag, "whether the end was reckoned from start and term"),
    field("notice", Flag, "whether notice came in"),
    field("stage", TEXT, "how far talks have come"),
    field("next_step", Text, "what is next"),
    field("account_id", Id, "the id of the account"),
    field("renewal_id", ID, "the id of the renewal, once there is one"),
];

/// Fields of a task in a list.
pub const TASK: &[Field] = &[
    field("due", DAY, "the promised day"),
    field("due_time", Maybe(&Time), "the promised time of that day"),
    field("task", Text, "what is to be done"),
    field("account", TEXT, "for whom"),
    field("priority", TEXT, "0 to 3; 1 is the highest"),
    field("state", Text, "open, waiting-customer, waiting-sales, waiting-support, waiting-product, done, dropped"),
    field("snoozed_until", DAY, "the first day on which it shows again"),
    field("estimate_minutes", COUNT, "minutes it should take"),
    field("slips", Count, "how often its day was moved to a later one"),
    field("score", MONEY, "by what it is ranked, home currency"),
    field("account_id", ID, "the id of the account"),
    field("id", Id, "its id"),
];

/// Fields of a decision in a forecast.
pub const FORECAST_LINE: &[Field] = &[
    field("due", Day, "the day of the decision"),
    field("account", Text, "whose"),
    field("category", Text, "closed, commit, best-case, pipeline, omitted"),
    field("target", Money, "revenue up for decision, home currency"),
    field("amount", Money, "what is expected of it when it is renewed, home currency"),
    field("chance", Number, "chance of renewal, 0 to 1"),
    field("weighted", Money, "amount times chance"),
    field("says", Text, "who says the chance: outcome, own figure, call, model …"),
    field("outcome", TEXT, "how it ended"),
    field("account_id", Id, "the id of the account"),
    field("renewal_id", ID, "the id of the renewal, once there is one"),
    field("subscription_id", ID, "the id of the contract"),
    field("originals", MONEYS, "the amount as it is paid, an amount for each currency"),
];

const CHANGED: &[Field] = &[
    field("row", Text, "kind and title of the row"),
    field("field", Text, "which field"),
    field("before", Text, "what stood there; empty for nothing"),
    field("after", Text, "what stands there; empty for nothing"),
];

/// The schemas of lists.
pub const LISTS: &[Schema] = &[
    Schema { name: "folio.accounts/1", what: "accounts, the most at stake first unless sorted", body: Items(ACCOUNT) },
    Schema { name: "folio.renewals/1", what: "decisions to come, by day unless sorted", body: Items(RENEWAL) },
    Schema { name: "folio.tasks/1", what: "tasks, the most pressing first unless sorted", body: Items(TASK) },
    Schema {
        name: "folio.calls/1",
        what: "your own calls beside the model, the most money between the two first",
        body: Items(&[
            field("account", Text, "whose"),
            field("call", Text, "commit, likely, possible, at-risk, lost"),
            field("call_chance", Number, "chance of loss that the call stands for, 0 to 1"),
            field("model_chance", Number, "chance of loss by the model, 0 to 1"),
            field("between", Money, "what the call puts at stake more than the model"),
            field("on", Day, "when the call was made"),
            field("stale", Flag, "whether it is too old to count in full"),
            field("apart", Flag, "whether call and model disagree"),
            field("id", Id, "the id of the account"),
        ]),
    },
    Schema {
        name: "folio.search/1",
        what: "rows that hold a text, the best first",
        body: Items(&[
            field("kind", Text, "account, contact, subscription, renewal, opportunity, task, touch …"),
            field("day", DAY, "the day of the row"),
            field("account", TEXT, "whose"),
            field("title", Text, "what the row is called"),
            field("text", Text, "the part of it where the hit stands"),
            field("hits", List(&Text), "the words that were found, as they stand there"),
            field("account_id", ID, "the id of the account"),
            field("id", Id, "its id"),
        ]),
    },
    Schema {
        name: "folio.targets/1",
        what: "what a figure is to reach in a period",
        body: Items(&[
            field("period", Text, "2026-Q4, 2026-11 …"),
            field("metric", Text, "which figure"),
            field(
                "goal",
                Either(&[Money, Number]),
                "what it is to reach: an amount, or a number in the unit of the figure",
            ),
            field("id", Id, "its id"),
        ]),
    },
    Schema {
        name: "folio.contracts/1",
        what: "contracts of an account",
        body: Items(&[
            field("product", Text, "what is sold"),
            field("arr", Money, "yearly recurring revenue, its own currency"),
            field("seats", COUNT, "seats"),
            field("start", DAY, "the first day"),
            field("end", DAY, "the last day of the term"),
            field("term", COUNT, "months of a term"),
            field("auto_renew", Flag, "whether it renews itself"),
            field("notice", TEXT, "the period of notice: 60d, 3m"),
            field("escalator", TEXT, "yearly rise in percent"),
            field("ended_on", DAY, "the day on which it ended"),
            field("id", Id, "its id"),
        ]),
    },
    Schema {
        name: "folio.opportunities/1",
        what: "opportunities of an account",
        body: Items(&[
            field("name", Text, "what it is called"),
            field("kind", Text, "upsell, cross-sell, expansion …"),
            field("amount", MONEY, "how much, its own currency"),
            field("probability", COUNT, "chance in percent"),
            field("state", Text, "open, won, lost"),
            field("close", DAY, "the day on which it should close"),
            field("stage", TEXT, "how far it has come"),
            field("reason", TEXT, "why it was won or lost"),
            field("id", Id, "its id"),
        ]),
    },
    Schema {
        name: "folio.goals/1",
        what: "the success plan of an account",
        body: Items(&[
            field("objective", Text, "what is to be reached"),
            field("state", Text, "open, met, missed, dropped"),
            field("progress", COUNT, "percent of the way from baseline to target"),
            field("baseline", NUMBER, "the figure at the start"),
            field("current", NUMBER, "the figure now"),
            field("target", NUMBER, "the figure to be reached"),
            field("due", DAY, "by when"),
            field("measure", TEXT, "what is counted"),
            field("closed_on", DAY, "when it was closed"),
            field("id", Id, "its id"),
        ]),
    },
    Schema {
        name: "folio.check/1",
        what: "playbooks that rules and cadences have started, or with --dry-run would start",
        body: Items(&[
            field("playbook", Text, "which"),
            field("account", Text, "for whom"),
            field("tasks", Count, "tasks that it makes"),
            field("first", Day, "the day of the first of them"),
            field("why", Text, "why"),
            field("rule", TEXT, "the rule that started it; `cadence` for a touch owed"),
            field("id", Id, "the account's id"),
        ]),
    },
    Schema {
        name: "folio.playbooks/1",
        what: "the playbooks there are",
        body: Items(&[
            field("name", Text, "its name"),
            field("steps", Count, "how many tasks it makes"),
            field("anchor", Text, "from which day they are counted: start, decision"),
            field("running", Count, "accounts for which it has something still to do"),
            field("what", Text, "what it is for"),
        ]),
    },
    Schema {
        name: "folio.playbook/1",
        what: "the steps of a playbook",
        body: Items(&[
            field("day", Count, "days from the day that counts, before it when negative"),
            field("task", Text, "what is to be done"),
            field("kind", TEXT, "call, email, meeting, task"),
            field("priority", COUNT, "1 high, 2 normal, 3 low"),
            field("estimate", COUNT, "minutes that it should take"),
        ]),
    },
    Schema {
        name: "folio.contacts/1",
        what: "contacts of an account",
        body: Items(&[
            field("name", Text, "who"),
            field("role", TEXT, "champion, decision-maker, economic-buyer, exec-sponsor, user, blocker"),
            field("title", TEXT, "what they are"),
            field("sentiment", TEXT, "positive, neutral, negative"),
            field("last_touch", DAY, "the day of the last touch with them"),
            field("left_on", DAY, "the day on which they left"),
            field("email", TEXT, "e-mail address"),
            field("phone", TEXT, "telephone number"),
            field("id", Id, "its id"),
        ]),
    },
    Schema {
        name: "folio.views/1",
        what: "saved views, then those that are always there",
        body: Items(&[
            field("name", Text, "what it is called"),
            field("list", Text, "accounts, renewals, tasks"),
            field("key", TEXT, "its key after f"),
            field("query", Text, "its filter"),
            field("from", Text, "saved, or folio"),
            field("sort", TEXT, "how its list is sorted"),
            field("columns", TEXT, "the columns of its list"),
        ]),
    },
    Schema {
        name: "folio.log/1",
        what: "what was changed, newest first",
        body: Items(&[
            field("seq", Count, "its number"),
            field("at", Moment, "when"),
            field("face", Text, "screen, cli, import"),
            field("act", Text, "do, undo, redo"),
            field("taken_back", Flag, "whether it has been taken back"),
            field("rows", Count, "rows written"),
            field("note", Text, "what was done"),
            field("changes", List(&Shape::Object(CHANGED)), "the first of its fields, as they were and are"),
        ]),
    },
    Schema {
        name: "folio.keys/1",
        what: "the commands of the screen with the keys in force",
        body: Items(&[
            field("keys", List(&Text), "chords, keys parted by blanks"),
            field("command", Text, "its name in the config"),
            field("verb", Text, "the verb that does the same; empty for none"),
            field("where", Text, "in which panes"),
            field("what", Text, "what it does"),
        ]),
    },
    Schema {
        name: "folio.faults/1",
        what: "faults of the config file",
        body: Items(&[
            field("file", Text, "the file"),
            field("line", Count, "line, from 1"),
            field("column", Count, "column, from 1"),
            field("key", Text, "the key; empty where the file is not TOML"),
            field("why", Text, "what is wrong, and what to try"),
        ]),
    },
    Schema {
        name: "folio.schemas/1",
        what: "the schemas of all JSON output",
        body: Items(&[
            field("schema", Text, "its name and version"),
            field("verbs", List(&Text), "verbs that print it with --json"),
            field("what", Text, "what it holds"),
        ]),
    },
];
