//! The backtest from the command line: on the demo book, on a file, and where it has nothing to say.

use crate::world::{NOW, World};
use std::fmt::Write as _;

/// Accounts as they stood on a day: of 300, those by the month are small, and most that left are among them.
fn set() -> String {
    let mut text = "customerID,tenure,Contract,MonthlyCharges,Churn\n".to_owned();
    for n in 0..300 {
        let (contract, churn) = match n % 10 {
            0 | 1 => ("Month-to-month", "Yes"),
            2 => ("Month-to-month", "No"),
            9 if n % 40 == 9 => ("Two year", "Yes"),
            _ => ("Two year", "No"),
        };
        let _ = writeln!(text, "{n}-X,{},{contract},{},{churn}", 1 + n % 20, 50 + n % 7);
    }
    text
}

#[test]
fn tests_the_ranking_on_the_book() {
    let world = World::demo();
    let report = world.json(&["backtest", "--json"]);
    assert_eq!(report["schema"], "folio.backtest/1");
    assert_eq!(report["redraws"]["seed"], 20_261_124);
    assert_eq!(report["gain"].as_array().unwrap().len(), 101);
    assert_eq!(report["bins"].as_array().unwrap().len(), 5);
    let orders: Vec<&str> =
        report["captures"].as_array().unwrap().iter().map(|c| c["order"].as_str().unwrap()).collect();
    for order in ["stake", "soonest", "largest", "health", "expected", "random"] {
        assert_eq!(orders.iter().filter(|known| **known == order).count(), 2, "{order}");
    }
    let lists = report["lists"].as_array().unwrap();
    assert!(lists.iter().all(|list| list["source"] == "rebuilt" && list["day"].as_str().unwrap() <= "2026-07-27"));
    assert_eq!(report, world.json(&["backtest", "--json"]), "the same book, the same figures");
    let year = world.json(&["backtest", "--period", "2025", "--json"]);
    let days: Vec<&str> = year["lists"].as_array().unwrap().iter().map(|list| list["day"].as_str().unwrap()).collect();
    assert_eq!(days, ["2025-01-05", "2025-05-05", "2025-09-02", "2025-12-31"]);
    assert_eq!(
        year["lists"],
        world.json(&["backtest", "--from", "2025-01-01", "--to", "2025-12-31", "--json"])["lists"]
    );
}

#[test]
fn tests_the_ranking_on_a_file() {
    let world = World::demo();
    let path = world.path("churn.csv");
    std::fs::write(&path, set()).unwrap();
    let file = path.to_str().unwrap();
    let report = world.json(&["backtest", file, "--as-of", "2026-01-01", "--json"]);
    assert_eq!(report["lift"], serde_json::json!({ "accounts": true, "revenue": true }));
    assert_eq!(report["calibrated"], true);
    assert_eq!(report["total"]["lost_accounts"], 68);
    let plain = world.ok(&["backtest", file, "--as-of", "2026-01-01"]);
    for lift in ["lift_accounts\tyes", "lift_revenue\tyes"] {
        assert!(plain.lines().any(|line| line.starts_with(lift)), "{plain}");
    }
    let said = report["verdicts"].as_array().unwrap();
    assert_eq!(said[0], "Lift: the list finds the accounts that leave, and the ARR that goes.");
    assert!(said[1..].iter().all(|line| !line.as_str().unwrap().contains("ift:")), "one verdict, said once: {said:?}");
    let told = world.run(&["backtest", file, "--as-of", "2026-01-01"]);
    assert!(told.err.contains("read: customerID, tenure, Contract, MonthlyCharges, Churn"), "{}", told.err);
}

#[test]
fn fitted_lines_load() {
    let world = World::demo();
    let path = world.path("health.csv");
    let mut text = "name,mrr,contract,health,churned\n".to_owned();
    for n in 0..120 {
        let (health, left) = if n % 3 == 0 { (30, n % 2 == 0) } else { (85, n % 20 == 1) };
        let _ = writeln!(text, "A{n},100,monthly,{health},{}", if left { "yes" } else { "no" });
    }
    std::fs::write(&path, text).unwrap();
    let lines = world.ok(&["backtest", path.to_str().unwrap(), "--as-of", "2026-01-01", "--fit"]);
    assert!(lines.contains("[stake.signals]\nhealth_per_ten = 0."), "{lines}");
    world.config(&lines);
    assert_eq!(world.run(&["config", "check"]).code, 0);
}

#[test]
fn says_what_it_cannot_do() {
    let world = World::demo();
    let path = world.path("churn.csv");
    std::fs::write(&path, "id,arr\na,1\n").unwrap();
    let file = path.to_str().unwrap();
    for (args, code, said) in [
        (&["backtest", "--fit"][..], 5, "uncalibrated"),
        (&["backtest", "--from", "2026-11-01"], 5, "there is no list"),
        (&["backtest", "--from", "2026-01-02", "--to", "2026-01-01"], 2, "is after"),
        (&["backtest", "--from", "gestern"], 2, "gestern"),
        (&["backtest", "--period", "2025", "--from", "2026-01-01"], 2, "cannot be used"),
        (&["backtest", file], 2, "--as-of"),
        (&["backtest", file, "--as-of", "2026-01-01"], 5, "no column tells who left"),
        (&["backtest", file, "--as-of", "2026-01-01", "--outcome", "gone"], 5, "there is no column"),
        (&["backtest", "/nowhere.csv", "--as-of", "2026-01-01"], 1, "/nowhere.csv"),
    ] {
        let ran = world.run(args);
        assert!(ran.code == code && ran.err.contains(said), "{args:?}: {} {}", ran.code, ran.err);
    }
}

/// By the machine's own clock a week gets one snapshot; by a clock that somebody set it gets none.
#[test]
fn a_week_gets_one_snapshot_in_passing() {
    let world = World::demo();
    let count = || {
        let book = rusqlite::Connection::open(world.book()).unwrap();
        book.query_row("SELECT count(*), count(DISTINCT week) FROM snapshot", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })
        .unwrap()
    };
    world.ok(&["today"]);
    assert_eq!(count(), (0, 0), "{NOW} is no day of this book");
    let log = world.ok(&["log"]);
    for _ in 0..2 {
        let ran = world.command(&["ls"]).env_remove("FOLIO_NOW").output().unwrap();
        assert!(ran.status.success());
    }
    let (all, weeks) = count();
    assert!(all >= 1 && all == weeks, "{all} of {weeks} weeks");
    assert_eq!(world.ok(&["log"]), log, "no write of the history");
}
