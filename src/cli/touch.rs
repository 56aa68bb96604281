//! `folio touch`: logs what was said or done with a customer, or with several, in one line, with the next step as a task.

use crate::cli::act::{Behind, act_on};
use crate::cli::add;
use crate::cli::choose::Choice;
use crate::cli::failure::Failure;
use crate::cli::shell::Shell;
use crate::domain::phrase::echo::describe;
use crate::domain::phrase::touch as phrase;
use crate::service::desk::Desk;
use crate::service::intent::{Intent, Rows};
use clap::Args;

/// Arguments of `touch`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
A line is kind, length and day before a colon, then what was said; `with NAME` names the contact, +pos +neu +neg how it \
felt, dir:in that they began it, and `next:` a task that follows, in the words of `folio add`. With several accounts each \
gets its touch and its next step, all or none, in one step of undo; a contact that the line names must be known at each.

EXAMPLES
  folio touch globex call 20m: discussed the uplift
  folio touch globex 'call 30m with Dana: price +neg next: send quote fri'
  folio touch globex 'yesterday email: sent the deck'
  folio touch globex -A initech meeting 1h: the joint review
  folio touch -w 'health:red segment:enterprise' 'email: told them of the outage next: call mon'")]
pub struct TouchArgs {
    /// The account, a name or an id, unless --where says which; then what happened
    #[arg(value_name = "ACCOUNT|LINE", required = true)]
    pub words: Vec<String>,
    /// With this account too; may be given again
    #[arg(short = 'A', long = "account", value_name = "ACCOUNT")]
    pub also: Vec<String>,
    /// With all accounts that match a filter, as `folio ls` shows them, in one step of undo
    #[arg(id = "where", short = 'w', long = "where", value_name = "QUERY", conflicts_with = "also")]
    pub wanted: Option<String>,
    /// Log with more than 20 accounts without asking
    #[arg(short, long)]
    pub yes: bool,
    /// A note, and how
    #[command(flatten)]
    pub behind: Behind,
}

/// Logs a touch.
pub fn touch(args: &TouchArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let now = desk.now();
    let named = usize::from(args.wanted.is_none());
    let (first, line) = args.words.split_at_checked(named).unwrap_or((&args.words, &[]));
    if line.is_empty() {
        let hint = "write it behind the account: folio touch globex call 20m: discussed the uplift";
        return Err(Failure::usage("it is not said what happened", hint));
    }
    let typed = add::whole(line, &args.behind.note);
    let read = phrase::parse(&typed, now.today, &desk.dates());
    let read = read.map_err(|error| Failure::line(&typed, &error))?;
    let refs = first.iter().chain(&args.also).cloned().collect();
    let choice = Choice { refs, wanted: args.wanted.clone(), yes: args.yes };
    let accounts = choice.accounts(desk)?;
    let mut echo: Vec<String> = read.when.map(|when| describe(when, now.today)).into_iter().collect();
    echo.extend(read.next.iter().flat_map(|next| add::echo(next, now.today)));
    let rows = Rows::Accounts(accounts.clone());
    let done = act_on(&choice, &rows, desk, shell, Intent::LogLines(accounts, typed), args.behind.dry)?;
    let Some(outcome) = done else { return Ok(()) };
    add::say(shell, &echo);
    shell.made(outcome.made.as_deref(), args.behind.dry)
}
