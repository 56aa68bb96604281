//! `folio export`: the book in the files of other programs. A file is written whole or not at all.

use crate::cli::choose::Where;
use crate::cli::export_file::put;
use crate::cli::export_list::{ListArgs, list};
use crate::cli::failure::Failure;
use crate::cli::print::look::Format;
use crate::cli::shell::Shell;
use crate::domain::record::view::ListKind;
use crate::domain::value::day::Day;
use crate::service::desk::Desk;
use crate::service::export::{Part, TaskForm, Wanted};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Arguments of `export`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio export csv --out book.csv        accounts by money at stake, for a spreadsheet
  folio export md --view 'at risk'       what a view lists, for a page
  folio export json --list tasks pri:1   tasks, for a program
  folio export ics --out book.ics        all that is to come, for a calendar program
  folio export ics --cancel-by > c.ics   only the last days for notice
  folio export jsonl --out book.jsonl    the whole book, for another machine")]
pub struct ExportArgs {
    /// Which kind of file
    #[command(subcommand)]
    pub kind: Kind,
}

/// Kinds of files.
#[derive(Subcommand, Clone, Debug)]
pub enum Kind {
    /// A list for a spreadsheet
    Csv(ListArgs),
    /// A list for a program
    Json(ListArgs),
    /// A list as a table in Markdown
    Md(ListArgs),
    /// A calendar: ends of terms, last days for notice, tasks
    Ics(IcsArgs),
    /// The whole book, row by row with its history, for `folio import` elsewhere
    Jsonl(JsonlArgs),
}

/// Arguments of `export jsonl`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
One JSON object a line: a head with format and version, every row of every table as the file has it, ids, versions and
history included, and an end that counts them. `folio import` makes the same book of it, in a new place. What is reckoned
from the rows is left out: it is made anew.

EXAMPLES
  folio export jsonl --out book.jsonl
  folio export jsonl | gzip > book.jsonl.gz
  folio import book.jsonl --db ./copy.db")]
pub struct JsonlArgs {
    /// Where to; a file of that name is replaced, whole or not at all; - for stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub out: PathBuf,
}

/// Arguments of `export ics`.
#[derive(Args, Clone, Debug)]
#[allow(clippy::struct_excessive_bools)] // each is a switch of the command line
#[command(after_long_help = "\
Each contract and task keeps its name (UID), also from one term to the next, and rises in SEQUENCE with every change, so \
that a calendar which reads the file again moves what moved and adds nothing twice. Nothing changed, the file is the same to the byte. Days are whole days and keep nobody \
busy; a task with a time is an event of its estimate, or half an hour. Notes, stake and health stay in the book.

Tasks are events, for Google Calendar and others leave things to do (VTODO) out; --todo writes those instead, for \
Thunderbird, Apple Reminders, Nextcloud Tasks and the like.

EXAMPLES
  folio export ics --out book.ics            all that is to come; a file of that name is replaced
  folio export ics --cancel-by > c.ics       only the last days for notice
  folio export ics --renewals --cancel-by    without tasks, to stdout
  folio export ics --what renewals,cancel-by health:red,yellow renew:..90d
                                             of accounts at risk; each item keeps its name whatever the filter
  folio export ics --view 'at risk' -o r.ics   what a saved view shows
  folio export ics --tasks --todo -o t.ics   tasks as things to do
  folio export ics --account globex          what one account has to come
  folio export ics --from 2026-01-01 --to 2026-12-31")]
pub struct IcsArgs {
    /// Which
    #[command(flatten)]
    pub which: Where,
    /// Parts of it: renewals,cancel-by,tasks
    #[arg(long, value_name = "PARTS", value_delimiter = ',', conflicts_with_all = ["renewals", "cancel_by", "tasks", "all"], value_parser = PossibleValuesParser::new(["renewals", "cancel-by", "tasks"]))]
    pub what: Vec<String>,
    /// The days on which terms end
    #[arg(long)]
    pub renewals: bool,
    /// The last days for notice
    #[arg(long)]
    pub cancel_by: bool,
    /// Open tasks with a day
    #[arg(long)]
    pub tasks: bool,
    /// All of these, as when none is named
    #[arg(long, conflicts_with_all = ["renewals", "cancel_by", "tasks"])]
    pub all: bool,
    /// Tasks as things to do (VTODO) instead of events
    #[arg(long)]
    pub todo: bool,
    /// Only those of one account: a name, or an id
    #[arg(short = 'A', long, value_name = "REF")]
    pub account: Option<String>,
    /// From a day on, today unless named: 2026-11-27
    #[arg(long, value_name = "DAY")]
    pub from: Option<Day>,
    /// Up to a day: 2027-03-31
    #[arg(long, value_name = "DAY")]
    pub to: Option<Day>,
    /// Where to; a file of that name is replaced, whole or not at all; - for stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub out: PathBuf,
}

/// Writes a file.
pub fn export(args: &ExportArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    match &args.kind {
        Kind::Csv(args) => list(args, Format::Csv, desk, shell),
        Kind::Json(args) => list(args, Format::Json(None), desk, shell),
        Kind::Md(args) => list(args, Format::Markdown, desk, shell),
        Kind::Ics(args) => ics(args, desk, shell),
        Kind::Jsonl(args) => jsonl(args, desk, shell),
    }
}

fn jsonl(args: &JsonlArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let (rows, place) = put(&args.out, shell, |mut out| desk.export_book(&mut out))?;
    shell.voice.say(&format!("{rows} rows written{place}"));
    Ok(())
}

fn ics(args: &IcsArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let wanted = wanted(args, desk)?;
    let (exported, place) = put(&args.out, shell, |mut out| desk.export_ics(&wanted, &mut out))?;
    shell.voice.say(&format!("{exported} written{place}"));
    Ok(())
}

fn wanted(args: &IcsArgs, desk: &Desk) -> Result<Wanted, Failure> {
    let named = [(args.renewals, Part::Renewals), (args.cancel_by, Part::CancelBy), (args.tasks, Part::Tasks)];
    let list = args.which.view.as_deref().map(|name| desk.view_list(name)).transpose()?;
    let mut parts: Vec<Part> = named.into_iter().filter(|(named, _)| *named).map(|(_, part)| part).collect();
    parts.extend(Part::ALL.into_iter().filter(|part| args.what.iter().any(|word| word == part.word())));
    if parts.is_empty() {
        parts = match list {
            Some(ListKind::Tasks) => vec![Part::Tasks],
            Some(ListKind::Renewals) if !args.all => vec![Part::Renewals, Part::CancelBy],
            _ => Part::ALL.to_vec(),
        };
    }
    let filter = args.which.filter(desk, list.unwrap_or(ListKind::Renewals))?;
    let (from, to) = (args.from.unwrap_or(desk.now().today), args.to.unwrap_or(Day::MAX));
    if to < from {
        return Err(Failure::usage(format!("there is no day from {from} to {to}"), "--from names the first day"));
    }
    let account = args.account.as_deref().map(|reference| desk.find_account(reference)).transpose()?;
    Ok(Wanted { parts, tasks: if args.todo { TaskForm::Todo } else { TaskForm::Event }, account, filter, from, to })
}
