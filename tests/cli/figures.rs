//! Figures: stats and forecast.

use crate::world::World;

#[test]
fn stats_name_their_basis() {
    let world = World::demo();
    insta::assert_snapshot!(world.ok(&["stats", "--period", "2026-Q3"]).replace('\t', " | "), @r"
    nrr | 0.972576 | 5.4M of 5.6M at start, 55 accounts
    grr | 0.967430 | 5.4M kept, clipped account by account
    revenue_churn | 0.032570 | churn and contraction of 5.6M; 12.3% a year
    churned | 0.022505 | 126k left with customers
    contracted | 0.010065 | 56k less at customers that stayed
    logo_churn | 0.036364 | 2 of 55 accounts; 13.7% a year
    renewal_gross_on_due | 0.775545 | 629k of 811k on due
    renewal_net_on_due | 0.804894 | 653k of 811k on due
    renewal_gross_of_all | 0.967430 | of all contracts, 5.6M; not due counts as kept
    renewal_net_of_all | 0.971689 | the same with growth
    renewal_count | 0.714286 | 5 of 7 due
    clv | 595103.28 | 102k an account x 80% margin / 13.7% churn a year
    nps | 20.000000 | 3 promoters, 6 passives, 1 detractors of 10 answers
    csat | 0.750000 | 3 of 4 answers among the best two of five
    csat_mean | 4.000000 | on 1..5
    ces | 5.000000 | mean of 3 answers on 1..7, worst to best
    adoption | 0.712181 | seats used of bought, 56 accounts
    active | 0.852929 | active users of seats used, 58 accounts
    response_hours | 21.000000 | median of 16 answered of 17 who asked
    response_on_time | 0.529412 | 9 answered within 24 h; 1 waits longer
    resolved | 16.000000 | of 17 who asked
    ");
    let all = world.json(&["stats", "--json", "-p", "2026"]);
    assert_eq!(all["schema"], "folio.stats/1");
    assert_eq!((&all["period"]["whole"], &all["period"]["last"]), (&false.into(), &"2026-11-24".into()));
    assert_eq!(all["rates"]["EUR"], "1.08");
    assert_eq!(all["settings"]["gap_days"], 30);
    let (nrr, grr) = (&all["figures"]["nrr"]["value"], &all["figures"]["grr"]["value"]);
    assert!(grr.as_f64().unwrap() <= nrr.as_f64().unwrap(), "{all}");
}

#[test]
fn an_empty_cohort_is_not_a_figure() {
    let world = World::demo();
    let out = world.ok(&["stats", "-p", "2001"]);
    let values: Vec<&str> = out.lines().filter_map(|line| line.split('\t').nth(1)).collect();
    assert!(values.iter().all(|value| *value == "n/a") && values.len() == 21, "{out}");
    let none = world.json(&["stats", "-p", "2001", "--json"]);
    assert!(none["figures"]["grr"]["value"].is_null());
    for (args, code) in [(["stats", "-p", "soon"], 2), (["stats", "-p", "2030"], 5), (["forecast", "-p", "Q"], 2)] {
        let ran = world.run(&args);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{args:?}");
    }
}

#[test]
fn a_forecast_adds_up() {
    let world = World::demo();
    let all = world.json(&["forecast", "--json", "-p", "2026-10-01..2027-03-31"]);
    assert_eq!(all["schema"], "folio.forecast/1");
    let amount = |of: &serde_json::Value| of["amount"].as_str().unwrap().parse::<f64>().unwrap();
    for key in ["target", "closed", "commit", "best_case", "pipeline", "weighted"] {
        for parts in ["months", "quarters"] {
            let sum: f64 = all[parts].as_array().unwrap().iter().map(|part| amount(&part[key])).sum();
            assert!((sum - amount(&all["total"][key])).abs() < 0.001, "{key} by {parts}");
        }
    }
    let decisions = all["decisions"].as_array().unwrap();
    assert_eq!(decisions.len() as u64, all["total"]["decisions"].as_u64().unwrap());
    let target: f64 = decisions.iter().map(|line| amount(&line["target"])).sum();
    assert!((target - amount(&all["total"]["target"])).abs() < 0.001);
    let lines = world.ok(&["forecast"]);
    insta::assert_snapshot!(lines.lines().take(3).map(|line| line.split('\t').take(9).collect::<Vec<_>>().join(" | ")).collect::<Vec<_>>().join("\n"), @r"
    2026-10-22 | やまびこ食品 | closed | 16080.00 | 16080.00 | 1 | 16080.00 | outcome | renewed
    2026-10-30 | Société Électrique du Rhône | closed | 199648.80 | 170640.00 | 1 | 170640.00 | outcome | contracted
    2026-11-13 | Tessera Analytics | closed | 68000.00 | 68000.00 | 1 | 68000.00 | outcome | renewed
    ");
    world.ok(&["resched", "Larkspur", "--to", "2026-12-08"]);
    let changes = world.json(&["forecast", "--json"])["changes"].clone();
    let change = changes.as_array().unwrap().iter().find(|c| c["account"].as_str().unwrap().starts_with("Larkspur"));
    assert_eq!(change.unwrap()["what"], "due 2026-12-03 -> 2026-12-08", "{changes}");
}

#[test]
fn weeks_and_fiscal_years_begin_as_the_config_says() {
    let world = World::demo();
    let monday = world.run(&["add", "-n", "send the deck next week"]);
    assert!(monday.err.contains("Mon 30 Nov"), "{}", monday.err);
    world.config("[calendar]\nweek_start = \"sun\"\nfiscal_start = 2\n");
    let sunday = world.run(&["add", "-n", "send the deck next week"]);
    assert!(sunday.err.contains("Sun 29 Nov"), "{}", sunday.err);
    let quarter = world.run(&["add", "-n", "send the deck due:eoq"]);
    assert!(quarter.err.contains("31 Jan"), "{}", quarter.err);
    let stats = world.json(&["stats", "--json", "-p", "last-quarter"]);
    let told = |key: &str| stats["period"][key].as_str().unwrap().to_owned();
    assert_eq!([told("name"), told("first"), told("last")], ["2027-Q3", "2026-08-01", "2026-10-31"]);
    let forecast = world.json(&["forecast", "--json", "-p", "2027-q4"]);
    assert_eq!(forecast["total"]["period"], "2027-Q4");
    let due = |words: &str| world.ok(&["ls", words]).lines().count();
    assert_eq!(due("renew:q4-2027"), due("renew:2026-11-01..2027-01-31"));
}

#[test]
fn a_target_stands_beside_the_forecast_until_it_is_taken_back() {
    let world = World::demo();
    let goal = || world.json(&["forecast", "--json"])["total"]["goal"].clone();
    let of = |amount: &str| serde_json::json!({ "amount": amount, "currency": "USD" });
    assert!(goal().is_null());
    for (month, goal) in [("2026-10", "300k"), ("2026-11", "100k"), ("2026-12", "600kUSD")] {
        world.ok(&["target", "set", month, goal]);
    }
    assert_eq!(goal(), of("1000000.00"), "a quarter has the sum of its months");
    world.ok(&["target", "set", "2026-Q4", "900k"]);
    assert_eq!(goal(), of("900000.00"), "unless it has its own");
    let part = world.json(&["forecast", "health:red,yellow", "--json"]);
    assert!(part["total"]["goal"].is_null(), "a part of the renewals is not held against the goal of all");
    assert!(!world.ok(&["forecast", "health:red,yellow"]).contains("goal"));
    assert_eq!(world.ok(&["target", "ls"]).lines().count(), 4);
    world.ok(&["target", "set", "2026-Q4", "950k"]);
    assert_eq!(world.ok(&["target", "ls"]).lines().count(), 4, "changed, not added");
    world.ok(&["target", "rm", "2026-Q4"]);
    assert_eq!(goal(), of("1000000.00"));
    world.ok(&["undo"]);
    assert_eq!(goal(), of("950000.00"));
    for wrong in [&["target", "set", "2026-Q4", "much"][..], &["target", "set", "whenever", "1k"]] {
        assert_eq!(world.run(wrong).code, 2, "{wrong:?}");
    }
    assert_eq!(world.run(&["target", "rm", "2031"]).code, 3);
}

#[test]
fn a_week_is_told_to_people_and_to_programs() {
    let world = World::demo();
    let week = world.json(&["review", "--week", "47", "--json"]);
    assert_eq!(week["schema"], "folio.review/1");
    let part = |key: &str| week["week"][key].as_str().unwrap().to_owned();
    assert_eq!([part("name"), part("first"), part("last")], ["2026-W47", "2026-11-16", "2026-11-22"]);
    let done = week["figures"]["tasks-done"]["this"]["value"].as_u64().unwrap();
    let listed = week["done"].as_array().unwrap().iter().filter(|line| line["kind"] == "task").count();
    assert_eq!(usize::try_from(done).unwrap(), listed, "a figure is what stands behind it");
    let behind = world.ok(&["review", "--week", "2026-W47", "--behind", "tasks-done"]);
    assert_eq!(behind.lines().count(), listed);
    let only = world.json(&["review", "--week", "last", "--json=time"]);
    assert!(only["time"]["minutes"].as_u64().unwrap() > 0 && only["figures"].is_null());
    let md = world.ok(&["review", "--week", "2026-11-18", "--md"]);
    assert!(md.starts_with("# Week 2026-W47\n") && md.contains("| tasks done | "), "{md}");
    let page = world.ok(&["review", "--basis"]);
    assert!(page.lines().count() > 0);
    world.ok(&["review", "--note", "- Massive renewed\n- 2 red accounts before Wed"]);
    assert!(world.ok(&["review", "--md"]).contains("## Note\n\n- Massive renewed\n- 2 red accounts before Wed\n"));
    assert_eq!(world.json(&["review", "--json"])["note"], "- Massive renewed\n- 2 red accounts before Wed");
    let other = world.run(&["review", "--note", "another"]);
    assert!(other.code == 5 && other.err.contains("--over"), "{}", other.err);
    assert_eq!(world.json(&["review", "--json"])["note"], "- Massive renewed\n- 2 red accounts before Wed");
    world.ok(&["review", "--note", "another", "--over"]);
    assert_eq!(world.json(&["review", "--json"])["note"], "another");
    world.ok(&["undo"]);
    world.ok(&["review", "--clear-note"]);
    assert_eq!(world.json(&["review", "--json"])["note"], "");
    for _ in 0..2 {
        world.ok(&["undo"]);
    }
    assert!(world.json(&["review", "--json"])["note"].is_null());
    for (wrong, code) in [
        (&["review", "--note", " "][..], 2),
        (&["review", "--over"], 2),
        (&["review", "--clear-note", "--note", "x"], 2),
        (&["review", "--week", "60"], 2),
        (&["review", "--week", "soon"], 2),
        (&["review", "--behind", "luck"], 2),
        (&["review", "--week", "next"], 5),
        (&["review", "--week", "next", "--note", "x"], 5),
        (&["review", "--json=luck"], 2),
        (&["review", "--md", "--basis"], 2),
    ] {
        assert_eq!(world.run(wrong).code, code, "{wrong:?}");
    }
}

#[test]
fn targets_stand_beside_their_figures() {
    let world = World::demo();
    world.ok(&["target", "set", "2026-Q4", "90%", "--of", "coverage"]);
    world.ok(&["target", "set", "2026-Q4", "120", "--of", "touches"]);
    world.ok(&["target", "set", "2026-Q4", "101.5%", "--of", "nrr"]);
    world.ok(&["target", "set", "2026-Q4", "50k", "--of", "expansion"]);
    let week = world.json(&["review", "--json"]);
    let target = |key: &str| week["figures"][key]["target"].clone();
    assert_eq!((target("coverage"), target("touches")), (serde_json::json!(90.0), serde_json::json!(120.0)));
    assert_eq!(target("expansion"), serde_json::json!({ "amount": "50000.00", "currency": "USD" }));
    assert!(target("tasks-done").is_null());
    let stats = world.json(&["stats", "-p", "2026-Q4", "--json"]);
    assert_eq!(stats["figures"]["nrr"]["target"], "101.5%");
    assert!(stats["basis"].to_string().contains("coverage 90%"), "{}", stats["basis"]);
    assert!(world.json(&["stats", "-p", "2026-Q3", "--json"])["figures"]["nrr"]["target"].is_null());
    assert_eq!(world.json(&["target", "ls", "--json"])["items"].as_array().map_or(0, Vec::len), 4);
    world.ok(&["target", "rm", "2026-Q4", "--of", "touches"]);
    assert!(world.json(&["review", "--json"])["figures"]["touches"]["target"].is_null());
    for wrong in [
        &["target", "set", "2026-Q4", "12%", "--of", "touches"][..],
        &["target", "set", "2026-Q4", "5", "--of", "luck"],
    ] {
        assert_eq!(world.run(wrong).code, 2, "{wrong:?}");
    }
}
