//! `folio forecast`: what the decisions of a period will bring, by category and weighted, and what changed in a week.

use crate::cli::accounts::Frame;
use crate::cli::cells;
use crate::cli::choose::Where;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::look::{Format, Look};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::cli::stats::{period, say};
use crate::domain::figure::forecast::{Forecast, ForecastChange, ForecastLine, ForecastSum};
use crate::domain::figure::period::name;
use crate::domain::record::renewal::{ForecastCategory, RenewalOutcome};
use crate::domain::record::view::ListKind;
use crate::domain::value::day::Zone;
use crate::domain::value::money::{Currency, Money, short};
use crate::domain::value::original::{by_currency, made_of};
use crate::service::desk::Desk;
use crate::service::forecast::Outlook;
use crate::service::query::{Answer, Query};
use clap::Args;
use serde_json::{Value, json};

/// Changes of the week that people are shown.
const SHOWN: usize = 10;

/// Arguments of `forecast`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Decisions by the end of their term. Each category holds the surer ones too: commit is what has come and what will come. \
Omitted decisions are in the target only. Weighted is each amount by its chance: that of the renewal, else one less the \
chance of loss of the ranking. Changes are told from the history of contracts and renewals, with today's ranking on both sides.

EXAMPLES
  folio forecast                     this quarter: sums by month, what changed in a week, each decision
  folio forecast --period 2027-Q1    another one; also 2027, 2027-02, next-quarter, 2026-12-01..2027-01-31
  folio forecast health:red arr:50k..
                                     of some accounts; --view NAME takes a saved view of renewals
  folio forecast --json              the same for a program
  folio forecast --csv > q4.csv      the decisions for a spreadsheet")]
pub struct ForecastArgs {
    /// Which decisions
    #[command(flatten)]
    pub which: Where,
    /// The period: 2026-Q4, 2026-11, 2026, next-quarter, DAY..DAY
    #[arg(short, long, value_name = "PERIOD", default_value = "this-quarter")]
    pub period: String,
}

/// Prints the forecast of a period.
pub fn forecast(args: &ForecastArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let period = period(&args.period, desk)?;
    Frame::of(desk)?;
    let filter = args.which.filter(desk, ListKind::Renewals)?;
    let Answer::Forecast(outlook) = desk.fetch(&Query::Forecast(period, filter))? else { return Ok(()) };
    if outlook.forecast.lines.is_empty() {
        shell.voice.hint(&args.which.nothing("decision", &format!(" ({})", name(period, outlook.fiscal))));
    }
    if !outlook.unrated.is_empty() {
        let codes: Vec<&str> = outlook.unrated.iter().map(Currency::code).collect();
        shell.voice.warn(&format!("amounts in {} count as nothing: they have no rate", codes.join(", ")));
    }
    match &shell.look.format {
        Format::Auto => shell.text(&page(&outlook, desk.now().zone, &shell.look)?),
        Format::Json(_) | Format::Jsonl => shell.document("folio.forecast/1", document(&outlook)),
        _ => shell.table(&lines(&outlook.forecast.lines, outlook.home, Reader::Program)),
    }
}

fn page(outlook: &Outlook, zone: Zone, look: &Look) -> Result<String, Failure> {
    let (found, home) = (&outlook.forecast, outlook.home);
    let heading = format!(
        "{}: {} decisions, {} {home} up for decision, {} weighted{}",
        name(found.total.period, outlook.fiscal),
        found.total.decisions,
        short(found.total.target, home),
        short(found.total.weighted, home),
        found.total.attainment().map(|part| format!(" ({:.0}%)", part * 100.0)).unwrap_or_default()
    );
    let mut page = String::new();
    say(&mut page, &heading, Paint::Bold, look);
    if let Some(goal) = outlook.goal(found.total.period) {
        let part = |amount: i64| format!("{:.0}%", amount as f64 * 100.0 / goal as f64);
        let signed = found.total.cumulative(ForecastCategory::Closed);
        let line = format!(
            "target {} {home}: {} signed ({}), {} weighted ({})",
            short(goal, home),
            short(signed, home),
            part(signed),
            short(found.total.weighted, home),
            part(found.total.weighted)
        );
        say(&mut page, &line, Paint::None, look);
    }
    if let Some(told) = as_paid(&found.lines, home) {
        say(&mut page, &told, Paint::None, look);
    }
    page.push('\n');
    section(&mut page, "", &sums(&all_sums(outlook), home), look)?;
    if outlook.then.is_some() {
        let all = outlook.changes.len();
        let shown = outlook.changes.get(..SHOWN).unwrap_or(&outlook.changes);
        let more = if all > SHOWN { format!(", the largest {SHOWN} of {all}") } else { String::new() };
        section(&mut page, &format!("CHANGED SINCE {}{more}", zone.day(outlook.since)), &changes(shown, home), look)?;
    } else {
        page.push('\n');
        say(&mut page, "no decision of this period was in the book a week ago: no changes to tell", Paint::Dim, look);
    }
    section(&mut page, "DECISIONS", &lines(&found.lines, home, Reader::Person), look)?;
    Ok(page)
}

