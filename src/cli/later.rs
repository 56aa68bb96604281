//! `folio snooze` and `resched`: not now. A snooze hides; a reschedule moves the promise and counts as a slip.

use crate::cli::act::{Dry, act_on};
use crate::cli::choose::{Choice, Objects, Side};
use crate::cli::failure::Failure;
use crate::cli::print::exit::Exit;
use crate::cli::shell::Shell;
use crate::domain::book::DecisionId;
use crate::domain::phrase::date::when;
use crate::domain::phrase::echo::describe;
use crate::domain::phrase::when::When;
use crate::domain::value::day::Day;
use crate::domain::value::id::AccountId;
use crate::service::desk::Desk;
use crate::service::intent::{Intent, Promise, Snooze};
use crate::service::query::{Answer, Query};
use clap::Args;

/// Arguments of `snooze`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio snooze globex --until mon --reason \"waits for legal\"
  folio snooze 01KB3Q --until 2w       a task, by the beginning of its id
  folio snooze task:globex -u \"27 nov\"   the task with `globex` in its title
  folio snooze -w 'state:waiting pri:3' -u mon        every task of the filter, one step of undo
  folio snooze -w 'health:green renew:180d..' --accounts -u eom")]
pub struct SnoozeArgs {
    /// Which
    #[command(flatten)]
    pub choice: Choice,
    /// Tasks or accounts
    #[command(flatten)]
    pub side: Side,
    /// The first day on which it shows again: mon, 2w, 27 nov, eom, 2026-11-27
    #[arg(short, long, value_name = "WHEN")]
    pub until: String,
    /// Why
    #[arg(short, long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Arguments of `resched`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio resched 01KB3Q --to fri
  folio resched \"ROI deck\" --to \"fri 3pm\"
  folio resched globex --to 2027-03-31       the end of the account's term
  folio resched -w 'due:overdue @globex' --to fri   every task of the filter, one step of undo")]
pub struct ReschedArgs {
    /// Which
    #[command(flatten)]
    pub choice: Choice,
    /// The new day, with or without a time: fri, "fri 3pm", 27 nov, 2026-11-27
    #[arg(short, long, value_name = "WHEN")]
    pub to: String,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Hides tasks or accounts until a day.
pub fn snooze(args: &SnoozeArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let until = understood(&args.until, desk, shell)?;
    let snooze = Snooze { until: until.day, reason: args.reason.clone().filter(|reason| !reason.trim().is_empty()) };
    let chosen = args.choice.objects(args.side, desk)?;
    let rows = chosen.rows();
    let intent = match chosen {
        Objects::Tasks(tasks) => Intent::SnoozeTasks(tasks, snooze),
        Objects::Accounts(accounts) => Intent::SnoozeAccounts(accounts, snooze),
    };
    act_on(&args.choice, &rows, desk, shell, intent, args.dry).map(drop)
}

/// Moves the promised day of tasks, or the end of an account's one term.
pub fn resched(args: &ReschedArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let to = understood(&args.to, desk, shell)?;
    let chosen = args.choice.objects(Side::default(), desk)?;
    let rows = chosen.rows();
    let intent = match chosen {
        Objects::Tasks(tasks) => Intent::RescheduleTasks(tasks, Promise { day: to.day, minute: to.minute }),
        Objects::Accounts(accounts) => match accounts.as_slice() {
            [one] => {
                let (decision, end) = only_decision(desk, *one)?;
                Intent::RescheduleRenewal(decision, end, to.day)
            }
            _ => return Err(Failure::usage("more than one account", "move the terms of one account at a time")),
        },
    };
    act_on(&args.choice, &rows, desk, shell, intent, args.dry).map(drop)
}

/// The one decision that an account has to take.
fn only_decision(desk: &Desk, account: AccountId) -> Result<(DecisionId, Day), Failure> {
    desk.freshen()?;
    let Answer::Account(view) = desk.fetch(&Query::Account(account, 0))? else {
        return Err(Failure::new(Exit::NotFound, "there is no such account", ""));
    };
    match view.decisions.as_slice() {
        [one] => Ok((one.id, one.end)),
        [] => Err(Failure::new(Exit::Refused, "this account has no decision to come", "it has no contract that ends")),
        several => {
            let days: Vec<String> =
                several.iter().map(|line| format!("  decides {}, term ends {}", line.day, line.end)).collect();
            let message = format!("this account has {} decisions to come:\n{}", several.len(), days.join("\n"));
            Err(Failure::new(Exit::Ambiguous, message, "move one of them on the screen: `folio`, then `r` on its row"))
        }
    }
}

/// Reads a day as a person says it, and says back what was understood.
fn understood(text: &str, desk: &Desk, shell: &mut Shell) -> Result<When, Failure> {
    let today = desk.now().today;
    let found = when(text, today, &desk.dates()).map_err(|error| Failure::usage(error.to_string(), ""))?;
    shell.voice.hint(&describe(found, today));
    Ok(found)
}
