//! Task and touch rows. A finished call, e-mail or meeting that a CRM keeps as a task is a touch.

use crate::domain::record::meta::Kind;
use crate::exchange::draft::contact::sentiment;
use crate::exchange::draft::record::{Draft, Refusal};
use crate::exchange::draft::table::Cells;
use crate::exchange::draft::voice;

/// Reads a task row.
pub fn task(cells: &Cells<'_>) -> Result<Draft, Refusal> {
    let state = task_state(cells)?;
    let kind = touch_kind(&cells.word("type")?);
    let when = cells.get("closed_on")?.or(cells.get("due")?);
    if let (Some(kind @ ("call" | "email" | "meeting" | "qbr")), "done", Some(at)) = (kind, state, when.clone()) {
        return finished(cells, kind, at);
    }
    let Some(title) = cells.get("title")? else {
        return Err(Refusal::Reject("has no subject".to_owned()));
    };
    let mut draft = base(cells, Kind::Task)?;
    let due = cells.day("due")?.map(|day| day.to_string()).unwrap_or_default();
    draft.natural = format!("{title} {due}");
    draft.values.extend([("title", title), ("due", due), ("state", state.to_owned())]);
    draft.values.push(("pri", priority(&cells.word("priority")?).unwrap_or_default().to_owned()));
    if state == "done" {
        draft.values.extend(when.map(|at| ("closed_at", at)));
    }
    cells.put(&mut draft.values, "est", "estimate")?;
    cells.put(&mut draft.values, "body", "body")?;
    Ok(draft)
}

fn finished(cells: &Cells<'_>, kind: &'static str, at: String) -> Result<Draft, Refusal> {
    let mut draft = base(cells, Kind::Touch)?;
    let text = joined(cells.get("title")?, cells.get("body")?);
    draft.natural = format!("{kind} {at} {text}");
    draft.values.extend([("kind", kind.to_owned()), ("at", at), ("text", text)]);
    draft.values.extend(minutes(cells)?.map(|minutes| ("minutes", minutes)));
    draft.values.extend(direction(&cells.word("direction")?).map(|word| ("direction", word.to_owned())));
    Ok(draft)
}

/// Reads a touch row.
pub fn touch(cells: &Cells<'_>) -> Result<Draft, Refusal> {
    let Some(at) = cells.get("at")? else {
        return Err(Refusal::Reject("has no date".to_owned()));
    };
    let mut draft = base(cells, Kind::Touch)?;
    let word = cells.word("type")?;
    let kind = touch_kind(&word).or_else(|| cells.column_kind()).unwrap_or("note");
    let mut text = joined(cells.get("subject")?, cells.get("body")?);
    if text.is_empty() && kind == "ticket" {
        let told = [draft.external.clone(), cells.get("priority")?, cells.get("status")?];
        text = format!("Ticket {}", told.into_iter().flatten().collect::<Vec<_>>().join(", "));
    }
    draft.natural = format!("{kind} {at} {text}");
    let title = text.lines().next().unwrap_or_default().to_owned();
    draft.values.extend([("kind", kind.to_owned()), ("at", at.clone()), ("text", text)]);
    draft.values.extend(minutes(cells)?.map(|minutes| ("minutes", minutes)));
    let toward = direction(&cells.word("direction")?).or_else(|| direction(&word));
    draft.values.extend(toward.map(|word| ("direction", word.to_owned())));
    draft.parts.extend(voice::of_ticket(cells, &at, &title)?);
    let felt = cells.get("sentiment")?;
    draft.values.extend(felt.as_deref().and_then(sentiment).map(|word| ("sentiment", word.to_owned())));
    Ok(draft)
}

impl Cells<'_> {
    /// The kind of touch that the name of an id or date column tells, for a file of one kind.
    fn column_kind(&self) -> Option<&'static str> {
        ["id", "at", "subject"].iter().find_map(|key| touch_kind(&self.header(key)))
    }
}

