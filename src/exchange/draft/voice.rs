//! Feedback rows and usage rows. A score keeps the scale of its column; a file of events comes to one figure a day.

use crate::domain::phrase::feedback::kind as kind_of;
use crate::domain::record::feedback::FeedbackKind;
use crate::domain::record::meta::Kind;
use crate::domain::record::usage::metric;
use crate::exchange::draft::record::{AccountRef, Draft, Refusal};
use crate::exchange::draft::table::Cells;
use std::collections::HashMap;

/// Columns that are a survey of their own.
const SURVEYS: [(&str, FeedbackKind); 3] =
    [("nps", FeedbackKind::Nps), ("csat", FeedbackKind::Csat), ("ces", FeedbackKind::Ces)];

/// Columns that are a metric of their own, and what it is called.
const METRICS: [(&str, &str); 8] = [
    ("seats_used", "seats-used"),
    ("active_users", "active-users"),
    ("sessions", "sessions"),
    ("logins", "logins"),
    ("events", "events"),
    ("page_views", "page-views"),
    ("minutes", "minutes"),
    ("usage", "usage"),
];

/// Reads a feedback row; several scores of a row are several answers.
pub fn feedback(cells: &Cells<'_>) -> Result<Draft, Refusal> {
    let mut answers: Vec<(FeedbackKind, String, &str)> = Vec::new();
    for (key, kind) in SURVEYS {
        answers.extend(cells.get(key)?.map(|score| (kind, score, key)));
    }
    let word = cells.get("kind")?.unwrap_or_default();
    let said = kind_of(&word).or_else(|| word.split(|c: char| !c.is_alphanumeric()).find_map(kind_of));
    let text = cells.get("text")?;
    if answers.is_empty() {
        match (said, cells.get("score")?) {
            (Some(kind), Some(score)) if kind.scored() => answers.push((kind, score, "score")),
            (None, Some(_)) => return Err(Refusal::Reject("has a score of no known survey".to_owned())),
            _ => {}
        }
    }
    let kind = match (answers.first(), said) {
        (Some((kind, ..)), _) => *kind,
        (None, Some(kind)) if !kind.scored() && text.is_some() => kind,
        (None, None) if text.is_some() => {
            return Err(Refusal::Reject("does not say whether it is a quote, a complaint or a request".to_owned()));
        }
        _ => return Err(Refusal::Skip("nothing was answered".to_owned())),
    };
    let mut draft = answer(cells, kind, answers.first())?;
    draft.external = cells.get("id")?;
    draft.account = cells.account()?;
    draft.contact = cells.person()?;
    for more in answers.iter().skip(1) {
        let mut part = answer(cells, more.0, Some(more))?;
        part.contact = cells.person()?;
        draft.parts.push(part);
    }
    Ok(draft)
}

fn answer(
    cells: &Cells<'_>,
    kind: FeedbackKind,
    scored: Option<&(FeedbackKind, String, &str)>,
) -> Result<Draft, String> {
    let mut draft = Draft::new(cells.row.line, Kind::Feedback);
    let said = cells.get("said")?.unwrap_or_else(|| cells.today.to_string());
    let text = cells.get("text")?.unwrap_or_default();
    draft.natural = format!("{kind} {said} {text}");
    draft.values.extend([("kind", kind.to_string()), ("said", said.clone()), ("text", text)]);
    if let Some((_, score, key)) = scored {
        draft.values.push(("score", score.clone()));
        let given = cells.get("scale")?.or_else(|| scale_of(kind, cells.top(key)).map(str::to_owned));
        draft.values.extend(given.map(|scale| ("scale", scale)));
    }
    let answered = match (cells.get("answered")?, cells.get("answer_minutes")?) {
        (None, Some(minutes)) => later(&said, &minutes),
        (at, _) => at,
    };
    draft.values.extend(answered.map(|at| ("answered", at)));
    draft.values.extend(cells.get("resolved")?.map(|at| ("resolved", at)));
    draft.values.extend(cells.get("consent")?.map(|consent| ("consent", consent)));
    draft.values.extend(cells.get("source")?.map(|source| ("source", source)));
    Ok(draft)
}

/// The scale of a column by the greatest score in it; none where it is the usual one.
fn scale_of(kind: FeedbackKind, top: Option<f64>) -> Option<&'static str> {
    let usual = kind.scale().best().value();
    match top? {
        top if top <= usual => None,
        top if top <= 7.0 => Some("1..7"),
        top if top <= 10.0 => Some("1..10"),
        _ => Some("0..100"),
    }
}

