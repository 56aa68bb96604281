//! Rows made by hand, on Tuesday 24 November 2026.

use crate::domain::phrase::when::DateOptions;
use crate::domain::query::context::Context;
use crate::domain::query::fault::QueryError;
use crate::domain::query::field::FieldId;
use crate::domain::query::parse;
use crate::domain::query::subject::{Reach, Row, Subject, Value};
use crate::domain::query::tree::Query;
use crate::domain::value::day::Day;
use crate::domain::value::money::Currency;
use crate::domain::value::sought::Sought;
use crate::domain::value::text::folded;
use ulid::Ulid;

/// Tuesday 24 November 2026.
pub fn cx() -> Context<'static> {
    let today = Day::of(2026, 11, 24).unwrap();
    Context { today, dates: DateOptions::default(), home: Currency::USD, me: Some("Ana López") }
}

pub fn parse(text: &str) -> Result<Query, QueryError> {
    parse::parse(text, &cx())
}

/// A row made by hand.
pub struct Sample {
    row: Row,
    values: Vec<(FieldId, Value<'static>)>,
    tags: String,
    words: String,
    names: String,
    note: &'static str,
    account: Option<Box<Sample>>,
    tasks: Vec<Sample>,
}

impl Sample {
    pub fn account(names: &str, values: Vec<(FieldId, Value<'static>)>) -> Sample {
        let (words, names) = (folded(names), folded(names));
        Sample { row: Row::Account, values, tags: String::new(), words, names, note: "", account: None, tasks: vec![] }
    }

    pub fn task(title: &str, values: Vec<(FieldId, Value<'static>)>) -> Sample {
        Sample { row: Row::Task, words: folded(title), names: String::new(), ..Sample::account("", values) }
    }

    pub fn tagged(mut self, tags: &[&str]) -> Sample {
        self.tags = folded(&tags.join("\n"));
        self
    }

    pub fn noted(mut self, note: &'static str) -> Sample {
        self.note = note;
        self
    }

    pub fn with(mut self, tasks: Vec<Sample>) -> Sample {
        self.tasks = tasks;
        self
    }

    pub fn of(mut self, account: Sample) -> Sample {
        self.names.clone_from(&account.names);
        self.account = Some(Box::new(account));
        self
    }
}

impl Subject for Sample {
    fn row(&self) -> Row {
        self.row
    }
    fn value(&self, field: FieldId) -> Value<'_> {
        if field == FieldId::Note {
            return Value::Flag(!self.note.is_empty());
        }
        self.values.iter().find(|(id, _)| *id == field).map_or(Value::None, |(_, value)| *value)
    }
    fn tags(&self) -> &str {
        &self.tags
    }
    fn words_hold(&self, sought: &Sought) -> bool {
        sought.is_in(&self.words)
    }
    fn names(&self) -> &str {
        &self.names
    }
    fn note_holds(&self, needle: &str) -> bool {
        folded(self.note).contains(needle)
    }
    fn account(&self) -> Option<&dyn Subject> {
        self.account.as_deref().map(|account| account as &dyn Subject)
    }
    fn any_task(&self, reach: Reach, passes: &mut dyn FnMut(&dyn Subject) -> bool) -> bool {
        let open = |task: &&Sample| task.value(FieldId::Done) == Value::None;
        self.tasks.iter().filter(|task| reach == Reach::Closed || open(task)).any(|task| passes(task))
    }
}

pub fn day(text: &str) -> Value<'static> {
    Value::Day(text.parse().unwrap())
}

pub fn globex() -> Sample {
    Sample::account(
        "Globex Corp\nGBX",
        vec![
            (FieldId::Arr, Value::Money(25_000_000)),
            (FieldId::Stake, Value::Money(6_000_050)),
            (FieldId::Health, Value::Number(48.0)),
            (FieldId::Band, Value::Word("red")),
            (FieldId::Trend, Value::Word("falling fast")),
            (FieldId::Stage, Value::Word("established")),
            (FieldId::Segment, Value::Text("enterprise")),
            (FieldId::Seats, Value::Number(400.0)),
            (FieldId::SeatUse, Value::Number(50.0)),
            (FieldId::Usage, Value::Number(-31.5)),
            (FieldId::Owner, Value::Text("ana lopez")),
            (FieldId::Renew, day("2027-01-23")),
            (FieldId::Cancel, day("2026-11-20")),
            (FieldId::Idle, day("2026-10-20")),
            (FieldId::Locked, Value::Flag(true)),
            (FieldId::Star, Value::Flag(true)),
            (FieldId::Created, day("2026-01-10")),
            (FieldId::Id, Value::Id(Ulid::from_string("01JD5Y3ZK8QW7N2M4P6R8T0VXA").unwrap())),
        ],
    )
    .tagged(&["exec-owned", "Été"])
    .noted("Asked about the data export twice")
    .with(vec![
        Sample::task(
            "Call CFO",
            vec![
                (FieldId::Due, day("2026-11-20")),
                (FieldId::Pri, Value::Number(2.0)),
                (FieldId::State, Value::Word("open")),
            ],
        ),
        Sample::task(
            "Send deck",
            vec![
                (FieldId::Due, day("2026-11-27")),
                (FieldId::Pri, Value::Number(1.0)),
                (FieldId::State, Value::Word("waiting-customer")),
            ],
        ),
    ])
}

pub fn societe() -> Sample {
    Sample::account(
        "Société Générale",
        vec![
            (FieldId::Arr, Value::Money(10_000_000)),
            (FieldId::Health, Value::Number(80.0)),
            (FieldId::Band, Value::Word("green")),
            (FieldId::Trend, Value::Word("rising")),
            (FieldId::Segment, Value::Text("mid-market")),
            (FieldId::RenewalStage, Value::Word("quoted")),
            (FieldId::Renew, day("2026-11-01")),
            (FieldId::Locked, Value::Flag(false)),
        ],
    )
}

pub fn call() -> Sample {
    let values = vec![
        (FieldId::Due, day("2026-11-24")),
        (FieldId::Pri, Value::Number(1.0)),
        (FieldId::Kind, Value::Word("call")),
        (FieldId::State, Value::Word("open")),
        (FieldId::Est, Value::Number(45.0)),
        (FieldId::Slips, Value::Number(3.0)),
    ];
    Sample::task("致電 東京商事 on uplift", values).tagged(&["waiting"]).of(globex())
}
