//! Retention of imported books against a reckoning of its own: SQL on the files as they are, written from the definitions.
//! Runs only where `FOLIO_SHARED_DATA` names the folder that holds them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::float_cmp, missing_docs)]

use folio::config::settings::Settings;
use folio::domain::phrase::period::Period;
use folio::domain::value::day::{Day, Now, Zone};
use folio::domain::value::money::Currency;
use folio::service::desk::{Clock, Desk};
use folio::service::import::plan::{Options, Source};
use folio::service::query::{Answer, Query};
use rusqlite::{Connection, OpenFlags, params};
use std::path::{Path, PathBuf};

fn root() -> Option<PathBuf> {
    std::env::var_os("FOLIO_SHARED_DATA").map(PathBuf::from)
}

/// The book of some files, as they were read on a day.
fn book(folder: &Path, path: &Path, today: &str) -> Desk {
    let day: Day = today.parse().unwrap();
    let now = Now::new(Zone::UTC.moment(day.date().and_hms_opt(9, 0, 0).unwrap()), Zone::UTC);
    let mut desk = Desk::create(path, &Settings::default(), Clock::Fixed(now), "test").unwrap();
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|ext| ext == "csv"));
    names.sort();
    let sources: Vec<Source> = names
        .iter()
        .map(|path| Source { name: path.display().to_string(), bytes: std::fs::read(path).unwrap() })
        .collect();
    let (report, outcome) = desk.import(&sources, &Options::new(Currency::USD)).unwrap();
    assert!(report.written && outcome.rows > 0);
    let (_, again) = desk.import(&sources, &Options::new(Currency::USD)).unwrap();
    assert_eq!(again.rows, 0, "the same files again");
    desk
}

/// A file as a table of texts.
fn load(sql: &Connection, file: &Path, table: &str) {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let columns: Vec<String> = reader.headers().unwrap().iter().map(|name| format!("\"{name}\" TEXT")).collect();
    sql.execute_batch(&format!("CREATE TABLE {table} ({})", columns.join(", "))).unwrap();
    let marks = vec!["?"; columns.len()].join(", ");
    for record in reader.records() {
        let record = record.unwrap();
        sql.execute(&format!("INSERT INTO {table} VALUES ({marks})"), rusqlite::params_from_iter(record.iter()))
            .unwrap();
    }
}

/// Contracts: account, first day, the day on which they end or NULL, revenue in cents. Days are Julian.
const RAVENSTACK: &str = "CREATE TABLE paid AS SELECT account_id AS account, julianday(start_date) AS first,
    julianday(nullif(end_date, '')) AS last, CAST(arr_amount AS INTEGER) * 100 AS arr
    FROM raw WHERE is_trial = 'FALSE' AND CAST(arr_amount AS INTEGER) > 0";
const EDTECH: &str = "CREATE TABLE paid AS SELECT school_id AS account, julianday(contract_start_date) AS first,
    NULL AS last, CAST(arr_usd AS INTEGER) * 100 AS arr FROM raw";

/// What stands at the close of a day, account by account: the live contracts; what ends on the day as far as it is taken
/// over on the next; all that was paid before, where nothing is but something is again within 30 days.
const LEVEL: &str = "
    SELECT account, CASE
        WHEN live > 0 THEN live + max(0, min(gone - come, next_come - next_gone))
        WHEN last_end IS NOT NULL AND next_start - last_end <= 30 THEN before
        ELSE 0 END AS level
    FROM (SELECT a.account,
        (SELECT coalesce(sum(arr), 0) FROM paid p WHERE p.account = a.account AND first <= :d AND (last IS NULL OR last > :d)) AS live,
        (SELECT coalesce(sum(arr), 0) FROM paid p WHERE p.account = a.account AND last = :d) AS gone,
        (SELECT coalesce(sum(arr), 0) FROM paid p WHERE p.account = a.account AND first = :d) AS come,
        (SELECT coalesce(sum(arr), 0) FROM paid p WHERE p.account = a.account AND first = :d + 1) AS next_come,
        (SELECT coalesce(sum(arr), 0) FROM paid p WHERE p.account = a.account AND last = :d + 1) AS next_gone,
        (SELECT max(last) FROM paid p WHERE p.account = a.account AND last <= :d) AS last_end,
        (SELECT min(first) FROM paid p WHERE p.account = a.account AND first > :d) AS next_start,
        (SELECT coalesce(sum(arr), 0) FROM paid p WHERE p.account = a.account
            AND first < (SELECT max(last) FROM paid q WHERE q.account = a.account AND last <= :d)
            AND last >= (SELECT max(last) FROM paid q WHERE q.account = a.account AND last <= :d)) AS before
        FROM (SELECT DISTINCT account FROM paid) a)";

