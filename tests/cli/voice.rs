//! Feedback, usage, cases and evidence: written down in a line or imported, found again, reckoned, taken back.

use crate::world::World;

const ACCOUNTS: &str = "Customer ID,Customer,Industry,ARR,Seats,Renewal Date\n\
    1,Acme,Retail,120000,100,2027-06-01\n2,Bolt,Retail,60000,50,2027-07-01\n3,Cyan,Energy,30000,20,2027-08-01\n";

/// A book of three customers.
fn book() -> World {
    let world = World::empty();
    std::fs::write(world.path("a.csv"), ACCOUNTS).unwrap();
    world.ok(&["import", "--yes", "a.csv"]);
    world.ok(&["contact", "acme", "Dana Fox"]);
    world
}

fn stake(world: &World, account: &str) -> String {
    world.json(&["show", account, "--json"])["stake"].to_string()
}

#[test]
fn feedback_is_written_down_answered_and_taken_back() {
    let world = book();
    let calm = stake(&world, "acme");
    let said = world.run(&["feedback", "acme", "nps", "3", "by:dana", "exports", "time", "out"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.starts_with("Feedback: nps 3: exports time out (Acme)\n"), "{}", said.err);
    let upset = stake(&world, "acme");
    assert_ne!(calm, upset, "the stake is reckoned in the same step");
    assert!(world.ok(&["why", "acme"]).contains("detractor"), "{}", world.ok(&["why", "acme"]));
    assert!(world.ok(&["ls", "nps:..6"]).contains("Acme"));
    assert!(world.ok(&["search", "exports"]).contains("feedback"));
    let open = world.json(&["feedback", "--json"]);
    assert_eq!(open["items"][0]["account"], "Acme");
    assert_eq!((open["items"][0]["score"].as_f64(), open["items"][0]["by"].as_str()), (Some(3.0), Some("Dana Fox")));

    world.ok(&["feedback", "acme", "--answered", "exports"]);
    assert!(!world.ok(&["why", "acme"]).contains("detractor waits"));
    assert!(world.json(&["feedback", "--json"])["items"].as_array().unwrap().is_empty(), "nobody waits any more");
    world.ok(&["undo"]);
    world.ok(&["undo"]);
    assert_eq!(stake(&world, "acme"), calm);
    assert!(world.json(&["feedback", "acme", "--json"])["items"].as_array().unwrap().is_empty());
}

#[test]
fn what_is_no_feedback_is_refused() {
    let world = book();
    for (args, code, words) in [
        (&["feedback", "acme", "nps", "11"][..], 2, "no answer of 0..10"),
        (&["feedback", "acme", "great", "stuff"], 2, "no kind of feedback"),
        (&["feedback", "acme", "csat"], 2, "csat 4/5"),
        (&["feedback", "acme", "quote", "x", "by:nobody"], 3, "nobody"),
        (&["feedback", "nobody", "nps", "9"], 3, "nobody"),
        (&["feedback", "acme", "--resolved", "nothing"], 3, "no feedback"),
        (&["usage", "acme", "seats"], 2, "no figure"),
        (&["usage", "acme", "seats", "84", "on", "tomorrow"], 2, "is to come"),
        (&["case", "acme", "done:x"], 2, "problem"),
        (&["case", "--touch", "01ZZZZ"], 3, "no touch"),
        (&["evidence", "--period", "2031"], 5, "not begun"),
    ] {
        let ran = world.run(args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
    }
}

#[test]
fn usage_feeds_the_stake_and_one_day_has_one_figure() {
    let world = book();
    world.ok(&["usage", "acme", "seats", "95", "active", "900", "on", "2026-10-24"]);
    world.ok(&["usage", "acme", "seats", "95", "active", "500"]);
    let usage = world.json(&["usage", "acme", "--json"]);
    assert_eq!(usage["items"][0]["metric"], "active-users");
    assert_eq!(usage["items"][0]["change_30"].as_f64(), Some(-44.4));
    assert!(world.ok(&["why", "acme"]).contains("usage"), "{}", world.ok(&["why", "acme"]));
    assert!(world.ok(&["ls", "usage:..-30%"]).contains("Acme"));
    let said = world.run(&["usage", "acme", "active", "890"]);
    assert!(said.err.contains("active-users 500 -> 890"), "{}", said.err);
    assert!(!world.run(&["ls", "usage:..-30%"]).out.contains("Acme"));
    world.ok(&["undo"]);
    assert!(world.ok(&["ls", "usage:..-30%"]).contains("Acme"));
}

#[test]
fn cases_are_found_by_words_and_by_likeness() {
    let world = book();
    world.ok(&["case", "acme", "Exports time out", "done:raised the limit", "result:renewed"]);
    world.ok(&["case", "cyan", "Log-ins fail", "result:fixed in a day"]);
    let all = world.json(&["case", "bolt", "--json"]);
    assert_eq!(
        (all["items"][0]["account"].as_str(), all["items"][0]["alike"][0].as_str()),
        (Some("Acme"), Some("industry"))
    );
    assert_eq!(world.json(&["case", "--find", "log-ins", "--json"])["items"].as_array().unwrap().len(), 1);
    assert!(world.ok(&["search", "limit"]).contains("case"));
    world.ok(&["touch", "bolt", "call", "10m:", "the", "printer", "jams"]);
    let touch = world.json(&["search", "printer", "--json"])["items"][0]["id"].as_str().unwrap().to_owned();
    world.ok(&["case", "--touch", &touch, "done:new driver"]);
    let bolt = world.json(&["case", "--find", "printer", "--json"]);
    assert_eq!(
        (bolt["items"][0]["account"].as_str(), bolt["items"][0]["touch"].as_str()),
        (Some("Bolt"), Some(touch.as_str()))
    );
    assert_eq!(world.run(&["case", "--touch", &touch]).code, 5, "a touch is a case once");
}

#[test]
fn files_of_answers_and_figures_come_in_once() {
    let world = book();
    let files = [
        (
            "nps.csv",
            "response_id,account_id,survey_date,nps_score,comment\nR1,1,2026-11-02,9,fast\nR2,2,2026-11-03,4,slow\nR3,9,2026-11-03,4,who\n",
        ),
        (
            "usage.csv",
            "account_id,event_day,active_users,sessions\n1,2026-11-01,40,90\n1,2026-11-02,41,95\n2,2026-11-02,7,8\n",
        ),
        (
            "events.csv",
            "usage_id,account_id,usage_date,feature_name,usage_count\nU1,3,2026-11-02,Exports,2\nU2,3,2026-11-02,Exports,3\n",
        ),
        (
            "tickets.csv",
            "ticket_id,account_id,submitted_at,closed_at,first_response_time_minutes,satisfaction_score\nT1,1,2026-11-02T08:00:00,2026-11-03,90,4\n",
        ),
    ];
    for (name, text) in files {
        std::fs::write(world.path(name), text).unwrap();
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let ran = world.run(&[&["import", "--yes"], names.as_slice()].concat());
    assert!([0, 5].contains(&ran.code), "one answer is of nobody: {}", ran.err);
    let words = "feedback 3 new, usage 7 new";
    assert!(
        ran.out.contains("touch 1 new") && ran.out.contains("feedback 3 new") && ran.out.contains("usage 7 new"),
        "{words}: {}",
        ran.out
    );
    let exports = world.json(&["usage", "cyan", "--json"]);
    assert_eq!(
        (exports["items"][0]["metric"].as_str(), exports["items"][0]["value"].as_f64()),
        (Some("exports"), Some(5.0))
    );
    let stats = world.json(&["stats", "--period", "2026-11", "--json"]);
    let figure = |key: &str| stats["figures"][key]["value"].as_f64();
    assert_eq!((figure("nps"), figure("csat"), figure("response_hours")), (Some(0.0), Some(1.0), Some(1.5)));
    assert!(stats["figures"]["ces"]["value"].is_null(), "nobody was asked");

    let again = world.run(&["import", "--yes", "usage.csv", "events.csv", "tickets.csv"]);
    assert!(again.out.contains("Nothing to write"), "{} {}", again.out, again.err);
    world.ok(&["undo"]);
    assert!(
        world.json(&["usage", "cyan", "--json"])["items"].as_array().unwrap().is_empty(),
        "one undo takes all back"
    );
}

#[test]
fn evidence_names_those_alone_who_agreed() {
    let world = book();
    world.ok(&["feedback", "acme", "quote", "saved us a week", "by:dana", "consent:yes"]);
    world.ok(&["feedback", "bolt", "quote", "pays for itself"]);
    world.ok(&["case", "cyan", "Log-ins fail", "result:fixed in a day"]);
    world.ok(&["notice", "acme", "today"]);
    world.ok(&["settle", "acme", "renewed 1y"]);
    world.ok(&["settle", "bolt", "renewed 1y"]);
    let page = world.ok(&["evidence", "--md"]);
    assert!(page.contains("Dana Fox, Acme"), "{page}");
    assert!(page.contains("pays for itself") && !page.contains("(Bolt"), "{page}");
    assert!(page.contains("a customer"), "{page}");
    let found = world.json(&["evidence", "--json"]);
    assert_eq!(
        (found["saves"][0]["account"].as_str(), found["wins"][0]["account"].as_str()),
        (Some("Acme"), Some("Bolt"))
    );
    assert!(found["saves"][0]["what"].as_str().unwrap().contains("notice came in"), "{found}");
    assert_eq!(found["outcomes"][0]["what"], "Log-ins fail: fixed in a day");
    let told = world.ok(&["evidence"]);
    assert!(told.contains("1 won, 60k USD") && told.contains("1 saved, 120k USD"), "{told}");
}

#[test]
fn the_demo_has_voices() {
    let world = World::demo();
    let stats = world.json(&["stats", "--period", "2026-Q4", "--json"]);
    for key in ["nps", "csat", "adoption", "response_hours"] {
        assert!(stats["figures"][key]["value"].is_number(), "{key}: {stats}");
    }
    assert!(!world.json(&["feedback", "--json"])["items"].as_array().unwrap().is_empty());
    assert!(!world.json(&["case", "--json"])["items"].as_array().unwrap().is_empty());
}

#[test]
fn a_flag_that_comes_too_late_is_no_word_of_the_line() {
    let world = World::demo();
    for args in [&["feedback", "Atlas", "nps", "8", "fine", "-n"][..], &["goal", "Atlas", "Onboard", "-n"]] {
        let ran = world.run(args);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.out);
        assert!(ran.err.contains("write flags before it"), "{args:?}: {}", ran.err);
    }
}

#[test]
fn a_day_of_the_past_is_never_guessed() {
    // A Tuesday.
    let world = World::demo();
    for (day, read) in
        [("tue", ""), ("today", ""), ("fri", "2026-11-20"), ("20 nov", "2026-11-20"), ("27 nov 2025", "2025-11-27")]
    {
        let said = world.run(&["usage", "-n", "northvale", &format!("seats 84 on {day}")]);
        assert_eq!(said.code, 0, "{day}: {}", said.err);
        assert!(said.err.contains(read) || said.out.contains(read), "{day}: {}{}", said.out, said.err);
    }
    let both = "Thu 27 Nov 2025 or Fri 27 Nov 2026";
    for (args, says) in [
        (&["usage", "northvale", "seats 84 on 27 nov"][..], both),
        (&["usage", "northvale", "seats 84 on tomorrow"], "Wed 25 Nov 2026, which is to come"),
        (&["usage", "northvale", "seats 84 on:2026-12-01"], "Tue 1 Dec 2026, which is to come"),
        (&["touch", "northvale", "call 27 nov: price"], both),
        (&["touch", "northvale", "call tomorrow: price"], "Wed 25 Nov 2026, which is to come"),
        (&["touch", "northvale", "price at:tomorrow"], "use next: for what is to come"),
        (&["feedback", "northvale", "nps 9 on:tomorrow"], "Wed 25 Nov 2026, which is to come"),
        (&["feedback", "northvale", "nps 9 on:\"the 25th\""], "Sun 25 Oct 2026 or Wed 25 Nov 2026"),
        (&["notice", "northvale", "27 nov"], both),
        (&["wait", "task:send roi", "--on", "customer", "--since", "27 nov"], both),
    ] {
        let said = world.run(args);
        assert_eq!(said.code, 2, "{args:?}: {}{}", said.out, said.err);
        assert!(said.err.contains(says), "{args:?}: {}", said.err);
    }
}
