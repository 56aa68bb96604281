//! `folio today`: the morning in about fifteen lines. Reads the head of the book and nothing else.

use crate::cli::accounts::{self, Frame};
use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::notify::Urgent;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::look::{Format, Look};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::cli::{renewals, tasks};
use crate::domain::book::{AccountLine, Book, DecisionLine, TaskLine, Totals};
use crate::domain::stake::health::Band;
use crate::domain::value::day::Day;
use crate::domain::value::day_text::weekday_day;
use crate::domain::value::id::TaskId;
use crate::domain::value::money::short;
use crate::domain::value::text;
use crate::service::desk::Desk;
use clap::Args;
use serde_json::{Value, json};

/// Days ahead of which decisions are told in the morning.
const AHEAD: i32 = 30;

/// Arguments of `today`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
What is most at stake, what was promised for today or before, what is decided within 30 days.

EXAMPLES
  folio today               the morning in about fifteen lines
  folio today --limit 30    more of it
  folio today | grep task   one line a row, full values between tabs, the kind first
  folio today --notify      only what cannot wait, and nothing on a quiet day: for cron and timers
  folio today --now 2026-11-27   what Friday will look like")]
pub struct TodayArgs {
    /// Rows in all: half for accounts, the rest for tasks and renewals
    #[arg(short, long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
    /// Say what cannot wait, in a headline and a few lines; say nothing when that is nothing
    #[arg(long)]
    pub notify: bool,
}

/// Prints the morning.
pub fn today(args: &TodayArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    if args.notify {
        return notify(args, desk, shell);
    }
    let book = desk.load_book(args.limit.saturating_mul(3))?;
    let totals = book.ranking.map(|ranking| ranking.totals).unwrap_or_default();
    let frame = Frame { today: desk.now().today, home: desk.measure().rates.home, stake: totals.stake };
    let morning = Morning::of(&book, args.limit as usize, frame.today);
    let heading = heading(desk, &book, &frame);
    match &shell.look.format {
        Format::Auto => {
            shell.text(&page(&morning, &desk.short_ids(&morning.ids())?, &heading, &frame, &shell.look)?)?;
        }
        Format::Json(_) => shell.document("folio.today/1", document(&morning, &totals, book.loose_overdue, &frame))?,
        _ => shell.report(&rows(&morning, &frame))?,
    }
    shell.listed(rows(&morning, &frame).len())
}

/// Says what cannot wait, in lines for people and programs alike.
fn notify(args: &TodayArgs, desk: &Desk, shell: &Shell) -> Result<(), Failure> {
    let today = desk.now().today;
    let urgent = Urgent::of(desk)?;
    if urgent.is_empty() {
        return shell.listed(0);
    }
    let (headline, lines) = (urgent.headline(today), urgent.lines(today, args.limit as usize));
    match &shell.look.format {
        Format::Json(_) | Format::Jsonl => {
            let parts = vec![("day", json!(today.to_string())), ("headline", json!(headline)), ("lines", json!(lines))];
            shell.document("folio.notify/1", parts)
        }
        _ => shell.text(&format!("{headline}\n{}\n", lines.join("\n"))),
    }
}

/// The rows of a morning.
#[derive(Clone, Debug)]
struct Morning {
    accounts: Vec<AccountLine>,
    tasks: Vec<TaskLine>,
    decisions: Vec<DecisionLine>,
}

impl Morning {
    fn ids(&self) -> Vec<TaskId> {
        self.tasks.iter().map(|task| task.id).collect()
    }

