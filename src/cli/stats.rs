//! `folio stats`: the figures of a period, each with the basis that it is reckoned on.

use crate::cli::accounts::Frame;
use crate::cli::cells;
use crate::cli::failure::Failure;
use crate::cli::print::cell::{Cell, Column};
use crate::cli::print::look::{Format, Look};
use crate::cli::print::paint::Paint;
use crate::cli::print::table::Table;
use crate::cli::shell::Shell;
use crate::domain::figure::period::{name, named};
use crate::domain::figure::retention::annual;
use crate::domain::figure::rules::ChurnDay;
use crate::domain::phrase::period::Period;
use crate::domain::record::target::{Metric, Target};
use crate::domain::value::money::{Currency, Rate, exact, short};
use crate::domain::value::text::{shown, width};
use crate::service::desk::Desk;
use crate::service::query::{Answer, Query};
use crate::service::stats::Stats;
use clap::Args;
use serde_json::{Value, json};

/// Arguments of `stats`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Every figure of revenue is of the accounts that paid at the start of the period, at the exchange rates of its first day; \
NPS, CSAT, CES and first answers are of what was said in the period, adoption is of its last day. Each says what it is \
reckoned on. A period that is not over is reckoned up to today. Without anything to reckon on it is `n/a`. \
The choices that change results are [figures] in the config.

EXAMPLES
  folio stats                     the last whole quarter
  folio stats --period 2026-Q4    a quarter; also 2026, 2026-11, last-year, 2026-01-01..2026-06-30
  folio stats --json              the same for a program, with every amount behind")]
pub struct StatsArgs {
    /// The period: 2026-Q4, 2026-11, 2026, last-quarter, this-year, DAY..DAY
    #[arg(short, long, value_name = "PERIOD", default_value = "last-quarter")]
    pub period: String,
}

/// The period that a person names.
pub fn period(text: &str, desk: &Desk) -> Result<Period, Failure> {
    named(text, desk.now().today, desk.dates().cut.fiscal).ok_or_else(|| {
        let message = format!("{:?} is no period", shown(text));
        Failure::usage(message, "write 2026-Q4, 2026-11, 2026, last-quarter, this-year or 2026-01-01..2026-03-31")
    })
}

/// Prints the figures of a period.
pub fn stats(args: &StatsArgs, desk: &Desk, shell: &mut Shell) -> Result<(), Failure> {
    let period = period(&args.period, desk)?;
    Frame::of(desk)?;
    let Answer::Stats(stats) = desk.fetch(&Query::Stats(period))? else { return Ok(()) };
    match &shell.look.format {
        Format::Auto => shell.text(&page(&stats, &shell.look)?),
        Format::Json(_) | Format::Jsonl => shell.document("folio.stats/1", document(&stats)),
        _ => shell.table(&table(&figures(&stats), &stats.targets, &shell.look)),
    }
}

/// A figure: its key, its name, its value and what it is reckoned on.
struct Figure {
    key: &'static str,
    label: &'static str,
    value: Option<Kind>,
    basis: String,
}

#[derive(Clone, Copy)]
enum Kind {
    Share(f64),
    Amount(i64, Currency),
    /// With so many decimals, and a sign where that says more.
    Plain(f64, usize, bool),
}

impl Figure {
    fn share(key: &'static str, label: &'static str, value: Option<f64>, basis: String) -> Figure {
        Figure { key, label, value: value.map(Kind::Share), basis }
    }

    fn shown(&self) -> String {
        match self.value {
            None => "n/a".to_owned(),
            Some(Kind::Share(share)) => format!("{:.1}%", share * 100.0),
            Some(Kind::Amount(minor, home)) => short(minor, home),
            Some(Kind::Plain(figure, decimals, true)) => format!("{figure:+.decimals$}"),
            Some(Kind::Plain(figure, decimals, false)) => format!("{figure:.decimals$}"),
        }
    }

    fn json(&self) -> Value {
        match self.value {
            None => Value::Null,
            Some(Kind::Share(figure) | Kind::Plain(figure, ..)) => json!((figure * 1e6).round() / 1e6),
            Some(Kind::Amount(minor, home)) => cells::money(minor, home).json().clone(),
        }
    }
}

