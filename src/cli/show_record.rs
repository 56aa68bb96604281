//! An account for programs: one document, or rows of one shape with the part of the page first.

use crate::cli::accounts::Frame;
use crate::cli::cells;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::table::Table;
use crate::cli::{renewals, show_text, tasks};
use crate::domain::record::meta::Record;
use crate::domain::record::run::{Progress, Run};
use crate::domain::stake::health::{Band, Trend};
use crate::domain::value::day::Zone;
use crate::domain::value::original::by_currency;
use crate::domain::value::text::Text;
use crate::service::query::AccountView;
use serde_json::{Map, Value, json};

/// All that is known, as the parts of one document. Fields are named as everywhere; empty ones are left out.
pub fn document(view: &AccountView, frame: &Frame, zone: Zone) -> Vec<(&'static str, Value)> {
    let amount = |minor: i64| cells::money(minor, frame.home).json().clone();
    vec![
        ("id", json!(view.account.id.to_string())),
        ("account", fields(&view.account)),
        (
            "stake",
            json!({
                "total": amount(view.stake.total),
                "risk": amount(view.stake.risk),
                "growth": amount(view.stake.growth),
                "care": amount(view.stake.care),
                "revenue": amount(view.stake.revenue),
                "arr": amount(view.stake.arr),
                "originals": cells::originals(by_currency(view.paid.iter().copied())),
                "headline": view.why.headline,
                "band": view.stake.band.map(Band::word),
                "model_chance": view.stake.loss.model,
                "call_chance": view.stake.loss.call.map(|call| call.p),
                "call_stale": view.stake.loss.call.map(|call| call.stale),
                "score": view.stake.health.score,
                "score_band": view.stake.health.score_band.map(Band::word),
                "trend": view.stake.trend.map(Trend::word),
            }),
        ),
        ("decisions", Value::Array(renewals::records(&view.decisions, frame.home).items())),
        ("subscriptions", all(&view.subscriptions)),
        ("renewals", all(&view.renewals)),
        ("opportunities", all(&view.opportunities)),
        ("goals", all(&view.goals)),
        ("runs", view.runs.iter().map(|(run, done)| run_object(run, *done)).collect()),
        ("readings", all(&view.readings)),
        ("links", json!(show_text::links(view))),
        (
            "contacts",
            view.contacts
                .iter()
                .map(|contact| {
                    let mut object = object(contact);
                    let last = view.last_touches.iter().find(|last| last.contact == contact.id);
                    object.insert("last_touch".to_owned(), json!(last.map(|last| zone.day(last.at).to_string())));
                    Value::Object(object)
                })
                .collect(),
        ),
        ("tasks", Value::Array(tasks::records(&view.tasks, Some(frame)).items())),
        ("feedback", all(&view.feedback)),
        ("cases", all(&view.cases)),
        (
            "usage",
            view.trails
                .iter()
                .map(|trail| {
                    json!({
                        "metric": trail.metric,
                        "value": trail.latest.value,
                        "day": trail.latest.on.to_string(),
                        "change_7": trail.week,
                        "change_30": trail.month,
                    })
                })
                .collect(),
        ),
        ("touch_count", json!(view.touch_count)),
        (
            "touches",
            view.touches
                .iter()
                .map(|touch| {
                    let mut object = object(touch);
                    object.insert("at".to_owned(), json!(touch.at.to_string()));
                    object.insert("day".to_owned(), json!(zone.day(touch.at).to_string()));
                    Value::Object(object)
                })
                .collect(),
        ),
    ]
}

fn all<T: Record>(rows: &[T]) -> Value {
    rows.iter().map(|row| Value::Object(object(row))).collect()
}

fn run_object(run: &Run, done: Progress) -> Value {
    let mut object = object(run);
    object.insert("closed".to_owned(), json!(done.closed));
    object.insert("total".to_owned(), json!(done.total));
    object.insert("next".to_owned(), json!(done.next.map(|day| day.to_string())));
    Value::Object(object)
}

fn fields<T: Record>(row: &T) -> Value {
    Value::Object(object(row))
}

