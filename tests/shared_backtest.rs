//! The backtest on real and invented books of others: it finds what is there, and claims nothing where nothing is.
//! Runs only where `FOLIO_SHARED_DATA` names the folder that holds them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use folio::config::settings::Settings;
use folio::domain::stake::backtest::lift::Of;
use folio::domain::stake::backtest::report::Report;
use folio::domain::stake::backtest::sort::Sort;
use folio::domain::stake::backtest::words::verdicts;
use folio::domain::value::day::{Day, Now, Zone};
use folio::domain::value::money::Currency;
use folio::service::backtest::{Asked, SEED};
use folio::service::desk::{Clock, Desk};
use folio::service::import::plan::{Options, Source};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn root() -> Option<PathBuf> {
    std::env::var_os("FOLIO_SHARED_DATA").map(PathBuf::from)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// An empty book on a day.
fn desk(today: &str) -> Desk {
    let now = Now::new(Zone::UTC.moment(day(today).date().and_hms_opt(9, 0, 0).unwrap()), Zone::UTC);
    Desk::in_memory(&Settings::default(), Clock::Fixed(now), "test").unwrap()
}

fn import(desk: &mut Desk, sources: &[(&str, Vec<u8>)]) {
    let sources: Vec<Source> =
        sources.iter().map(|(name, bytes)| Source { name: (*name).to_owned(), bytes: bytes.clone() }).collect();
    let (report, _) = desk.import(&sources, &Options::new(Currency::USD)).unwrap();
    assert!(report.written, "{}", report.lines().join("\n"));
}

fn tested(desk: &Desk, from: Option<&str>, to: Option<&str>) -> Report {
    let asked = Asked { from: from.map(day), to: to.map(day), seed: SEED };
    desk.backtest(asked, &mut |_, _| {}).unwrap()
}

fn tell(name: &str, report: &Report) {
    let (cases, losers) = (report.cases(), report.losers());
    println!("{name}: {} lists, {losers} of {cases} lost revenue", report.looks.len());
    for verdict in verdicts(report) {
        println!("  {verdict}");
    }
    for held in &report.held.captures {
        let (accounts, revenue) = (held.accounts, held.revenue);
        println!("  {:<21} {:.1} {accounts:?} {revenue:?}", held.sort.label(), held.part);
    }
    for weight in &report.weights {
        println!("  {} {} {:?}", weight.key, weight.weight, weight.odds);
    }
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "csv"));
    paths.sort();
    paths.iter().map(|path| (path.display().to_string(), std::fs::read(path).unwrap())).collect()
}

/// Nothing in this set predicts churn: a lift would be wrong.
#[test]
fn no_lift_where_nothing_predicts() {
    let Some(root) = root() else { return };
    let files = files(&root.join("ravenstack_saas"));
    let sources: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let mut desk = desk("2025-01-02");
    import(&mut desk, &sources);
    for (from, to) in [(None, None), (Some("2024-01-01"), Some("2024-07-01")), (Some("2024-07-01"), Some("2024-07-01"))]
    {
        let report = tested(&desk, from, to);
        tell("ravenstack", &report);
        assert!(report.losers() > 20, "{}", report.losers());
        assert!(!report.held.is_lift(), "{from:?} {to:?}");
    }
}

/// A month-to-month contract leaves far more often than one of years: its decision is always near.
#[test]
fn finds_contracts_by_the_month() {
    let Some(root) = root() else { return };
    let bytes = std::fs::read(root.join("telco_churn_ibm/Telco-Customer-Churn.csv")).unwrap();
    let desk = desk("2026-11-24");
    let (report, read) = desk.backtest_file(&bytes, (day("2026-01-01"), None, SEED), &mut |_, _| {}).unwrap();
    tell("telco", &report);
    assert_eq!((read.accounts, report.losers()), (7_043, 1_869));
    for of in [Of::Accounts, Of::Revenue] {
        assert!(report.held.claims(of), "{of:?}");
    }
}

/// A school's revenue stands at 0 once it has churned. Whatever stands there, the lists before are the same.
#[test]
fn reads_no_amount_of_after_the_event() {
    let Some(root) = root() else { return };
    let files = files(&root.join("edtech_renewals"));
    let sources: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let other: Vec<(&str, Vec<u8>)> = sources
        .iter()
        .map(|(name, bytes)| {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let edit = |line: &str| {
                let cells: Vec<&str> = line.split(',').collect();
                match cells.as_slice() {
                    [id, user, due, "churned", why, _, rest @ ..] => {
                        format!("{id},{user},{due},churned,{why},90000,{}", rest.join(","))
                    }
                    _ => line.to_owned(),
                }
            };
            (*name, text.lines().map(edit).collect::<Vec<_>>().join("\n").into_bytes())
        })
        .collect();
    assert_ne!(sources, other);
    let lists = |sources: &[(&str, Vec<u8>)]| {
        let mut desk = desk("2026-03-01");
        import(&mut desk, sources);
        ["2024-10-01", "2025-02-01", "2025-06-01", "2025-10-01"]
            .map(|on| desk.list_known_on(day(on)).unwrap())
            .map(|list| list.into_iter().map(|(name, stake, p)| (name, stake, (p * 1e9) as i64)).collect::<Vec<_>>())
    };
    let (before, after) = (lists(&sources), lists(&other));
    assert!(before.iter().all(|list| list.len() >= 8), "{:?}", before.iter().map(Vec::len).collect::<Vec<_>>());
    assert_eq!(before, after);
}

