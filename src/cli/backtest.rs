//! `folio backtest`: how well the ranking would have told who leaves, on the book's own history or on a file.

use crate::cli::backtest_json::document;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::exit::Exit;
use crate::cli::print::look::{Format, Look};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::settled::path_text;
use crate::cli::shell::Shell;
use crate::cli::stats::{period, say};
use crate::domain::headway::{Headway, Stage};
use crate::domain::stake::backtest::bootstrap::Estimate;
use crate::domain::stake::backtest::case::Source;
use crate::domain::stake::backtest::disagreement::{Disagreement, Nearer};
use crate::domain::stake::backtest::fit::{LEAST, config_lines};
use crate::domain::stake::backtest::lift::{Lift, Of, PARTS};
use crate::domain::stake::backtest::report::Report;
use crate::domain::stake::backtest::sort::Sort;
use crate::domain::stake::backtest::words::{caveats, percent, points, surprised, verdicts};
use crate::domain::value::day::Day;
use crate::domain::value::money::short;
use crate::service::backtest::{Asked, SEED};
use crate::service::backtest_set::SetRead;
use crate::service::desk::Desk;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Surprises and disagreements that a page shows.
const ROWS: usize = 10;
/// Hundredths of the list at which a page tells the gain.
const GAIN: [usize; 8] = [5, 10, 20, 30, 40, 50, 70, 90];

/// Arguments of `backtest`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Ranks the book as it was known on earlier days and holds that against the ARR that went in the 120 days after. Weeks \
with a snapshot are read off it; folio takes one when it first runs in a week. Others are rebuilt from dated facts. A \
lift is claimed only where its interval excludes none. With 50 or more decided renewals --fit prints weights for the \
config. A FILE of accounts as they stood on one day, with a column that says who left, is tested instead of the book, \
which it does not touch.

EXAMPLES
  folio backtest                                  the last three years
  folio backtest --from 2025-01-01 --to 2025-12-31
  folio backtest --period 2025                    the same
  folio backtest --fit                            weights for [stake.signals] of the config, in place of those there
  folio backtest --json                           the whole gain curve, every interval
  folio backtest churn.csv --as-of 2026-01-01     a file with who left
  folio backtest churn.csv --as-of 2026-01-01 --outcome exited")]
pub struct BacktestArgs {
    /// Accounts as they stood on one day, with who left: CSV
    #[arg(value_name = "FILE", requires = "as_of")]
    pub file: Option<PathBuf>,
    /// Lists of the days of a period: 2025, 2025-Q3, last-year, DAY..DAY
    #[arg(short, long, value_name = "PERIOD", conflicts_with_all = ["from", "to", "file"])]
    pub period: Option<String>,
    /// The first day on which a list may be
    #[arg(long, value_name = "DAY", conflicts_with = "file")]
    pub from: Option<Day>,
    /// The last day on which a list may be
    #[arg(long, value_name = "DAY", conflicts_with = "file")]
    pub to: Option<Day>,
    /// The day that the rows of FILE are of
    #[arg(long, value_name = "DAY", requires = "file")]
    pub as_of: Option<Day>,
    /// The column of FILE that says who left
    #[arg(long, value_name = "COLUMN", requires = "file")]
    pub outcome: Option<String>,
    /// Print the weights that the history bears out, as lines of the config
    #[arg(long)]
    pub fit: bool,
    /// The seed of the redraws behind the intervals
    #[arg(long, value_name = "NUMBER", default_value_t = SEED)]
    pub seed: u64,
}

/// Prints how well the ranking would have done.
pub fn backtest(args: &BacktestArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let bar = shell.watch(desk);
    let found = reckon(args, desk);
    drop(bar);
    let (report, read) = found?;
    if let Some(read) = &read {
        tell(read, shell);
    }
    if args.fit {
        return fit(&report, shell);
    }
    match &shell.look.format {
        Format::Auto => shell.text(&page(&report, &shell.look)?),
        Format::Json(_) | Format::Jsonl => shell.document("folio.backtest/1", document(&report)),
        _ => shell.table(&flat(&report)),
    }
}

fn reckon(args: &BacktestArgs, desk: &Desk) -> Result<(Report, Option<SetRead>), Failure> {
    let headway = desk.headway();
    let tell: &mut dyn FnMut(u32, u32) = &mut |done, all| step(&headway, done, all);
    if let (Some(path), Some(day)) = (&args.file, args.as_of) {
        let bytes = std::fs::read(path).map_err(|why| {
            Failure::new(Exit::Failed, format!("{}: {why}", path_text(path)), "name a CSV file that can be read")
        })?;
        let found = desk.backtest_file(&bytes, (day, args.outcome.as_deref(), args.seed), tell);
        let (report, read) = found.map_err(|error| Failure::from(error).at(&path_text(path)))?;
        return Ok((report, Some(read)));
    }
    let named = args.period.as_deref().map(|text| period(text, desk)).transpose()?;
    let (from, to) = named.map_or((args.from, args.to), |period| (Some(period.first), Some(period.last)));
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        return Err(Failure::usage(format!("{from} is after {to}"), "write the earlier day behind --from"));
    }
    Ok((desk.backtest(Asked { from, to, seed: args.seed }, tell)?, None))
}

