//! `folio done`, `drop`, `star`: what ends tasks, or takes accounts off today's triage.

use crate::cli::act::{Dry, act_on};
use crate::cli::choose::{Choice, Objects, Side};
use crate::cli::failure::Failure;
use crate::cli::shell::Shell;
use crate::service::desk::Desk;
use crate::service::intent::{Intent, Rows, Star};
use clap::Args;

/// Arguments of `done`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
A task is done; an account is dealt with: off today's triage. A reference is an id or the beginning of one, an account's \
name, or words of a task's title; `task:` and `account:` before it say which is meant.

EXAMPLES
  folio done 01KB3Q                  the task whose id begins so
  folio done \"ROI deck\" 01KB3R       two tasks, one step of undo
  folio done globex                  the account is dealt with for today
  folio done task:globex             the task with `globex` in its title
  folio done -n \"ROI deck\"           say what would be done
  folio done -w 'due:..last-week'    every task of the filter, one step of undo
  folio done -w health:green --accounts   every account of the filter")]
pub struct DoneArgs {
    /// Which
    #[command(flatten)]
    pub choice: Choice,
    /// Tasks or accounts
    #[command(flatten)]
    pub side: Side,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Arguments of `drop`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio drop 01KB3Q          the task is not to be done
  folio drop \"seats report\"  found by words of its title
  folio drop -w '@globex slips:3..'   every task of the filter, one step of undo")]
pub struct DropArgs {
    /// Which
    #[command(flatten)]
    pub choice: Choice,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Arguments of `star`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio star globex        star it
  folio star --off globex  take the star away
  folio star -w arr:250k..    every account of the filter, one step of undo")]
pub struct StarArgs {
    /// Which
    #[command(flatten)]
    pub choice: Choice,
    /// Take the star away
    #[arg(long)]
    pub off: bool,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Ends tasks, or deals with accounts.
pub fn done(args: &DoneArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let chosen = args.choice.objects(args.side, desk)?;
    let rows = chosen.rows();
    let intent = match chosen {
        Objects::Tasks(tasks) => Intent::CompleteTasks(tasks),
        Objects::Accounts(accounts) => Intent::DealWith(accounts),
    };
    act_on(&args.choice, &rows, desk, shell, intent, args.dry).map(drop)
}

/// Drops tasks.
pub fn drop_tasks(args: &DropArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let tasks = args.choice.tasks(desk)?;
    let rows = Rows::Tasks(tasks.clone());
    act_on(&args.choice, &rows, desk, shell, Intent::DropTasks(tasks), args.dry).map(drop)
}

/// Stars accounts, or takes the star away.
pub fn star(args: &StarArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let accounts = args.choice.accounts(desk)?;
    let star = if args.off { Star::Off } else { Star::On };
    let rows = Rows::Accounts(accounts.clone());
    act_on(&args.choice, &rows, desk, shell, Intent::Star(accounts, star), args.dry).map(drop)
}
