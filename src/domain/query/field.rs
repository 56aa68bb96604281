//! The fields a filter knows: one row a field, in the order in which they are offered.

use crate::domain::value::text::folded;

/// What can be asked of a row. Those without a row of their own in [`FIELDS_OF_QUERY`] are second readings of a field.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FieldId {
    /// Live recurring revenue.
    Arr,
    /// Health score.
    Health,
    /// Health band, read by `health:red`.
    Band,
    /// Where health is heading.
    Trend,
    /// The CSM's own call.
    Call,
    /// Whether that is stale, or far from the model; read by `call:stale` and `call:apart`.
    CallState,
    /// Lifecycle stage.
    Stage,
    /// Stage of the renewal to come, read by `stage:quoted` and `stage:none`.
    RenewalStage,
    /// Segment.
    Segment,
    /// Seats bought.
    Seats,
    /// Seats used of those bought in percent, read by `seats:..50%`.
    SeatUse,
    /// Change of use in percent.
    Usage,
    /// Latest NPS answer.
    Nps,
    /// Day on which the change of use was measured.
    Measured,
    /// Day of the latest answer of a detractor to whom nobody replied.
    Detractor,
    /// Who looks after it.
    Owner,
    /// Day on which the term ends.
    Renew,
    /// Last day for notice.
    Cancel,
    /// Day of the last touch.
    Idle,
    /// Day on which a champion left last.
    Left,
    /// Money at stake.
    Stake,
    /// Starred.
    Star,
    /// Industry.
    Industry,
    /// Region.
    Region,
    /// Renews by itself and is past its cancel-by.
    Locked,
    /// Promised day.
    Due,
    /// Snoozed until.
    Wait,
    /// Priority, 1 to 3.
    Pri,
    /// Day on which it was closed.
    Done,
    /// Estimate in minutes.
    Est,
    /// Call, e-mail, meeting or task.
    Kind,
    /// Where a task stands.
    State,
    /// How often its day was moved.
    Slips,
    /// Tags.
    Tag,
    /// Names of the account.
    Acct,
    /// Public id.
    Id,
    /// Note.
    Note,
    /// Day on which the row was made.
    Created,
    /// Time since then; asked of a row as [`FieldId::Created`].
    Age,
    /// Day of the last change.
    Changed,
}

/// What a field's values are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// An amount in home currency.
    Money,
    /// A figure, or a word of the field's list.
    Number,
    /// A figure in percent.
    Percent,
    /// A day, mostly to come: a length counts from today on.
    DayAhead,
    /// A day, mostly past: a length is refused, for it could count either way.
    DayBack,
    /// The time since a day.
    Since,
    /// A length of work.
    Minutes,
    /// A word of the field's list.
    Words,
    /// A text.
    Text,
    /// Yes or no.
    Flag,
    /// A long text that is searched elsewhere.
    Note,
}

impl Kind {
    /// Whether its values have an order, so that ranges and `<` mean something.
    pub const fn is_ordered(self) -> bool {
        !matches!(self, Kind::Words | Kind::Text | Kind::Flag | Kind::Note)
    }
}

/// Whose field it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// An account's; a task answers with its account's.
    Account,
    /// A task's; an account answers whether it has such a task.
    Task,
    /// Each row's own.
    Either,
}

/// A word of a closed list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// As it is typed and printed.
    pub word: &'static str,
    /// The values of a row that it stands for.
    pub means: &'static [&'static str],
    /// What is asked of a row.
    pub of: FieldId,
}

/// A field of the language.
#[derive(Debug)]
pub struct QueryField {
    /// Which.
    pub id: FieldId,
    /// Its name.
    pub name: &'static str,
    /// Other names.
    pub aliases: &'static [&'static str],
    /// What its values are.
    pub kind: Kind,
    /// Whose it is.
    pub side: Side,
    /// What help calls it.
    pub label: &'static str,
    /// Its closed list, or empty.
    pub words: &'static [Known],
    /// Least and largest figure, where there are such.
    pub limits: Option<(i64, i64)>,
    /// How it is used.
    pub examples: &'static [&'static str],
}

