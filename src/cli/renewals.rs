//! `folio renewals`: decisions to come, by the day on which the customer has to make up its mind.

use crate::cli::accounts::Frame;
use crate::cli::arranging::{Arranging, chosen, cut};
use crate::cli::cells;
use crate::cli::choose::Where;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::look::Look;
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::arrange::arrangement::Arrangement;
use crate::domain::arrange::order;
use crate::domain::book::DecisionLine;
use crate::domain::phrase::period::Period;
use crate::domain::record::view::ListKind;
use crate::domain::stake::health::{Band, Trend};
use crate::domain::value::day::Day;
use crate::domain::value::day_text;
use crate::domain::value::money::{Currency, short};
use crate::service::desk::Desk;
use crate::service::query::{Answer, Query};
use clap::Args;

/// Arguments of `renewals`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
A contract that renews by itself is decided on its cancel-by day, any other on the last day of its term. Late ones, \
past their day without an outcome, come first.

EXAMPLES
  folio renewals                  late ones and those of the next 90 days
  folio renewals --days 30        the next month only
  folio renewals --month 2026-12  those of one month
  folio renewals stage:none       those that nobody has started
  folio renewals health:red arr:100k.. --days 180
                                  large ones in the red of half a year
  folio renewals --sort revenue- --limit 5
                                  the five largest
  folio renewals --csv > q.csv    for a spreadsheet")]
pub struct RenewalsArgs {
    /// Which
    #[command(flatten)]
    pub which: Where,
    /// How the list is laid out
    #[command(flatten)]
    pub arranging: Arranging,
    /// At most so many
    #[arg(short, long, value_name = "N")]
    pub limit: Option<u32>,
    /// Late ones and those of so many days ahead
    #[arg(short, long, value_name = "N", default_value_t = 90, value_parser = clap::value_parser!(i32).range(0..=36_500))]
    pub days: i32,
    /// Those of one month: 2026-12
    #[arg(short, long, value_name = "MONTH", conflicts_with = "days", value_parser = month)]
    pub month: Option<Period>,
}

fn month(text: &str) -> Result<Period, String> {
    let day: Result<Day, _> = format!("{text}-01").parse();
    let found = day.ok().map(Day::ymd).and_then(|(year, month, _)| Period::month(year, month));
    found.ok_or_else(|| "write a month as 2026-12".to_owned())
}

/// Lists decisions to come.
pub fn renewals(args: &RenewalsArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let found = found(args, desk, shell)?;
    if !shell.is_page() {
        return shell.table(&found.records());
    }
    shell.text(&page(&found.lines, &found.frame, &found.when, &found.arranged, &shell.look)?)?;
    shell.listed(found.lines.len())
}

/// The decisions asked for, as programs read them.
pub fn listed(args: &RenewalsArgs, desk: &Desk, shell: &mut Shell) -> Result<Table, Failure> {
    Ok(found(args, desk, shell)?.records())
}

/// What was asked for, and how it is laid out.
struct Decisions {
    lines: Vec<DecisionLine>,
    frame: Frame,
    when: String,
    arranged: Arrangement,
}

impl Decisions {
    fn records(&self) -> Table {
        chosen(&self.arranged, records(&self.lines, self.frame.home), || people(&self.lines, &self.frame))
    }
}

fn found(args: &RenewalsArgs, desk: &Desk, shell: &mut Shell) -> Result<Decisions, Failure> {
    records(&[], Currency::USD).check(&shell.look)?;
    let frame = Frame::of(desk)?;
    let (from, to, when) = match args.month {
        Some(month) => (month.first, month.last, month.first.date().format("%B %Y").to_string()),
        None => (Day::MIN, frame.today.plus_days(args.days), format!("next {}d", args.days)),
    };
    let arranged = args.arranging.of(desk, ListKind::Renewals, args.which.view.as_deref())?;
    let query = Query::Decisions { from, to, filter: args.which.filter(desk, ListKind::Renewals)? };
    let mut lines = match desk.fetch(&query)? {
        Answer::Lines(found) => found.decisions,
        _ => Vec::new(),
    };
    if let Some(sort) = arranged.sort {
        order::decisions(&mut lines, sort);
    }
    cut(&mut lines, args.limit);
    if lines.is_empty() {
        shell.voice.hint(&args.which.nothing("decision", &format!(" ({when})")));
    }
    Ok(Decisions { lines, frame, when, arranged })
}

