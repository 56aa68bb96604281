//! The review of a week as the parts of a JSON document. Amounts are decimal texts beside their currency, days are ISO
//! dates, a figure that has nothing to be reckoned on is null.

use crate::domain::phrase::echo::clock;
use crate::domain::record::review::{Matter, Review, Verdict};
use crate::domain::record::target::{Measured, Metric};
use crate::domain::record::task::Priority;
use crate::domain::review::figure::{Amount, BehindLine, Beside, Figure, FigureLine, Unit};
use crate::domain::review::page::{Suggestion, WeekPage};
use crate::domain::review::time::{TimeLine, TimeTable};
use crate::domain::stake::health::Band;
use crate::domain::value::money::{Currency, exact};
use crate::domain::value::text::Text;
use serde_json::{Value, json};

/// Name and version of the document.
pub const SCHEMA: &str = "folio.review/1";

/// The parts, in their order.
pub fn parts(page: &WeekPage) -> Vec<(&'static str, Value)> {
    let home = page.home;
    let figures: serde_json::Map<String, Value> =
        page.figures.iter().map(|line| (line.figure.word().to_owned(), figure(line, home))).collect();
    vec![
        (
            "week",
            json!({
                "name": page.week.to_string(),
                "first": page.week.first.to_string(),
                "last": page.week.last().to_string(),
                "as_of": page.as_of.to_string(),
                "stood": page.stood.map(|at| at.to_string()),
                "quarter": page.quarter_name,
            }),
        ),
        ("currency", json!(home.to_string())),
        ("figures", Value::Object(figures)),
        ("time", table(&page.time, home)),
        ("time_quarter", table(&page.time_quarter, home)),
        ("done", page.done.iter().map(|line| json!({
            "day": line.day.to_string(), "kind": line.kind.word(), "id": line.key, "what": line.what,
            "account": line.account_name, "account_id": line.account.map(|id| id.to_string()),
        })).collect()),
        ("slipped", page.slipped.iter().map(|line| json!({
            "task_id": line.task.to_string(), "title": line.title, "account": line.account_name,
            "account_id": line.account.map(|id| id.to_string()), "due": line.due.to_string(), "slips": line.slips,
            "priority": line.priority.map(Priority::word), "stake": money(line.stake, home), "open": line.open,
            "suggestion": suggestion(line.suggestion), "reason": line.reason,
        })).collect()),
        ("idle", page.idle.iter().map(|line| json!({
            "account_id": line.account.to_string(), "account": line.name, "arr": money(line.arr, home),
            "stake": money(line.stake, home), "band": line.band.map(Band::word), "idle_days": line.days,
            "last_touch": line.last_touch.map(|day| day.to_string()), "cadence_days": line.cadence,
            "open_tasks": line.open_tasks,
        })).collect()),
        ("next", next(page)),
        ("steps", json!(page.review.as_ref().map(|review| review.steps.clone()).unwrap_or_default())),
        ("decisions", page.review.as_ref().map_or_else(|| json!([]), decisions)),
        ("note", json!(page.review.as_ref().map(|review| review.note.raw().to_owned()))),
    ]
}

/// The rows behind a figure.
pub fn behind(figure: Figure, rows: &[BehindLine], home: Currency) -> Vec<Value> {
    let row = |line: &BehindLine| {
        json!({
            "figure": figure.word(), "kind": line.kind.word(), "id": line.key, "title": line.title,
            "account": line.account_name, "account_id": line.account.map(|id| id.to_string()),
            "day": line.day.map(|day| day.to_string()), "counts": line.counts,
            "amount": line.amount.map(|amount| beside(amount, home)),
        })
    };
    rows.iter().map(row).collect()
}

fn figure(line: &FigureLine, home: Currency) -> Value {
    let value = |value: Option<Amount>| value.map(|value| amount(line.figure, value, home));
    json!({
        "label": line.figure.label().trim_start(),
        "unit": unit(line.figure.unit()),
        "this": value(line.this),
        "last": value(line.last),
        "average": value(line.average),
        "quarter": value(line.quarter),
        "target": line.target.map(|goal| if Metric::measure(line.figure) == Measured::Money {
            money(goal as i64, home)
        } else {
            json!(goal)
        }),
        "basis": line.basis,
    })
}

const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "count",
        Unit::Money => "money",
        Unit::Days => "days",
        Unit::Minutes => "minutes",
        Unit::Points => "points",
    }
}