impl QueryField {
    const fn new(
        id: FieldId,
        name: &'static str,
        side: Side,
        kind: Kind,
        label: &'static str,
        examples: &'static [&'static str],
    ) -> QueryField {
        QueryField { id, name, aliases: &[], kind, side, label, words: &[], limits: None, examples }
    }

    const fn also(mut self, aliases: &'static [&'static str]) -> QueryField {
        self.aliases = aliases;
        self
    }

    const fn words(mut self, words: &'static [Known]) -> QueryField {
        self.words = words;
        self
    }

    const fn within(mut self, least: i64, most: i64) -> QueryField {
        self.limits = Some((least, most));
        self
    }

    /// The word of its list that is meant by a given one.
    pub fn known(&self, given: &str) -> Option<&'static Known> {
        let given = folded(given).replace([' ', '_'], "-");
        self.words.iter().find(|known| known.word == given)
    }
}

const fn known(word: &'static str, means: &'static [&'static str], of: FieldId) -> Known {
    Known { word, means, of }
}

const BANDS: &[Known] = &[
    known("red", &["red"], FieldId::Band),
    known("yellow", &["yellow"], FieldId::Band),
    known("green", &["green"], FieldId::Band),
];

const TRENDS: &[Known] = &[
    known("up", &["rising"], FieldId::Trend),
    known("steady", &["steady"], FieldId::Trend),
    known("down", &["falling", "falling fast"], FieldId::Trend),
    known("fast", &["falling fast"], FieldId::Trend),
];

const CALLS: &[Known] = &[
    known("commit", &["commit"], FieldId::Call),
    known("likely", &["likely"], FieldId::Call),
    known("possible", &["possible"], FieldId::Call),
    known("at-risk", &["at-risk"], FieldId::Call),
    known("lost", &["lost"], FieldId::Call),
    known("stale", &["stale", "stale apart"], FieldId::CallState),
    known("apart", &["apart", "stale apart"], FieldId::CallState),
];

const STAGES: &[Known] = &[
    known("onboarding", &["onboarding"], FieldId::Stage),
    known("adopting", &["adopting"], FieldId::Stage),
    known("established", &["established"], FieldId::Stage),
    known("offboarding", &["offboarding"], FieldId::Stage),
    known("churned", &["churned"], FieldId::Stage),
    known("not-started", &["not-started"], FieldId::RenewalStage),
    known("preparing", &["preparing"], FieldId::RenewalStage),
    known("talking", &["talking"], FieldId::RenewalStage),
    known("quoted", &["quoted"], FieldId::RenewalStage),
    known("verbal", &["verbal"], FieldId::RenewalStage),
    known("closed", &["closed"], FieldId::RenewalStage),
];

const KINDS: &[Known] = &[
    known("call", &["call"], FieldId::Kind),
    known("email", &["email"], FieldId::Kind),
    known("meeting", &["meeting"], FieldId::Kind),
    known("task", &["task"], FieldId::Kind),
];

const STATES: &[Known] = &[
    known("open", &["open"], FieldId::State),
    known("waiting", &["waiting-customer", "waiting-sales", "waiting-support", "waiting-product"], FieldId::State),
    known("waiting-customer", &["waiting-customer"], FieldId::State),
    known("waiting-sales", &["waiting-sales"], FieldId::State),
    known("waiting-support", &["waiting-support"], FieldId::State),
    known("waiting-product", &["waiting-product"], FieldId::State),
    known("done", &["done"], FieldId::State),
    known("dropped", &["dropped"], FieldId::State),
];

/// Every field, in the order in which they are offered.
pub static FIELDS_OF_QUERY: &[QueryField] = &[
    QueryField::new(FieldId::Arr, "arr", Side::Account, Kind::Money, "Recurring revenue", &["arr:100k.."]),
    QueryField::new(FieldId::Health, "health", Side::Account, Kind::Number, "Health", &["health:red", "health:..50"])
        .words(BANDS)
        .within(0, 100),
    QueryField::new(FieldId::Trend, "trend", Side::Account, Kind::Words, "Health trend", &["trend:down"]).words(TRENDS),
    QueryField::new(FieldId::Call, "call", Side::Account, Kind::Words, "Own call", &["call:at-risk", "call:apart"])
        .words(CALLS),
    QueryField::new(FieldId::Stage, "stage", Side::Account, Kind::Words, "Stage", &["stage:none", "stage:onboarding"])
        .words(STAGES),
    QueryField::new(FieldId::Segment, "segment", Side::Account, Kind::Text, "Segment", &["segment:ent"]),
    QueryField::new(FieldId::Seats, "seats", Side::Account, Kind::Number, "Seats", &["seats:..50%", "seats:200.."]),
    QueryField::new(FieldId::Usage, "usage", Side::Account, Kind::Percent, "Change of use", &["usage:..-20"]),
    QueryField::new(FieldId::Nps, "nps", Side::Account, Kind::Number, "NPS", &["nps:..6"]).within(-100, 100),
    QueryField::new(
        FieldId::Measured,
        "measured",
        Side::Account,
        Kind::Since,
        "Days since use was measured",
        &["measured:..30d"],
    ),
    QueryField::new(
        FieldId::Detractor,
        "detractor",
        Side::Account,
        Kind::Since,
        "Days that a detractor waits",
        &["detractor:..30d"],
    ),
    QueryField::new(FieldId::Owner, "owner", Side::Account, Kind::Text, "Owner", &["owner:me", "owner:ana"]),
    QueryField::new(FieldId::Renew, "renew", Side::Account, Kind::DayAhead, "Renewal", &["renew:..60d", "renew:q4"])
        .also(&["renewal"]),
    QueryField::new(FieldId::Cancel, "cancel", Side::Account, Kind::DayAhead, "Cancel-by", &["cancel:..30d"]),
    QueryField::new(FieldId::Idle, "idle", Side::Account, Kind::Since, "Days since last touch", &["idle:30d.."]),
    QueryField::new(FieldId::Left, "left", Side::Account, Kind::Since, "Days since a champion left", &["left:..60d"]),
    QueryField::new(FieldId::Stake, "stake", Side::Account, Kind::Money, "Money at stake", &["stake:50k.."]),
    QueryField::new(FieldId::Star, "star", Side::Account, Kind::Flag, "Starred", &["star:yes"]),
    QueryField::new(FieldId::Industry, "industry", Side::Account, Kind::Text, "Industry", &["industry:retail"]),
    QueryField::new(FieldId::Region, "region", Side::Account, Kind::Text, "Region", &["region:emea"]),
    QueryField::new(FieldId::Locked, "locked", Side::Account, Kind::Flag, "Locked in", &["locked:no"]),
    QueryField::new(FieldId::Due, "due", Side::Task, Kind::DayAhead, "Due", &["due:overdue", "due:week", "due:..3d"]),
    QueryField::new(FieldId::Wait, "wait", Side::Task, Kind::DayAhead, "Snoozed until", &["wait:none"]),
    QueryField::new(FieldId::Pri, "pri", Side::Task, Kind::Number, "Priority", &["pri:1"])
        .also(&["p", "priority"])
        .within(1, 3),
    QueryField::new(FieldId::Done, "done", Side::Task, Kind::DayBack, "Closed", &["done:week", "done:2026-11-01.."]),
    QueryField::new(FieldId::Est, "est", Side::Task, Kind::Minutes, "Estimate", &["est:..30m"]),
    QueryField::new(FieldId::Kind, "kind", Side::Task, Kind::Words, "Kind", &["kind:call"]).words(KINDS),
    QueryField::new(FieldId::State, "state", Side::Task, Kind::Words, "State", &["state:waiting"]).words(STATES),
    QueryField::new(FieldId::Slips, "slips", Side::Task, Kind::Number, "Slips", &["slips:3.."]),
    QueryField::new(FieldId::Tag, "tag", Side::Either, Kind::Text, "Tags", &["tag:paused", "tag:none"]).also(&["tags"]),
    QueryField::new(FieldId::Acct, "acct", Side::Either, Kind::Text, "Account", &["acct:globex"]).also(&["account"]),
    QueryField::new(FieldId::Id, "id", Side::Either, Kind::Text, "Id", &["id:01jd"]),
    QueryField::new(FieldId::Note, "note", Side::Either, Kind::Note, "Notes", &["note~uplift"])
        .also(&["notes", "body"]),
    QueryField::new(FieldId::Created, "created", Side::Either, Kind::DayBack, "Created", &["created:month"]),
    QueryField::new(FieldId::Age, "age", Side::Either, Kind::Since, "Time since created", &["age:..7d"]),
    QueryField::new(FieldId::Changed, "changed", Side::Either, Kind::DayBack, "Changed", &["changed:today"])
        .also(&["updated"]),
];

/// The field of a name or alias, case ignored.
pub fn named(name: &str) -> Option<&'static QueryField> {
    let is = |word: &str| word.eq_ignore_ascii_case(name);
    FIELDS_OF_QUERY.iter().find(|field| is(field.name) || field.aliases.iter().any(|alias| is(alias)))
}

