//! `folio target`: what a figure is to reach in a period, told beside the forecast, the week and the figures of a quarter.

use crate::cli::act::{Dry, act};
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::exit::Exit;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::cli::stats::period;
use crate::domain::calendar::week::FiscalStart;
use crate::domain::figure::period::name;
use crate::domain::record::target::{Goal, Metric, Target};
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use crate::service::query::{Answer, Query};
use clap::{Args, Subcommand};
use serde_json::json;

/// Arguments of `target`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
A target is what a figure is to reach in a period: what its renewals are to bring, unless --of names another. `folio forecast` \
tells how much of that is signed, and how much is to be expected; `folio review` and `folio stats` tell the others beside \
their figures. Where a quarter has no target for its renewals, that is the sum of those of its months. Setting one anew changes it; \
`folio undo` takes that back.

EXAMPLES
  folio target set 2026-Q4 900k        in the home currency
  folio target set 2026-11 80kEUR      a month, in another one
  folio target set 2026-Q4 90% --of coverage
  folio target set 2026-Q4 120 --of touches
  folio target ls
  folio target rm 2026-Q4")]
pub struct TargetArgs {
    /// What to do
    #[command(subcommand)]
    pub verb: TargetVerb,
}

/// What to do with targets.
#[derive(Subcommand, Clone, Debug)]
pub enum TargetVerb {
    /// List them
    #[command(after_long_help = "\
EXAMPLES
  folio target ls")]
    Ls,
    /// Set the target of a period
    Set(SetArgs),
    /// Forget that of a period
    Rm(RmArgs),
}

/// Arguments of `target set`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio target set 2026-Q4 900k      in the home currency
  folio target set 2026-11 80kEUR    a month, in another one")]
pub struct SetArgs {
    /// The period: 2026-Q4, 2026-11, 2026, next-quarter, DAY..DAY
    #[arg(value_name = "PERIOD")]
    pub period: String,
    /// How much: 900k, 1.2m, 80kEUR, 90%, 120
    #[arg(value_name = "AMOUNT")]
    pub amount: String,
    /// Of which figure: renewals, coverage, touches, nrr …
    #[arg(long, value_name = "FIGURE", default_value = "renewals", value_parser = metric)]
    pub of: Metric,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Arguments of `target rm`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio target rm 2026-Q4")]
pub struct RmArgs {
    /// The period
    #[arg(value_name = "PERIOD")]
    pub period: String,
    /// Of which figure
    #[arg(long, value_name = "FIGURE", default_value = "renewals", value_parser = metric)]
    pub of: Metric,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Lists, sets or forgets targets.
pub fn target(args: &TargetArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    match &args.verb {
        TargetVerb::Ls => list(desk, shell),
        TargetVerb::Set(args) => {
            let period = period(&args.period, desk)?;
            let goal = Goal::read(args.of, &args.amount, desk.measure().rates.home)
                .map_err(|bad| Failure::usage(format!("{:?} {}", shown(&bad.given), bad.why), "nothing was written"))?;
            act(desk, shell, Intent::SetTarget(args.of, period, goal), args.dry).map(drop)
        }
        TargetVerb::Rm(args) => {
            let wanted = period(&args.period, desk)?;
            let ids: Vec<_> = all(desk)?
                .iter()
                .filter(|row| row.period() == wanted && row.metric == args.of)
                .map(|row| row.id)
                .collect();
            if ids.is_empty() {
                let message = format!("{} has no target for {}", name(wanted, desk.dates().cut.fiscal), args.of);
                return Err(Failure::new(Exit::NotFound, message, "`folio target ls` lists them"));
            }
            act(desk, shell, Intent::RemoveTargets(ids), args.dry).map(drop)
        }
    }
}

/// The figure of a word.
fn metric(text: &str) -> Result<Metric, String> {
    text.parse().map_err(|bad: crate::domain::record::choice::BadWord| bad.to_string())
}

fn all(desk: &Desk) -> Result<Vec<Target>, Failure> {
    match desk.fetch(&Query::Targets)? {
        Answer::Targets(targets) => Ok(targets),
        _ => Ok(Vec::new()),
    }
}

fn list(desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let fiscal = desk.dates().cut.fiscal;
    table(&[], fiscal).check(&shell.look)?;
    let targets = all(desk)?;
    if targets.is_empty() {
        shell.voice.hint("no target yet: `folio target set 2026-Q4 900k`");
    }
    shell.table(&table(&targets, fiscal))
}

fn table(rows: &[Target], fiscal: FiscalStart) -> Table {
    let columns = vec![
        Column::new("period", "PERIOD"),
        Column::new("metric", "FIGURE"),
        Column::new("goal", "TARGET").figures(),
        Column::new("id", "ID").cut_to(10).dropped(1),
    ];
    let mut table = Table::new("folio.targets/1", columns);
    for row in rows {
        table.push(vec![
            Cell::word(name(row.period(), fiscal)),
            Cell::word(row.metric.word()),
            match row.goal {
                Goal::Money(money) => Cell::money(money),
                Goal::Number(number) => Cell::new(row.goal.told(row.metric), number.to_string(), json!(number.value())),
            },
            Cell::word(row.id.to_string()),
        ]);
    }
    table
}