/// So many minutes after a time; none after a day alone, which has no time.
fn later(said: &str, minutes: &str) -> Option<String> {
    let at = said.get(..19)?.parse::<chrono::NaiveDateTime>().ok();
    let at = at.or_else(|| said.parse::<chrono::NaiveDate>().ok()?.and_hms_opt(12, 0, 0))?;
    let minutes: f64 = minutes.parse().ok()?;
    let at = at.checked_add_signed(chrono::TimeDelta::try_seconds((minutes * 60.0) as i64)?)?;
    Some(at.format("%Y-%m-%dT%H:%M:%S").to_string())
}

/// What a ticket says beside being one: how satisfied they were, and when they got their first answer.
pub fn of_ticket(cells: &Cells<'_>, at: &str, title: &str) -> Result<Option<Draft>, String> {
    let (csat, minutes) = (cells.get("csat")?, cells.get("answer_minutes")?);
    if csat.is_none() && minutes.is_none() {
        return Ok(None);
    }
    let kind = if csat.is_some() { FeedbackKind::Csat } else { FeedbackKind::Request };
    // A day alone is noon, and so is the moment that the answer is counted from.
    let said = if at.len() == 10 { format!("{at}T12:00:00") } else { at.to_owned() };
    let mut draft = Draft::new(cells.row.line, Kind::Feedback);
    draft.natural = "answer".to_owned();
    draft.values.extend([("kind", kind.to_string()), ("said", said.clone()), ("text", title.to_owned())]);
    if let Some(score) = csat {
        draft.values.push(("score", score));
        draft.values.extend(scale_of(kind, cells.top("csat")).map(|scale| ("scale", scale.to_owned())));
    }
    draft.values.extend(minutes.and_then(|minutes| later(&said, &minutes)).map(|at| ("answered", at)));
    draft.values.extend(cells.get("resolved")?.map(|at| ("resolved", at)));
    draft.contact = cells.person()?;
    Ok(Some(draft))
}

/// Reads a usage row: one metric and its figure, or a column a metric.
pub fn usage(cells: &Cells<'_>) -> Result<Draft, Refusal> {
    let Some(day) = cells.day("day")? else { return Err(Refusal::Reject("has no day".to_owned())) };
    if day > cells.today {
        return Err(Refusal::Reject(format!("{day} is to come: nothing was used yet")));
    }
    let mut figures: Vec<(String, String)> = Vec::new();
    match (cells.get("metric")?, cells.get("value")?) {
        (Some(name), Some(value)) => {
            let name = metric(&name).ok_or_else(|| "names no metric".to_owned())?;
            figures.push((name, value));
        }
        (Some(_), None) => return Err(Refusal::Reject("has no figure".to_owned())),
        (None, Some(value)) => figures.push(("usage".to_owned(), value)),
        (None, None) => {}
    }
    for (key, name) in METRICS {
        figures.extend(cells.get(key)?.map(|value| (name.to_owned(), value)));
    }
    let mut drafts = figures.into_iter().map(|(metric, value)| {
        let mut draft = Draft::new(cells.row.line, Kind::Usage);
        draft.natural = format!("{metric} {day}");
        draft.values.extend([("metric", metric), ("day", day.to_string()), ("value", value)]);
        draft
    });
    let Some(mut first) = drafts.next() else { return Err(Refusal::Skip("nothing was measured".to_owned())) };
    first.parts = drafts.collect();
    first.account = cells.account()?;
    first.contact = cells.person()?;
    for draft in std::iter::once(&mut first) {
        draft.values.extend(cells.get("source")?.map(|source| ("source", source)));
    }
    Ok(first)
}

/// Adds up the figures of events: a later row of the same account, day and metrics is counted into the first.
#[derive(Default)]
pub struct Sums {
    first: HashMap<(AccountRef, String), usize>,
}

impl Sums {
    /// Counts a row into one before it, if there is one of the same; the line of that one.
    pub fn add(&mut self, drafts: &mut [Draft], draft: &Draft) -> Option<u64> {
        let names = std::iter::once(draft).chain(&draft.parts).map(|part| part.natural.as_str());
        let key = (draft.account.clone(), names.collect::<Vec<_>>().join("|"));
        let at = *self.first.entry(key).or_insert(drafts.len());
        let known = drafts.get_mut(at)?;
        add(known, draft);
        for (known, part) in known.parts.iter_mut().zip(&draft.parts) {
            add(known, part);
        }
        Some(known.line)
    }
}

fn add(known: &mut Draft, more: &Draft) {
    let figure = |draft: &Draft| draft.value("value").and_then(|value| value.parse::<f64>().ok()).unwrap_or_default();
    let sum = figure(known) + figure(more);
    if let Some((_, value)) = known.values.iter_mut().find(|(key, _)| *key == "value") {
        *value = ((sum * 1000.0).round() / 1000.0).to_string();
    }
}