/// The row of a field; a second reading has none.
pub fn row(id: FieldId) -> Option<&'static QueryField> {
    FIELDS_OF_QUERY.iter().find(|field| field.id == id)
}

/// Every name and alias.
pub fn names() -> impl Iterator<Item = &'static str> {
    FIELDS_OF_QUERY.iter().flat_map(|field| std::iter::once(field.name).chain(field.aliases.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::phrase::task_kind;
    use crate::domain::record::account::{self, CallLevel, LifecycleStage};
    use crate::domain::record::field::Unit;
    use crate::domain::record::renewal::RenewalStage;
    use crate::domain::record::task::{self, TaskState};
    use crate::domain::stake::health::Trend;

    #[test]
    fn names_each_field_once() {
        let mut all: Vec<&str> = names().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        for field in FIELDS_OF_QUERY {
            assert_eq!(row(field.id).unwrap().name, field.name);
            assert!(field.examples.iter().all(|example| example.starts_with(field.name)), "{}", field.name);
        }
    }

    #[test]
    fn agrees_with_the_records() {
        let agrees = |key: &str, label: &str, unit: Unit, side: Side| {
            // A tag is one, a record holds several.
            let Some(field) = named(key).filter(|_| key != "tags" && key != "body") else { return };
            assert_eq!((field.side, field.name), (side, key));
            assert!(label.starts_with(field.label) || field.label == label, "{key}: {label} is {}", field.label);
            let fits = match unit {
                Unit::Day => matches!(field.kind, Kind::DayAhead | Kind::DayBack),
                Unit::Text => field.kind == Kind::Text,
                Unit::Minutes => field.kind == Kind::Minutes,
                Unit::Count => field.kind == Kind::Number,
                Unit::Flag => field.kind == Kind::Flag,
                Unit::Choice(words) if field.kind == Kind::Number && field.words.is_empty() => {
                    let (least, most) = field.limits.unwrap();
                    words.iter().map(|word| word.parse::<i64>().unwrap()).eq(least..=most)
                }
                Unit::Choice(words) => words.iter().all(|word| field.known(word).unwrap().means == [*word]),
                _ => false,
            };
            assert!(fits, "{key}");
        };
        for f in account::FIELDS {
            agrees(f.key, f.label, f.unit, Side::Account);
        }
        for f in task::FIELDS {
            agrees(f.key, f.label, f.unit, Side::Task);
        }
    }

    #[test]
    fn knows_every_word_of_the_records() {
        let means = |name: &str, of: FieldId| -> Vec<&str> {
            let of_it = named(name).unwrap().words.iter().filter(|known| known.of == of);
            let mut all: Vec<&str> = of_it.flat_map(|known| known.means).copied().collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let sorted = |words: &[&'static str]| {
            let mut words = words.to_vec();
            words.sort_unstable();
            words
        };
        assert_eq!(means("call", FieldId::Call), sorted(CallLevel::WORDS));
        assert_eq!(means("stage", FieldId::Stage), sorted(LifecycleStage::WORDS));
        assert_eq!(means("stage", FieldId::RenewalStage), sorted(RenewalStage::WORDS));
        assert_eq!(means("state", FieldId::State), sorted(TaskState::WORDS));
        let trends = [Trend::FallingFast, Trend::Falling, Trend::Steady, Trend::Rising].map(Trend::word);
        assert_eq!(means("trend", FieldId::Trend), sorted(&trends));
        for known in KINDS {
            assert_eq!(task_kind::named(known.word).unwrap().word(), known.word);
        }
    }
}