fn object<T: Record>(row: &T) -> Map<String, Value> {
    let known = T::fields().iter().map(|field| (field.key.to_owned(), (field.get)(row)));
    let mut object: Map<String, Value> =
        known.filter(|(_, value)| !value.is_empty()).map(|(key, value)| (key, json!(value))).collect();
    object.insert("id".to_owned(), json!(row.key()));
    object
}

/// The page as rows: part, day, what, detail, money, id.
pub fn rows(view: &AccountView, frame: &Frame, zone: Zone) -> Table {
    let columns = ["part", "day", "what", "detail", "money", "id"];
    let mut table = Table::new("folio.account/1", columns.map(|key| Column::new(key, key)).to_vec());
    let text = |text: &Text| Cell::text(text);
    table.push(vec![
        Cell::word("account"),
        Cell::none(),
        text(&view.account.name),
        Cell::word(show_text::identity(view)),
        cells::money(view.stake.arr, frame.home),
        Cell::word(view.account.id.to_string()),
    ]);
    table.push(vec![
        Cell::word("stake"),
        Cell::none(),
        cells::word(view.stake.band.map(Band::word)),
        Cell::word(&view.why.headline),
        cells::money(view.stake.total, frame.home),
    ]);
    for line in &view.decisions {
        table.push(vec![
            Cell::word("decision"),
            Cell::word(line.day.to_string()),
            Cell::word(renewals::what(line)),
            Cell::word(&line.next_step),
            cells::money(line.revenue, frame.home),
            cells::word(line.id.renewal().map(|id| id.to_string())),
        ]);
    }
    for row in &view.subscriptions {
        let id = Cell::word(row.id.to_string());
        let detail = Cell::word(if row.auto_renew { "renews itself" } else { "" });
        table.push(vec![
            Cell::word("contract"),
            cells::day(row.end),
            text(&row.product),
            detail,
            Cell::new(row.arr.to_string(), row.arr.to_string(), Cell::money(row.arr).json().clone()),
            id,
        ]);
    }
    for row in &view.readings {
        let (day, value) = (Cell::word(row.day.to_string()), Cell::word(row.value.to_string()));
        table.push(vec![Cell::word("reading"), day, Cell::word(row.metric.word()), value]);
    }
    for row in &view.goals {
        let (what, id) = (show_text::goal(row, frame.today), Cell::word(row.id.to_string()));
        table.push(vec![
            Cell::word("goal"),
            cells::day(row.due),
            text(&row.objective),
            Cell::word(what),
            Cell::none(),
            id,
        ]);
    }
    for row in &view.feedback {
        table.push(vec![
            Cell::word("feedback"),
            cells::day(Some(zone.day(row.at))),
            Cell::word(row.kind.word()),
            Cell::word(show_text::feedback(view, row, zone)),
            Cell::none(),
            Cell::word(row.id.to_string()),
        ]);
    }
    for row in &view.cases {
        let id = Cell::word(row.id.to_string());
        let what = Cell::word(show_text::case(row));
        table.push(vec![Cell::word("case"), cells::day(Some(row.day)), text(&row.problem), what, Cell::none(), id]);
    }
    for trail in &view.trails {
        let (day, value) = (Cell::word(trail.latest.on.to_string()), Cell::word(trail.latest.value.to_string()));
        table.push(vec![Cell::word("usage"), day, Cell::word(&trail.metric), value]);
    }
    for row in &view.contacts {
        let (part, id) = (Cell::word(show_text::part(row)), Cell::word(row.id.to_string()));
        table.push(vec![Cell::word("contact"), cells::day(row.left_on), text(&row.name), part, Cell::none(), id]);
    }
    for line in &view.tasks {
        let id = Cell::word(line.id.to_string());
        let state = Cell::word(line.state.word());
        table.push(vec![Cell::word("task"), cells::day(line.due), Cell::word(&line.title), state, Cell::none(), id]);
    }
    for row in &view.touches {
        table.push(vec![
            Cell::word("touch"),
            cells::day(Some(zone.day(row.at))),
            Cell::word(row.kind.word()),
            text(&row.text),
            Cell::none(),
            Cell::word(row.id.to_string()),
        ]);
    }
    table
}
