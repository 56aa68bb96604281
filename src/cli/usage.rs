//! `folio usage`: what a customer uses, metric by metric, with its change over a week and a month.

use crate::cli::act::{Dry, act};
use crate::cli::contract::flags_first;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::figure::trail::Trail;
use crate::domain::phrase::usage::parse;
use crate::domain::value::day::Day;
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use clap::Args;
use serde_json::json;

/// A fall of so many percent is told in red.
const FALL: f64 = -30.0;

/// Arguments of `usage`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Without a line it lists the metrics of a customer: the latest figure, its day, its change over 7 and 30 days. A line is one \
or more metrics, each with its figure, then a day if it is not today's. A second figure of the same metric and day corrects \
the first. `seats` and `active` are seats and people in use; the others are called what you like. Whole files come in by \
`folio import`.

EXAMPLES
  folio usage globex
  folio usage globex seats 84
  folio usage globex seats 84 active 61 exports 1,240 on fri
  folio usage globex api calls 12k on:2026-11-01 via:pendo")]
pub struct UsageArgs {
    /// The account: a name, or an id
    #[arg(value_name = "ACCOUNT")]
    pub account: String,
    /// Metrics and figures, then the day
    #[arg(value_name = "LINE")]
    pub line: Vec<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Lists what a customer uses, or writes figures down.
pub fn usage(args: &UsageArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    table(&[], None).check(&shell.look)?;
    flags_first(&args.line)?;
    let account = desk.find_account(&args.account)?;
    if args.line.is_empty() {
        let rows = desk.usage(account)?;
        if rows.is_empty() {
            shell.voice.hint("nothing is measured yet: seats 84 on fri, behind the name, or `folio import FILE`");
        }
        return shell.table(&table(&rows, Some(desk.now().today)));
    }
    let line = args.line.join(" ");
    parse(&line, desk.now().today, &desk.dates()).map_err(|error| Failure::line(&line, &error))?;
    act(desk, shell, Intent::AddUsage(account, line), args.dry).map(drop)
}

fn table(rows: &[Trail], today: Option<Day>) -> Table {
    let columns = vec![
        Column::new("metric", "METRIC").cut_to(12),
        Column::new("value", "LATEST").figures(),
        Column::new("day", "AS OF").figures(),
        Column::new("change_7", "7 DAYS").figures(),
        Column::new("change_30", "30 DAYS").figures(),
        Column::new("figures", "FIGURES").figures().dropped(1),
    ];
    let mut table = Table::new("folio.usage/1", columns);
    let Some(today) = today else { return table };
    let change = |change: Option<f64>| {
        change.map_or_else(Cell::none, |change| {
            let rounded = (change * 10.0).round() / 10.0;
            let cell = Cell::new(format!("{change:+.0}%"), rounded.to_string(), json!(rounded));
            if change <= FALL { cell.painted(Paint::Red) } else { cell }
        })
    };
    for row in rows {
        let figure = row.latest.value;
        table.push(vec![
            Cell::word(&row.metric),
            Cell::new(figure.to_string(), figure.to_string(), json!(figure)),
            Cell::day(row.latest.on, today),
            change(row.week),
            change(row.month),
            Cell::count(i64::try_from(row.figures.len()).unwrap_or(i64::MAX)),
        ]);
    }
    table
}
