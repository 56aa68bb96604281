//! `folio playbook`: which there are, what they do, and starting one by hand.

use crate::cli::act::{Dry, act};
use crate::cli::cells;
use crate::cli::choose::Choice;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::exit::Exit;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::phrase::date::when;
use crate::domain::query::fault::guess;
use crate::domain::signal::playbook::{Anchor, Playbook, Step};
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use clap::{Args, Subcommand};
use serde_json::json;

/// Arguments of `playbook`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
A playbook is a row of tasks at days before the decision or after the start. Of steps whose day is past only the last is \
made, due today; steps to come are hidden until a week before their day. [playbooks] in the config has your own, and rules \
start them by themselves: `folio check --help`.

EXAMPLES
  folio playbook ls                           all of them, and how many accounts each runs for
  folio playbook show renewal                 its steps
  folio playbook start renewal globex         its tasks, counted from the decision day
  folio playbook start onboarding globex hooli --on mon
  folio playbook start quarterly-review -w 'arr:100k.. idle:60d..' -n")]
pub struct PlaybookArgs {
    /// What to do
    #[command(subcommand)]
    pub verb: PlaybookVerb,
}

/// What to do with playbooks.
#[derive(Subcommand, Clone, Debug)]
pub enum PlaybookVerb {
    /// List them
    #[command(after_long_help = "\
EXAMPLES
  folio playbook ls
  folio playbook ls --json")]
    Ls,
    /// The steps of one
    Show(ShowArgs),
    /// Start one for accounts
    Start(StartArgs),
}

/// Arguments of `playbook show`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio playbook show renewal")]
pub struct ShowArgs {
    /// Its name
    #[arg(value_name = "PLAYBOOK")]
    pub name: String,
}

/// Arguments of `playbook start`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio playbook start renewal globex         its tasks, counted from the decision day
  folio playbook start onboarding globex hooli --on mon
  folio playbook start quarterly-review -w 'arr:100k.. idle:60d..' -n")]
pub struct StartArgs {
    /// Its name
    #[arg(value_name = "PLAYBOOK")]
    pub name: String,
    /// For which accounts
    #[command(flatten)]
    pub choice: Choice,
    /// The day from which its steps are counted: mon, 27 nov, 2026-11-27
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Lists playbooks, shows one, or starts one.
pub fn playbook(args: &PlaybookArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    match &args.verb {
        PlaybookVerb::Ls => {
            let rows: Vec<(Playbook, u32)> = counted(desk)?;
            shell.table(&list(&rows))
        }
        PlaybookVerb::Show(args) => {
            steps(&[]).check(&shell.look)?;
            let found = named(desk, &args.name)?;
            if shell.is_page() {
                shell.voice.hint(&format!("{}, counted from the {}", shown(&found.what), from(&found)));
            }
            shell.table(&steps(&found.steps))
        }
        PlaybookVerb::Start(args) => start(args, desk, shell),
    }
}

fn start(args: &StartArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let name = named(desk, &args.name)?.name;
    let (today, dates) = (desk.now().today, desk.dates());
    let on = args.on.as_deref().map(|text| when(text, today, &dates).map(|found| found.day)).transpose();
    let on = on.map_err(|error| Failure::usage(shown(&error.to_string()).into_owned(), error.hint()))?;
    let accounts = args.choice.accounts(desk)?;
    if !args.choice.goes_on(accounts.len(), "account", args.dry.dry_run, shell)? {
        return Ok(());
    }
    act(desk, shell, Intent::StartPlaybook(accounts, name, on), args.dry).map(drop)
}

fn named(desk: &Desk, name: &str) -> Result<Playbook, Failure> {
    let signals = desk.signals();
    signals.playbook(name).cloned().ok_or_else(|| {
        let names = signals.names();
        let hint = guess(name, names.iter().map(String::as_str), "`folio playbook ls` lists them");
        Failure::new(Exit::NotFound, format!("there is no playbook {:?}", shown(name)), hint)
    })
}

fn counted(desk: &Desk) -> Result<Vec<(Playbook, u32)>, Failure> {
    let running = desk.running()?;
    let count = |name: &str| u32::try_from(running.iter().filter(|run| *run == name).count()).unwrap_or(u32::MAX);
    Ok(desk.signals().playbooks.iter().map(|playbook| (playbook.clone(), count(&playbook.name))).collect())
}

fn from(playbook: &Playbook) -> &'static str {
    match playbook.anchor {
        Anchor::Start => "day it is started",
        Anchor::Decision => "decision day",
    }
}

fn list(rows: &[(Playbook, u32)]) -> Table {
    let columns = vec![
        Column::new("name", "PLAYBOOK"),
        Column::new("steps", "STEPS").figures(),
        Column::new("anchor", "FROM"),
        Column::new("running", "RUNS").figures(),
        Column::new("what", "WHAT").cut_to(24),
    ];
    let mut table = Table::new("folio.playbooks/1", columns);
    for (row, running) in rows {
        table.push(vec![
            Cell::word(&row.name),
            Cell::count(i64::try_from(row.steps.len()).unwrap_or(i64::MAX)),
            Cell::word(row.anchor.word()),
            Cell::count((*running).into()),
            Cell::word(&row.what),
        ]);
    }
    table
}

fn steps(rows: &[Step]) -> Table {
    let columns = vec![
        Column::new("day", "DAY").figures(),
        Column::new("task", "TASK").cut_to(24),
        Column::new("kind", "KIND"),
        Column::new("priority", "PRI").figures(),
        Column::new("estimate", "EST").figures().dropped(1),
    ];
    let mut table = Table::new("folio.playbook/1", columns);
    for step in rows {
        let priority = step.line.priority.filter(|priority| *priority > 0).map(i64::from);
        table.push(vec![
            Cell::new(format!("{:+}", step.day), step.day.to_string(), json!(step.day)),
            Cell::word(&step.line.title),
            cells::word(step.line.kind.map(|(kind, _)| kind.word())),
            cells::count(priority),
            cells::count(step.line.estimate_minutes),
        ]);
    }
    table
}