fn figures(stats: &Stats) -> Vec<Figure> {
    let (kept, rules) = (&stats.retention, &stats.rules);
    let money = |minor: i64| short(minor, stats.home);

    let yearly = |rate: Option<f64>| match rate.and_then(|rate| annual(rate, kept.days())) {
        Some(rate) if !matches!(kept.days(), 365 | 366) => format!("; {:.1}% a year", rate * 100.0),
        _ => String::new(),
    };
    let mut found = vec![
        Figure::share(
            "nrr",
            "NRR",
            kept.nrr(),
            format!("{} of {} at start, {} accounts", money(kept.end), money(kept.start), kept.accounts),
        ),
        Figure::share("grr", "GRR", kept.grr(), format!("{} kept, clipped account by account", money(kept.kept))),
        Figure::share(
            "revenue_churn",
            "revenue churn",
            kept.revenue_churn(),
            format!("churn and contraction of {}{}", money(kept.start), yearly(kept.revenue_churn())),
        ),
        Figure::share(
            "churned",
            "  churn",
            kept.churned_share(),
            format!("{} left with customers", money(kept.churned)),
        ),
        Figure::share(
            "contracted",
            "  contraction",
            kept.contracted_share(),
            format!("{} less at customers that stayed", money(kept.contracted)),
        ),
        Figure::share(
            "logo_churn",
            "logo churn",
            kept.logo_churn(),
            format!("{} of {} accounts{}", kept.lost, kept.accounts, yearly(kept.logo_churn())),
        ),
    ];
    found.extend(renewals(stats));
    let basis = match &stats.clv {
        Some(clv) => format!(
            "{} an account x {:.0}% margin {}",
            money(clv.arpa),
            rules.gross_margin * 100.0,
            if clv.capped {
                format!("x {:.1} years, for none was lost", clv.years)
            } else {
                format!("/ {:.1}% churn a year", clv.churn * 100.0)
            }
        ),
        None => "no account paid at the start".to_owned(),
    };
    let value = stats.clv.map(|clv| Kind::Amount(clv.value, stats.home));
    found.push(Figure { key: "clv", label: "CLV", value, basis });
    found.extend(voice(stats));
    found
}

/// What customers said and use.
fn voice(stats: &Stats) -> Vec<Figure> {
    let (said, response) = (&stats.voice.satisfaction, &stats.voice.response);
    let plain = |key, label, value: Option<f64>, decimals, sign, basis: String| Figure {
        key,
        label,
        value: value.map(|value| Kind::Plain(value, decimals, sign)),
        basis,
    };
    let (nps, csat) = (said.nps, said.csat);
    let ces = said.ces.map_or("nobody was asked".to_owned(), |ces| {
        let answers = ces.answers;
        format!("mean of {answers} answers on {}, worst to best", ces.scale)
    });
    let told = |(share, accounts): (Option<f64>, usize), what: &str| match share {
        Some(_) => format!("{what}, {accounts} accounts"),
        None => format!("{what}: known of no account"),
    };
    let hours = stats.rules.response_hours;
    let wait = match response.overdue {
        0 => String::new(),
        1 => "; 1 waits longer".to_owned(),
        many => format!("; {many} wait longer"),
    };
    vec![
        plain(
            "nps",
            "NPS",
            nps.score(),
            0,
            true,
            format!(
                "{} promoters, {} passives, {} detractors of {} answers",
                nps.promoters,
                nps.passives,
                nps.detractors,
                nps.answers()
            ),
        ),
        Figure::share(
            "csat",
            "CSAT",
            csat.top_two(),
            format!("{} of {} answers among the best two of five", csat.satisfied, csat.answers),
        ),
        plain("csat_mean", "  mean", csat.mean(), 2, false, "on 1..5".to_owned()),
        plain("ces", "CES", said.ces.map(|ces| ces.mean()), 2, false, ces),
        Figure::share(
            "adoption",
            "adoption",
            stats.voice.adoption.0,
            told(stats.voice.adoption, "seats used of bought"),
        ),
        Figure::share(
            "active",
            "  active",
            stats.voice.active.0,
            told(stats.voice.active, "active users of seats used"),
        ),
        plain(
            "response_hours",
            "first answer, hours",
            response.median(),
            1,
            false,
            format!("median of {} answered of {} who asked", response.answered(), response.asked),
        ),
        Figure::share(
            "response_on_time",
            "  in time",
            response.on_time(),
            format!("{} answered within {hours} h{wait}", response.within),
        ),
        plain(
            "resolved",
            "  resolved",
            (response.asked > 0).then(|| f64::from(response.resolved)),
            0,
            false,
            format!("of {} who asked", response.asked),
        ),
    ]
}

