//! `folio settle` and `folio notice`: how a renewal ended, and that one is about to. What is written is said line by line.

use crate::cli::act::{Behind, Dry, act};
use crate::cli::add::whole;
use crate::cli::contract::flags_first;
use crate::cli::failure::Failure;
use crate::cli::shell::Shell;
use crate::domain::phrase::date::when;
use crate::domain::phrase::echo::describe;
use crate::domain::phrase::outcome;
use crate::domain::phrase::when::{DateOptions, Lean};
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use crate::service::query::{Answer, Query};
use clap::Args;

/// Arguments of `settle`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
One line says how a renewal ended, and one step writes all of it: the outcome, the next term of the contract, what that \
does to the ledger of revenue, the renewal of the next term, and tasks. Words in any order: renewed, expanded, contracted \
or churned; an amount a year (120k, +20k, -5k EUR); +6% for a price rise; 1y or until DAY for the next term, which is as long \
as the old one otherwise; from DAY where it starts later; notice DAY of a customer that leaves; on DAY when it was settled. \
Then reason: TEXT, next: TASK as often as wanted, and `--` before a note for the timeline.

EXAMPLES
  folio settle globex renewed                       on the same revenue, for as long again
  folio settle globex renewed 2y +6%                two years, the price raised by 6 %
  folio settle globex expanded 120k until 2027-12-31 next: kick-off call fri
  folio settle globex contracted 80k reason: budget cut
  folio settle globex churned notice 2026-09-01 reason: moved to X
  folio settle 01KB3Q expanded +20k                 the renewal or contract whose id begins so
  folio settle -n globex renewed                    say what would be written")]
pub struct SettleArgs {
    /// The account, or the id of a renewal or contract
    #[arg(value_name = "REF")]
    pub reference: String,
    /// How it ended
    #[arg(value_name = "LINE", required = true, allow_hyphen_values = true)]
    pub line: Vec<String>,
    /// A note, and how
    #[command(flatten)]
    pub behind: Behind,
}

/// Arguments of `notice`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Notice that comes after the cancel-by day of a contract that renews by itself counts for the next term. `folio settle` says \
later how it ended.

EXAMPLES
  folio notice globex                       notice came in today
  folio notice globex 1 sep --reason \"moves to X\"
  folio notice 01KB3Q yesterday             the renewal or contract whose id begins so")]
pub struct NoticeArgs {
    /// The account, or the id of a renewal or contract
    #[arg(value_name = "REF")]
    pub reference: String,
    /// The day on which it came in; today when nothing is said
    #[arg(value_name = "DAY")]
    pub day: Vec<String>,
    /// Why
    #[arg(short, long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Settles a renewal.
pub fn settle(args: &SettleArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    flags_first(&args.line)?;
    let line = whole(&args.line, &args.behind.note);
    outcome::parse(&line, desk.now().today, &desk.dates()).map_err(|error| Failure::line(&line, &error))?;
    let decision = desk.find_decision(&args.reference)?;
    let told = match desk.fetch(&Query::Settling(decision.id, decision.end, line.clone()))? {
        Answer::Told(_, told) => told?,
        _ => Vec::new(),
    };
    let outcome = act(desk, shell, Intent::SettleRenewal(decision.id, decision.end, line), args.behind.dry)?;
    for (what, says) in told {
        shell.voice.hint(&format!("{what:<9} {says}"));
    }
    shell.made(outcome.made.as_deref(), args.behind.dry)
}

/// Writes down that notice came in.
pub fn notice(args: &NoticeArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let today = desk.now().today;
    let options = DateOptions { lean: Lean::Past, ..desk.dates() };
    let day = match args.day.as_slice() {
        [] => today,
        words => {
            let found = when(&words.join(" "), today, &options);
            let found = found.map_err(|error| Failure::usage(error.to_string(), ""))?;
            shell.voice.hint(&describe(found, today));
            found.day
        }
    };
    let decision = desk.find_decision(&args.reference)?;
    act(desk, shell, Intent::Notice(decision.id, day, args.reason.clone()), args.dry).map(drop)
}
