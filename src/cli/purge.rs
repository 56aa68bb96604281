//! `folio purge`: a customer out of the book for good, history included.

use crate::cli::failure::Failure;
use crate::cli::print::exit::Exit;
use crate::cli::settled::path_text;
use crate::cli::shell::Shell;
use crate::service::desk::Desk;
use crate::service::purge::said;
use clap::Args;

/// Arguments of `purge`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Takes an account out of the file with its contacts, contracts, tasks, touches, figures, and what the history has of them.
No undo brings it back. `folio archive` only puts it away. Backups made before still have it; they are named.

EXAMPLES
  folio purge globex --dry-run
  folio purge globex --confirm='Globex Corp'")]
pub struct PurgeArgs {
    /// The account: a name, or an id; archived ones too
    #[arg(value_name = "NAME")]
    pub account: String,
    /// Its whole name
    #[arg(long, value_name = "NAME")]
    pub confirm: Option<String>,
    /// Only say what would be taken away
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

/// Purges an account.
pub fn purge(args: &PurgeArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let (key, planned) = desk.rehearse_purge(&args.account)?;
    let name = said(&planned.name);
    let what = format!("{name} with {} rows", planned.rows);
    if args.dry_run {
        shell.voice.say(&format!("would be gone for good: {what} (--dry-run)"));
        return Ok(());
    }
    if args.confirm.as_deref() != Some(planned.name.as_str()) {
        let message = format!("this would take {what} out of the book for good; nothing was changed");
        return Err(Failure::new(
            Exit::Usage,
            message,
            format!("say so with --confirm='{}'", name.replace('\'', "'\\''")),
        ));
    }
    let done = desk.purge(&key)?;
    shell.voice.say(&format!("gone for good: {what}"));
    if !done.clean {
        let left = "the log beside the book may still have it, until whoever has the book open closes it";
        shell.voice.warn(left);
    }
    if !done.backups.is_empty() {
        let files: Vec<String> = done.backups.iter().map(|path| path_text(path)).collect();
        shell.voice.warn(&format!("backups made before may still have it: {}", files.join(", ")));
    }
    Ok(())
}