/// Tells whoever watches how far the lists are.
fn step(headway: &Headway, done: u32, all: u32) {
    if done >= all {
        return headway.end();
    }
    headway.begin(Stage::Testing, all.into());
    headway.add(done.into());
}

fn tell(read: &SetRead, shell: &mut Shell) {
    shell.voice.say(&format!("{} accounts; read: {}", read.accounts, read.read.join(", ")));
    if !read.unread.is_empty() {
        shell.voice.say(&format!("not read: {}", read.unread.join(", ")));
    }
    if let Some((line, why)) = read.rejects.first() {
        let more = read.rejects.len() - 1;
        let more = if more > 0 { format!(", and {more} more lines") } else { String::new() };
        shell.voice.warn(&format!("left out: line {line} {why}{more}"));
    }
}

fn fit(report: &Report, shell: &mut Shell) -> Result<(), Failure> {
    if !report.is_calibrated() {
        let message = format!(
            "uncalibrated: {} renewals were decided on these lists, and {LEAST} are needed for weights",
            report.calibration.decided
        );
        return Err(Failure::new(Exit::Refused, message, "the weights of the config stay as they are"));
    }
    if report.weights.is_empty() {
        let message = "no signal spoke before some decisions and was silent before others: there is nothing to weigh";
        return Err(Failure::new(Exit::Refused, message, "import health, usage, contacts or touches with their days"));
    }
    let head = format!(
        "# From {} decisions of {} to {}: w = ln odds ratio, smoothed by 1/2, times N / (N + 50).\n# A test of these on \
         the same history flatters them. Put them in the place of the same keys of the config.\n",
        report.calibration.decided,
        report.looks.first().map(|look| look.day.to_string()).unwrap_or_default(),
        report.looks.last().map(|look| look.day.to_string()).unwrap_or_default()
    );
    shell.text(&(head + &config_lines(&report.weights)))
}

fn page(report: &Report, look: &Look) -> Result<String, Failure> {
    let mut page = String::new();
    say(&mut page, &heading(report), Paint::Bold, look);
    let verdict = if report.held.is_lift() { Paint::Green } else { Paint::Yellow };
    for (at, text) in verdicts(report).iter().enumerate() {
        say(&mut page, text, if at == 0 { verdict } else { Paint::None }, look);
    }
    let mut add = |title: &str, table: &Table| -> Result<(), Failure> {
        if table.is_empty() {
            return Ok(());
        }
        page.push('\n');
        say(&mut page, title, Paint::Bold, look);
        let mut bytes = Vec::new();
        table.write(&mut bytes, look)?;
        page.push_str(&String::from_utf8_lossy(&bytes));
        Ok(())
    };
    add("CAUGHT IN THE UPPER TENTH AND FIFTH", &captures(report))?;
    add("POINTS MORE THAN A SIMPLER ORDER, UPPER FIFTH, WITH 95% INTERVALS (* A LIFT)", &lifts(report))?;
    add("GAIN: HELD BY THE UPPER PART OF THE LIST", &gain(report))?;
    add("CHANCES AND WHAT CAME OF THEM", &bins(report))?;
    add("SURPRISES", &surprises(report))?;
    add("YOUR CALLS AGAINST THE MODEL", &calls(report))?;
    page.push('\n');
    say(&mut page, &brier(report), Paint::None, look);
    say(&mut page, &surprised(report), Paint::None, look);
    for line in caveats(report) {
        say(&mut page, &line, Paint::Dim, look);
    }
    Ok(page)
}

fn heading(report: &Report) -> String {
    let money = |minor: i64| short(minor, report.home);
    let days = match (report.looks.first(), report.looks.last()) {
        (Some(first), Some(last)) if first.day < last.day => format!("{} to {}", first.day, last.day),
        (Some(only), _) => only.day.to_string(),
        _ => String::new(),
    };
    let taken = report.looks.iter().filter(|look| look.source == Source::Taken).count();
    let lists = match report.looks.len() {
        1 => "1 list".to_owned(),
        count => format!("{count} lists"),
    };
    format!(
        "{lists} of {days}, {taken} of them snapshots: {} of {} accounts lost ARR, {} of {} {}",
        report.losers(),
        report.cases(),
        money(report.lost()),
        money(report.revenue),
        report.home
    )
}

