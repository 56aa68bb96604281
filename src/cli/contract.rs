//! `folio contract`: the contracts of an account, a new one, and changes in mid-term, each with what it does to revenue.

use crate::cli::act::{Dry, act};
use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::phrase::target::Target;
use crate::domain::phrase::terms::{self, About};
use crate::domain::record::meta::Kind;
use crate::domain::record::subscription::Subscription;
use crate::service::desk::Desk;
use crate::service::intent::{Intent, Rows};
use clap::Args;

/// Arguments of `contract`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Without a line it lists the contracts of an account. A line is a product with tokens in any order: 96k a year, 1y or end:DAY, \
auto when it renews by itself, notice:60d (8w, 3mo), from DAY, seats:300, +3% for a price that rises at each renewal.
--change CONTRACT changes one in mid-term: +20k or -20k a year, arr:120k, +6% for the price, price before another amount, \
from DAY or from anniversary, seats:, notice:, ended:DAY, then reason: TEXT. Each change goes into the ledger of revenue.

EXAMPLES
  folio contract globex                                       what it pays for, and until when
  folio contract globex Tideline Team 96k 1y auto notice:60d from 1 dec
  folio contract globex --change team +20k seats:360 reason: new team
  folio contract globex --change team -10k from 1 jan         part of it is given back
  folio contract globex --change team +6% from anniversary    the price rises
  folio contract globex --change team ended:2027-06-30 reason: closed")]
pub struct ContractArgs {
    /// The account: a name, or an id
    #[arg(value_name = "ACCOUNT")]
    pub account: String,
    /// The new contract, or the change
    #[arg(value_name = "LINE", allow_hyphen_values = true)]
    pub line: Vec<String>,
    /// Change the contract of this name or id
    #[arg(short, long, value_name = "CONTRACT")]
    pub change: Option<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Lists the contracts of an account, adds one, or changes one.
pub fn contract(args: &ContractArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    flags_first(&args.line)?;
    let account = desk.find_account(&args.account)?;
    let line = spelled(&args.line, Kind::Subscription);
    let today = desk.now().today;
    let check = |about| terms::read(&line, about, today, &desk.dates()).map_err(|error| Failure::line(&line, &error));
    let intent = match &args.change {
        None if args.line.is_empty() => {
            records(&[]).check(&shell.look)?;
            return list(&desk.contracts(account)?, shell);
        }
        None => {
            check(About::NewContract)?;
            Intent::AddContract(account, line)
        }
        Some(_) if args.line.is_empty() => {
            return Err(Failure::usage("nothing says what changes", "write it behind the name: +20k reason: new team"));
        }
        Some(reference) => {
            check(About::Contract)?;
            Intent::Modify(Rows::Subscriptions(vec![desk.find_contract(account, reference)?]), line)
        }
    };
    let outcome = act(desk, shell, intent, args.dry)?;
    shell.made(outcome.made.as_deref(), args.dry)
}

/// Refuses a flag that stands in the line, where it would be read as a word of it.
pub fn flags_first(words: &[String]) -> Result<(), Failure> {
    // `-4%` is an amount; `-n` is a flag that came too late, and would be written down as a word.
    let short = |word: &str| word.strip_prefix('-').is_some_and(|flag| matches!(flag, "n" | "q" | "v" | "w" | "y" | "h"));
    match words.iter().find(|word| (word.starts_with("--") && word.len() > 2) || short(word)) {
        Some(flag) => Err(Failure::usage(format!("{flag} stands in the line"), "write flags before it")),
        None => Ok(()),
    }
}

/// The words as one line, with the quotes that the shell took from values of several words.
pub fn spelled(words: &[String], kind: Kind) -> String {
    let target = Target::of_kind(kind);
    let known = |name: &str| target.as_ref().is_some_and(|target| target.field(name).is_some());
    let quoted = |word: &String| match word.split_once(':') {
        Some((name, value))
            if known(name) && name != "reason" && value.contains(' ') && !value.contains([':', '"']) =>
        {
            format!("{name}:\"{value}\"")
        }
        _ => word.clone(),
    };
    words.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

fn list(rows: &[Subscription], shell: &mut Shell) -> Result<(), Failure> {
    if rows.is_empty() {
        shell.voice.hint("no contract yet: add one behind the name");
    }
    shell.table(&if shell.is_page() { page(rows) } else { records(rows) })
}

fn state(row: &Subscription) -> String {
    match (row.ended_on, row.end) {
        (Some(day), _) => format!("ended {day}"),
        (None, Some(end)) => format!("to {end}"),
        (None, None) => "runs on".to_owned(),
    }
}

fn page(rows: &[Subscription]) -> Table {
    let columns = vec![
        Column::new("product", "CONTRACT").cut_to(16),
        Column::new("arr", "ARR").figures(),
        Column::new("state", "TERM"),
        Column::new("seats", "SEATS").figures().dropped(2),
        Column::new("renews", "RENEWS").dropped(3),
        Column::new("notice", "NOTICE").dropped(4),
        Column::new("id", "ID").cut_to(10).dropped(1),
    ];
    let mut table = Table::new("folio.contracts/1", columns);
    for row in rows {
        let paint = if row.ended_on.is_some() { Paint::Dim } else { Paint::None };
        table.push(vec![
            Cell::text(&row.product).painted(paint),
            Cell::money(row.arr),
            Cell::word(state(row)).painted(paint),
            cells::count(row.seats),
            Cell::word(if row.auto_renew { "by itself" } else { "" }),
            cells::word(row.notice.map(|notice| notice.to_string())),
            Cell::word(row.id.to_string()),
        ]);
    }
    table
}

fn records(rows: &[Subscription]) -> Table {
    let columns =
        ["product", "arr", "seats", "start", "end", "term", "auto_renew", "notice", "escalator", "ended_on", "id"];
    let mut table = Table::new("folio.contracts/1", columns.map(|key| Column::new(key, key)).to_vec());
    for row in rows {
        table.push(vec![
            Cell::text(&row.product),
            Cell::money(row.arr),
            cells::count(row.seats),
            cells::day(row.start),
            cells::day(row.end),
            cells::count(row.term_months),
            cells::flag(row.auto_renew),
            cells::word(row.notice.map(|notice| notice.to_string())),
            cells::word(row.escalator.map(|rise| rise.to_string())),
            cells::day(row.ended_on),
            Cell::word(row.id.to_string()),
        ]);
    }
    table
}
