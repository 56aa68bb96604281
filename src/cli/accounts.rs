//! `folio ls`: accounts by money at stake.

use crate::cli::arranging::{Arranging, chosen, cut, fetched};
use crate::cli::cells;
use crate::cli::choose::Where;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::arrange::order;
use crate::domain::book::AccountLine;
use crate::domain::record::account::Pin;
use crate::domain::record::view::ListKind;
use crate::domain::stake::health::{Band, Trend};
use crate::domain::value::day::Day;
use crate::domain::value::money::Currency;
use crate::service::desk::Desk;
use crate::service::query::{Answer, Hidden, Query};
use clap::Args;
use serde_json::json;

/// Arguments of `ls`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
EXAMPLES
  folio ls                            every account of the triage, the most at stake first
  folio ls acme                       with `acme` in its names, people, tags or open tasks
  folio ls health:red,yellow renew:..60d
                                      at risk, and renewing within 60 days or late already
  folio ls arr:100k.. idle:30d.. not +paused
                                      large, silent, and not paused
  folio ls -w 'pri:1 or due:overdue'  as one argument, where the shell has its own idea of ( ) < >
  folio ls --view 'at risk'           a view: `folio view ls` lists them
  folio ls --limit 20                 the first twenty
  folio ls --sort arr- --columns account,arr,why
                                      the largest first, with three columns
  folio ls --all                      also those snoozed or dealt with today, as the last
  folio ls stage:churned              those who left: listed for no other filter, for they have no stake
  folio ls --json=account,stake       two fields of each, as JSON

The README lists the fields of a filter.")]
pub struct LsArgs {
    /// Which
    #[command(flatten)]
    pub which: Where,
    /// How the list is laid out
    #[command(flatten)]
    pub arranging: Arranging,
    /// At most so many
    #[arg(short, long, value_name = "N")]
    pub limit: Option<u32>,
    /// Also those snoozed or dealt with today
    #[arg(short, long)]
    pub all: bool,
}

/// What every amount and day of a list is told against.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Today.
    pub today: Day,
    /// The home currency.
    pub home: Currency,
    /// Money at stake in the whole book, home minor units.
    pub stake: i64,
}

impl Frame {
    /// The frame of a desk, with its ranking brought to today.
    pub fn of(desk: &Desk) -> Result<Frame, Failure> {
        let ranking = desk.freshen()?;
        Ok(Frame { today: desk.now().today, home: desk.measure().rates.home, stake: ranking.totals.stake })
    }
}

/// Lists accounts.
pub fn ls(args: &LsArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let table = listed(args, desk, shell)?;
    shell.table(&table)
}

/// The accounts asked for, as people or as programs read them.
pub fn listed(args: &LsArgs, desk: &Desk, shell: &mut Shell) -> Result<Table, Failure> {
    records(&[], &Frame { today: Day::MIN, home: Currency::USD, stake: 0 }).check(&shell.look)?;
    let frame = Frame::of(desk)?;
    let arranged = args.arranging.of(desk, ListKind::Accounts, args.which.view.as_deref())?;
    let query = Query::Accounts {
        filter: args.which.filter(desk, ListKind::Accounts)?,
        hidden: if args.all { Hidden::Last } else { Hidden::Out },
        limit: fetched(args.limit, &arranged),
    };
    let mut lines = match desk.fetch(&query)? {
        Answer::Lines(found) => found.accounts,
        _ => Vec::new(),
    };
    if let Some(sort) = arranged.sort {
        order::accounts(&mut lines, sort);
        cut(&mut lines, args.limit);
    }
    if lines.is_empty() {
        let hidden = if args.all { "" } else { "; `--all` lists those snoozed and dealt with too" };
        shell.voice.hint(&args.which.nothing("account", hidden));
    }
    let (people, records) = (|| people(&lines, &frame), || records(&lines, &frame));
    Ok(if shell.is_page() { chosen(&arranged, people(), records) } else { chosen(&arranged, records(), people) })
}

