//! What `--json` prints fits its schema, verb by verb; and the files of the repository are those schemas.

use crate::json_schema::faults;
use crate::world::World;
use folio::cli::print::json::pretty;
use folio::cli::schema::verbs::{Prints, VERBS, schemas};
use folio::cli::schema::write::json_schema;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Runs in their order, each with what is on stdin: every verb with every document that it prints.
const RUNS: &[(&[&str], &str)] = &[
    (&["today"], ""),
    (&["today", "--notify"], ""),
    (&["check", "-n", "--builtin"], ""),
    (&["playbook", "ls"], ""),
    (&["playbook", "show", "renewal"], ""),
    (&["playbook", "start", "onboarding", "kestrel"], ""),
    (&["show", "kestrel"], ""),
    (&["ls", "--all"], ""),
    (&["renewals", "--days", "400"], ""),
    (&["tasks", "--all"], ""),
    (&["show", "northvale"], ""),
    (&["show", "corvane"], ""),
    (&["show", "volta"], ""),
    (&["show", "kestrel"], ""),
    (&["why", "northvale"], ""),
    (&["why", "ROI one-pager"], ""),
    (&["calls", "--all"], ""),
    (&["call", "northvale"], ""),
    (&["call", "volta"], ""),
    (&["search", "price"], ""),
    (&["search", "corvane"], ""),
    (&["stats", "--period", "2026-Q3"], ""),
    (&["stats", "--period", "2019-Q1"], ""),
    (&["forecast"], ""),
    (&["target", "set", "2026-Q4", "900k"], ""),
    (&["target", "set", "2026-Q4", "120", "--of", "touches"], ""),
    (&["target", "ls"], ""),
    (&["forecast", "2026-Q4"], ""),
    (&["target", "rm", "2026-Q4"], ""),
    (&["health", "northvale"], ""),
    (&["health", "northvale", "yellow", "--until", "fri", "--", "new sponsor"], ""),
    (&["health", "northvale"], ""),
    (&["call", "northvale", "at", "risk", "--", "budget freeze"], ""),
    (&["contact", "northvale"], ""),
    (&["contact", "northvale", "Ann Lee", "role:user"], ""),
    (&["contract", "northvale"], ""),
    (&["contract", "northvale", "Extra 12k 1y"], ""),
    (&["contract", "volta"], ""),
    (&["opportunity", "northvale", "Seats +50 upsell 40k 60%"], ""),
    (&["opportunity", "northvale"], ""),
    (&["goal", "northvale", "Ten teams", "baseline:1", "target:10", "due:eoq"], ""),
    (&["goal", "northvale"], ""),
    (&["timer"], ""),
    (&["timer", "start", "northvale"], ""),
    (&["timer"], ""),
    (&["timer", "stop", "call: kick-off"], ""),
    (&["timer", "start", "northvale"], ""),
    (&["timer", "cancel"], ""),
    (&["view", "save", "large", "--key", "l", "arr:100k.."], ""),
    (&["view", "ls"], ""),
    (&["view", "rm", "large"], ""),
    (&["keys"], ""),
    (&["keys", "--check"], ""),
    (&["config", "check"], ""),
    (&["config", "path"], ""),
    (&["schema"], ""),
    (&["add", "send deck @northvale fri 3pm p:1"], ""),
    (&["add", "-"], "one @northvale\ntwo\n"),
    (&["touch", "northvale", "call 20m with Dana: asked for ROI next: send deck fri"], ""),
    (&["note", "northvale", "the CFO wants three years"], ""),
    (&["note", "northvale", "-", "--on", "yesterday"], "two\nlines\n"),
    (&["done", "ROI one-pager", "-n"], ""),
    (&["snooze", "northvale", "--until", "mon"], ""),
    (&["resched", "ROI one-pager", "--to", "mon", "-n"], ""),
    (&["wait", "-w", "@northvale", "--on", "support"], ""),
    (&["drop", "-w", "@northvale"], ""),
    (&["undo"], ""),
    (&["redo"], ""),
    (&["set", "northvale", "stage:adopting", "+pilot"], ""),
    (&["edit", "northvale", "-"], "segment = \"enterprise\"\n"),
    (&["star", "volta"], ""),
    (&["notice", "volta"], ""),
    (&["settle", "kestrel", "renewed"], ""),
    (&["account", "New Co domain:new.example"], ""),
    (&["archive", "New Co"], ""),
    (&["done", "corvane"], ""),
    (&["done", "-w", "@nobody"], ""),
    (&["today", "--notify"], ""),
    (&["review"], ""),
    (&["review", "--week", "last"], ""),
    (&["review", "--behind", "coverage"], ""),
    (&["review", "--note", "Wins: Atlas renewed early"], ""),
    (&["review"], ""),
    (&["evidence"], ""),
    (&["backtest"], ""),
    (&["feedback", "northvale", "nps 9 by:dana great support"], ""),
    (&["feedback", "northvale"], ""),
    (&["feedback"], ""),
    (&["usage", "northvale", "seats 84"], ""),
    (&["usage", "northvale"], ""),
    (&["case", "northvale", "slow export done:batched result:fast"], ""),
    (&["case", "northvale"], ""),
    (&["playbook", "ls"], ""),
    (&["playbook", "show", "renewal"], ""),
    (&["playbook", "start", "onboarding", "northvale"], ""),
    (&["check", "--builtin", "-n"], ""),
    (&["backtest"], ""),
    (&["doctor"], ""),
    (&["backup"], ""),
    (&["log", "--limit", "60"], ""),
    (&["import", "-n", "accounts.csv"], ""),
    (&["import", "--yes", "accounts.csv"], ""),
];