fn base(cells: &Cells<'_>, kind: Kind) -> Result<Draft, String> {
    let mut draft = Draft::new(cells.row.line, kind);
    draft.external = cells.get("id")?;
    draft.account = cells.account()?;
    draft.contact = cells.person()?;
    Ok(draft)
}

fn joined(subject: Option<String>, body: Option<String>) -> String {
    match (subject, body) {
        (Some(subject), Some(body)) if subject != body => format!("{subject}\n{body}"),
        (subject, body) => subject.or(body).unwrap_or_default(),
    }
}

fn task_state(cells: &Cells<'_>) -> Result<&'static str, String> {
    if cells.flag("closed")? == Some(true) {
        return Ok("done");
    }
    Ok(match cells.word("state")?.as_str() {
        "completed" | "complete" | "done" | "closed" | "finished" | "erledigt" => "done",
        "dropped" | "cancelled" | "canceled" | "wontdo" => "dropped",
        "waiting" | "waitingonsomeoneelse" | "waitingoncustomer" | "waitingforcustomer" | "pendingcustomer" => {
            "waiting-customer"
        }
        "waitingonsales" => "waiting-sales",
        "waitingonsupport" => "waiting-support",
        "waitingonproduct" => "waiting-product",
        _ => "open",
    })
}

fn priority(word: &str) -> Option<&'static str> {
    match word {
        "high" | "highest" | "urgent" | "critical" | "1" | "p1" | "hoch" => Some("1"),
        "normal" | "medium" | "2" | "p2" | "mittel" => Some("2"),
        "low" | "lowest" | "3" | "p3" | "niedrig" => Some("3"),
        _ => None,
    }
}

/// The kind of touch in a word, a type or a header.
fn touch_kind(word: &str) -> Option<&'static str> {
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if word.is_empty() {
        None
    } else if has(&["qbr", "businessreview", "ebr"]) {
        Some("qbr")
    } else if has(&["ticket", "case", "incident"]) {
        Some("ticket")
    } else if has(&["mail"]) {
        Some("email")
    } else if has(&["meeting", "demo", "training", "onsite", "webinar", "workshop", "event"]) {
        Some("meeting")
    } else if has(&["call", "phone", "anruf"]) {
        Some("call")
    } else if has(&["note", "chat", "linkedin", "sms"]) {
        Some("note")
    } else {
        None
    }
}

fn direction(word: &str) -> Option<&'static str> {
    match word {
        "in" | "inbound" | "incoming" | "received" | "incomingemail" | "eingehend" => Some("in"),
        "out" | "outbound" | "outgoing" | "sent" | "ausgehend" => Some("out"),
        _ => None,
    }
}

/// Minutes it took: as given, from seconds or milliseconds, or from start to end; part of a minute counts as one.
fn minutes(cells: &Cells<'_>) -> Result<Option<String>, String> {
    let figure = |key: &str| Ok::<Option<f64>, String>(cells.get(key)?.and_then(|text| text.parse::<f64>().ok()));
    let found = match (figure("minutes")?, figure("seconds")?, figure("millis")?) {
        (Some(minutes), _, _) => Some(minutes),
        (None, Some(seconds), _) => Some(seconds / 60.0),
        (None, None, Some(millis)) => Some(millis / 60_000.0),
        _ => None,
    };
    let span = || {
        let civil =
            |text: Option<String>| text.and_then(|t| t.get(..19).and_then(|t| t.parse::<chrono::NaiveDateTime>().ok()));
        let (start, end) = (civil(cells.get("at").ok()?)?, civil(cells.get("end").ok()?)?);
        Some((end - start).num_minutes() as f64)
    };
    let found = found.or_else(span).filter(|minutes| (0.0..=100_000.0).contains(minutes));
    Ok(found.map(|minutes| format!("{:.0}", minutes.ceil())))
}
