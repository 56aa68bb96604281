//! `folio backup`, `folio restore`: a proven copy of the book, and the way back to one.

use crate::cli::failure::Failure;
use crate::cli::print::exit::Exit;
use crate::cli::print::look::Format;
use crate::cli::settled::{Settled, path_text};
use crate::cli::shell::Shell;
use crate::service::backup::{examine, restore as put_back};
use crate::service::desk::Desk;
use crate::service::doctor::finding::size_text;
use clap::Args;
use serde_json::Value;
use std::path::PathBuf;

/// Arguments of `backup`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
The copy is read back and checked before it has its name; the book may be in use meanwhile. Without FILE it goes beside the
book, or into folder of [backups] in the config, under the minute. Apart from that folio makes a copy each day on which it
is used, and keeps those of 7 days and of 4 weeks.

EXAMPLES
  folio backup                         beside the book; prints where
  folio backup /mnt/usb/folio.bak      to a file; never over another
  folio backup \"$HOME/b/$(date +%F)\"   from a timer")]
pub struct BackupArgs {
    /// Where to; beside the book unless named
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Arguments of `restore`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
The file is checked before, and the book after. The book that was there is kept beside it, under the minute, and is a file to
restore from like any other. Refused while another folio has the book open.

EXAMPLES
  folio doctor                                                            which backups there are
  folio restore ~/.local/share/folio/folio.db.auto-2026-11-23.bak --confirm=folio.db
  folio restore old.bak --db ./acme.db                                    where there is no book yet")]
pub struct RestoreArgs {
    /// A backup
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The name of the book that is replaced: folio.db
    #[arg(long, value_name = "NAME")]
    pub confirm: Option<String>,
}

/// Makes a backup and tells where.
pub fn backup(args: &BackupArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let made = desk.back_up(args.file.as_deref())?;
    let path = path_text(&made.path);
    if matches!(shell.look.format, Format::Json(_) | Format::Jsonl) {
        let parts = [("file", Value::from(path)), ("bytes", made.size.into()), ("accounts", made.accounts.into())];
        return shell.document("folio.backup/1", parts.to_vec());
    }
    shell.text(&format!("{path}\n"))?;
    shell.voice.say(&format!("{} with {} accounts, read back and sound", size_text(made.size), made.accounts));
    Ok(())
}

/// Puts a backup in the place of the book.
pub fn restore(args: &RestoreArgs, settled: &Settled, shell: &mut Shell) -> Result<(), Failure> {
    settled.refuse_faults()?;
    let book = settled.book()?;
    let held = examine(&args.file)?;
    let name = book.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if book.symlink_metadata().is_ok() && args.confirm.as_deref() != Some(name.as_str()) {
        let message = format!(
            "this would replace the book at {} by one of {} accounts; nothing was changed",
            path_text(book),
            held.accounts
        );
        return Err(Failure::new(Exit::Usage, message, format!("say so with --confirm={}", path_text(name.as_ref()))));
    }
    let done = put_back(&args.file, book, settled.clock)?;
    // Opening it brings a book of an older folio up to date.
    drop(settled.open("cli")?);
    shell.voice.say(&format!("the book at {} is back, sound, with {} accounts", path_text(book), done.accounts));
    if let Some(kept) = done.kept {
        shell.voice.hint(&format!("the one it replaced is kept in {}", path_text(&kept)));
    }
    Ok(())
}
