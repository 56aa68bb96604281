//! `folio view`: filters of lists under names.

use crate::cli::act::{Dry, act};
use crate::cli::arranging::Arranging;
use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::record::standard_view::STANDARD_VIEWS;
use crate::domain::record::view::{ListKind, View};
use crate::domain::value::text::folded;
use crate::service::desk::Desk;
use crate::service::intent::{Intent, ViewDraft};
use crate::service::query::{Answer, Query};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

/// Arguments of `view`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
A view is a filter of one list under a name, with its sort and columns; on the screen `f` and its key switch to it. Saving under a name that is there \
changes that view. Lists take one with `--view`; a few are always there.

EXAMPLES
  folio view ls
  folio view save 'at risk' --key r health:red,yellow renew:..60d
  folio view save overdue --list tasks --key o due:overdue
  folio view save large --sort arr- --columns account,arr,why arr:100k..
  folio ls --view 'at risk'
  folio view rm 'at risk'")]
pub struct ViewArgs {
    /// What to do
    #[command(subcommand)]
    pub verb: ViewVerb,
}

/// What to do with views.
#[derive(Subcommand, Clone, Debug)]
pub enum ViewVerb {
    /// List them
    #[command(after_long_help = "\
EXAMPLES
  folio view ls
  folio view ls --json")]
    Ls,
    /// Keep a filter under a name
    Save(SaveArgs),
    /// Forget some
    Rm(RmArgs),
}

/// Arguments of `view save`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio view save 'at risk' --key r health:red,yellow renew:..60d
  folio view save overdue --list tasks --key o due:overdue
  folio view save large --sort arr- --columns account,arr,why arr:100k..")]
pub struct SaveArgs {
    /// What it is called
    #[arg(value_name = "VIEW")]
    pub name: String,
    /// The filter; none for all rows
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Of which list
    #[arg(short, long, value_name = "LIST", default_value = "accounts", value_parser = PossibleValuesParser::new(ListKind::WORDS))]
    pub list: String,
    /// The key after `f`, a letter or a digit
    #[arg(short, long, value_name = "KEY")]
    pub key: Option<char>,
    /// How its list is laid out
    #[command(flatten)]
    pub arranging: Arranging,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Arguments of `view rm`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio view rm 'at risk'
  folio view rm large overdue    both in one step of undo")]
pub struct RmArgs {
    /// Which
    #[arg(value_name = "VIEW", required = true)]
    pub names: Vec<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Lists, saves or forgets views.
pub fn view(args: &ViewArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    match &args.verb {
        ViewVerb::Ls => list(desk, shell),
        ViewVerb::Save(args) => {
            let list = args.list.parse().unwrap_or(ListKind::Accounts);
            let (name, query) = (args.name.clone(), args.query.join(" "));
            let arrangement = args.arranging.asked(list)?;
            let draft = ViewDraft { name, list, query, key: args.key, arrangement };
            act(desk, shell, Intent::SaveView(draft), args.dry).map(drop)
        }
        ViewVerb::Rm(args) => {
            let mut ids = Vec::new();
            for name in &args.names {
                let id = desk.find_view(name)?.id;
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            act(desk, shell, Intent::RemoveViews(ids), args.dry).map(drop)
        }
    }
}

fn list(desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    table(&[]).check(&shell.look)?;
    let Answer::Views(views) = desk.fetch(&Query::Views)? else { return Ok(()) };
    shell.table(&table(&views))
}

/// The saved views, then those that are always there and that no saved one hides by its name.
fn table(views: &[View]) -> Table {
    let columns = vec![
        Column::new("name", "VIEW").cut_to(12),
        Column::new("list", "LIST"),
        Column::new("key", "KEY"),
        Column::new("query", "FILTER").cut_to(20),
        Column::new("from", "FROM"),
        Column::new("sort", "SORT").dropped(2),
        Column::new("columns", "COLUMNS").cut_to(8).dropped(1),
    ];
    let mut table = Table::new("folio.views/1", columns);
    for view in views {
        table.push(vec![
            Cell::text(&view.name),
            Cell::word(view.list.word()),
            cells::word(view.key.as_ref().map(|key| key.shown().into_owned())),
            Cell::text(&view.query),
            Cell::word("saved"),
            cells::word(view.sort.as_ref().map(|sort| sort.shown().into_owned())),
            cells::word(view.columns.as_ref().map(|columns| columns.shown().into_owned())),
        ]);
    }
    let hidden = |name: &str| views.iter().any(|view| folded(view.name.raw()) == name);
    for view in STANDARD_VIEWS.iter().filter(|view| !hidden(view.name)) {
        table.push(vec![
            Cell::word(view.name),
            Cell::word(view.list.word()),
            Cell::word(view.key.to_string()),
            Cell::word(view.query),
            Cell::word("folio"),
            Cell::none(),
            Cell::none(),
        ]);
    }
    table
}