/// Who churned is told by renewals that name no contract and no amount: each took its part of what the school paid before.
#[test]
fn counts_what_churned_renewals_took() {
    let Some(root) = root() else { return };
    let files = files(&root.join("edtech_renewals"));
    let sources: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let mut desk = desk("2026-03-01");
    import(&mut desk, &sources);
    let report = tested(&desk, None, None);
    tell("edtech", &report);
    assert!(report.losers() >= 10 && report.lost() > 0, "{} lost {}", report.losers(), report.lost());
    assert!(report.looks.iter().all(|look| look.lost * 2 < report.revenue), "a part of it went");
}

/// Real behaviour: customers of a wholesaler, their purchases of each day as usage, their revenue of the year before as
/// ARR. A day without a purchase has no row.
fn retail() -> Option<Desk> {
    let folder = root()?.join("uci_retail_as_accounts");
    let read = |name: &str| {
        let mut reader = csv::Reader::from_path(folder.join(name)).unwrap();
        reader.records().map(Result::unwrap).collect::<Vec<_>>()
    };
    let as_of = day("2011-04-01");
    let mut usage = "account_id,usage_date,usage_count\n".to_owned();
    let mut events: BTreeMap<String, Vec<(Day, f64)>> = BTreeMap::new();
    for row in read("fact_usage_daily_account.csv") {
        writeln!(usage, "{},{},{}", &row[0], &row[1], &row[4]).unwrap();
        events.entry(row[0].to_owned()).or_default().push((day(&row[1]), row[5].parse::<f64>().unwrap().max(0.0)));
    }
    let mut accounts = "account_id,account_name\n".to_owned();
    let mut contracts = "subscription_id,account_id,start_date,end_date,plan_tier,arr_amount,churn_flag\n".to_owned();
    for row in read("fact_churn_account.csv") {
        let days = events.get(&row[0]).map(Vec::as_slice).unwrap_or_default();
        let within = |from: i32, to: i32| days.iter().filter(move |(on, _)| (from..=to).contains(&on.since(as_of)));
        // Active in the 180 days before, and silent in the 120 days after: that is all that is known of leaving.
        if within(-180, 0).next().is_none() {
            continue;
        }
        let begun = days.iter().map(|(on, _)| *on).min().unwrap();
        let arr: f64 = within(-364, 0).map(|(_, paid)| paid).sum();
        let lost = within(1, 120).next().is_none();
        let end = if lost { as_of.plus_days(60).to_string() } else { String::new() };
        writeln!(accounts, "{0},{0}", &row[0]).unwrap();
        writeln!(contracts, "S{0},{0},{begun},{end},Basic,{arr:.2},{lost}", &row[0]).unwrap();
    }
    let mut desk = desk("2011-12-10");
    let sources = [("accounts.csv", accounts), ("subscriptions.csv", contracts), ("usage.csv", usage)];
    import(&mut desk, &sources.map(|(name, text)| (name, text.into_bytes())));
    Some(desk)
}

/// Who buys seldom leaves: of accounts the list finds far more than chance. They are small, and the revenue that went
/// says so.
#[test]
fn finds_those_who_go_quiet() {
    let Some(desk) = retail() else { return };
    let report = tested(&desk, Some("2011-04-01"), Some("2011-04-01"));
    tell("retail", &report);
    assert!(report.losers() > 40, "{}", report.losers());
    let held = |sort: Sort, part: f64| {
        let found = report.held.captures.iter().find(|held| held.sort == sort && (held.part - part).abs() < 1e-9);
        *found.unwrap()
    };
    for sort in [Sort::Loss, Sort::Used] {
        let caught = held(sort, 0.2);
        assert!(caught.accounts.low > 0.2 && caught.accounts.value > 0.3, "{sort:?} {caught:?}");
        assert!(caught.revenue.value < caught.accounts.value, "those who go quiet are small: {sort:?} {caught:?}");
    }
    assert!(report.held.claims(Of::Accounts) && !report.held.claims(Of::Revenue));
    let told = verdicts(&report);
    assert!(told[0].starts_with("Lift of accounts, none of ARR"), "{told:?}");
}