fn renewals(stats: &Stats) -> Vec<Figure> {
    let rate = &stats.renewals;
    let money = |minor: i64| short(minor, stats.home);
    let left = match rate.unknown {
        0 => String::new(),
        count => format!("; {count} without an amount left out"),
    };
    let open = match rate.open {
        0 => String::new(),
        count => format!("; {count} open, {}, not renewed yet", money(rate.open_target)),
    };
    let due = if rate.only_losses {
        format!("of {} on due: the book records lost renewals alone", money(rate.target))
    } else {
        format!("of {} on due", money(rate.target))
    };
    vec![
        Figure::share(
            "renewal_gross_on_due",
            "renewal rate, gross",
            rate.gross_on_due(),
            format!("{} {due}{open}{left}", money(rate.kept)),
        ),
        Figure::share(
            "renewal_net_on_due",
            "renewal rate, net",
            rate.net_on_due(),
            format!("{} {due}", money(rate.signed)),
        ),
        Figure::share(
            "renewal_gross_of_all",
            "  of all, gross",
            rate.gross_of_all(),
            format!("of all contracts, {}; not due counts as kept", money(rate.all)),
        ),
        Figure::share("renewal_net_of_all", "  of all, net", rate.net_of_all(), "the same with growth".to_owned()),
        Figure::share("renewal_count", "  by count", rate.by_count(), format!("{} of {} due", rate.renewed, rate.due)),
    ]
}

/// What the cohort paid and pays in each currency; none where all of it is in the home currency.
fn originals(stats: &Stats) -> Option<String> {
    let found = &stats.retention.originals;
    let several = found.keys().any(|currency| *currency != stats.home);
    let told = |(currency, (start, end)): (&Currency, &(i64, i64))| {
        format!("{} to {} {currency}", short(*start, *currency), short(*end, *currency))
    };
    several.then(|| found.iter().map(told).collect::<Vec<_>>().join(", "))
}

/// What holds for all figures, in lines.
fn basis(stats: &Stats) -> Vec<String> {
    let (kept, rules) = (&stats.retention, &stats.rules);
    let rates: Vec<String> = kept.rates.iter().map(|(currency, rate)| format!("{currency} {}", told(*rate))).collect();
    let at = format!("exchange rates of {} for both ends", kept.period.first);
    let mut lines =
        vec![if rates.is_empty() { format!("{at}: none needed") } else { format!("{at}: {}", rates.join(", ")) }];
    if let Some(told) = originals(stats) {
        lines.push(format!("in their own currencies, start to end: {told}"));
    }
    lines.push(format!(
        "back within {} days = never left; revenue ends on {}; price changes {}",
        rules.gap_days,
        match rules.churn_day {
            ChurnDay::TermEnd => "the last day of the paid term",
            ChurnDay::Notice => "the day of notice",
        },
        if rules.price_rises { "count" } else { "do not count" }
    ));
    if kept.gained > 0 {
        let (count, revenue) = (kept.gained, short(kept.gained_revenue, stats.home));
        lines.push(format!("outside the cohort: {count} accounts came or came back, {revenue}"));
    }
    if stats.unsettled > 0 {
        let (count, revenue) = (stats.unsettled, short(stats.unsettled_revenue, stats.home));
        lines
            .push(format!("{count} contracts are past their end without an outcome, {revenue}: they count as running"));
    }
    let mut unrated: Vec<Currency> = kept.unrated.iter().chain(&stats.renewals.unrated).copied().collect();
    unrated.sort_unstable();
    unrated.dedup();
    if !unrated.is_empty() {
        let codes: Vec<&str> = unrated.iter().map(Currency::code).collect();
        lines.push(format!("left out for want of a rate on that day: {}", codes.join(", ")));
    }
    let told = figures(stats);
    let elsewhere = stats
        .targets
        .iter()
        .filter(|row| !told.iter().any(|figure| figure.key.parse::<Metric>().is_ok_and(|metric| metric == row.metric)));
    let elsewhere: Vec<String> = elsewhere.map(|row| format!("{} {}", row.metric, row.goal.told(row.metric))).collect();
    if !elsewhere.is_empty() {
        lines.push(format!("targets told by `folio review` and `folio forecast`: {}", elsewhere.join(", ")));
    }
    lines
}

