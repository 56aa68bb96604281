//! Carries out an intent, or only rehearses it, and says what was done and how to take it back.

use crate::cli::choose::Choice;
pub use crate::cli::dry::Dry;
use crate::cli::failure::Failure;
use crate::cli::shell::Shell;
use crate::cli::written;
use crate::domain::record::meta::Kind;
use crate::service::desk::Desk;
use crate::service::intent::{Intent, Outcome, Rows};
use clap::Args;

/// What stands behind a line that a person types.
#[derive(Args, Clone, Debug, Default)]
pub struct Behind {
    /// A note, behind `--`
    #[arg(value_name = "NOTE", last = true)]
    pub note: Vec<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Does what is wanted with rows that were chosen, once that is sure; a rehearsal of several names them first.
pub fn act_on(
    choice: &Choice,
    rows: &Rows,
    desk: &mut Desk,
    shell: &mut Shell,
    intent: Intent,
    dry: Dry,
) -> Result<Option<Outcome>, Failure> {
    let what = match rows.kind() {
        Kind::Opportunity | Kind::Touch => "row",
        kind => kind.word(),
    };
    written::check(shell)?;
    if !choice.goes_on(rows.count(), what, dry.dry_run, shell)? {
        written::print(&Outcome::default(), dry, desk, shell)?;
        return Ok(None);
    }
    if dry.dry_run && rows.count() > 1 {
        desk.called(rows)?.iter().for_each(|line| shell.voice.say(&format!("  {line}")));
    }
    act(desk, shell, intent, dry).map(Some)
}

/// Does what is wanted and says so on stderr.
pub fn act(desk: &mut Desk, shell: &mut Shell, intent: Intent, dry: Dry) -> Result<Outcome, Failure> {
    written::check(shell)?;
    let undoes = !matches!(intent, Intent::Undo(_) | Intent::Redo(_));
    if dry.dry_run {
        let outcome = desk.rehearse(intent)?;
        shell.voice.say(&outcome.note);
        shell.voice.hint("a dry run: nothing was written");
        written::print(&outcome, dry, desk, shell)?;
        return Ok(outcome);
    }
    let outcome = desk.perform(intent)?;
    shell.voice.say(&outcome.note);
    if undoes && outcome.rows > 0 {
        shell.voice.hint("undo with `folio undo`");
    }
    written::print(&outcome, dry, desk, shell)?;
    Ok(outcome)
}