/// Accounts as people read them.
pub fn people(lines: &[AccountLine], frame: &Frame) -> Table {
    let columns = vec![
        Column::new("stake", "STAKE").figures(),
        Column::new("share", "SHARE").figures().dropped(1),
        Column::new("account", "ACCOUNT").cut_to(16),
        Column::new("arr", "ARR").figures().dropped(5),
        Column::new("health", "HLT"),
        Column::new("decides", "DECIDES").figures().dropped(4),
        Column::new("idle", "IDLE").figures().dropped(2),
        Column::new("why", "WHY").cut_to(28).dropped(3),
    ];
    let mut table = Table::new("folio.accounts/1", columns);
    for line in lines {
        table.push(vec![
            cells::money(line.stake, frame.home),
            Cell::word(share(line.stake, frame.stake).map(|share| format!("{share:.0}%")).unwrap_or_default()),
            Cell::word(&line.name),
            cells::money(line.arr, frame.home),
            cells::health(line.band, line.trend),
            line.day
                .map_or_else(Cell::none, |day| Cell::day(day, frame.today).painted(cells::nearness(day, frame.today))),
            idle(line, frame.today).map_or_else(|| Cell::word("never"), |days| Cell::word(format!("{days}d"))),
            Cell::word(standing(line, frame.today)),
        ]);
    }
    table
}

/// Why an account stands where it does; first that it is hidden, or pinned to its place, if it is.
fn standing(line: &AccountLine, today: Day) -> String {
    if line.dealt_on == Some(today) {
        return "dealt with today".to_owned();
    }
    match line.snoozed_until.filter(|until| *until > today) {
        Some(until) => format!("snoozed until {until}"),
        None if line.pin.is_some() => format!("pinned; {}", line.why),
        None => line.why.clone(),
    }
}

/// Accounts as programs read them.
pub fn records(lines: &[AccountLine], frame: &Frame) -> Table {
    let columns = [
        "stake",
        "account",
        "arr",
        "health",
        "band",
        "trend",
        "decides",
        "why",
        "idle_days",
        "share",
        "revenue",
        "loss_chance",
        "model_chance",
        "call",
        "call_on",
        "call_stale",
        "call_apart",
        "nearness",
        "term_end",
        "cancel_by",
        "locked",
        "last_touch",
        "open_tasks",
        "overdue_tasks",
        "starred",
        "pin",
        "snoozed_until",
        "dealt_on",
        "id",
    ];
    let mut table = Table::new("folio.accounts/1", columns.map(|key| Column::new(key, key)).to_vec());
    for line in lines {
        table.push(vec![
            cells::money(line.stake, frame.home),
            Cell::word(&line.name),
            cells::money(line.arr, frame.home),
            cells::count(line.health),
            cells::word(line.band.map(Band::word)),
            cells::word(line.trend.map(Trend::word)),
            cells::day(line.day),
            Cell::word(&line.why),
            cells::count(idle(line, frame.today)),
            share(line.stake, frame.stake).map_or_else(Cell::none, |share| decimal(share, 1)),
            cells::money(line.revenue, frame.home),
            decimal(line.p, 4),
            decimal(line.model, 4),
            cells::word(line.call.map(|call| call.level.word())),
            cells::day(line.call.map(|call| call.on)),
            cells::flag(line.call.is_some_and(|call| call.stale)),
            cells::flag(line.call.is_some_and(|call| call.apart)),
            decimal(line.t, 4),
            cells::day(line.end),
            cells::day(line.cancel_by),
            cells::flag(line.locked),
            cells::day(line.last_touch),
            Cell::count(line.open_tasks.into()),
            Cell::count(line.overdue_tasks.into()),
            cells::flag(line.starred),
            cells::word(line.pin.map(Pin::word)),
            cells::day(line.snoozed_until),
            cells::day(line.dealt_on),
            Cell::word(line.id.to_string()),
        ]);
    }
    table
}

/// Days since the last touch.
fn idle(line: &AccountLine, today: Day) -> Option<i32> {
    line.last_touch.map(|on| today.since(on).max(0))
}

/// Percent of the book's total.
fn share(stake: i64, total: i64) -> Option<f64> {
    (total > 0).then(|| stake as f64 / total as f64 * 100.0)
}

fn decimal(figure: f64, places: usize) -> Cell {
    let text = format!("{figure:.places$}");
    let number = text.parse::<f64>().map_or(serde_json::Value::Null, |number| json!(number));
    Cell::new(text.clone(), text, number)
}
