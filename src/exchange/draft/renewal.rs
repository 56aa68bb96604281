//! Renewal rows. The revenue of a churned row is what was left after it, so a zero there is never what was at stake.

use crate::domain::record::meta::Kind;
use crate::exchange::draft::contract::times;
use crate::exchange::draft::record::{Draft, Refusal};
use crate::exchange::draft::table::Cells;

/// Reads a renewal row.
pub fn draft(cells: &Cells<'_>) -> Result<Draft, Refusal> {
    let Some(due) = cells.day("due")? else {
        return Err(Refusal::Reject("has no due day".to_owned()));
    };
    let mut draft = Draft::new(cells.row.line, Kind::Renewal);
    draft.external = cells.get("id")?;
    draft.natural = due.to_string();
    draft.account = cells.account()?;
    draft.contact = cells.person()?;
    draft.subscription = cells.get("subscription_id")?;
    draft.values.push(("due", due.to_string()));
    let amount = match cells.get("arr")? {
        Some(arr) => Some(arr),
        None => cells.get("mrr")?.and_then(|mrr| times(&mrr, 12, 1)),
    };
    let word = cells.word("outcome")?;
    let outcome = outcome(&word);
    let zero = |text: &String| text.bytes().take_while(|b| *b != b' ').all(|b| matches!(b, b'0' | b'.'));
    let target = cells.get("target")?.or_else(|| match outcome {
        None => amount.clone(),
        Some("churned") => amount.clone().filter(|text| !zero(text)),
        Some(_) => None,
    });
    draft.values.push(("target", target.unwrap_or_default()));
    for key in ["probability", "cancel_by", "notice_on", "next_step", "forecast"] {
        cells.put(&mut draft.values, key, key)?;
    }
    draft.values.extend(category(cells)?);
    if let Some(outcome) = outcome {
        let settled = cells.day("settled")?.unwrap_or(due);
        let signed = cells.get("final")?.or(if outcome == "churned" { None } else { amount });
        draft.values.extend([
            ("outcome", outcome.to_owned()),
            ("settled", settled.to_string()),
            ("stage", "closed".to_owned()),
            ("reason", cells.get("reason")?.unwrap_or_default()),
            ("final", signed.unwrap_or_default()),
        ]);
    } else if let Ok(stage) =
        cells.get("stage")?.unwrap_or_default().parse::<crate::domain::record::renewal::RenewalStage>()
    {
        draft.values.push(("stage", stage.to_string()));
    }
    Ok(draft)
}

fn outcome(word: &str) -> Option<&'static str> {
    Some(match word {
        "renewed" | "won" | "closedwon" | "retained" | "autorenewed" => "renewed",
        "expanded" | "expansion" | "upsold" | "upgraded" | "renewedwithexpansion" => "expanded",
        "contracted" | "contraction" | "downgraded" | "downsell" | "reduced" => "contracted",
        "churned" | "churn" | "lost" | "closedlost" | "cancelled" | "canceled" | "notrenewed" | "nonrenewed"
        | "terminated" => "churned",
        _ => return None,
    })
}

/// The forecast category, where its word is known.
pub fn category(cells: &Cells<'_>) -> Result<Option<(&'static str, String)>, String> {
    let known = match cells.word("category")?.as_str() {
        "omitted" => "omitted",
        "pipeline" => "pipeline",
        "bestcase" | "mostlikely" => "best-case",
        "commit" | "forecast" => "commit",
        "closed" => "closed",
        _ => return Ok(None),
    };
    Ok(Some(("category", known.to_owned())))
}
