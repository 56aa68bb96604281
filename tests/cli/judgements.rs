//! Health by measure and by hand, the own call, success plans: from the command line, undone by it.

use crate::world::World;

/// The first line that holds some words.
fn line<'a>(text: &'a str, words: &str) -> &'a str {
    text.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {text}"))
}

#[test]
fn health_by_hand_rules_beside_the_score_and_is_undone() {
    let world = World::demo();
    let before = world.json(&["health", "northvale", "--json"]);
    assert_eq!((before["score"].as_f64(), before["band"].as_str()), (Some(41.0), Some("red")));
    assert_eq!(before["source"], "imported");
    assert!(before["measures"].as_array().unwrap().iter().any(|one| one["measure"] == "NPS" && one["value"] == 60.0));

    let set = world.run(&["health", "northvale", "green", "--until", "fri", "--", "Glenn signed the plan"]);
    assert_eq!((set.code, set.out.as_str()), (0, ""));
    let said = "Health green by hand until 2026-11-27: Northvale Logistics: Glenn signed the plan";
    assert_eq!(set.err.lines().next(), Some(said));
    let after = world.json(&["health", "northvale", "--json"]);
    assert_eq!((after["band"].as_str(), after["score_band"].as_str()), (Some("green"), Some("red")));
    assert_eq!((after["score"].as_f64(), after["by_hand"]["until"].as_str()), (Some(41.0), Some("2026-11-27")));
    let page = world.ok(&["show", "northvale", "--md"]);
    assert!(page.contains("health green by hand until 2026-11-27, score 41 red"), "{page}");
    assert!(world.ok(&["why", "northvale"]).contains("health green by hand"));
    assert!(world.ok(&["ls", "health:green", "northvale"]).contains("Northvale"));

    // On its last day it holds, on the day after no more.
    let on =
        |day: &str| world.json(&["health", "northvale", "--json", "--now", day])["band"].as_str().map(str::to_owned);
    assert_eq!((on("2026-11-27").as_deref(), on("2026-11-28").as_deref()), (Some("green"), Some("red")));
    world.ok(&["undo"]);
    assert_eq!(world.json(&["health", "northvale", "--json"]), before);
}

