//! `folio undo`, `redo`, `log`: what was done, and taking it back, whichever face did it.

use crate::cli::act::{Dry, act};
use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::look::Look;
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::phrase::date::when;
use crate::domain::phrase::when::{DateOptions, Lean};
use crate::domain::value::day::{Moment, Zone};
use crate::domain::value::text;
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use crate::service::query::{Answer, Deed, Query};
use chrono::NaiveTime;
use clap::Args;
use serde_json::{Value, json};

/// Fields of a change that a person is shown.
const FIELDS: usize = 4;
/// Writes that are listed when nobody says how many.
const LATEST: u32 = 20;

/// Arguments of `undo` and `redo`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio undo        take back the last change, whichever face made it
  folio undo 3      the last three
  folio undo -n     say what would be taken back
  folio redo        do again what was taken back last")]
pub struct StepsArgs {
    /// How many
    #[arg(value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub steps: u32,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Arguments of `log`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio log              the latest changes, newest first, with what stood before and after
  folio log --limit 100
  folio log --since mon  from a day on: mon, yesterday, 2026-11-20
  folio log --json       for a program")]
pub struct LogArgs {
    /// At most so many
    #[arg(short, long, value_name = "N")]
    pub limit: Option<u32>,
    /// From a day on, all of them
    #[arg(short, long, value_name = "DAY")]
    pub since: Option<String>,
}

/// Takes back the latest writes.
pub fn undo(args: &StepsArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    act(desk, shell, Intent::Undo(args.steps), args.dry).map(drop)
}

/// Does again what was taken back.
pub fn redo(args: &StepsArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    act(desk, shell, Intent::Redo(args.steps), args.dry).map(drop)
}

/// Lists the latest writes.
pub fn log(args: &LogArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    records(&[]).check(&shell.look)?;
    let query = match &args.since {
        Some(day) => Query::Since(from(day, desk)?, args.limit.unwrap_or(u32::MAX)),
        None => Query::History(args.limit.unwrap_or(LATEST)),
    };
    let Answer::History(deeds) = desk.fetch(&query)? else { return Ok(()) };
    if deeds.is_empty() {
        shell.voice.hint(if args.since.is_some() { "nothing was changed since" } else { "nothing was changed yet" });
    }
    if shell.is_page() {
        shell.text(&page(&deeds, desk.now().zone, &shell.look))?;
        shell.listed(deeds.len())
    } else {
        shell.table(&records(&deeds))
    }
}

/// The first moment of a day as a person says it.
fn from(text: &str, desk: &Desk) -> Result<Moment, Failure> {
    let now = desk.now();
    let past = DateOptions { lean: Lean::Past, ..desk.dates() };
    let said = when(text, now.today, &past).map_err(|error| Failure::usage(error.to_string(), ""))?;
    if said.day > now.today {
        return Err(Failure::usage(format!("{} is to come", said.day), "name today or an earlier day"));
    }
    Ok(now.zone.moment(said.day.date().and_time(NaiveTime::MIN)))
}

/// Each write with the first of what it changed.
fn page(deeds: &[Deed], zone: Zone, look: &Look) -> String {
    let mut page = String::new();
    let mut line = |line: &str, paint| {
        let safe = text::shown(line);
        page.push_str(&look.painted(&text::fit(&safe, look.columns(), look.ellipsis()), paint));
        page.push('\n');
    };
    for deed in deeds {
        let taken_back = if deed.undone { "  (taken back)" } else { "" };
        let paint = if deed.undone { Paint::Dim } else { Paint::None };
        let act = if deed.act == "do" { String::new() } else { format!("{}: ", deed.act) };
        line(&format!("{}  {}  {act}{}{taken_back}", local(deed.at, zone), deed.actor, deed.note), paint);
        for (row, field, before, after) in edits(deed).take(FIELDS) {
            let empty = |value: &str| if value.is_empty() { "nothing".to_owned() } else { value.to_owned() };
            let told = format!("    {row}: {field} {} → {}", empty(before), empty(after));
            line(&look.signs(&told), Paint::Dim);
        }
    }
    page
}

/// The fields of rows that were there before and after; of a row that was made or taken away the note says enough.
fn edits(deed: &Deed) -> impl Iterator<Item = &(String, String, String, String)> {
    let whole = |row: &str| {
        let own: Vec<_> = deed.fields.iter().filter(|field| field.0 == row).collect();
        own.len() > 2 && (own.iter().all(|field| field.2.is_empty()) || own.iter().all(|field| field.3.is_empty()))
    };
    deed.fields.iter().filter(move |field| !whole(&field.0))
}

/// `2026-11-24 09:02` of a moment.
fn local(at: Moment, zone: Zone) -> String {
    format!("{} {}", zone.day(at), zone.clock(at))
}

/// Writes as programs read them.
fn records(deeds: &[Deed]) -> Table {
    let columns = ["seq", "at", "face", "act", "taken_back", "rows", "note", "changes"];
    let mut table = Table::new("folio.log/1", columns.map(|key| Column::new(key, key)).to_vec());
    for deed in deeds {
        let changes: Vec<Value> = deed
            .fields
            .iter()
            .map(|(row, field, before, after)| json!({ "row": row, "field": field, "before": before, "after": after }))
            .collect();
        let told: Vec<String> =
            deed.fields.iter().map(|(_, field, before, after)| format!("{field}: {before} -> {after}")).collect();
        let told = told.join("; ");
        table.push(vec![
            Cell::count(deed.seq),
            Cell::word(deed.at.to_string()),
            Cell::word(&deed.actor),
            Cell::word(deed.act),
            cells::flag(deed.undone),
            Cell::count(deed.rows.into()),
            Cell::word(&deed.note),
            Cell::new(told.clone(), told, Value::Array(changes)),
        ]);
    }
    table
}