/// What the totals are made of, where decisions are paid in several currencies.
fn as_paid(lines: &[ForecastLine], home: Currency) -> Option<String> {
    let due = made_of(lines.iter().flat_map(ForecastLine::target_paid), home)?;
    let weighted = made_of(weighted_paid(lines), home);
    let weighted = weighted.map(|told| format!("; weighted {told}")).unwrap_or_default();
    Some(format!("in their own currencies: due {due}{weighted}"))
}

/// The weighted amounts as they are paid, omitted ones apart.
fn weighted_paid<'a>(lines: impl IntoIterator<Item = &'a ForecastLine>) -> impl Iterator<Item = Money> {
    let counted = lines.into_iter().filter(|line| line.category != ForecastCategory::Omitted);
    counted.flat_map(ForecastLine::weighted_paid)
}

/// Adds a table under its title; nothing for an empty one.
fn section(page: &mut String, title: &str, table: &Table, look: &Look) -> Result<(), Failure> {
    if table.is_empty() {
        return Ok(());
    }
    if !title.is_empty() {
        page.push('\n');
        page.push_str(&look.painted(title, Paint::Dim));
        page.push('\n');
    }
    let mut bytes = Vec::new();
    table.write(&mut bytes, look)?;
    page.push_str(&String::from_utf8_lossy(&bytes));
    Ok(())
}

/// Months, quarters where there are several, the whole, and the whole as it was.
fn all_sums(outlook: &Outlook) -> Vec<(String, &ForecastSum)> {
    let found = &outlook.forecast;
    let mut rows: Vec<(String, &ForecastSum)> =
        found.months.iter().map(|sum| (name(sum.period, outlook.fiscal), sum)).collect();
    if rows.len() < 2 {
        rows.clear();
    }
    if found.quarters.len() > 1 {
        rows.extend(found.quarters.iter().map(|sum| (name(sum.period, outlook.fiscal), sum)));
    }
    rows.push(("all".to_owned(), &found.total));
    rows.extend(outlook.then.iter().map(|then| ("a week ago".to_owned(), &then.total)));
    rows
}

fn sums(rows: &[(String, &ForecastSum)], home: Currency) -> Table {
    let columns = vec![
        Column::new("period", "PERIOD"),
        Column::new("decisions", "DECISIONS").figures().dropped(2),
        Column::new("target", "DUE").figures(),
        Column::new("closed", "CLOSED").figures(),
        Column::new("commit", "COMMIT").figures(),
        Column::new("best_case", "BEST").figures(),
        Column::new("pipeline", "PIPELINE").figures(),
        Column::new("weighted", "WEIGHTED").figures(),
        Column::new("omitted", "OMITTED").figures().dropped(1),
    ];
    let mut table = Table::new("folio.forecast/1", columns);
    for (label, sum) in rows {
        let cumulative = |category| cells::money(sum.cumulative(category), home);
        table.push(vec![
            Cell::word(label),
            Cell::count(sum.decisions.into()),
            cells::money(sum.target, home),
            cumulative(ForecastCategory::Closed),
            cumulative(ForecastCategory::Commit),
            cumulative(ForecastCategory::BestCase),
            cumulative(ForecastCategory::Pipeline),
            cells::money(sum.weighted, home).painted(Paint::Bold),
            cells::money(sum.omitted, home),
        ]);
    }
    table
}

fn changes(rows: &[ForecastChange], home: Currency) -> Table {
    let columns = vec![
        Column::new("weighted", "WEIGHTED").figures(),
        Column::new("account", "ACCOUNT").cut_to(Column::NAME),
        Column::new("due", "DUE"),
        Column::new("what", "WHAT").cut_to(16),
    ];
    let mut table = Table::new("folio.forecast.changes/1", columns);
    for change in rows {
        let Some(line) = change.after.as_ref().or(change.before.as_ref()) else { continue };
        let delta = change.weighted();
        let sign = if delta > 0 { "+" } else { "" };
        table.push(vec![
            Cell::word(format!("{sign}{}", short(delta, home))),
            Cell::word(&line.account_name),
            Cell::word(line.due.to_string()),
            Cell::word(change.told(&|minor| short(minor, home))),
        ]);
    }
    table
}

