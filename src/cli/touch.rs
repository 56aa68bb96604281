//! `folio touch`: logs what was said or done with a customer, in one line, with the next step as a task.

use crate::cli::act::{Dry, act};
use crate::cli::add;
use crate::cli::failure::Failure;
use crate::cli::print::voice::Volume;
use crate::cli::shell::Shell;
use crate::domain::phrase::echo::describe;
use crate::domain::phrase::touch as phrase;
use crate::domain::phrase::when::DateOptions;
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use clap::Args;

/// Arguments of `touch`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
A line is kind, length and day before a colon, then what was said; `with NAME` names the contact, +pos +neu +neg how it \
felt, dir:in that they began it, and `next:` a task that follows, in the words of `folio add`.

EXAMPLES
  folio touch globex call 20m: discussed the uplift
  folio touch globex 'call 30m with Dana: price +neg next: send quote fri'
  folio touch globex 'yesterday email: sent the deck'")]
pub struct TouchArgs {
    /// The account: a name, or an id
    #[arg(value_name = "ACCOUNT")]
    pub account: String,
    /// What happened
    #[arg(value_name = "LINE", required = true)]
    pub line: Vec<String>,
    /// A note, behind `--`
    #[arg(value_name = "NOTE", last = true)]
    pub note: Vec<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Logs a touch.
pub fn touch(args: &TouchArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let now = desk.now();
    let typed = add::whole(&args.line, &args.note);
    let read = phrase::parse(&typed, now.today, &DateOptions::default());
    let read = read.map_err(|error| Failure::line(&typed, &error))?;
    let account = desk.find_account(&args.account)?;
    let mut echo: Vec<String> = read.when.map(|when| describe(when, now.today)).into_iter().collect();
    echo.extend(read.next.iter().flat_map(|next| add::echo(next, now.today)));
    let outcome = act(desk, shell, Intent::LogLine(account, typed), args.dry)?;
    add::say(shell, &echo);
    if shell.volume == Volume::Quiet && !args.dry.dry_run {
        shell.text(&format!("{}\n", outcome.made.unwrap_or_default()))?;
    }
    Ok(())
}
