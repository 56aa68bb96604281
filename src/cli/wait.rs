//! `folio wait`: hands tasks to somebody else since a day, or takes them back.

use crate::cli::act::{Dry, act_on};
use crate::cli::choose::Choice;
use crate::cli::failure::Failure;
use crate::cli::shell::Shell;
use crate::domain::phrase::date::when;
use crate::domain::phrase::when::{DateOptions, Lean};
use crate::domain::record::task::TaskState;
use crate::service::desk::Desk;
use crate::service::intent::{Intent, Rows, Waiting};
use clap::{Args, ValueEnum};

/// Who has a task.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// The customer
    Customer,
    /// Sales
    Sales,
    /// Support
    Support,
    /// Product
    Product,
    /// We: the task is open again
    Us,
}

/// Arguments of `wait`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
A task that waits keeps its place in the queue: the promise to the customer stands, whoever is slow.

EXAMPLES
  folio wait 01KB3Q --on support
  folio wait \"ROI deck\" --on customer --since mon
  folio wait 01KB3Q --on us                  ours again
  folio wait -w 'due:overdue +export' --on product")]
pub struct WaitArgs {
    /// Which
    #[command(flatten)]
    pub choice: Choice,
    /// Who has it
    #[arg(short, long, value_name = "WHO")]
    pub on: Who,
    /// Since when: today unless said
    #[arg(short, long, value_name = "DAY")]
    pub since: Option<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Hands tasks over.
pub fn wait(args: &WaitArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let past = DateOptions { lean: Lean::Past, ..desk.dates() };
    let read =
        |text: &String| when(text, desk.now().today, &past).map_err(|error| Failure::usage(error.to_string(), ""));
    let since = args.since.as_ref().map(read).transpose()?.map(|when| when.day);
    let state = match args.on {
        Who::Customer => TaskState::WaitingCustomer,
        Who::Sales => TaskState::WaitingSales,
        Who::Support => TaskState::WaitingSupport,
        Who::Product => TaskState::WaitingProduct,
        Who::Us => TaskState::Open,
    };
    let tasks = args.choice.tasks(desk)?;
    let rows = Rows::Tasks(tasks.clone());
    let intent = Intent::Wait(tasks, Waiting { state, since });
    act_on(&args.choice, &rows, desk, shell, intent, args.dry).map(drop)
}
