//! `folio opportunity`: what an account may buy beside what it has, from the first word of it to won or lost.

use crate::cli::act::{Dry, act};
use crate::cli::cells;
use crate::cli::contract::{flags_first, spelled};
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::phrase::terms::{self, About};
use crate::domain::record::meta::Kind;
use crate::domain::record::opportunity::{Opportunity, OpportunityState};
use crate::service::desk::Desk;
use crate::service::intent::{Intent, Rows};
use clap::Args;

/// Arguments of `opportunity`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Without a line it lists the opportunities of an account. A line is a name with tokens in any order: upsell, cross-sell, \
referral or new-business; 40k a year; 60% likely; close:DAY, stage:TEXT.
--won NAME makes revenue of one: an upsell adds to the contract that runs, anything else gets a contract of its own that ends \
with it; 42k for another amount, from DAY, contract:NAME where several run, 1y for its own term, reason: TEXT. --lost NAME \
gives it up, with why.

EXAMPLES
  folio opportunity globex                                    what is open, and what came of the others
  folio opportunity globex \"Seats +50\" upsell 40k 60% close:2027-01-31
  folio opportunity globex --set seats 50k 80%
  folio opportunity globex --won seats 42k from 1 dec
  folio opportunity globex --lost analytics too dear")]
pub struct OpportunityArgs {
    /// The account: a name, or an id
    #[arg(value_name = "ACCOUNT")]
    pub account: String,
    /// The new opportunity, or what is said of one
    #[arg(value_name = "LINE", allow_hyphen_values = true)]
    pub line: Vec<String>,
    /// Change the opportunity of this name or id
    #[arg(long, value_name = "NAME", group = "act")]
    pub set: Option<String>,
    /// It is won: make revenue of it
    #[arg(long, value_name = "NAME", group = "act")]
    pub won: Option<String>,
    /// It is lost
    #[arg(long, value_name = "NAME", group = "act")]
    pub lost: Option<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Lists the opportunities of an account, adds one, changes one or closes one.
pub fn opportunity(args: &OpportunityArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    flags_first(&args.line)?;
    let account = desk.find_account(&args.account)?;
    let line = spelled(&args.line, Kind::Opportunity);
    let today = desk.now().today;
    let check = |about| terms::read(&line, about, today, &desk.dates()).map_err(|error| Failure::line(&line, &error));
    let intent = if let Some(name) = &args.won {
        check(About::Closing)?;
        Intent::WinOpportunity(desk.find_opportunity(account, name)?, line)
    } else if let Some(name) = &args.lost {
        Intent::LoseOpportunity(desk.find_opportunity(account, name)?, line)
    } else if let Some(name) = &args.set {
        check(About::Deal)?;
        Intent::Modify(Rows::Opportunities(vec![desk.find_opportunity(account, name)?]), line)
    } else if args.line.is_empty() {
        records(&[]).check(&shell.look)?;
        return list(&desk.opportunities(account)?, shell);
    } else {
        check(About::Deal)?;
        Intent::AddOpportunity(account, line)
    };
    let outcome = act(desk, shell, intent, args.dry)?;
    shell.made(outcome.made.as_deref(), args.dry)
}

fn list(rows: &[Opportunity], shell: &mut Shell) -> Result<(), Failure> {
    if rows.is_empty() {
        shell.voice.hint("no opportunity yet: add one behind the name");
    }
    shell.table(&if shell.is_page() { page(rows) } else { records(rows) })
}

fn page(rows: &[Opportunity]) -> Table {
    let columns = vec![
        Column::new("name", "OPPORTUNITY").cut_to(16),
        Column::new("kind", "KIND").dropped(2),
        Column::new("amount", "AMOUNT").figures(),
        Column::new("probability", "CHANCE").figures(),
        Column::new("state", "STATE"),
        Column::new("close", "CLOSES"),
        Column::new("stage", "STAGE").dropped(3),
        Column::new("id", "ID").cut_to(10).dropped(1),
    ];
    let mut table = Table::new("folio.opportunities/1", columns);
    for row in rows {
        let paint = if row.state == OpportunityState::Open { Paint::None } else { Paint::Dim };
        table.push(vec![
            Cell::text(&row.name).painted(paint),
            Cell::word(row.kind.word()),
            row.amount.map_or_else(Cell::none, Cell::money),
            cells::word(row.probability.map(|chance| format!("{chance}%"))),
            Cell::word(row.state.word()).painted(paint),
            cells::day(row.close),
            row.stage.as_ref().map_or_else(Cell::none, Cell::text),
            Cell::word(row.id.to_string()),
        ]);
    }
    table
}

fn records(rows: &[Opportunity]) -> Table {
    let columns = ["name", "kind", "amount", "probability", "state", "close", "stage", "reason", "id"];
    let mut table = Table::new("folio.opportunities/1", columns.map(|key| Column::new(key, key)).to_vec());
    for row in rows {
        table.push(vec![
            Cell::text(&row.name),
            Cell::word(row.kind.word()),
            row.amount.map_or_else(Cell::none, Cell::money),
            cells::count(row.probability),
            Cell::word(row.state.word()),
            cells::day(row.close),
            row.stage.as_ref().map_or_else(Cell::none, Cell::text),
            row.reason.as_ref().map_or_else(Cell::none, Cell::text),
            Cell::word(row.id.to_string()),
        ]);
    }
    table
}
