//! Deal rows: open and lost ones are opportunities; won ones are subscriptions of twelve months, unless a person wants
//! them as won deals; deals of type renewal are renewals.

use crate::domain::record::meta::Kind;
use crate::exchange::draft::contract::{Contract, times};
use crate::exchange::draft::record::{Draft, Refusal, Role, Values};
use crate::exchange::draft::table::Cells;
use crate::exchange::mapping::Won;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Won,
    Lost,
}

/// Reads a deal row.
pub fn draft(cells: &Cells<'_>, won: Won) -> Result<Draft, Refusal> {
    let state = state(cells)?;
    let mut draft = if is_renewal(cells)? {
        renewal(cells, state)?
    } else if state == State::Won && won == Won::Subscription {
        subscription(cells)?
    } else {
        opportunity(cells, state)?
    };
    draft.external = cells.get("id")?;
    draft.account = cells.account()?;
    draft.contact = cells.person()?;
    Ok(draft)
}

fn state(cells: &Cells<'_>) -> Result<State, String> {
    let stage = cells.word("stage")?;
    if let Some(won) = cells.flag("won")?
        && (won || cells.flag("closed")? == Some(true))
    {
        return Ok(if won { State::Won } else { State::Lost });
    }
    Ok(match stage.as_str() {
        "won" | "closedwon" | "closewon" | "dealwon" | "gewonnen" | "abgeschlossengewonnen" | "ganada" | "gagne" => {
            State::Won
        }
        "lost"
        | "closedlost"
        | "closelost"
        | "deallost"
        | "verloren"
        | "abgeschlossenverloren"
        | "perdida"
        | "perdu" => State::Lost,
        _ => State::Open,
    })
}

fn is_renewal(cells: &Cells<'_>) -> Result<bool, String> {
    let told = |key| Ok::<bool, String>(cells.word(key)?.contains("renewal"));
    Ok(told("type")? || told("pipeline")?)
}

fn revenue(cells: &Cells<'_>) -> Result<Option<String>, String> {
    if let Some(arr) = cells.get("arr")? {
        return Ok(Some(arr));
    }
    match cells.get("amount")? {
        Some(amount) => Ok(Some(amount)),
        None => Ok(cells.get("mrr")?.and_then(|mrr| times(&mrr, 12, 1))),
    }
}

fn subscription(cells: &Cells<'_>) -> Result<Draft, Refusal> {
    let Some(start) = cells.day("start")?.or(cells.day("close")?) else {
        return Err(Refusal::Reject("was won, but has no close date".to_owned()));
    };
    let end = cells.day("end")?.filter(|end| *end > start).unwrap_or_else(|| start.plus_months(12));
    let mut terms = Values::new();
    cells.put(&mut terms, "seats", "seats")?;
    let product = cells.get("product")?.or(cells.get("name")?);
    let contract =
        Contract { arr: revenue(cells)?, start: Some(start), end: Some(end), product, terms, ..Contract::default() };
    let Some(mut draft) = contract.subscription(cells.row.line) else {
        return Err(Refusal::Reject("was won, but has no amount".to_owned()));
    };
    draft.natural = format!("{} {start}", contract.product.unwrap_or_default());
    let mut known = Draft::new(cells.row.line, Kind::Opportunity);
    known.role = Role::Known;
    known.values.push(("state", "won".to_owned()));
    draft.parts.push(known);
    Ok(draft)
}

fn opportunity(cells: &Cells<'_>, state: State) -> Result<Draft, Refusal> {
    let mut draft = Draft::new(cells.row.line, Kind::Opportunity);
    let called = cells.get("name")?.or(cells.get("product")?);
    let close = cells.get("close")?;
    draft.natural = format!("{} {}", called.as_deref().unwrap_or_default(), close.as_deref().unwrap_or_default());
    match called {
        Some(name) => draft.values.push(("name", name)),
        None => draft.defaults.push(("name", "Deal".to_owned())),
    }
    let told = match cells.word("type")?.as_str() {
        "newbusiness" | "new" | "newcustomer" | "newlogo" => Some("new-business"),
        "crosssell" => Some("cross-sell"),
        "upsell" | "expansion" | "upgrade" | "existingbusiness" | "existingcustomerupgrade" | "addon" => Some("upsell"),
        "referral" => Some("referral"),
        _ => None,
    };
    draft.values.extend(told.map(|kind| ("kind", kind.to_owned())));
    if cells.has("amount") || cells.has("arr") || cells.has("mrr") {
        draft.values.push(("amount", revenue(cells)?.unwrap_or_default()));
    }
    cells.put(&mut draft.values, "stage", "stage")?;
    let chance =
        cells.get("probability")?.or_else(|| usual(&cells.word("stage").unwrap_or_default()).map(str::to_owned));
    draft.values.extend(chance.map(|chance| ("probability", chance)));
    draft.values.push((
        "state",
        match state {
            State::Open => "open",
            State::Won => "won",
            State::Lost => "lost",
        }
        .to_owned(),
    ));
    cells.put(&mut draft.values, "close", "close")?;
    Ok(draft)
}

/// The chance that Salesforce and HubSpot themselves give to their own stages.
fn usual(stage: &str) -> Option<&'static str> {
    Some(match stage {
        "prospecting" | "qualification" => "10",
        "needsanalysis" | "appointmentscheduled" => "20",
        "qualifiedtobuy" => "40",
        "valueproposition" => "50",
        "iddecisionmakers" | "presentationscheduled" => "60",
        "perceptionanalysis" => "70",
        "proposalpricequote" => "75",
        "decisionmakerboughtin" => "80",
        "negotiationreview" | "contractsent" => "90",
        _ => return None,
    })
}

fn renewal(cells: &Cells<'_>, state: State) -> Result<Draft, Refusal> {
    let mut draft = Draft::new(cells.row.line, Kind::Renewal);
    let Some(due) = cells.day("end")?.or(cells.day("close")?) else {
        return Err(Refusal::Reject("is a renewal without a close date".to_owned()));
    };
    draft.natural = format!("{due}");
    draft.values.push(("due", due.to_string()));
    let amount = revenue(cells)?.unwrap_or_default();
    let close = cells.day("close")?.unwrap_or(due).to_string();
    match state {
        State::Open => {
            draft.values.push(("target", amount));
            cells.put(&mut draft.values, "probability", "probability")?;
            cells.put(&mut draft.values, "next_step", "next_step")?;
            draft.values.extend(crate::exchange::draft::renewal::category(cells)?);
        }
        State::Won => draft.values.extend([
            ("outcome", "renewed".to_owned()),
            ("settled", close),
            ("stage", "closed".to_owned()),
            ("final", amount),
        ]),
        State::Lost => draft.values.extend([
            ("outcome", "churned".to_owned()),
            ("settled", close),
            ("stage", "closed".to_owned()),
            ("target", amount),
            ("reason", cells.get("reason")?.unwrap_or_default()),
        ]),
    }
    Ok(draft)
}
