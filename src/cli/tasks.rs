//! `folio tasks`: the queue, by the stake of the account and the urgency of the task.

use crate::cli::accounts::Frame;
use crate::cli::arranging::{Arranging, chosen, cut, fetched};
use crate::cli::cells;
use crate::cli::choose::Where;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::arrange::order;
use crate::domain::book::TaskLine;
use crate::domain::phrase::echo::clock;
use crate::domain::record::task::{Priority, TaskState};
use crate::domain::record::view::ListKind;
use crate::service::desk::Desk;
use crate::service::query::{Answer, Hidden, Query};
use clap::Args;

/// Arguments of `tasks`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio tasks                    open tasks, the most pressing first
  folio tasks pri:1 due:..3d     the first priority, due within three days or late
  folio tasks @globex +qbr       of accounts called so, with a tag
  folio tasks health:red         of accounts in the red
  folio tasks done:week          closed this week
  folio tasks --limit 10         the first ten
  folio tasks --sort due         by their day, late ones first
  folio tasks --account globex   those of one account
  folio tasks --all              also snoozed ones, as the last
  folio done \"$(folio tasks --json=id --limit 1 | jq -r '.items[0].id')\"")]
pub struct TasksArgs {
    /// Which
    #[command(flatten)]
    pub which: Where,
    /// Only those of one account: a name, or an id
    #[arg(short = 'A', long, value_name = "REF")]
    pub account: Option<String>,
    /// How the list is laid out
    #[command(flatten)]
    pub arranging: Arranging,
    /// At most so many
    #[arg(short, long, value_name = "N")]
    pub limit: Option<u32>,
    /// Also snoozed ones
    #[arg(short, long)]
    pub all: bool,
}

/// Lists open tasks.
pub fn tasks(args: &TasksArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let table = listed(args, desk, shell)?;
    shell.table(&table)
}

/// The tasks asked for, as people or as programs read them.
pub fn listed(args: &TasksArgs, desk: &Desk, shell: &mut Shell) -> Result<Table, Failure> {
    records(&[], None).check(&shell.look)?;
    let frame = Frame::of(desk)?;
    let account = args.account.as_deref().map(|reference| desk.find_account(reference)).transpose()?;
    let hidden = if args.all { Hidden::Last } else { Hidden::Out };
    let filter = args.which.filter(desk, ListKind::Tasks)?;
    let arranged = args.arranging.of(desk, ListKind::Tasks, args.which.view.as_deref())?;
    let query = Query::Tasks { account, filter, hidden, limit: fetched(args.limit, &arranged) };
    let mut lines = match desk.fetch(&query)? {
        Answer::Lines(found) => found.tasks,
        _ => Vec::new(),
    };
    if let Some(sort) = arranged.sort {
        order::tasks(&mut lines, sort);
        cut(&mut lines, args.limit);
    }
    if lines.is_empty() {
        let hidden = if args.all { "" } else { "; `--all` lists snoozed ones too" };
        shell.voice.hint(&args.which.nothing("open task", hidden));
    }
    let ids: Vec<_> = lines.iter().map(|line| line.id).collect();
    Ok(if shell.is_page() {
        chosen(&arranged, people(&lines, &desk.short_ids(&ids)?, &frame), || records(&lines, Some(&frame)))
    } else {
        chosen(&arranged, records(&lines, Some(&frame)), || people(&lines, &[], &frame))
    })
}

/// Tasks as people read them, each with the shortest id that names it.
pub fn people(lines: &[TaskLine], ids: &[String], frame: &Frame) -> Table {
    // A list of one account does not name it, and the column then takes next to no room.
    let named = lines.iter().any(|line| !line.account_name.is_empty());
    let columns = vec![
        Column::new("due", "DUE").figures(),
        Column::new("priority", "P").dropped(3),
        Column::new("task", "TASK").cut_to(24),
        Column::new("account", if named { "ACCOUNT" } else { "" }).cut_to(16).dropped(4),
        Column::new("note", "NOTE").dropped(1),
        Column::new("id", "ID").dropped(2),
    ];
    let mut table = Table::new("folio.tasks/1", columns);
    for (line, id) in lines.iter().zip(ids.iter().map(Some).chain(std::iter::repeat(None))) {
        table.push(vec![
            cells::due(line.due, line.due_minute, frame.today),
            priority(line.priority),
            Cell::word(&line.title),
            Cell::word(&line.account_name),
            Cell::word(note(line, frame)).painted(Paint::Dim),
            cells::word(id.map(String::as_str)).painted(Paint::Dim),
        ]);
    }
    table
}

fn priority(priority: Option<Priority>) -> Cell {
    let paint = if priority == Some(Priority::High) { Paint::Bold } else { Paint::None };
    cells::word(priority.map(Priority::word)).painted(paint)
}

/// Who has it, or until when it sleeps, or how often it slipped.
fn note(line: &TaskLine, frame: &Frame) -> String {
    if let Some(until) = line.wait_until.filter(|until| *until > frame.today) {
        return format!("snoozed until {until}");
    }
    match (line.state, line.slips) {
        (TaskState::Open, 0) => String::new(),
        (TaskState::Open, slips) => format!("moved {slips}x"),
        (state, _) => state.word().to_owned(),
    }
}

/// Tasks as programs read them.
pub fn records(lines: &[TaskLine], frame: Option<&Frame>) -> Table {
    let columns = [
        "due",
        "due_time",
        "task",
        "account",
        "priority",
        "state",
        "snoozed_until",
        "estimate_minutes",
        "slips",
        "score",
        "account_id",
        "id",
    ];
    let mut table = Table::new("folio.tasks/1", columns.map(|key| Column::new(key, key)).to_vec());
    for line in lines {
        table.push(vec![
            cells::day(line.due),
            cells::word(line.due_minute.map(clock)),
            Cell::word(&line.title),
            cells::word(line.account.map(|_| line.account_name.as_str())),
            cells::word(line.priority.map(Priority::word)),
            Cell::word(line.state.word()),
            cells::day(line.wait_until),
            cells::count(line.estimate_minutes),
            Cell::count(line.slips.into()),
            frame.map_or_else(Cell::none, |frame| cells::money(line.score, frame.home)),
            cells::word(line.account.map(|id| id.to_string())),
            Cell::word(line.id.to_string()),
        ]);
    }
    table
}
