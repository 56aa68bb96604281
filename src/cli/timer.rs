//! `folio timer`: the one running clock.

use crate::cli::act::{Dry, act};
use crate::cli::add;
use crate::cli::failure::Failure;
use crate::cli::print::exit::Exit;
use crate::cli::shell::Shell;
use crate::domain::phrase::minutes;
use crate::domain::phrase::touch as phrase;
use crate::domain::record::meta::Kind;
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use crate::service::query::{Answer, Query};
use clap::{Args, Subcommand};
use serde_json::json;

/// Arguments of `timer`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
One clock runs at a time, through restarts; starting another stops and logs the first. What is stopped is logged as a \
touch with its minutes; a line behind `stop` is read as `folio touch` reads it, and minutes in it count instead of the \
clock's. Without a verb it shows the clock.

EXAMPLES
  folio timer start globex
  folio timer start 01KB3Q                     on a task, by the beginning of its id
  folio timer                                  what runs, and for how long
  folio timer stop 'asked for ROI +pos next: send deck fri'
  folio timer stop call 30m: kick-off
  folio timer cancel                           stop it and log nothing")]
pub struct TimerArgs {
    /// What to do
    #[command(subcommand)]
    pub verb: Option<TimerVerb>,
}

/// What to do with the clock.
#[derive(Subcommand, Clone, Debug)]
pub enum TimerVerb {
    /// Start it on an account or a task
    Start(StartArgs),
    /// Stop it and log its minutes
    Stop(StopArgs),
    /// Stop it and log nothing
    Cancel(CancelArgs),
}

/// Arguments of `timer start`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio timer start globex
  folio timer start 01KB3Q    on a task, by the beginning of its id")]
pub struct StartArgs {
    /// An account or a task
    #[arg(value_name = "REF", required = true)]
    pub reference: Vec<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Arguments of `timer stop`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio timer stop
  folio timer stop 'asked for ROI +pos next: send deck fri'
  folio timer stop call 30m: kick-off    30 minutes, whatever the clock says")]
pub struct StopArgs {
    /// What was said or done
    #[arg(value_name = "LINE")]
    pub line: Vec<String>,
    /// A note of the next step, behind `--`
    #[arg(value_name = "NOTE", last = true)]
    pub note: Vec<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Arguments of `timer cancel`.
#[derive(Args, Clone, Copy, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio timer cancel    nothing is logged; `folio undo` takes that back")]
pub struct CancelArgs {
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Starts, stops or shows the clock.
pub fn timer(args: &TimerArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    match &args.verb {
        None => show(desk, shell),
        Some(TimerVerb::Start(args)) => start(args, desk, shell),
        Some(TimerVerb::Stop(args)) => {
            let line = add::whole(&args.line, &args.note);
            let read = phrase::parse(&line, desk.now().today, &desk.dates());
            read.map_err(|error| Failure::line(&line, &error))?;
            act(desk, shell, Intent::StopTimer(line), args.dry).map(drop)
        }
        Some(TimerVerb::Cancel(args)) => act(desk, shell, Intent::CancelTimer, args.dry).map(drop),
    }
}

fn start(args: &StartArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let row = desk.find_row(&args.reference.join(" "))?;
    let Some(account) = desk.account_of(&row)? else {
        let message = match row.kind {
            Kind::Task => "this task has no account whose time it could be",
            _ => "the clock runs on an account or a task",
        };
        return Err(Failure::new(Exit::Refused, message, "`folio set TASK acct:NAME` gives a task its account"));
    };
    let task = if row.kind == Kind::Task { row.key.parse().ok() } else { None };
    act(desk, shell, Intent::StartTimer(account, task), args.dry).map(drop)
}

fn show(desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let Answer::Timer(timer) = desk.fetch(&Query::Timer)? else { return Ok(()) };
    let now = desk.now();
    let minutes = timer.as_ref().map(|timer| timer.minutes(now.at));
    if !shell.is_page() {
        let timer = timer.as_ref();
        return shell.document(
            "folio.timer/1",
            vec![
                ("about", json!(timer.map(|timer| timer.about.shown()))),
                ("minutes", json!(minutes)),
                ("started_at", json!(timer.map(|timer| timer.started_at.to_string()))),
                ("account_id", json!(timer.map(|timer| timer.account.to_string()))),
                ("task_id", json!(timer.and_then(|timer| timer.task).map(|id| id.to_string()))),
            ],
        );
    }
    let Some(timer) = timer else {
        shell.voice.hint("no clock runs: `folio timer start NAME` starts one");
        return Ok(());
    };
    let told = minutes::print(timer.minutes(now.at));
    shell.text(&format!("{told} {}, since {}\n", timer.about.shown(), now.zone.clock(timer.started_at)))
}
