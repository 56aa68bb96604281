//! `folio done`, `drop`, `star`: what ends tasks, or takes accounts off today's triage.

use crate::cli::act::{Dry, act};
use crate::cli::failure::Failure;
use crate::cli::shell::Shell;
use crate::domain::value::id::{AccountId, TaskId};
use crate::service::desk::Desk;
use crate::service::find::Found;
use crate::service::intent::{Intent, Star};
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
  folio done -n \"ROI deck\"           say what would be done")]
pub struct DoneArgs {
    /// Tasks, or accounts
    #[arg(value_name = "REF", required = true)]
    pub refs: Vec<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Arguments of `drop`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio drop 01KB3Q          the task is not to be done
  folio drop \"seats report\"  found by words of its title")]
pub struct DropArgs {
    /// Tasks
    #[arg(value_name = "TASK", required = true)]
    pub refs: Vec<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Arguments of `star`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio star globex        star it
  folio star --off globex  take the star away")]
pub struct StarArgs {
    /// Accounts
    #[arg(value_name = "ACCOUNT", required = true)]
    pub refs: Vec<String>,
    /// Take the star away
    #[arg(long)]
    pub off: bool,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Ends tasks, or deals with accounts.
pub fn done(args: &DoneArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let intent = match sorted(desk, &args.refs)? {
        Objects::Tasks(tasks) => Intent::CompleteTasks(tasks),
        Objects::Accounts(accounts) => Intent::DealWith(accounts),
    };
    act(desk, shell, intent, args.dry).map(drop)
}

/// Drops tasks.
pub fn drop_tasks(args: &DropArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let tasks = tasks(desk, &args.refs)?;
    act(desk, shell, Intent::DropTasks(tasks), args.dry).map(drop)
}

/// Stars accounts, or takes the star away.
pub fn star(args: &StarArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let found: Result<Vec<AccountId>, _> = args.refs.iter().map(|reference| desk.find_account(reference)).collect();
    let mut accounts = found?;
    unique(&mut accounts);
    act(desk, shell, Intent::Star(accounts, if args.off { Star::Off } else { Star::On }), args.dry).map(drop)
}

/// What references name: one kind of thing.
pub enum Objects {
    /// Tasks.
    Tasks(Vec<TaskId>),
    /// Accounts.
    Accounts(Vec<AccountId>),
}

/// The tasks or the accounts of references; both at once would be two steps of undo, and are refused.
pub fn sorted(desk: &Desk, refs: &[String]) -> Result<Objects, Failure> {
    let (mut tasks, mut accounts) = (Vec::new(), Vec::new());
    for reference in refs {
        match desk.find(reference)? {
            Found::Task(id) => tasks.push(id),
            Found::Account(id) => accounts.push(id),
        }
    }
    unique(&mut tasks);
    unique(&mut accounts);
    match (tasks.is_empty(), accounts.is_empty()) {
        (_, true) => Ok(Objects::Tasks(tasks)),
        (true, _) => Ok(Objects::Accounts(accounts)),
        _ => Err(Failure::usage(
            "some of these are tasks and some are accounts",
            "name tasks or accounts, not both at once; `task:WORDS` and `account:NAME` say which is meant",
        )),
    }
}

/// The tasks of references.
pub fn tasks(desk: &Desk, refs: &[String]) -> Result<Vec<TaskId>, Failure> {
    let plain = |reference: &String| reference.strip_prefix("task:").unwrap_or(reference).to_owned();
    let found: Result<Vec<TaskId>, _> = refs.iter().map(|reference| desk.find_task(&plain(reference))).collect();
    let mut tasks = found?;
    unique(&mut tasks);
    Ok(tasks)
}

/// Drops what was named before, so that nothing is written twice.
fn unique<T: PartialEq + Copy>(ids: &mut Vec<T>) {
    let mut seen = Vec::with_capacity(ids.len());
    ids.retain(|id| {
        !seen.contains(id) && {
            seen.push(*id);
            true
        }
    });
}