fn amount(figure: Figure, value: Amount, home: Currency) -> Value {
    let number = |n: f64| match figure.unit() {
        Unit::Money => money(n as i64, home),
        _ => rounded(n),
    };
    let mut object = serde_json::Map::new();
    object.insert("value".to_owned(), number(value.value));
    if let Some(of) = value.of {
        object.insert("of".to_owned(), number(of));
        object.insert("share".to_owned(), json!(value.share().map(|share| (share * 1e6).round() / 1e6)));
    }
    match value.beside {
        Some(Beside::Money(minor)) => object.insert("amount".to_owned(), money(minor, home)),
        Some(Beside::Days(days)) => object.insert("median_days".to_owned(), rounded(days)),
        None => None,
    };
    Value::Object(object)
}

fn beside(amount: Beside, home: Currency) -> Value {
    match amount {
        Beside::Money(minor) => money(minor, home),
        Beside::Days(days) => rounded(days),
    }
}

/// Whole where it is.
fn rounded(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 1e15 { json!(value as i64) } else { json!((value * 1e3).round() / 1e3) }
}

fn money(minor: i64, home: Currency) -> Value {
    json!({ "amount": exact(minor, home), "currency": home.to_string() })
}

fn table(table: &TimeTable, home: Currency) -> Value {
    let share = |share: Option<f64>| share.map(|share| (share * 1e6).round() / 1e6);
    let lines =
        |lines: &[TimeLine]| -> Value {
            lines.iter().map(|line| json!({
            "name": line.name, "account_id": line.account.map(|id| id.to_string()), "minutes": line.minutes,
            "touches": line.touches, "unmeasured": line.unmeasured, "minute_share": share(line.minute_share),
            "arr": money(line.arr, home), "arr_share": share(line.arr_share), "stake": money(line.stake, home),
            "stake_share": share(line.stake_share), "fit": line.fit.word(), "advice": line.advice,
        })).collect()
        };
    json!({
        "first": table.period.first.to_string(), "last": table.period.last.to_string(), "minutes": table.minutes,
        "touches": table.touches, "unmeasured": table.unmeasured, "basis": table.basis,
        "accounts": lines(&table.accounts), "segments": lines(&table.segments), "kinds": lines(&table.kinds),
    })
}

fn next(page: &WeekPage) -> Value {
    let home = page.home;
    let tasks: Value = page.next.tasks.iter().map(|line| json!({
        "task_id": line.task.to_string(), "title": line.title, "account": line.account_name, "due": line.due.to_string(),
        "priority": line.priority.map(Priority::word), "estimate_minutes": line.estimate_minutes,
    })).collect();
    let decisions: Value = page.next.decisions.iter().map(|line| json!({
        "account": line.account_name, "account_id": line.decision.account.to_string(), "day": line.day.to_string(),
        "end": line.end.to_string(), "cancel_by": line.cancel_by, "revenue": money(line.revenue, home),
    })).collect();
    let owed: Value = page
        .next
        .owed
        .iter()
        .map(|line| {
            json!({
                "account": line.name, "account_id": line.account.to_string(), "day": line.day.to_string(),
                "last_touch": line.last_touch.to_string(), "arr": money(line.arr, home),
            })
        })
        .collect();
    json!({ "week": page.next.week.to_string(), "tasks": tasks, "decisions": decisions, "owed": owed })
}

fn suggestion(suggestion: Suggestion) -> Value {
    match suggestion {
        Suggestion::Today => json!("today"),
        Suggestion::Move(day) => json!(day.to_string()),
        Suggestion::Drop => json!("drop"),
    }
}

fn decisions(review: &Review) -> Value {
    let one = |decision: &crate::domain::record::review::Decision| {
        let (kind, id) = match decision.about {
            Matter::Task(id) => ("task", id.to_string()),
            Matter::Account(id) => ("account", id.to_string()),
        };
        let (mut time, mut reason) = (None, None);
        let (verdict, detail) = match &decision.verdict {
            Verdict::Keep => ("keep", None),
            Verdict::Done => ("done", None),
            Verdict::Drop => ("drop", None),
            Verdict::Move(to) => {
                time = to.with.map(clock);
                ("move", Some(to.day.to_string()))
            }
            Verdict::Snooze(until) => {
                reason = until.with.as_ref().map(Text::raw);
                ("snooze", Some(until.day.to_string()))
            }
            Verdict::Task(line) => ("task", Some(line.clone())),
        };
        json!({
            "kind": kind, "id": id, "title": decision.title.raw(), "verdict": verdict, "detail": detail, "time": time,
            "reason": reason, "at": decision.at.to_string(),
        })
    };
    review.decisions.iter().map(one).collect()
}