/// For whom decisions are listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// Without ids.
    Person,
    /// With them.
    Program,
}

fn lines(rows: &[ForecastLine], home: Currency, reader: Reader) -> Table {
    let mut columns = vec![
        Column::new("due", "DUE"),
        Column::new("account", "ACCOUNT").cut_to(Column::NAME),
        Column::new("category", "CATEGORY"),
        Column::new("target", "TARGET").figures().dropped(3),
        Column::new("amount", "AMOUNT").figures(),
        Column::new("chance", "CHANCE").figures(),
        Column::new("weighted", "WEIGHTED").figures(),
        Column::new("says", "SAYS").dropped(1),
        Column::new("outcome", "OUTCOME").dropped(2),
    ];
    let foreign = rows.iter().any(|line| made_of(line.amount_paid(), home).is_some());
    match reader {
        Reader::Program => {
            let more = ["account_id", "renewal_id", "subscription_id", "originals"];
            columns.extend(more.map(|key| Column::new(key, key)));
        }
        // Beside the amount that it says again.
        Reader::Person if foreign => columns.insert(5, Column::new("originals", "PAID").figures().dropped(4)),
        Reader::Person => {}
    }
    let mut table = Table::new("folio.forecast/1", columns);
    for line in rows {
        let chance = (line.chance * 1e4).round() / 1e4;
        let mut row = vec![
            Cell::word(line.due.to_string()),
            Cell::word(&line.account_name),
            Cell::word(line.category.word()),
            cells::money(line.target, home),
            cells::money(line.amount, home),
            Cell::new(format!("{:.0}%", line.chance * 100.0), chance.to_string(), json!(chance)),
            cells::money(line.weighted(), home),
            Cell::word(line.says.word()),
            cells::word(line.outcome.map(RenewalOutcome::word)),
        ];
        if reader == Reader::Program {
            row.push(Cell::word(line.account.to_string()));
            row.push(cells::word(line.renewal.map(|id| id.to_string())));
            row.push(cells::word(line.subscription.map(|id| id.to_string())));
            row.push(originals(line));
        } else if foreign {
            row.insert(5, cells::word(made_of(line.amount_paid(), home)));
        }
        table.push(row);
    }
    table
}

/// The amount as it is paid, for programs: `158000.00 EUR`.
fn originals(line: &ForecastLine) -> Cell {
    let amounts = by_currency(line.amount_paid());
    let plain = amounts.iter().map(Money::to_string).collect::<Vec<_>>().join("; ");
    Cell::new(plain.clone(), plain, cells::originals(amounts))
}

