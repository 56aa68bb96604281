//! `folio archive`: puts rows away, and takes them back.

use crate::cli::act::{Dry, act_on};
use crate::cli::choose::{Choice, Objects, Side};
use crate::cli::failure::Failure;
use crate::cli::shell::Shell;
use crate::service::any::{self, Any};
use crate::service::desk::Desk;
use crate::service::intent::{Intent, Rows};
use clap::Args;

/// Arguments of `archive`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
What is archived stays in the book and leaves every list; an account takes its tasks with it. `--back` brings it back, and \
so does `folio undo`.

EXAMPLES
  folio archive globex            the account is put away
  folio archive 01KB3Q            a task, contact, contract … by the beginning of its id
  folio archive contact:\"Dana Fox\"
  folio archive -w 'stage:churned' --accounts
  folio archive --back globex     back in every list")]
pub struct ArchiveArgs {
    /// Accounts, tasks, contacts; other rows by id
    #[command(flatten)]
    pub choice: Choice,
    /// Tasks unless said
    #[command(flatten)]
    pub side: Side,
    /// Take them out of the archive
    #[arg(long, conflicts_with = "where")]
    pub back: bool,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Puts rows away, or takes them back.
pub fn archive(args: &ArchiveArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let find = |reference: &String| if args.back { desk.find_archived(reference) } else { desk.find_row(reference) };
    if args.choice.wanted.is_some() {
        let (rows, count) = match args.choice.objects(args.side, desk)? {
            Objects::Tasks(tasks) => (Rows::Tasks(tasks.clone()), (tasks.len(), "task")),
            Objects::Accounts(accounts) => (Rows::Accounts(accounts.clone()), (accounts.len(), "account")),
        };
        return act_on(&args.choice, count, desk, shell, Intent::Archive(rows), args.dry);
    }
    let found: Vec<Any> = args.choice.refs.iter().map(find).collect::<Result<_, _>>()?;
    let rows = any::rows(&found)?;
    let intent = if args.back { Intent::Restore(rows) } else { Intent::Archive(rows) };
    act_on(&args.choice, (found.len(), "row"), desk, shell, intent, args.dry)
}
