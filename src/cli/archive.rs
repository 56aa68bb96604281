//! `folio archive`: puts rows away, and takes them back.

use crate::cli::act::{Dry, act_on};
use crate::cli::choose::{Choice, Side};
use crate::cli::failure::Failure;
use crate::cli::shell::Shell;
use crate::service::desk::Desk;
use crate::service::intent::{Intent, Rows};
use clap::Args;

/// Arguments of `archive`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
What is archived stays in the book and leaves every list; an account takes its tasks with it. `--back` brings it back, and \
so does `folio undo`. It takes names and ids alone: no filter sees what is archived.

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
    /// Take them out of the archive: by name or id, for no filter sees what is archived
    #[arg(long, conflicts_with = "where")]
    pub back: bool,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Puts rows away, or takes them back.
pub fn archive(args: &ArchiveArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let choice = &args.choice;
    let (rows, intent): (Rows, fn(Rows) -> Intent) = if args.back {
        (choice.archived(args.side, desk)?, Intent::Restore)
    } else {
        (choice.rows(args.side, desk)?, Intent::Archive)
    };
    act_on(choice, &rows.clone(), desk, shell, intent(rows), args.dry).map(drop)
}