fn document(outlook: &Outlook) -> Vec<(&'static str, Value)> {
    let (found, home) = (&outlook.forecast, outlook.home);
    let amount = |minor: i64| cells::money(minor, home).json().clone();
    let sum = |sum: &ForecastSum, of: &Forecast| {
        let within = |line: &&ForecastLine| (sum.period.first..=sum.period.last).contains(&line.due);
        let lines = || of.lines.iter().filter(within);
        json!({
            "period": name(sum.period, outlook.fiscal),
            "first": sum.period.first.to_string(),
            "last": sum.period.last.to_string(),
            "decisions": sum.decisions,
            "open": sum.open,
            "target": amount(sum.target),
            "closed": amount(sum.cumulative(ForecastCategory::Closed)),
            "commit": amount(sum.cumulative(ForecastCategory::Commit)),
            "best_case": amount(sum.cumulative(ForecastCategory::BestCase)),
            "pipeline": amount(sum.cumulative(ForecastCategory::Pipeline)),
            "omitted": amount(sum.omitted),
            "weighted": amount(sum.weighted),
            "originals": {
                "target": cells::originals(by_currency(lines().flat_map(ForecastLine::target_paid))),
                "amount": cells::originals(by_currency(lines().flat_map(ForecastLine::amount_paid))),
                "weighted": cells::originals(by_currency(weighted_paid(lines()))),
            },
            "attainment": sum.attainment(),
            "goal": outlook.goal(sum.period).map(&amount),
        })
    };
    let change = |change: &ForecastChange| {
        let line = change.after.as_ref().or(change.before.as_ref());
        json!({
            "account": line.map(|line| line.account_name.clone()),
            "renewal_id": line.and_then(|line| line.renewal).map(|id| id.to_string()),
            "what": change.told(&|minor| short(minor, home)),
            "weighted": amount(change.weighted()),
        })
    };
    vec![
        ("total", sum(&found.total, found)),
        ("months", found.months.iter().map(|part| sum(part, found)).collect()),
        ("quarters", found.quarters.iter().map(|part| sum(part, found)).collect()),
        ("since", json!(outlook.since.to_string())),
        ("then", outlook.then.as_ref().map_or(Value::Null, |then| sum(&then.total, then))),
        ("changes", outlook.changes.iter().map(change).collect()),
        ("decisions", Value::Array(lines(&found.lines, home, Reader::Program).items())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::stand;
    use crate::domain::book::DecisionId;
    use crate::domain::query::tree::Query as Filter;
    use crate::service::intent::Intent;

    #[test]
    fn shows_sums_changes_and_decisions() {
        let (_folder, mut desk) = stand::desk();
        let quarter = period("this-quarter", &desk).unwrap();
        let fetch = |desk: &Desk| match desk.fetch(&Query::Forecast(quarter, Filter::default())).unwrap() {
            Answer::Forecast(outlook) => outlook,
            _ => panic!("a forecast was asked for"),
        };
        let first = fetch(&desk);
        let line = first.forecast.lines.iter().find(|line| line.account_name.starts_with("Brightwell")).unwrap();
        let decision = DecisionId::new(line.account, line.renewal, line.subscription);
        desk.perform(Intent::RescheduleRenewal(decision, line.due, line.due.plus_days(40))).unwrap();
        let line = first.forecast.lines.iter().find(|line| line.account_name.starts_with("Kestrel")).unwrap();
        let decision = DecisionId::new(line.account, line.renewal, line.subscription);
        desk.perform(Intent::RescheduleRenewal(decision, line.due, line.due.plus_days(3))).unwrap();
        insta::assert_snapshot!(page(&fetch(&desk), Zone::UTC, &stand::terminal(80)).unwrap(), @r"
        2026-Q4: 14 decisions, 939k USD up for decision, 681k weighted (73%)
        in their own currencies: due 354k EUR, 2.4M JPY, 540k SEK, 489k USD; weighted
          262k EUR, 2.4M JPY, 378k SEK, 346k USD

        PERIOD      DECISIONS   DUE  CLOSED  COMMIT  BEST  PIPELINE  WEIGHTED  OMITTED
        2026-10             2  216k    187k    187k  187k      187k      187k        0
        2026-11             2  137k     68k     68k  137k      137k      116k        0
        2026-12            10  586k       0    141k  249k      582k      378k        0
        all                14  939k    255k    395k  573k      906k      681k        0
        a week ago         15  985k    255k    395k  573k      929k      683k        0

        CHANGED SINCE 2026-11-17
        WEIGHTED  ACCOUNT                 DUE         WHAT
           -2.3k  Brightwell Dental       2026-12-28  gone from this period
               0  Kestrel Health Systems  2026-12-23  due 2026-12-20 -> 2026-12-23

        DECISIONS
        DUE         ACCOUNT        CATEGORY   TARGET  AMOUNT      PAID  CHANCE  WEIGHTED
        2026-10-22  やまびこ食品   closed        16k     16k  2.4M JPY    100%       16k
        2026-10-30  Société Élec…  closed       200k    171k  158k EUR    100%      171k
        2026-11-13  Tessera Anal…  closed        68k     68k              100%       68k
        2026-11-18  Østerby Ship…  best-case     69k     69k   64k EUR     70%       48k
        2026-12-03  Larkspur Vet…  commit        14k     14k               86%       12k
        2026-12-07  Grönqvist By…  best-case     51k     51k  540k SEK     70%       36k
        2026-12-09  Pixel Foundr…  pipeline       9k      9k               94%      8.5k
        2026-12-09  Gold Coast S…  pipeline       8k      8k               93%      7.4k
        2026-12-12  Juniper Ridg…  commit        79k     84k               95%       80k
        2026-12-16  Pinecrest Pe…  commit        43k     43k               85%       37k
        2026-12-21  Nimbus Bikes   best-case     13k     13k   12k EUR     79%       10k
        2026-12-23  Kestrel Heal…  pipeline     268k    268k               50%      134k
        2026-12-23  Santa Marina…  pipeline      56k     48k   44k EUR     40%       19k
        2026-12-30  Delacroix & …  best-case     44k     44k   41k EUR     78%       35k
        ");
    }
}
