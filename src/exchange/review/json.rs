//! The review of a week as JSON: ISO days, raw numbers, money in minor units. Fields are added over time, none changes.

use crate::domain::review::figure::Amount;
use crate::domain::review::page::WeekPage;
use crate::domain::review::time::TimeLine;
use serde_json::{Value, json};

fn amount(one: Option<Amount>) -> Value {
    one.map_or(Value::Null, |one| json!({"value": one.value, "of": one.of}))
}

fn minutes(line: &TimeLine) -> Value {
    json!({
        "account": line.account.map(|id| id.to_string()),
        "name": line.name,
        "minutes": line.minutes,
        "touches": line.touches,
        "share_of_time": line.minute_share,
        "share_of_arr": line.arr_share,
        "share_of_stake": line.stake_share,
        "fit": line.fit.word(),
        "advice": line.advice,
    })
}

/// The week.
pub fn write(page: &WeekPage) -> String {
    let id = |id: &dyn ToString| id.to_string();
    let figures: Vec<Value> = page
        .figures
        .iter()
        .map(|line| {
            json!({
                "figure": line.figure.word(),
                "this": amount(line.this),
                "last": amount(line.last),
                "average": amount(line.average),
                "quarter": amount(line.quarter),
                "target": line.target,
                "basis": line.basis,
            })
        })
        .collect();
    let done = page.done.iter().map(|line| {
        json!({"day": id(&line.day), "kind": line.kind.to_string(), "id": line.key, "what": line.what,
               "account": line.account.map(|id| id.to_string()), "account_name": line.account_name})
    });
    let slipped = page.slipped.iter().map(|line| {
        json!({"task": id(&line.task), "title": line.title, "account": line.account.map(|id| id.to_string()),
               "account_name": line.account_name, "due": id(&line.due), "slips": line.slips, "reason": line.reason})
    });
    let idle = page.idle.iter().map(|line| {
        json!({"account": id(&line.account), "name": line.name, "arr": line.arr, "days": line.days,
               "cadence": line.cadence})
    });
    let text = json!({
        "week": id(&page.week),
        "first": id(&page.week.first),
        "last": id(&page.week.last()),
        "as_of": id(&page.as_of),
        "quarter": page.quarter_name,
        "currency": page.home.to_string(),
        "figures": figures,
        "minutes": {
            "accounts": page.time.accounts.iter().map(minutes).collect::<Vec<_>>(),
            "segments": page.time.segments.iter().map(minutes).collect::<Vec<_>>(),
            "kinds": page.time.kinds.iter().map(minutes).collect::<Vec<_>>(),
        },
        "done": done.collect::<Vec<_>>(),
        "slipped": slipped.collect::<Vec<_>>(),
        "idle": idle.collect::<Vec<_>>(),
        "note": page.review.as_ref().map(|review| review.note.raw()),
    });
    format!("{text:#}\n")
}