fn brier(report: &Report) -> String {
    let found = &report.calibration;
    match (found.brier, found.flat) {
        (Some(brier), Some(flat)) => {
            let word = if report.is_calibrated() { "" } else { "; uncalibrated" };
            format!("Brier score {brier:.3} over {} decisions; the mean chance for all {flat:.3}{word}.", found.decided)
        }
        _ => "No decision fell in these days: there is no Brier score; uncalibrated.".to_owned(),
    }
}

fn share(found: &Estimate) -> Cell {
    let (value, low, high) = (round(found.value), round(found.low), round(found.high));
    let range = format!("{} {:>3}-{}", percent(found.value), (found.low * 100.0).round(), percent(found.high));
    Cell::new(range, format!("{value}"), json!({ "share": value, "low": low, "high": high }))
}

/// Four places: nobody measures a book finer.
fn round(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}

fn captures(report: &Report) -> Table {
    let columns = vec![
        Column::new("order", "ORDER"),
        Column::new("accounts_10", "ACCOUNTS 10%").figures(),
        Column::new("revenue_10", "ARR 10%").figures(),
        Column::new("accounts_20", "ACCOUNTS 20%").figures().dropped(1),
        Column::new("revenue_20", "ARR 20%").figures(),
    ];
    let mut table = Table::new("folio.backtest/1", columns);
    for sort in Sort::ALL {
        let mut row = vec![Cell::new(sort.label(), sort.word(), json!(sort.word()))];
        for part in PARTS {
            let held = report.held.captures.iter().find(|held| held.sort == sort && (held.part - part).abs() < 1e-9);
            row.extend(held.into_iter().flat_map(|held| [share(&held.accounts), share(&held.revenue)]));
        }
        if row.len() > PARTS.len() {
            table.push(row);
        }
    }
    table
}

/// Every figure in a line of its own, with its interval.
fn flat(report: &Report) -> Table {
    let columns = ["figure", "value", "low", "high"].map(|key| Column::new(key, key));
    let mut table = Table::new("folio.backtest/1", columns.to_vec());
    let mut line = |figure: String, value: String, range: Option<(f64, f64)>| {
        let end = |of: f64| Cell::word(round(of).to_string());
        let (low, high) = range.map_or_else(|| (Cell::none(), Cell::none()), |(low, high)| (end(low), end(high)));
        table.push(vec![Cell::word(figure), Cell::word(value), low, high]);
    };
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    for of in [Of::Accounts, Of::Revenue] {
        line(format!("lift_{}", of.word()), yes(report.held.claims(of)), None);
    }
    line("calibrated".to_owned(), yes(report.is_calibrated()), None);
    for (figure, count) in [
        ("lists", report.looks.len()),
        ("accounts", report.cases()),
        ("lost_accounts", report.losers()),
        ("decisions", report.calibration.decided),
        ("losses", report.surprise.losses),
        ("surprises", report.surprise.surprises),
    ] {
        line(figure.to_owned(), count.to_string(), None);
    }
    let scores = [("brier", report.calibration.brier), ("brier_of_mean", report.calibration.flat)];
    for (figure, score) in scores {
        line(figure.to_owned(), score.map_or_else(|| "n/a".to_owned(), |score| round(score).to_string()), None);
    }
    for held in &report.held.captures {
        let part = (held.part * 100.0).round();
        for (of, found) in [(Of::Accounts, held.accounts), (Of::Revenue, held.revenue)] {
            let figure = format!("{}_{}_{part}", held.sort.word(), of.word());
            line(figure, round(found.value).to_string(), Some((found.low, found.high)));
        }
    }
    for lift in &report.held.lifts {
        let part = (lift.part * 100.0).round();
        let figure = format!("{}_over_{}_{}_{part}", lift.sort.word(), lift.against.word(), lift.of.word());
        line(figure, round(lift.more.value).to_string(), Some((lift.more.low, lift.more.high)));
    }
    table
}

/// One order against another in a row: of revenue and of accounts.
fn lifts(report: &Report) -> Table {
    let columns = vec![
        Column::new("order", "ORDER"),
        Column::new("against", "AGAINST"),
        Column::new("revenue", "ARR").figures(),
        Column::new("accounts", "ACCOUNTS").figures(),
    ];
    let mut table = Table::new("folio.backtest/1", columns);
    let of_fifth = |of: Of| report.held.lifts.iter().filter(move |lift| lift.of == of && lift.part > 0.15);
    let cell = |lift: &Lift| {
        if lift.claimed {
            Cell::word(format!("* {}", points(lift))).painted(Paint::Green)
        } else {
            Cell::word(points(lift))
        }
    };
    for (revenue, accounts) in of_fifth(Of::Revenue).zip(of_fifth(Of::Accounts)) {
        let (order, against) = (Cell::word(revenue.sort.label()), Cell::word(revenue.against.label()));
        table.push(vec![order, against, cell(revenue), cell(accounts)]);
    }
    table
}

