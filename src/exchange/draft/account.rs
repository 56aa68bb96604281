//! Account rows: the account, and what its row says of its contract, its figures, its contact and its last touch.

use crate::domain::record::meta::Kind;
use crate::domain::record::reading::Metric;
use crate::domain::record::scale::Scale;
use crate::domain::value::text::folded;
use crate::exchange::draft::contract::{self, Contract};
use crate::exchange::draft::record::{Draft, Refusal, Role};
use crate::exchange::draft::table::Cells;

const SAME: [&str; 10] =
    ["domain", "link", "segment", "industry", "region", "zone", "currency", "owner", "tags", "body"];

const FIGURES: [(&str, Metric); 8] = [
    ("health", Metric::Health),
    ("seats_used", Metric::SeatsUsed),
    ("usage", Metric::Usage),
    ("usage_change", Metric::UsageChange),
    ("nps", Metric::Nps),
    ("p1_age", Metric::P1AgeDays),
    ("escalations", Metric::Escalations),
    ("invoice_late", Metric::InvoiceLateDays),
];

/// Reads an account row; `scale` is that of health scores, where it is not 0 to 100.
pub fn draft(cells: &Cells<'_>, scale: Option<Scale>) -> Result<Draft, Refusal> {
    let mut draft = Draft::new(cells.row.line, Kind::Account);
    let (id, name) = (cells.get("id")?, cells.get("name")?);
    let fallback = id.clone().or(cells.get("domain")?);
    let Some(called) = name.clone().or(fallback) else {
        return Err(Refusal::Reject("has neither an account name nor an id".to_owned()));
    };
    match name {
        Some(name) => draft.values.push(("name", name)),
        None => draft.defaults.push(("name", called.clone())),
    }
    draft.external = id;
    draft.natural = folded(called.trim());
    for key in SAME {
        cells.put(&mut draft.values, key, key)?;
    }
    let contract = Contract::read(cells)?;
    if let Some(stage) = stage(cells, contract.churned)? {
        draft.values.push(("stage", stage.to_owned()));
    }
    draft.parts.extend(contract.parts(cells.row.line));
    figures(cells, scale, &mut draft)?;
    contact(cells, &mut draft)?;
    if let Some(day) = cells.day("last_touch")? {
        let mut touch = Draft::new(cells.row.line, Kind::Touch);
        touch.natural = format!("last-touch {day}");
        touch.values =
            vec![("kind", "call".to_owned()), ("at", day.to_string()), ("text", "Last contact (imported)".to_owned())];
        draft.parts.push(touch);
    }
    Ok(draft)
}

/// The lifecycle stage, where the row's word for it is known; the churn flag rules.
fn stage(cells: &Cells<'_>, churned: bool) -> Result<Option<&'static str>, String> {
    if churned {
        return Ok(Some("churned"));
    }
    let word = cells.word("stage")?;
    let known = match word.as_str() {
        "onboarding" | "implementation" | "kickoff" | "setup" | "new" | "newcustomer" => Some("onboarding"),
        "adopting" | "adoption" | "rampup" | "rollout" | "growth" | "growing" => Some("adopting"),
        "established" | "customer" | "active" | "live" | "mature" | "retention" | "renewal" | "valuerealization"
        | "steadystate" => Some("established"),
        "offboarding" | "leaving" => Some("offboarding"),
        other if contract::is_churn_word(other) => Some("churned"),
        _ => None,
    };
    let told = cells.has("churned") || cells.has("status");
    Ok(known.or_else(|| (told && word.is_empty()).then_some("established")))
}

fn figures(cells: &Cells<'_>, scale: Option<Scale>, draft: &mut Draft) -> Result<(), String> {
    let as_of = cells.day("as_of")?;
    for (key, metric) in FIGURES {
        let Some(value) = cells.get(key)? else { continue };
        let mut reading = Draft::new(cells.row.line, Kind::Reading);
        (reading.role, reading.natural) = match as_of {
            Some(day) => (Role::Merge, format!("{metric} {day}")),
            None => (Role::Append, metric.to_string()),
        };
        reading.values = vec![("metric", metric.to_string()), ("value", value)];
        if let Some(scale) = scale.filter(|_| metric == Metric::Health) {
            reading.values.push(("scale", scale.to_string()));
        }
        let day = ("day", as_of.unwrap_or(cells.today).to_string());
        if as_of.is_some() {
            reading.values.push(day);
        } else {
            reading.defaults.push(day);
        }
        reading.defaults.push(("source", "import".to_owned()));
        draft.parts.push(reading);
    }
    Ok(())
}

fn contact(cells: &Cells<'_>, draft: &mut Draft) -> Result<(), String> {
    let (name, email) = (cells.get("contact_name")?, cells.get("contact_email")?);
    let Some(called) = name.clone().or_else(|| email.clone()) else { return Ok(()) };
    let mut contact = Draft::new(cells.row.line, Kind::Contact);
    contact.natural = folded(email.as_deref().unwrap_or(&called));
    contact.values.push(("name", called));
    for (key, from) in [("email", "contact_email"), ("phone", "contact_phone"), ("title", "contact_title")] {
        cells.put(&mut contact.values, key, from)?;
    }
    draft.parts.push(contact);
    Ok(())
}
