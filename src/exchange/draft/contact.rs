//! Contact rows. Roles come from a role column only: a job title is not a part in the decision.

use crate::domain::record::meta::Kind;
use crate::domain::value::text::folded;
use crate::exchange::draft::record::{Draft, Refusal};
use crate::exchange::draft::table::Cells;
use crate::exchange::value::folded_header;

/// Reads a contact row.
pub fn draft(cells: &Cells<'_>) -> Result<Draft, Refusal> {
    let mut draft = Draft::new(cells.row.line, Kind::Contact);
    let email = cells.get("email")?;
    let parts: Vec<String> = [cells.get("first")?, cells.get("last")?].into_iter().flatten().collect();
    let name = cells.get("name")?.or_else(|| (!parts.is_empty()).then(|| parts.join(" ")));
    draft.external = cells.get("id")?;
    let Some(called) = name.clone().or_else(|| email.clone()).or_else(|| draft.external.clone()) else {
        return Err(Refusal::Reject("has neither a name nor an e-mail address".to_owned()));
    };
    draft.natural = folded(email.as_deref().unwrap_or(&called));
    draft.account = cells.account()?;
    match name {
        Some(name) => draft.values.push(("name", name)),
        None => draft.defaults.push(("name", called)),
    }
    for key in ["title", "email", "phone", "left"] {
        cells.put(&mut draft.values, key, key)?;
    }
    if let Some(role) = cells.get("role")?.as_deref().and_then(role) {
        draft.values.push(("role", role.to_owned()));
    }
    if let Some(sentiment) = cells.get("sentiment")?.as_deref().and_then(sentiment) {
        draft.values.push(("sentiment", sentiment.to_owned()));
    }
    Ok(draft)
}

/// A role by the words that CRMs use; none for words that are no role of ours.
fn role(text: &str) -> Option<&'static str> {
    match folded_header(text.split(';').next().unwrap_or(text)).as_str() {
        "champion" | "internalchampion" => Some("champion"),
        "decisionmaker" | "decider" => Some("decision-maker"),
        "economicbuyer" | "economicdecisionmaker" | "budgetholder" | "buyer" => Some("economic-buyer"),
        "executivesponsor" | "execsponsor" | "sponsor" => Some("exec-sponsor"),
        "user" | "enduser" | "businessuser" | "poweruser" => Some("user"),
        "blocker" | "detractor" => Some("blocker"),
        _ => None,
    }
}

/// How somebody feels, by common words.
pub fn sentiment(text: &str) -> Option<&'static str> {
    match folded_header(text).as_str() {
        "positive" | "happy" | "good" | "green" | "promoter" => Some("positive"),
        "neutral" | "mixed" | "ok" | "yellow" | "passive" => Some("neutral"),
        "negative" | "unhappy" | "bad" | "red" | "detractor" => Some("negative"),
        _ => None,
    }
}
