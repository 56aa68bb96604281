//! `folio why`: the arithmetic of one account's stake or one task's place, every term with its figure, input and money.

use crate::cli::accounts::Frame;
use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::look::{Format, Look};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::stake::why::Why;
use crate::domain::value::money::{Currency, short};
use crate::service::desk::Desk;
use crate::service::find::Found;
use crate::service::query::{Answer, Query};
use clap::Args;
use serde_json::{Value, json};

/// Arguments of `why`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Lines that stand at the left margin and carry money add up to the stake. Under them: what they are made of, each with \
its as-of day and the key of its weight in the config. At the end: what would change the stake most.

A task inherits the stake of its account; why shows its place in the queue: stake, day, priority.

EXAMPLES
  folio why globex          every term
  folio why 01KB3Q          a task's place, by the beginning of its id
  folio why task:globex     the task with `globex` in its title
  folio why globex --json   the same for a program")]
pub struct WhyArgs {
    /// An account or a task
    #[arg(value_name = "REF", required = true)]
    pub reference: Vec<String>,
}

/// Prints the arithmetic.
pub fn why(args: &WhyArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let home = Frame::of(desk)?.home;
    let query = match desk.find(&args.reference.join(" "))? {
        Found::Account(id) => Query::Why(id),
        Found::Task(id) => Query::WhyTask(id),
    };
    let (kind, id, name, why) = match desk.fetch(&query)? {
        Answer::Why(id, name, why) => ("account", id.to_string(), name, why),
        Answer::WhyTask(id, title, why) => ("task", id.to_string(), title, why),
        _ => return Ok(()),
    };
    match &shell.look.format {
        Format::Auto => shell.text(&page(&name, &why, home, &shell.look)?),
        Format::Json(_) | Format::Jsonl => shell.document("folio.why/1", document((kind, id), &name, &why, home)),
        _ => shell.table(&rows(&why, home)),
    }
}

fn page(name: &str, why: &Why, home: Currency, look: &Look) -> Result<String, Failure> {
    let mut page =
        format!("{}\n{}\n\n", look.painted(name, Paint::Bold), look.painted(&look.signs(&why.headline), Paint::None));
    let columns = vec![
        Column::new("money", "MONEY").figures(),
        Column::new("term", "TERM").cut_to(16),
        Column::new("figure", "FIGURE").cut_to(10),
        Column::new("note", "FROM").cut_to(16).dropped(1),
    ];
    let mut table = Table::new("folio.why/1", columns);
    for line in &why.lines {
        let indent = "  ".repeat(line.indent.into());
        let paint = if line.indent == 0 { Paint::Bold } else { Paint::None };
        table.push(vec![
            Cell::word(line.money.map(|minor| short(minor, home)).unwrap_or_default()).painted(paint),
            Cell::word(format!("{indent}{}", line.label)).painted(paint),
            Cell::word(look.signs(&line.figure)),
            Cell::word(look.signs(&line.note)).painted(Paint::Dim),
        ]);
    }
    let mut bytes = Vec::new();
    table.write(&mut bytes, look)?;
    page.push_str(&String::from_utf8_lossy(&bytes));
    if !why.levers.is_empty() {
        page = page + "\n" + &look.painted("WOULD CHANGE IT MOST", Paint::Dim) + "\n";
        for lever in why.levers.iter().take(5) {
            let change = signed(lever.change, home);
            page = page + &look.painted(&format!("{change:>6}  {}", lever.what), Paint::None) + "\n";
        }
    }
    Ok(page)
}

fn signed(minor: i64, home: Currency) -> String {
    if minor > 0 { format!("+{}", short(minor, home)) } else { short(minor, home) }
}

fn document((kind, id): (&'static str, String), name: &str, why: &Why, home: Currency) -> Vec<(&'static str, Value)> {
    let amount = |minor: i64| cells::money(minor, home).json().clone();
    let lines = why.lines.iter().map(|line| {
        json!({
            "level": line.indent,
            "term": line.label,
            "figure": line.figure,
            "note": line.note,
            "money": line.money.map(amount),
        })
    });
    let levers = why.levers.iter().map(|lever| json!({ "what": lever.what, "change": amount(lever.change) }));
    vec![
        (kind, json!(name)),
        ("id", json!(id)),
        ("headline", json!(why.headline)),
        ("terms", lines.collect()),
        ("levers", levers.collect()),
    ]
}

fn rows(why: &Why, home: Currency) -> Table {
    let columns = ["kind", "level", "term", "money", "figure", "note"];
    let mut table = Table::new("folio.why/1", columns.map(|key| Column::new(key, key)).to_vec());
    let money = |minor: Option<i64>| minor.map_or_else(Cell::none, |minor| cells::money(minor, home));
    for line in &why.lines {
        table.push(vec![
            Cell::word("term"),
            Cell::count(line.indent.into()),
            Cell::word(&line.label),
            money(line.money),
            Cell::word(&line.figure),
            Cell::word(&line.note),
        ]);
    }
    for lever in &why.levers {
        let what = Cell::word(&lever.what);
        table.push(vec![Cell::word("lever"), Cell::none(), what, money(Some(lever.change))]);
    }
    table
}