fn told(rate: Rate) -> String {
    let text = format!("{}.{:09}", rate.0 / Rate::ONE.0, rate.0 % Rate::ONE.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn heading(stats: &Stats) -> String {
    let reckoned = stats.retention.period;
    let upto = if reckoned == stats.asked { String::new() } else { format!(", up to {}", reckoned.last) };
    format!(
        "{}{upto}: {} accounts, {} {} at its start",
        name(stats.asked, stats.fiscal),
        stats.retention.accounts,
        short(stats.retention.start, stats.home),
        stats.home
    )
}

fn page(stats: &Stats, look: &Look) -> Result<String, Failure> {
    let mut page = String::new();
    say(&mut page, &heading(stats), Paint::Bold, look);
    page.push('\n');
    let mut bytes = Vec::new();
    table(&figures(stats), &stats.targets, look).write(&mut bytes, look)?;
    page.push_str(&String::from_utf8_lossy(&bytes));
    page.push('\n');
    for line in basis(stats) {
        say(&mut page, &line, Paint::Dim, look);
    }
    Ok(page)
}

/// Adds a line to a page, broken where it is too long.
pub fn say(page: &mut String, line: &str, paint: Paint, look: &Look) {
    for line in wrapped(line, look.columns()) {
        page.push_str(&look.painted(&line, paint));
        page.push('\n');
    }
}

/// A line broken at its blanks; what goes on is set in.
fn wrapped(line: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in line.split(' ') {
        match lines.last_mut() {
            Some(last) if width(last) + 1 + width(word) <= columns => {
                last.push(' ');
                last.push_str(word);
            }
            Some(_) => lines.push(format!("  {word}")),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The target of a figure in the period, where there is one.
fn target<'a>(targets: &'a [Target], figure: &Figure) -> Option<&'a Target> {
    let metric: Metric = figure.key.parse().ok()?;
    targets.iter().find(|row| row.metric == metric)
}

fn table(figures: &[Figure], targets: &[Target], look: &Look) -> Table {
    let mut columns = vec![
        Column::new("figure", "FIGURE"),
        Column::new("value", "VALUE").figures(),
        Column::new("basis", "OF").cut_to(16).dropped(1),
    ];
    let has_targets = figures.iter().any(|figure| target(targets, figure).is_some());
    if has_targets {
        columns.insert(2, Column::new("target", "TARGET").figures());
    }
    let mut table = Table::new("folio.stats/1", columns);
    for figure in figures {
        let label = if look.format == Format::Auto { figure.label } else { figure.key };
        let plain = match figure.value {
            Some(Kind::Share(figure) | Kind::Plain(figure, ..)) => format!("{figure:.6}"),
            Some(Kind::Amount(minor, home)) => exact(minor, home),
            None => "n/a".to_owned(),
        };
        let mut row = vec![
            Cell::word(label),
            Cell::new(figure.shown(), plain, figure.json()).painted(Paint::Bold),
            Cell::word(&figure.basis).painted(Paint::Dim),
        ];
        if has_targets {
            let goal = target(targets, figure).map(|row| row.goal.told(row.metric));
            row.insert(2, cells::word(goal));
        }
        table.push(row);
    }
    table
}

fn document(stats: &Stats) -> Vec<(&'static str, Value)> {
    let amount = |minor: i64| cells::money(minor, stats.home).json().clone();
    let (kept, due) = (&stats.retention, &stats.renewals);
    let yearly = |rate: Option<f64>| rate.and_then(|rate| annual(rate, kept.days()));
    let figures = figures(stats);
    let one = |figure: &Figure| {
        let goal = target(&stats.targets, figure).map(|row| row.goal.told(row.metric));
        let shape = json!({ "value": figure.json(), "basis": figure.basis, "target": goal });
        (figure.key.to_owned(), shape)
    };
    let rates: serde_json::Map<String, Value> =
        kept.rates.iter().map(|(currency, rate)| (currency.to_string(), json!(told(*rate)))).collect();
    vec![
        (
            "period",
            json!({ "name": name(stats.asked, stats.fiscal), "first": kept.period.first.to_string(), "last": kept.period.last.to_string(), "whole": kept.period == stats.asked }),
        ),
        ("figures", Value::Object(figures.iter().map(one).collect())),
        ("yearly", json!({ "revenue_churn": yearly(kept.revenue_churn()), "logo_churn": yearly(kept.logo_churn()) })),
        (
            "cohort",
            json!({
                "accounts": kept.accounts,
                "lost": kept.lost,
                "start": amount(kept.start),
                "end": amount(kept.end),
                "kept": amount(kept.kept),
                "churned": amount(kept.churned),
                "contracted": amount(kept.contracted),
            }),
        ),
        (
            "originals",
            kept.originals
                .iter()
                .map(|(currency, (start, end))| {
                    let amount = |minor: &i64| cells::money(*minor, *currency).json().clone();
                    json!({ "currency": currency.to_string(), "start": amount(start), "end": amount(end) })
                })
                .collect(),
        ),
        ("outside", json!({ "accounts": kept.gained, "revenue": amount(kept.gained_revenue) })),
        (
            "renewals",
            json!({
                "due": due.due,
                "renewed": due.renewed,
                "open": due.open,
                "unknown": due.unknown,
                "target": amount(due.target),
                "kept": amount(due.kept),
                "signed": amount(due.signed),
                "open_target": amount(due.open_target),
                "all": amount(due.all),
            }),
        ),
        ("unsettled", json!({ "contracts": stats.unsettled, "revenue": amount(stats.unsettled_revenue) })),
        ("rates", Value::Object(rates)),
        (
            "settings",
            json!({
                "gap_days": stats.rules.gap_days,
                "churn_day": stats.rules.churn_day,
                "price_rises": stats.rules.price_rises,
                "gross_margin": stats.rules.gross_margin,
                "lifetime_years": stats.rules.lifetime_years,
                "response_hours": stats.rules.response_hours,
            }),
        ),
        ("basis", json!(basis(stats))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::stand;

    #[test]
    fn says_each_figure_with_its_basis() {
        let (_folder, desk) = stand::desk();
        let quarter = period("2026-Q3", &desk).unwrap();
        let Answer::Stats(stats) = desk.fetch(&Query::Stats(quarter)).unwrap() else { return };
        for columns in [40, 60, 80] {
            let shot = page(&stats, &stand::terminal(columns)).unwrap();
            assert!(shot.lines().all(|line| width(line) <= columns.into()), "{shot}");
        }
        insta::assert_snapshot!(page(&stats, &stand::terminal(80)).unwrap(), @r"
        2026-Q3: 55 accounts, 5.6M USD at its start

        FIGURE               VALUE  OF
        NRR                  97.3%  5.4M of 5.6M at start, 55 accounts
        GRR                  96.7%  5.4M kept, clipped account by account
        revenue churn         3.3%  churn and contraction of 5.6M; 12.3% a year
          churn               2.3%  126k left with customers
          contraction         1.0%  56k less at customers that stayed
        logo churn            3.6%  2 of 55 accounts; 13.7% a year
        renewal rate, gross  77.6%  629k of 811k on due
        renewal rate, net    80.5%  653k of 811k on due
          of all, gross      96.7%  of all contracts, 5.6M; not due counts as kept
          of all, net        97.2%  the same with growth
          by count           71.4%  5 of 7 due
        CLV                   595k  102k an account x 80% margin / 13.7% churn a year
        NPS                    +20  3 promoters, 6 passives, 1 detractors of 10 answers
        CSAT                 75.0%  3 of 4 answers among the best two of five
          mean                4.00  on 1..5
        CES                   5.00  mean of 3 answers on 1..7, worst to best
        adoption             71.2%  seats used of bought, 56 accounts
          active             85.3%  active users of seats used, 58 accounts
        first answer, hours   21.0  median of 16 answered of 17 who asked
          in time            52.9%  9 answered within 24 h; 1 waits longer
          resolved              16  of 17 who asked

        exchange rates of 2026-07-01 for both ends: CHF 1.13, CNY 0.14, EUR 1.08, GBP
          1.27, JPY 0.0067, NOK 0.092, SEK 0.095, TWD 0.031
        in their own currencies, start to end: 92k to 92k CHF, 1.8M to 1.8M CNY, 1.1M to
          1.1M EUR, 769k to 769k GBP, 70M to 62M JPY, 738k to 738k NOK, 540k to 540k
          SEK, 12M to 12M TWD, 2.1M to 2M USD
        back within 30 days = never left; revenue ends on the last day of the paid term;
          price changes count
        outside the cohort: 3 accounts came or came back, 127k
        ");
    }
}