const CSV: &str = "Account Name,ARR,Odd\nGlobex,120000,x\nGlobex,,\n,5,\n";

fn said(verb: &str, args: &[&str]) -> bool {
    args.join(" ").starts_with(verb) && (args.len() == 1 || args[0] == verb || verb.contains(' '))
}

#[test]
fn every_verb_prints_what_its_schema_says() {
    let world = World::demo();
    fs::write(world.path("accounts.csv"), CSV).unwrap();
    let mut seen: BTreeSet<(&str, String)> = BTreeSet::new();
    for (args, stdin) in RUNS {
        // Before the verb: behind it stand lines in which it would be a word.
        let ran = world.run_with(&[&["--json"][..], args].concat(), stdin);
        // The doctor of a home made for a test may find something; it prints it all the same.
        assert!(ran.code == 0 || args[0] == "doctor", "{args:?}: {}", ran.err);
        let printed: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{args:?}: {}", ran.out));
        let name = printed["schema"].as_str().unwrap().to_owned();
        let schema = schemas().find(|schema| schema.name == name).unwrap_or_else(|| panic!("no schema {name}"));
        let wrong = faults(&json_schema(schema), &printed);
        assert!(wrong.is_empty(), "{args:?}:\n{}", wrong.join("\n"));
        let verbs = VERBS.iter().map(|(verb, _)| *verb).filter(|verb| said(verb, args));
        seen.insert((verbs.max_by_key(|verb| verb.len()).unwrap(), name));
    }
    for (verb, prints) in VERBS {
        let Prints::Json(names) = prints else { continue };
        for name in *names {
            let there = seen.contains(&(*verb, (*name).to_owned()));
            assert!(there, "no run of `folio {verb} --json` prints {name}: add one to RUNS");
        }
    }
}

#[test]
fn lines_are_items() {
    let world = World::demo();
    for (verb, name) in [("ls", "folio.accounts/1"), ("tasks", "folio.tasks/1"), ("keys", "folio.keys/1")] {
        let schema = json_schema(schemas().find(|schema| schema.name == name).unwrap());
        for line in world.ok(&[verb, "--jsonl"]).lines() {
            let item: Value = serde_json::from_str(line).unwrap();
            let document = json!({ "schema": name, "items": [item] });
            assert_eq!(faults(&schema, &document), [""; 0], "{line}");
        }
    }
}

#[test]
fn the_files_are_the_schemas() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    let mut known = BTreeSet::new();
    for schema in schemas() {
        let file = schema.file_name();
        let found = fs::read_to_string(folder.join(&file)).unwrap_or_default();
        let now = pretty(&json_schema(schema)).unwrap();
        assert!(found == now, "write it anew: folio schema {} > docs/schema/{file}", schema.name);
        known.insert(file);
    }
    let there = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let there: BTreeSet<String> =
        there.filter(|name| Path::new(name).extension().is_some_and(|e| e == "json")).collect();
    assert_eq!(there, known, "a file that no schema has");
    let readme = fs::read_to_string(folder.join("README.md")).unwrap();
    for name in schemas().map(|schema| schema.name) {
        assert!(readme.contains(name), "docs/schema/README.md does not name {name}");
    }
}

#[test]
fn a_schema_by_name_or_a_near_one() {
    let world = World::empty();
    let one = world.ok(&["schema", "folio.tasks/1"]);
    assert_eq!(one, world.ok(&["schema", "tasks"]));
    assert!(one.contains("\"title\": \"folio.tasks/1\""), "{one}");
    let wrong = world.run(&["schema", "taks"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (3, ""));
    assert!(wrong.err.contains("did you mean `tasks`?"), "{}", wrong.err);
}

#[test]
fn the_validator_sees_what_is_wrong() {
    let schema = json_schema(schemas().find(|schema| schema.name == "folio.targets/1").unwrap());
    let id = "01KB3QZ0000000000000000000";
    let good = json!({ "period": "2026-Q4", "metric": "renewals", "goal": { "amount": "-9.50", "currency": "USD" }, "id": id });
    let with = |key: &str, value: Value| {
        let mut item = good.clone();
        item[key] = value;
        faults(&schema, &json!({ "schema": "folio.targets/1", "items": [item] })).len()
    };
    assert_eq!(with("metric", json!("renewals")), 0);
    for (key, value) in [
        ("metric", json!(5)),
        ("id", json!("01kb3qz0000000000000000000")),
        ("id", json!("01KB3QZ00000000000000000000")),
        ("goal", json!({ "amount": "9.", "currency": "USD" })),
        ("goal", json!({ "amount": "9.5" })),
        ("odd", json!(1)),
    ] {
        assert_eq!(with(key, value.clone()), 1, "{key}: {value}");
    }
    assert_eq!(faults(&schema, &json!({ "schema": "folio.targets/2", "items": [] })).len(), 1);
}
