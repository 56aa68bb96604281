//! `folio case`: problems that were solved, kept in a line and found again by words and by how alike the customers are.

use crate::cli::act::{Dry, act};
use crate::cli::cells;
use crate::cli::contract::flags_first;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::requote::requote;
use crate::cli::shell::Shell;
use crate::domain::phrase::modify;
use crate::domain::phrase::target::Target;
use crate::domain::record::case::Case;
use crate::domain::value::day::Day;
use crate::service::case::CaseLine;
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use clap::Args;
use serde_json::json;

/// Cases that are listed.
const LISTED: usize = 200;

/// Arguments of `case`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Without an account it lists all cases, the newest first; with one, its own, then those of the customers most like it, by \
product, industry and segment. A line is the problem with tokens in any order: done:TEXT, result:TEXT, day:DAY. --touch keeps \
a touch or a note as a case, with its text for the problem unless the line says another. `folio set ID result:TEXT` changes \
one, `folio archive ID` puts it away.

EXAMPLES
  folio case globex Exports time out done:\"raised the limit\" result:\"renewed\"
  folio case --touch 01J8ZQ done:\"moved them to batch\" result:\"no ticket since\"
  folio case --find exports               by words
  folio case globex                       of this customer and of those like it
  folio case globex --find \"time out\"     both")]
pub struct CaseArgs {
    /// The account: a name, or an id
    #[arg(value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// The problem, what was done, what came of it
    #[arg(value_name = "LINE")]
    pub line: Vec<String>,
    /// Cases that hold these words
    #[arg(long, value_name = "WORDS")]
    pub find: Option<String>,
    /// Keep the touch or the note of this id as a case; what stands behind is the line
    #[arg(long, value_name = "ID", conflicts_with = "find")]
    pub touch: Option<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Lists cases, finds some, or keeps one.
pub fn cases(args: &CaseArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    table(&[], None).check(&shell.look)?;
    flags_first(&args.line)?;
    let (target, today, dates) = (Target::of::<Case>(), desk.now().today, desk.dates());
    let told: Vec<String> = match &args.touch {
        Some(_) => args.account.iter().chain(&args.line).cloned().collect(),
        None => args.line.clone(),
    };
    let line = requote(&told, &target);
    let touch = args.touch.as_deref().map(|id| desk.find_touch(id)).transpose()?;
    let intent = if let Some((touch, account)) = touch {
        Intent::AddCase(account, Some(touch), line.clone())
    } else {
        let account = args.account.as_deref().map(|name| desk.find_account(name)).transpose()?;
        match account {
            Some(account) if !line.is_empty() => {
                if args.find.is_some() {
                    return Err(Failure::usage("a case is found or kept, not both", "leave out --find, or the line"));
                }
                Intent::AddCase(account, None, line.clone())
            }
            account => {
                let rows = desk.cases(args.find.as_deref().unwrap_or_default(), account, LISTED)?;
                if rows.is_empty() {
                    shell.voice.hint("no such case: `folio case ACCOUNT PROBLEM done:... result:...` keeps one");
                }
                return shell.table(&table(&rows, Some(today)));
            }
        }
    };
    modify::parse_new(&line, &target, today, &dates).map_err(|error| Failure::line(&line, &error))?;
    let outcome = act(desk, shell, intent, args.dry)?;
    shell.made(outcome.made.as_deref(), args.dry)
}

fn table(rows: &[CaseLine], today: Option<Day>) -> Table {
    let columns = vec![
        Column::new("day", "DAY").figures().dropped(4),
        Column::new("account", "ACCOUNT").cut_to(12),
        Column::new("problem", "PROBLEM").cut_to(16),
        Column::new("done", "DONE").cut_to(12).dropped(5),
        Column::new("result", "RESULT").cut_to(10),
        Column::new("alike", "ALIKE IN").dropped(3),
        Column::new("touch", "TOUCH").cut_to(10).dropped(1),
        Column::new("id", "ID").cut_to(10).dropped(2),
    ];
    let mut table = Table::new("folio.cases/1", columns);
    let Some(today) = today else { return table };
    for line in rows {
        let row = &line.case;
        let alike: Vec<&str> = line.alike.iter().map(|likeness| likeness.word()).collect();
        table.push(vec![
            Cell::day(row.day, today),
            Cell::word(&line.account_name),
            Cell::text(&row.problem),
            row.done.as_ref().map_or_else(Cell::none, Cell::text),
            row.result.as_ref().map_or_else(Cell::none, Cell::text),
            Cell::new(alike.join(", "), alike.join(","), json!(alike)).painted(Paint::Dim),
            cells::word(row.touch.map(|id| id.to_string())),
            Cell::word(row.id.to_string()),
        ]);
    }
    table
}