/// Accounts that paid nothing from a day in the quarter on, for more than 30 days.
const LEFT: &str = "
    SELECT DISTINCT e.account FROM paid e WHERE e.last BETWEEN :first AND :last
    AND NOT EXISTS (SELECT 1 FROM paid p WHERE p.account = e.account AND p.first <= e.last AND (p.last IS NULL OR p.last > e.last))
    AND NOT EXISTS (SELECT 1 FROM paid p WHERE p.account = e.account AND p.first > e.last AND p.first - e.last <= 30)";

/// Net and gross retention and logo churn of a quarter by the definitions, with the size of the cohort.
fn reckoned(sql: &Connection, period: Period) -> (i64, Option<f64>, Option<f64>, Option<f64>) {
    let julian = |day: Day| f64::from(day.0) + 2_440_587.5;
    let level = |name: &str, day: Day| {
        sql.execute_batch(&format!("DROP TABLE IF EXISTS {name}")).unwrap();
        sql.execute(&format!("CREATE TEMP TABLE {name} AS {LEVEL}"), &[(":d", &julian(day))]).unwrap();
    };
    level("opening", period.first.plus_days(-1));
    level("closing", period.last);
    sql.execute_batch("DROP TABLE IF EXISTS away").unwrap();
    let days = [(":first", &julian(period.first)), (":last", &julian(period.last))];
    sql.execute(&format!("CREATE TEMP TABLE away AS {LEFT}"), &days[..]).unwrap();
    sql.query_row(
        "SELECT count(*), sum(c.level) * 1.0 / sum(o.level),
            sum(CASE WHEN o.account IN (SELECT account FROM away) THEN 0 ELSE min(o.level, c.level) END) * 1.0 / sum(o.level),
            sum(c.level = 0) * 1.0 / count(*)
         FROM opening o JOIN closing c ON c.account = o.account WHERE o.level > 0",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )
    .unwrap()
}

/// What each account pays on a day: by the book's ledger, and by the file.
fn revenues(book: &Path, sql: &Connection, day: Day) -> [Vec<i64>; 2] {
    let book = Connection::open_with_flags(book, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let list = |sql: &Connection, text: &str, day: f64| -> Vec<i64> {
        let mut rows = sql.prepare(text).unwrap();
        let found = rows.query_map(params![day], |row| row.get(0)).unwrap();
        found.collect::<Result<Vec<i64>, _>>().unwrap()
    };
    [
        list(
            &book,
            "SELECT sum(delta_minor) AS s FROM movement WHERE day <= ?1 GROUP BY account HAVING s <> 0 ORDER BY s",
            day.0.into(),
        ),
        list(
            sql,
            "SELECT sum(arr) AS s FROM paid WHERE first <= ?1 AND (last IS NULL OR last > ?1) GROUP BY account ORDER BY s",
            f64::from(day.0) + 2_440_587.5,
        ),
    ]
}

fn agrees(folder: &str, file: &str, contracts: &str, today: &str, quarters: [(i32, u32); 3]) {
    let Some(root) = root() else { return };
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("folio.db");
    let desk = book(&root.join(folder), &path, today);
    let sql = Connection::open_in_memory().unwrap();
    load(&sql, &root.join(folder).join(file), "raw");
    sql.execute_batch(contracts).unwrap();
    sql.execute_batch("CREATE INDEX paid_account ON paid (account)").unwrap();
    for (year, quarter) in quarters {
        let period = Period::quarter(year, quarter).unwrap();
        let [ours, theirs] = revenues(&path, &sql, period.last);
        assert!(!ours.is_empty());
        assert_eq!(ours, theirs, "{folder} on {}", period.last);
        let Answer::Stats(stats) = desk.fetch(&Query::Stats(period)).unwrap() else { panic!("figures") };
        let found = &stats.retention;
        let (accounts, nrr, grr, logo) = reckoned(&sql, period);
        assert_eq!(i64::from(found.accounts), accounts, "{folder} {year}-Q{quarter}");
        for (name, ours, theirs) in
            [("NRR", found.nrr(), nrr), ("GRR", found.grr(), grr), ("logo", found.logo_churn(), logo)]
        {
            assert!(
                ours.is_some() && ours.zip(theirs).is_some_and(|(a, b)| (a - b).abs() < 1e-12),
                "{folder} {year}-Q{quarter} {name}: {ours:?} and {theirs:?}"
            );
        }
        println!("{folder} {year}-Q{quarter}: {accounts} accounts, NRR {nrr:?}, GRR {grr:?}, logo churn {logo:?}");
    }
}

#[test]
fn schools() {
    agrees("edtech_renewals", "school_adoption.csv", EDTECH, "2026-03-01", [(2024, 2), (2024, 4), (2025, 3)]);
}

#[test]
fn a_saas_company() {
    let quarters = [(2024, 2), (2024, 3), (2024, 4)];
    agrees("ravenstack_saas", "ravenstack_subscriptions.csv", RAVENSTACK, "2025-06-30", quarters);
}
