//! `folio export csv|json|md`: a list as `folio ls`, `tasks` and `renewals` print it for programs, in a file.

use crate::cli::accounts::{self, LsArgs};
use crate::cli::arranging::Arranging;
use crate::cli::choose::Where;
use crate::cli::export_file::put;
use crate::cli::failure::Failure;
use crate::cli::print::look::{Format, Look};
use crate::cli::renewals::{self, RenewalsArgs};
use crate::cli::shell::Shell;
use crate::cli::tasks::{self, TasksArgs};
use crate::domain::arrange::columns;
use crate::domain::record::view::ListKind;
use crate::service::desk::Desk;
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::path::PathBuf;

/// Days ahead of which decisions are exported: all that the book can hold.
const ALL_DAYS: i32 = 36_500;

/// Arguments of `export csv`, `json` and `md`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
What `folio ls`, `folio tasks` and `folio renewals` list, with full values, exact amounts and ISO days; renewals of any day. \
A view brings its own list. Markdown has the usual columns of a list unless --columns names some.

EXAMPLES
  folio export csv --out book.csv              accounts by money at stake, a file of that name is replaced
  folio export csv health:red renew:..60d      those at risk, to stdout
  folio export json --list tasks due:week      tasks, as `folio tasks --json` has them
  folio export md --list renewals renew:..90d  a table to paste into a page
  folio export md --view 'at risk' --columns account,arr,why")]
pub struct ListArgs {
    /// Which
    #[command(flatten)]
    pub which: Where,
    /// Of which list; accounts, or that of the view, unless named
    #[arg(long, value_name = "LIST", value_parser = PossibleValuesParser::new(ListKind::WORDS))]
    pub list: Option<String>,
    /// How the list is laid out
    #[command(flatten)]
    pub arranging: Arranging,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Also those snoozed or dealt with today
    #[arg(long)]
    pub all: bool,
    /// Where to; a file of that name is replaced, whole or not at all; - for stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub out: PathBuf,
}

/// Writes a list in the shape of a kind of file.
pub fn list(args: &ListArgs, format: Format, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    if shell.is_for_programs() {
        let hint = "leave out --json, --jsonl or --csv; --columns names the fields";
        return Err(Failure::usage("the kind of file is named twice", hint));
    }
    let named = args.list.as_deref().and_then(|word| word.parse().ok());
    let list = match (named, args.which.view.as_deref()) {
        (Some(list), _) => list,
        (None, Some(view)) => desk.view_list(view)?,
        (None, None) => ListKind::Accounts,
    };
    let (which, limit, all) = (args.which.clone(), args.limit, args.all);
    let mut arranging = args.arranging.clone();
    if format == Format::Markdown && arranging.of(desk, list, which.view.as_deref())?.columns.is_empty() {
        arranging.columns = Some(columns::usual_of(list).join(","));
    }
    shell.look = Look { format, height: None, ..shell.look.clone() };
    let table = match list {
        ListKind::Accounts => accounts::listed(&LsArgs { which, arranging, limit, all }, desk, shell),
        ListKind::Tasks => tasks::listed(&TasksArgs { which, account: None, arranging, limit, all }, desk, shell),
        ListKind::Renewals => {
            let args = RenewalsArgs { which, arranging, limit, days: ALL_DAYS, month: None };
            renewals::listed(&args, desk, shell)
        }
    }?;
    let mut bytes = Vec::new();
    table.write(&mut bytes, &shell.look)?;
    let ((), place) = put(&args.out, shell, |out| Ok(out.write_all(&bytes)?))?;
    let rows = if table.len() == 1 { "row" } else { "rows" };
    shell.voice.say(&format!("{} {rows} written{place}", table.len()));
    shell.listed(table.len())
}