    /// Half of the rows for accounts, a third of the rest for renewals; what a list does not need, accounts take.
    fn of(book: &Book, limit: usize, today: Day) -> Morning {
        let tasks = book.tasks.order().iter().filter_map(|id| book.tasks.line(*id)).cloned();
        let tasks: Vec<TaskLine> = tasks.filter(|task| task.due.is_some_and(|due| due <= today)).collect();
        let decisions = book.decisions.order().iter().filter_map(|id| book.decisions.line(*id)).cloned();
        let decisions: Vec<DecisionLine> =
            decisions.filter(|decision| !decision.locked && decision.day.since(today) <= AHEAD).collect();
        let rest = limit - limit.div_ceil(2);
        let renewals = decisions.len().min(rest.div_ceil(3));
        let tasks: Vec<TaskLine> = tasks.into_iter().take(rest - renewals).collect();
        let accounts = book.accounts.order().iter().filter_map(|id| book.accounts.line(*id)).cloned();
        let accounts = accounts.take(limit - renewals - tasks.len()).collect();
        Morning { accounts, tasks, decisions: decisions.into_iter().take(renewals).collect() }
    }
}

/// The morning as people read it, under its heading: what day it is, and the totals.
fn page(
    morning: &Morning,
    ids: &[String],
    heading: &(String, String),
    frame: &Frame,
    look: &Look,
) -> Result<String, Failure> {
    let mut page = fitted(look, &heading.0, &heading.1).into_bytes();
    let bare = Look { header: Some(false), ..look.clone() };
    accounts::people(&morning.accounts, frame).write(&mut page, look)?;
    if !morning.tasks.is_empty() {
        page.extend(format!("\n{}\n", look.painted("PROMISED BY TODAY", Paint::Dim)).into_bytes());
        tasks::people(&morning.tasks, ids, frame).write(&mut page, &bare)?;
    }
    if !morning.decisions.is_empty() {
        let heading = format!("DECIDED WITHIN {AHEAD} DAYS");
        page.extend(format!("\n{}\n", look.painted(&heading, Paint::Dim)).into_bytes());
        renewals::people(&morning.decisions, frame).write(&mut page, &bare)?;
    }
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// The day and time, and the totals.
fn heading(desk: &Desk, book: &Book, frame: &Frame) -> (String, String) {
    let now = desk.now();
    let totals = book.ranking.map(|ranking| ranking.totals).unwrap_or_default();
    let day = format!("{} {}", weekday_day(now.today, now.today), now.zone.clock(now.at));
    (day, headline(&totals, book.loose_overdue, frame))
}

/// The book's totals, the least needed last: what does not fit the line is cut.
fn headline(totals: &Totals, loose: u32, frame: &Frame) -> String {
    let overdue = totals.overdue_tasks.saturating_add(loose.into());
    let amount = |minor| short(minor, frame.home);
    format!(
        "{} accounts  {} at stake  {} overdue  {} decide<{AHEAD}d  {} red  {} idle>30d  {} {} ARR",
        totals.accounts,
        amount(totals.stake),
        overdue,
        totals.deciding,
        totals.red,
        totals.idle,
        amount(totals.arr),
        frame.home
    )
}

/// A line that ends before the first figure that has no room.
fn fitted(look: &Look, head: &str, rest: &str) -> String {
    let room = look.columns().saturating_sub(text::width(head) + 2);
    let mut kept = String::new();
    for part in rest.split("  ") {
        let gap = if kept.is_empty() { "" } else { "  " };
        if text::width(&kept) + gap.len() + text::width(part) > room {
            break;
        }
        kept = kept + gap + part;
    }
    format!("{}  {kept}\n", look.painted(head, Paint::Bold))
}

/// The morning as one document: totals, and the rows as `ls`, `tasks` and `renewals` give them.
fn document(morning: &Morning, totals: &Totals, loose: u32, frame: &Frame) -> Vec<(&'static str, Value)> {
    let amount = |minor: i64| cells::money(minor, frame.home).json().clone();
    vec![
        ("day", json!(frame.today.to_string())),
        (
            "totals",
            json!({
                "accounts": totals.accounts,
                "arr": amount(totals.arr),
                "stake": amount(totals.stake),
                "red": totals.red,
                "yellow": totals.yellow,
                "overdue_tasks": totals.overdue_tasks.saturating_add(loose.into()),
                "deciding_30d": totals.deciding,
                "idle_30d": totals.idle,
            }),
        ),
        ("accounts", Value::Array(accounts::records(&morning.accounts, frame).items())),
        ("tasks", Value::Array(tasks::records(&morning.tasks, Some(frame)).items())),
        ("renewals", Value::Array(renewals::records(&morning.decisions, frame.home).items())),
    ]
}

/// The morning as rows of one shape, the kind of each first.
fn rows(morning: &Morning, frame: &Frame) -> Table {
    let columns = ["kind", "day", "account", "what", "money", "band", "id"];
    let mut table = Table::new("folio.today/1", columns.map(|key| Column::new(key, key)).to_vec());
    for line in &morning.accounts {
        table.push(vec![
            Cell::word("account"),
            cells::day(line.day),
            Cell::word(&line.name),
            Cell::word(&line.why),
            cells::money(line.stake, frame.home),
            cells::word(line.band.map(Band::word)),
            Cell::word(line.id.to_string()),
        ]);
    }
    for line in &morning.tasks {
        table.push(vec![
            Cell::word("task"),
            cells::day(line.due),
            Cell::word(&line.account_name),
            Cell::word(&line.title),
            cells::money(line.score, frame.home),
            Cell::none(),
            Cell::word(line.id.to_string()),
        ]);
    }
    for line in &morning.decisions {
        table.push(vec![
            Cell::word("renewal"),
            cells::day(Some(line.day)),
            Cell::word(&line.account_name),
            Cell::word(renewals::what(line)),
            cells::money(line.revenue, frame.home),
            cells::word(line.band.map(Band::word)),
            Cell::word(line.id.account.to_string()),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::stand;
    use crate::domain::value::text::width;

    fn shot(columns: u16, limit: usize) -> String {
        let (_folder, desk) = stand::desk();
        let book = desk.load_book(30).unwrap();
        let frame = Frame::of(&desk).unwrap();
        let morning = Morning::of(&book, limit, frame.today);
        let ids = desk.short_ids(&morning.ids()).unwrap();
        let heading = heading(&desk, &book, &frame);
        page(&morning, &ids, &heading, &frame, &stand::terminal(columns)).unwrap()
    }

    #[test]
    fn the_morning_on_80_columns() {
        insta::assert_snapshot!(shot(80, 10), @r"
        Tue 24 Nov 09:02  57 accounts  912k at stake  8 overdue  13 decide<30d  6 red
        STAKE  ACCOUNT               ARR  HLT      DECIDES  WHY
          33k  Atlas Cold Chain     503k  G=           29d  pinned; growth Three-year f…
         227k  Corvane Insurance …  234k  R-           -8d  notice received, promise 1d…
         154k  Northvale Logistics  312k  R-   21 Jan 2027  champion left, health 41, u…
         125k  Kestrel Health Sys…  268k  R-           26d  health 47, NPS 3, health do…
          66k  Volta Mobilität       72k  R-           34d  own call lost, model 78%, c…

        PROMISED BY TODAY
                -1d  1  Written answer to the n…  Corvane Insurance …            01M6RFC
                -5d  1  Call Dana (CFO) about p…  Northvale Logistics  moved 2x  01M5FJ
        today 15:00  1  Send ROI one-pager with…  Northvale Logistics            01M7AK

        DECIDED WITHIN 30 DAYS
        Mon 16 Nov  Corvane Insurance Group     234k   227k  R-   notice given  talking
        Wed 18 Nov  Østerby Shipping             69k   5.6k  Y=   term end      quoted
        ");
    }

    #[test]
    fn fits_any_width() {
        for columns in [30, 40, 60, 100, 160, 250] {
            let page = shot(columns, 30);
            assert!(page.lines().all(|line| width(line) <= columns.into()), "{columns}:\n{page}");
        }
    }
}