/// The list under its totals.
fn page(
    lines: &[DecisionLine],
    frame: &Frame,
    when: &str,
    arranged: &Arrangement,
    look: &Look,
) -> Result<String, Failure> {
    if lines.is_empty() {
        return Ok(String::new());
    }
    let sum = |amount: fn(&DecisionLine) -> i64| {
        short(lines.iter().fold(0_i64, |sum, line| sum.saturating_add(amount(line))), frame.home)
    };
    let heading = format!(
        "{when}: {} decision{}  {} {}  {} at stake",
        lines.len(),
        if lines.len() == 1 { "" } else { "s" },
        sum(|line| line.revenue),
        frame.home,
        sum(|line| line.stake)
    );
    let mut page = format!("{}\n", look.painted(&heading, Paint::Bold)).into_bytes();
    chosen(arranged, people(lines, frame), || records(lines, frame.home)).write(&mut page, look)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// Decisions as people read them.
pub fn people(lines: &[DecisionLine], frame: &Frame) -> Table {
    let columns = vec![
        Column::new("decides", "DECIDES"),
        Column::new("account", "ACCOUNT").cut_to(Column::NAME),
        Column::new("revenue", "REVENUE").figures(),
        Column::new("stake", "STAKE").figures().dropped(4),
        Column::new("health", "HLT"),
        Column::new("what", "WHAT").dropped(3),
        Column::new("stage", "STAGE").dropped(2),
        Column::new("next_step", "NEXT").cut_to(12).dropped(1),
    ];
    let mut table = Table::new("folio.renewals/1", columns);
    for line in lines {
        table.push(vec![
            Cell::word(day_text::weekday_day(line.day, frame.today)).painted(cells::nearness(line.day, frame.today)),
            Cell::word(&line.account_name),
            cells::money(line.revenue, frame.home),
            cells::money(line.stake, frame.home),
            cells::health(line.band, line.trend),
            Cell::word(what(line)),
            cells::word(line.stage.as_deref()),
            Cell::word(&line.next_step),
        ]);
    }
    table
}

/// What falls on a decision's day, in a word or two.
pub fn what(line: &DecisionLine) -> &'static str {
    if line.notice {
        "notice given"
    } else if line.locked {
        "locked in"
    } else if line.cancel_by == Some(line.day) {
        "cancel-by"
    } else if line.assumed {
        "anniversary"
    } else {
        "term end"
    }
}

/// Decisions as programs read them.
pub fn records(lines: &[DecisionLine], home: Currency) -> Table {
    let columns = [
        "decides",
        "account",
        "revenue",
        "stake",
        "band",
        "trend",
        "what",
        "term_end",
        "cancel_by",
        "locked",
        "assumed",
        "notice",
        "stage",
        "next_step",
        "account_id",
        "renewal_id",
    ];
    let mut table = Table::new("folio.renewals/1", columns.map(|key| Column::new(key, key)).to_vec());
    for line in lines {
        table.push(vec![
            Cell::word(line.day.to_string()),
            Cell::word(&line.account_name),
            cells::money(line.revenue, home),
            cells::money(line.stake, home),
            cells::word(line.band.map(Band::word)),
            cells::word(line.trend.map(Trend::word)),
            Cell::word(what(line)),
            Cell::word(line.end.to_string()),
            cells::day(line.cancel_by),
            cells::flag(line.locked),
            cells::flag(line.assumed),
            cells::flag(line.notice),
            cells::word(line.stage.as_deref()),
            Cell::word(&line.next_step),
            Cell::word(line.id.account.to_string()),
            cells::word(line.id.renewal().map(|id| id.to_string())),
        ]);
    }
    table
}