fn gain(report: &Report) -> Table {
    const KEYS: [(&str, &str); 8] = [
        ("p5", "5%"),
        ("p10", "10%"),
        ("p20", "20%"),
        ("p30", "30%"),
        ("p40", "40%"),
        ("p50", "50%"),
        ("p70", "70%"),
        ("p90", "90%"),
    ];
    let mut columns = vec![Column::new("of", "OF")];
    columns.extend(KEYS.map(|(key, label)| Column::new(key, label).figures()));
    let mut table = Table::new("folio.backtest/1", columns);
    if report.curve.is_empty() {
        return table;
    }
    let mut line = |name: &str, of: &dyn Fn(usize) -> Option<f64>| {
        let mut row = vec![Cell::word(name)];
        row.extend(GAIN.iter().map(|at| of(*at).map_or_else(Cell::none, |share| Cell::word(percent(share)))));
        table.push(row);
    };
    line("ARR that went", &|at| report.curve.get(at).map(|share| share.revenue));
    line("  largest ARR first", &|at| report.plain.get(at).map(|share| share.revenue));
    line("accounts", &|at| report.curve.get(at).map(|share| share.accounts));
    table
}

fn bins(report: &Report) -> Table {
    let columns = vec![
        Column::new("chance", "CHANCE"),
        Column::new("decisions", "DECISIONS").figures(),
        Column::new("said", "SAID").figures(),
        Column::new("came", "CAME").figures(),
    ];
    let mut table = Table::new("folio.backtest/1", columns);
    if report.calibration.decided == 0 {
        return table;
    }
    let cell = |share: Option<f64>| share.map_or_else(|| Cell::word("n/a"), |share| Cell::word(percent(share)));
    for bin in &report.calibration.bins {
        let range = format!("{:.0}-{:.0}%", bin.from * 100.0, (bin.from + 0.2) * 100.0);
        let count = i64::try_from(bin.count).unwrap_or(i64::MAX);
        table.push(vec![Cell::word(range), Cell::count(count), cell(bin.said), cell(bin.came)]);
    }
    table
}

fn surprises(report: &Report) -> Table {
    let columns = vec![
        Column::new("day", "DAY"),
        Column::new("account", "ACCOUNT").cut_to(Column::NAME),
        Column::new("lost", "LOST").figures(),
        Column::new("stood", "STOOD 90 DAYS BEFORE").figures(),
    ];
    let mut table = Table::new("folio.backtest/1", columns);
    for row in report.surprise.rows.iter().take(ROWS) {
        let place = row.place.map(|place| format!("{} from the top", percent(place))).unwrap_or_default();
        table.push(vec![
            Cell::word(row.day.to_string()),
            Cell::word(&row.name),
            Cell::word(short(row.lost, report.home)),
            Cell::word(place),
        ]);
    }
    table
}

fn calls(report: &Report) -> Table {
    let columns = vec![
        Column::new("day", "DAY"),
        Column::new("account", "ACCOUNT").cut_to(Column::NAME),
        Column::new("call", "CALL"),
        Column::new("model", "MODEL").figures(),
        Column::new("came", "CAME"),
        Column::new("nearer", "NEARER"),
    ];
    let mut table = Table::new("folio.backtest/1", columns);
    for row in report.disagreements.iter().take(ROWS) {
        table.push(vec![
            Cell::word(row.day.to_string()),
            Cell::word(&row.name),
            Cell::word(format!("{} {}", row.call.0, percent(row.called))),
            Cell::word(percent(row.model)),
            Cell::word(came(row, report)),
            Cell::word(nearer(row)),
        ]);
    }
    table
}

fn came(row: &Disagreement, report: &Report) -> String {
    match row.lost {
        None => "open".to_owned(),
        Some(0) => "stayed".to_owned(),
        Some(lost) => format!("lost {}", short(lost, report.home)),
    }
}

fn nearer(row: &Disagreement) -> &'static str {
    match row.nearer() {
        None => "",
        Some(Nearer::Call) => "you",
        Some(Nearer::Model) => "the model",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_goes_as_far_as_the_lists() {
        let headway = Headway::default();
        step(&headway, 3, 8);
        let reached = headway.reached().unwrap();
        assert_eq!((reached.stage, reached.done, reached.all), (Stage::Testing, 3, 8));
        step(&headway, 8, 8);
        assert!(headway.reached().is_none());
    }

    /// A second table of that name is none that loads.
    #[test]
    fn nobody_is_told_to_put_weights_behind_a_config() {
        use clap::Args;
        let help = BacktestArgs::augment_args(clap::Command::new("backtest")).render_long_help().to_string();
        assert!(help.contains("--fit") && !help.contains(">>"), "{help}");
    }
}
