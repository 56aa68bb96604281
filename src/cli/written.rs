//! What a verb that writes gives to a program: what was done, and each row of it as it was and as it is.

use crate::cli::dry::Dry;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::json;
use crate::cli::print::look::Format;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::change::Act;
use crate::service::desk::Desk;
use crate::service::intent::Outcome;
use crate::service::query::Written;
use serde_json::{Value, json};

/// Parts of the document.
const PARTS: [&str; 6] = ["schema", "note", "dry_run", "rows", "made", "changes"];

/// Refuses a field that the document does not have: asked before anything is written.
pub fn check(shell: &Shell) -> Result<(), Failure> {
    match &shell.look.format {
        Format::Json(Some(wanted)) => match wanted.iter().find(|name| !PARTS.contains(&name.as_str())) {
            Some(given) => Err(json::UnknownField { given: given.clone(), known: PARTS.to_vec() }.into()),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Prints what came of a write, where stdout is for programs.
pub fn print(outcome: &Outcome, dry: Dry, desk: &Desk, shell: &Shell) -> Result<(), Failure> {
    if !shell.is_for_programs() {
        return Ok(());
    }
    let changes = table(&desk.written(&outcome.changes)?);
    if !matches!(shell.look.format, Format::Json(_)) {
        return shell.report(&changes);
    }
    let parts = vec![
        ("note", json!(outcome.note)),
        ("dry_run", json!(dry.dry_run)),
        ("rows", json!(outcome.rows)),
        ("made", json!(outcome.made)),
        ("changes", Value::Array(changes.items())),
    ];
    shell.document("folio.written/1", parts)
}

fn table(changes: &[Written]) -> Table {
    let columns = ["act", "kind", "id", "title", "fields"];
    let mut table = Table::new("folio.written/1", columns.map(|key| Column::new(key, key)).to_vec());
    for row in changes {
        let fields = row.fields.iter();
        let fields = fields.map(|(field, before, after)| json!({ "field": field, "before": before, "after": after }));
        let told: Vec<String> =
            row.fields.iter().map(|(field, before, after)| format!("{field}: {before} -> {after}")).collect();
        let told = told.join("; ");
        table.push(vec![
            Cell::word(word(row.act)),
            Cell::word(row.kind.word()),
            Cell::word(&row.id),
            Cell::word(&row.title),
            Cell::new(told.clone(), told, fields.collect()),
        ]);
    }
    table
}

fn word(act: Act) -> &'static str {
    match act {
        Act::Made => "made",
        Act::Edited => "edited",
        Act::Removed => "removed",
    }
}
