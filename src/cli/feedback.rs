//! `folio feedback`: what customers said of us, in one line, and what is still open of it.

use crate::cli::act::{Dry, act};
use crate::cli::cells;
use crate::cli::contract::flags_first;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::phrase::date;
use crate::domain::phrase::feedback::parse;
use crate::domain::phrase::when::{DateOptions, Lean};
use crate::domain::value::day::{Moment, Now};
use crate::domain::value::milli::Milli;
use crate::service::desk::Desk;
use crate::service::feedback::Reply;
use crate::service::heard::Heard;
use crate::service::intent::Intent;
use clap::Args;
use serde_json::json;

/// Rows of an account that are listed.
const LISTED: u32 = 100;

/// Arguments of `feedback`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Without an account it lists what is open in the whole book, the oldest first; with one, all that it said. A line begins with \
nps, csat, ces, quote, complaint, request or reference; behind the first three stands the score: 9, 4/5, 80%. by:NAME says \
who, on:DAY when, scale:7..1 the worst and the best value, consent:yes that it may be quoted with the name, via:SOURCE where \
from. --answered and --resolved say what became of one.

EXAMPLES
  folio feedback                                       what somebody waits for
  folio feedback globex nps 9 by:dana great support
  folio feedback globex csat 4/5 on:fri
  folio feedback globex 'quote \"saved us a week\" by:dana consent:yes'
  folio feedback globex complaint exports time out
  folio feedback globex --answered exports
  folio feedback globex --resolved exports --on yesterday")]
pub struct FeedbackArgs {
    /// The account: a name, or an id
    #[arg(value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// What was said
    #[arg(value_name = "LINE", allow_hyphen_values = true)]
    pub line: Vec<String>,
    /// The feedback of these words or this id got its first answer
    #[arg(long, value_name = "WORDS", group = "act", requires = "account")]
    pub answered: Option<String>,
    /// It is settled
    #[arg(long, value_name = "WORDS", group = "act", requires = "account")]
    pub resolved: Option<String>,
    /// When that was
    #[arg(long, value_name = "DAY", requires = "act")]
    pub on: Option<String>,
    /// How
    #[command(flatten)]
    pub dry: Dry,
}

/// Lists feedback, writes some down, or says what became of one.
pub fn feedback(args: &FeedbackArgs, desk: &mut Desk, shell: &mut Shell) -> Result<(), Failure> {
    table(Scope::Book).check(&shell.look)?;
    flags_first(&args.line)?;
    let Some(reference) = &args.account else {
        let rows = desk.feedback_open()?;
        if rows.is_empty() {
            shell.voice.hint("nobody waits for an answer; `folio feedback ACCOUNT` lists what one said");
        }
        return list(&rows, Scope::Book, desk.now(), shell);
    };
    let account = desk.find_account(reference)?;
    let replies = [(&args.answered, Reply::Answered), (&args.resolved, Reply::Resolved)];
    let intent =
        if let Some((words, reply)) = replies.into_iter().find_map(|(name, reply)| Some((name.as_ref()?, reply))) {
            if !args.line.is_empty() {
                return Err(Failure::usage("an answer takes no line", "write what was said as a touch: folio touch"));
            }
            let at = args.on.as_deref().map(|day| moment(day, desk)).transpose()?;
            Intent::ReplyTo(vec![desk.find_feedback(account, words)?], reply, at)
        } else if args.line.is_empty() {
            let rows = desk.feedback(account, LISTED)?;
            if rows.is_empty() {
                shell.voice.hint("nothing is written down yet: nps 9 by:dana great support, behind the name");
            }
            return list(&rows, Scope::Account, desk.now(), shell);
        } else {
            let line = args.line.join(" ");
            parse(&line, desk.now().today, &desk.dates()).map_err(|error| Failure::line(&line, &error))?;
            Intent::AddFeedback(account, line)
        };
    let outcome = act(desk, shell, intent, args.dry)?;
    shell.made(outcome.made.as_deref(), args.dry)
}

/// The moment of a day as typed.
fn moment(text: &str, desk: &Desk) -> Result<Moment, Failure> {
    let (now, past) = (desk.now(), DateOptions { lean: Lean::Past, ..desk.dates() });
    let (when, _) = date::read(text, now.today, &past)
        .map_err(|error| Failure::usage(format!("{text:?}: {error}"), error.hint().to_owned()))?;
    Ok(desk.moment(when))
}

/// Whose feedback is listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Book,
    Account,
}

fn list(rows: &[Heard], scope: Scope, now: Now, shell: &mut Shell) -> Result<(), Failure> {
    let mut table = table(scope);
    rows.iter().for_each(|row| table.push(line(row, scope, now)));
    shell.table(&table)
}

fn line(heard: &Heard, scope: Scope, now: Now) -> Vec<Cell> {
    let row = &heard.row;
    let zone = now.zone;
    let day = |at: Option<Moment>| cells::day(at.map(|at| zone.day(at)));
    let state = if row.resolved.is_some() {
        Cell::word("resolved").painted(Paint::Dim)
    } else if row.is_open() {
        Cell::word(if row.answered.is_some() { "answered" } else { "open" })
    } else {
        Cell::none()
    };
    let score = row.scored().map_or_else(Cell::none, |score| {
        let plain = row.score.map(|score| score.to_string()).unwrap_or_default();
        Cell::new(score, plain, json!(row.score.map(Milli::value)))
    });
    let account = (scope == Scope::Book).then(|| Cell::word(&heard.account));
    let mut cells = vec![Cell::day(zone.day(row.at), now.today)];
    cells.extend(account);
    cells.extend([
        Cell::word(row.kind.word()),
        score,
        Cell::word(row.scale().to_string()),
        cells::word(Some(heard.by.as_str()).filter(|by| !by.is_empty())),
        state,
        Cell::text(&row.text),
        cells::flag(row.consent),
        day(row.answered),
        day(row.resolved),
        row.source.as_ref().map_or_else(Cell::none, Cell::text),
        Cell::word(row.id.to_string()),
    ]);
    cells
}

fn table(scope: Scope) -> Table {
    let mut columns = vec![
        Column::new("day", "SAID").figures(),
        Column::new("account", "ACCOUNT").cut_to(12),
        Column::new("kind", "KIND"),
        Column::new("score", "SCORE").figures(),
        Column::new("scale", "SCALE").dropped(6),
        Column::new("by", "BY").cut_to(8).dropped(3),
        Column::new("state", "STATE"),
        Column::new("text", "WORDS").cut_to(16),
        Column::new("consent", "QUOTE").dropped(5),
        Column::new("answered", "ANSWERED").figures().dropped(4),
        Column::new("resolved", "RESOLVED").figures().dropped(4),
        Column::new("source", "SOURCE").cut_to(8).dropped(6),
        Column::new("id", "ID").cut_to(10).dropped(2),
    ];
    if scope == Scope::Account {
        columns.retain(|column| column.key != "account");
    }
    Table::new("folio.feedback/1", columns)
}