#[test]
fn a_line_of_changes_says_health_and_why() {
    let world = World::demo();
    world.ok(&["set", "northvale", "health:yellow", "--", "quiet, not gone"]);
    let health = world.json(&["health", "northvale", "--json"]);
    assert_eq!(health["by_hand"]["why"], "quiet, not gone");
    assert_eq!(health["by_hand"]["until"], "2026-12-24", "as long as the config says");
    let body = world.json(&["show", "northvale", "--json"])["account"]["body"].as_str().unwrap().to_owned();
    assert!(!body.contains("not gone"), "a reason is no note: {body}");
    world.ok(&["health", "northvale", "none"]);
    assert!(world.json(&["health", "northvale", "--json"])["by_hand"].is_null());
    for (args, code) in [
        (&["set", "northvale", "health:red"][..], 2),
        (&["set", "northvale", "health:red", "health_until:yesterday", "--", "why"], 2),
        (&["health", "northvale", "red"], 2),
        (&["health", "northvale", "rde", "--", "why"], 2),
        (&["health", "northvale", "red", "--until", "yesterday", "--", "why"], 2),
        (&["health", "nobody"], 3),
        (&["call", "northvale", "likly"], 2),
        (&["call", "nobody", "likely"], 3),
    ] {
        let ran = world.run(args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
    }
}

#[test]
fn a_note_that_is_no_reason_is_kept() {
    let world = World::demo();
    let said =
        |key: &str| world.json(&["show", "northvale", "--json"])["account"][key].as_str().unwrap_or("").to_owned();
    world.ok(&["set", "northvale", "stage:adopting", "health:none", "--", "remember the milk"]);
    assert!(said("body").ends_with("remember the milk"), "{}", said("body"));
    world.ok(&["set", "northvale", "health:red", "health_reason:silence", "--", "ask Dana"]);
    assert!(said("body").ends_with("ask Dana"), "{}", said("body"));
    for change in ["health_reason:none", "health_until:yesterday"] {
        assert_eq!(world.run(&["set", "northvale", change]).code, 2, "{change}");
    }
    assert_eq!(world.json(&["health", "northvale", "--json"])["by_hand"]["why"], "silence");
}

#[test]
fn a_call_stands_beside_the_model_and_disagreements_are_listed() {
    let world = World::demo();
    let called = world.run(&["call", "northvale", "commit", "--", "the board will sign"]);
    assert_eq!(called.code, 0, "{}", called.err);
    let said = world.ok(&["call", "northvale"]);
    assert!(said.starts_with("Northvale Logistics: own call commit 5 %, model 78 %: the board will sign"), "{said}");
    let calls = world.ok(&["calls"]);
    assert!(line(&calls, "Northvale").contains("0.0500\t0.7773"), "{calls}");
    assert!(world.ok(&["ls", "call:apart"]).contains("Northvale"));
    assert!(world.ok(&["ls", "call:stale"]).contains("Q7"), "a call of 40 days ago");
    assert!(line(&world.ok(&["ls", "northvale"]), "Northvale").contains("own call commit"));
    assert!(!world.ok(&["ls", "call:none"]).contains("Northvale"));
    // After 30 days it is stale, and the model rules again.
    let later = world.json(&["show", "northvale", "--json", "--now", "2026-12-25"]);
    assert_eq!(later["stake"]["call_stale"], true);
    world.ok(&["undo"]);
    assert!(world.ok(&["call", "northvale"]).starts_with("Northvale Logistics: no call"));
    world.ok(&["set", "northvale", "call:risk"]);
    assert!(world.ok(&["call", "northvale"]).contains("own call at-risk 55 %"));
}

#[test]
fn a_goal_lives_from_its_first_word_to_met() {
    let world = World::empty();
    world.ok(&["init"]);
    world.ok(&["account", "Globex"]);
    let line = ["goal", "globex", "Onboard in 10 days", "measure:days to first value", "baseline:21", "target:10"];
    world.ok(&[&line[..], &["due:eoy"]].concat());
    let goal = |world: &World| world.json(&["goal", "globex", "--json"])["items"][0].clone();
    let made = goal(&world);
    assert_eq!((made["objective"].as_str(), made["state"].as_str()), (Some("Onboard in 10 days"), Some("open")));
    assert_eq!((made["due"].as_str(), made["measure"].as_str()), (Some("2026-12-31"), Some("days to first value")));
    world.ok(&["goal", "globex", "--set", "onboard", "current:14"]);
    assert_eq!(goal(&world)["progress"], 63);
    assert!(world.ok(&["show", "globex"]).contains("Onboard in 10 days: 14 of 10, 63 % of the way"));
    world.ok(&["goal", "globex", "--met", "onboard"]);
    let met = goal(&world);
    assert_eq!((met["state"].as_str(), met["closed_on"].as_str()), (Some("met"), Some("2026-11-24")));
    world.ok(&["undo", "3"]);
    assert!(world.json(&["goal", "globex", "--json"])["items"].as_array().unwrap().is_empty());
    world.ok(&["redo", "3"]);
    assert_eq!(goal(&world), met);
    let id = met["id"].as_str().unwrap();
    world.ok(&["set", id, "state:open"]);
    assert!(goal(&world)["closed_on"].as_str().is_none_or(str::is_empty), "open again");
    world.ok(&["set", id, "state:dropped"]);
    assert_eq!(world.run(&["goal", "globex", "--met", "onboard"]).code, 5, "closed already");
    world.ok(&["set", id, "state:open", "current:none"]);
    world.ok(&["set", id, "state:met"]);
    assert_eq!(goal(&world)["current"], 10.0, "met stands at its target");
    world.ok(&["archive", id]);
    assert!(world.json(&["goal", "globex", "--json"])["items"].as_array().unwrap().is_empty());
    for (args, code) in [
        (&["goal", "globex", "due:fri"][..], 2),
        (&["goal", "globex", "Less", "target:many"], 2),
        (&["goal", "globex", "--met", "nothing"], 3),
        (&["goal", "nobody"], 3),
    ] {
        let ran = world.run(args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
    }
}

#[test]
fn an_imported_score_keeps_its_scale_and_direction() {
    let world = World::empty();
    world.ok(&["init"]);
    let file = world.path("accounts.csv");
    std::fs::write(&file, "Account Name,Health Score\nGlobex,2\nHooli,5\n").unwrap();
    let file = file.to_str().unwrap();
    world.ok(&["import", file, "--map", "health=5..1", "--yes"]);
    let score = |name: &str| world.json(&["health", name, "--json"])["score"].as_f64();
    assert_eq!((score("globex"), score("hooli")), (Some(75.0), Some(0.0)), "5 is the worst");
    let readings = world.json(&["show", "globex", "--json"])["readings"].clone();
    assert_eq!(readings[0]["scale"], "5..1", "{readings}");
    assert!(world.ok(&["ls", "health:red", "--all"]).contains("Hooli"));
    assert_eq!(world.run(&["import", file, "--map", "health=5..5", "--yes"]).code, 2);
    for (scale, low, high) in [("-100..100", "-50", "80"), ("0..1000", "250", "900"), ("0..1", "0.25", "0.9")] {
        let world = World::empty();
        world.ok(&["init"]);
        let file = world.path("accounts.csv");
        std::fs::write(&file, format!("Account Name,Health Score\nGlobex,{low}\nHooli,{high}\n")).unwrap();
        world.ok(&["import", file.to_str().unwrap(), "--map", &format!("health={scale}"), "--yes"]);
        let score = |name: &str| world.json(&["health", name, "--json"])["score"].as_f64();
        assert_eq!((score("globex"), score("hooli")), (Some(25.0), Some(90.0)), "{scale}");
    }
}
