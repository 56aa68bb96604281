//! `folio call` and `folio calls`: the CSM's own call on a renewal beside the model's figure, and where the two disagree.

use crate::cli::accounts::Frame;
use crate::cli::act::{Dry, act};
use crate::cli::add::whole;
use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::cli::show_text as say;
use crate::domain::book::AccountLine;
use crate::domain::phrase::judgement;
use crate::domain::query::tree::Query as Filter;
use crate::domain::record::account::CallLevel;
use crate::domain::stake::loss::Call;
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::intent::Intent;
use crate::service::query::{AccountView, Answer, Hidden, Query};
use clap::Args;
use serde_json::{Value, json};

/// Arguments of `call`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
commit, likely, possible, at risk, lost; none takes it back. For 30 days it rules instead of the model, then it is a stale \
call and the model rules again: call_days in the config. The model's figure is shown beside it all the time.

EXAMPLES
  folio call globex                            the call, and what the model says
  folio call globex at risk -- budget frozen until the board meets
  folio call globex commit
  folio call globex none                       taken back
  folio calls                                  where calls and the model disagree")]
pub struct CallArgs {
    /// The account: a name, or an id
    #[arg(value_name = "ACCOUNT")]
    pub account: String,
    /// commit, likely, possible, at risk, lost; or none
    #[arg(value_name = "CALL", num_args = 0..)]
    pub level: Vec<String>,
    /// Why, behind `--`
    #[arg(value_name = "WHY", last = true, requires = "level")]
    pub why: Vec<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Arguments of `calls`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
The farther apart in money, the higher: what is at stake by the call, and what would be by the model. Filters know calls too: \
call:at-risk, call:apart, call:stale, call:none.

EXAMPLES
  folio calls                 where call and model disagree, and calls that are stale
  folio calls --all           every call
  folio ls call:none renew:..60d
                              renewing soon, and no call made
  folio calls --json")]
pub struct CallsArgs {
    /// Also those that agree
    #[arg(short, long)]
    pub all: bool,
}

/// Shows the call on an account, or makes it.
pub fn call(args: &CallArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    let account = desk.find_account(&args.account)?;
    if args.level.is_empty() {
        desk.freshen()?;
        let Answer::Account(view) = desk.fetch(&Query::Account(account, 0))? else { return Ok(()) };
        let model = format!("the model says {:.0} %", view.stake.loss.model * 100.0);
        let said = say::call(&view).unwrap_or_else(|| format!("no call; {model}"));
        if shell.is_for_programs() {
            return shell.document("folio.call/1", document(&view));
        }
        return shell.text(&format!("{}: {}\n", view.account.name.shown(), shown(&said)));
    }
    let line = whole(&args.level, &args.why);
    let said = judgement::call(&line).map_err(|error| Failure::line(&line, &error))?;
    let call = said.level.map(|level| (level, said.why));
    act(desk, shell, Intent::Call(vec![account], call), args.dry).map(drop)
}

/// The call on an account for programs.
fn document(view: &AccountView) -> Vec<(&'static str, Value)> {
    let loss = &view.stake.loss;
    vec![
        ("id", json!(view.account.id.to_string())),
        ("account", json!(view.account.name.shown())),
        ("call", json!(view.account.call.map(CallLevel::word))),
        ("call_chance", json!(loss.call.map(|call| call.p))),
        ("call_stale", json!(loss.call.map(|call| call.stale))),
        ("model_chance", json!(loss.model)),
        ("says", json!(say::call(view).map(|said| shown(&said).into_owned()))),
    ]
}

/// Lists calls.
pub fn calls(args: &CallsArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    table(&[], None).check(&shell.look)?;
    let frame = Frame::of(desk)?;
    let query = Query::Accounts { filter: Filter::default(), hidden: Hidden::Last, limit: u32::MAX };
    let Answer::Lines(found) = desk.fetch(&query)? else { return Ok(()) };
    let called = found.accounts.iter().filter_map(|line| Some((line, line.call?)));
    let mut rows: Vec<(&AccountLine, Call)> = called.filter(|(_, call)| args.all || call.apart || call.stale).collect();
    rows.sort_by_key(|(line, call)| std::cmp::Reverse(between(line, *call).abs()));
    if rows.is_empty() {
        let hint =
            if args.all { "no call yet: folio call ACCOUNT \"at risk\" -- why" } else { "calls and model agree" };
        shell.voice.hint(hint);
    }
    shell.table(&table(&rows, Some(&frame)))
}

/// Money between the two: what the call puts at stake more than the model, home minor units.
fn between(line: &AccountLine, call: Call) -> i64 {
    (line.revenue as f64 * (call.p - line.model) * line.t).round() as i64
}

fn table(rows: &[(&AccountLine, Call)], frame: Option<&Frame>) -> Table {
    let columns = vec![
        Column::new("account", "ACCOUNT").cut_to(16),
        Column::new("call", "CALL"),
        Column::new("call_chance", "LOSS").figures(),
        Column::new("model_chance", "MODEL").figures(),
        Column::new("between", "BETWEEN").figures().dropped(2),
        Column::new("on", "CALLED").figures().dropped(1),
        Column::new("stale", "").dropped(3),
        Column::new("apart", "").dropped(4),
        Column::new("id", "ID").cut_to(10).dropped(5),
    ];
    let mut table = Table::new("folio.calls/1", columns);
    let Some(frame) = frame else { return table };
    for (line, call) in rows {
        let percent =
            |p: f64| Cell::new(format!("{:.0}%", p * 100.0), format!("{p:.4}"), json!((p * 1e4).round() / 1e4));
        let flag = |is: bool, word: &str| Cell::new(if is { word } else { "" }, if is { "yes" } else { "" }, json!(is));
        table.push(vec![
            Cell::word(&line.name),
            Cell::word(call.level.word()),
            percent(call.p),
            percent(line.model),
            cells::money(between(line, *call), frame.home),
            Cell::day(call.on, frame.today),
            flag(call.stale, "stale").painted(Paint::Yellow),
            flag(call.apart, "apart"),
            Cell::word(line.id.to_string()),
        ]);
    }
    table
}
