//! Carries out an intent, or only rehearses it, and says what was done and how to take it back.

use crate::cli::choose::Choice;
use crate::cli::failure::Failure;
use crate::cli::shell::Shell;
use crate::domain::book::Refresh;
use crate::service::desk::Desk;
use crate::service::intent::{Intent, Outcome};
use clap::Args;

/// The flag of every verb that writes.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Dry {
    /// Say what would be done, and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

/// Lines of a rehearsal at the most.
const TOLD: usize = 200;

/// Does what is wanted with so many rows that were chosen, once that is sure.
pub fn act_on(
    choice: &Choice,
    (count, what): (usize, &str),
    desk: &mut Desk,
    shell: &mut Shell,
    intent: Intent,
    dry: Dry,
) -> Result<(), Failure> {
    if !choice.goes_on(count, what, dry.dry_run, shell)? {
        return Ok(());
    }
    let outcome = act(desk, shell, intent, dry)?;
    if dry.dry_run && count > 1 {
        told(&outcome.refresh).iter().take(TOLD).for_each(|line| shell.voice.say(&format!("  {line}")));
    }
    Ok(())
}

/// The rows that a write has changed, by name.
fn told(refresh: &Refresh) -> Vec<String> {
    if refresh.tasks.is_empty() {
        return refresh.accounts.iter().map(|line| line.name.clone()).collect();
    }
    let of = |account: &str| if account.is_empty() { String::new() } else { format!(" ({account})") };
    refresh.tasks.iter().map(|line| format!("{}{}", line.title, of(&line.account_name))).collect()
}

/// Does what is wanted and says so on stderr.
pub fn act(desk: &mut Desk, shell: &mut Shell, intent: Intent, dry: Dry) -> Result<Outcome, Failure> {
    let undoes = !matches!(intent, Intent::Undo(_) | Intent::Redo(_));
    if dry.dry_run {
        let outcome = desk.rehearse(intent)?;
        shell.voice.say(&outcome.note);
        shell.voice.hint("a dry run: nothing was written");
        return Ok(outcome);
    }
    let outcome = desk.perform(intent)?;
    shell.voice.say(&outcome.note);
    if undoes && outcome.rows > 0 {
        shell.voice.hint("undo with `folio undo`");
    }
    Ok(outcome)
}
