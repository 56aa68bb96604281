//! `folio target`: what is to be reached in a period, told beside the forecast.

use crate::cli::act::{Dry, act};
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::exit::Exit;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::cli::stats::period;
use crate::domain::calendar::week::FiscalStart;
use crate::domain::figure::period::name;
use crate::domain::phrase::figure::{Figure, Sense};
use crate::domain::record::target::{Metric, Target};
use crate::domain::value::money::Money;
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use crate::service::query::{Answer, Query};
use clap::{Args, Subcommand};

/// Arguments of `target`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
A target is what the renewals of a period are to bring. `folio forecast` and the forecast of the screen tell how much of it \
is signed, and how much is to be expected. A quarter without a target of its own has the sum of those of its months. Setting \
one anew changes it; `folio undo` takes that back.

EXAMPLES
  folio target set 2026-Q4 900k        in the home currency
  folio target set 2026-11 80kEUR      a month, in another one
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
    /// How much: 900k, 1.2m, 80kEUR
    #[arg(value_name = "AMOUNT")]
    pub amount: String,
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
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Lists, sets or forgets targets.
pub fn target(args: &TargetArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    match &args.verb {
        TargetVerb::Ls => list(desk, shell),
        TargetVerb::Set(args) => {
            let (period, goal) = (period(&args.period, desk)?, amount(&args.amount, desk)?);
            act(desk, shell, Intent::SetTarget(Metric::Renewals, period, goal), args.dry).map(drop)
        }
        TargetVerb::Rm(args) => {
            let wanted = period(&args.period, desk)?;
            let ids: Vec<_> = all(desk)?.iter().filter(|row| row.period() == wanted).map(|row| row.id).collect();
            if ids.is_empty() {
                let message = format!("{} has no target", name(wanted, desk.dates().cut.fiscal));
                return Err(Failure::new(Exit::NotFound, message, "`folio target ls` lists them"));
            }
            act(desk, shell, Intent::RemoveTargets(ids), args.dry).map(drop)
        }
    }
}

fn amount(text: &str, desk: &Desk) -> Result<Money, Failure> {
    let refused = || Failure::usage(format!("{:?} is no amount", shown(text)), "write 900k, 1.2m or 80kEUR");
    let figure = Figure::read(text.trim()).filter(|figure| figure.sense == Sense::To).ok_or_else(refused)?;
    figure.money(desk.measure().rates.home).map_err(|_| refused())
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
            Cell::money(row.goal),
            Cell::word(row.id.to_string()),
        ]);
    }
    table
}
