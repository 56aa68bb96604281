//! Rules, playbooks and cadences from the command line, and what cannot wait.

use crate::world::World;

/// A home with a demo book and a config.
fn world(config: &str) -> World {
    let world = World::demo();
    world.config(config);
    world
}

const RED: &str = "[[rules]]\nname = \"red\"\nwhen = \"health:red\"\nstart = \"low-usage\"\n";

#[test]
fn check_starts_once_says_why_and_is_undone_in_one_step() {
    let world = world(RED);
    let before = world.json(&["tasks", "--all", "--json"])["items"].as_array().unwrap().len();
    let dry = world.json(&["check", "-n", "--json"]);
    assert_eq!(dry["schema"], "folio.check/1");
    let count = dry["items"].as_array().unwrap().len();
    assert_eq!(count, 5, "five a day: {dry}");
    assert_eq!(world.json(&["tasks", "--all", "--json"])["items"].as_array().unwrap().len(), before);

    let ran = world.run(&["check"]);
    assert_eq!((ran.code, ran.out.lines().count()), (0, count), "{}{}", ran.out, ran.err);
    assert!(
        ran.out.lines().all(|line| line.starts_with("low-usage\t") && line.contains("\thealth red\t")),
        "{}",
        ran.out
    );
    assert!(ran.err.contains("`most` under [signals]"), "{}", ran.err);
    let again = world.run(&["check"]);
    assert_eq!((again.code, again.out.as_str(), again.err.as_str()), (0, "", ""), "silent the second time");
    let name = dry["items"][0]["account"].as_str().unwrap();
    let page = world.ok(&["show", name, "--md"]);
    assert!(page.contains("playbook 0/3"), "{page}");
    let page = world.json(&["show", name, "--json"]);
    assert_eq!((page["runs"][0]["rule"].as_str(), page["runs"][0]["total"].as_i64()), (Some("red"), Some(3)));
    assert!(world.ok(&["log"]).contains("Started: 5 playbooks"));

    world.ok(&["undo"]);
    assert_eq!(world.json(&["tasks", "--all", "--json"])["items"].as_array().unwrap().len(), before);
    let after = world.run(&["check"]);
    assert_eq!((after.out.as_str(), after.err.as_str()), ("", ""), "what was taken back stays so");
    let later = world.json(&["check", "-n", "--json", "--now", "2026-12-24"]);
    assert_eq!(later["items"].as_array().unwrap().len(), 5, "until its cooldown is over");
}

#[test]
fn check_is_silent_without_rules_and_refuses_faulty_ones() {
    let world = World::demo();
    let ran = world.run(&["check"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert_eq!(world.json(&["check", "--json"])["items"].as_array().map(Vec::len), Some(0));
    let trial = world.ok(&["check", "-n", "--builtin"]);
    assert_eq!(trial.lines().count(), 5, "{trial}");
    world.config("[[rules]]\nwhen = \"helth:red\"\nstart = \"renewal\"\n");
    let ran = world.run(&["check"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    let checked = world.run(&["config", "check"]);
    assert!(
        format!("{}{}", checked.out, checked.err).contains("did you mean health?"),
        "{}{}",
        checked.out,
        checked.err
    );
}

#[test]
fn rules_are_looked_at_after_an_import() {
    let world = World::empty();
    world.config("[[rules]]\nname = \"big\"\nwhen = \"arr:50k..\"\nstart = \"onboarding\"\n");
    std::fs::write(world.path("accounts.csv"), "Account Name,ARR\nGlobex,80000\nHooli,9000\n").unwrap();
    let ran = world.run(&["import", "--yes", "accounts.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("Started: onboarding for Globex, 5 tasks (rule big: ARR 80k)"), "{}", ran.err);
    assert_eq!(world.json(&["show", "globex", "--json"])["runs"][0]["playbook"], "onboarding");
    assert!(world.json(&["show", "hooli", "--json"])["runs"].as_array().unwrap().is_empty());
}

#[test]
fn playbooks_are_listed_shown_and_started() {
    let world =
        world("[playbooks.hello]\nwhat = \"say hello\"\nsteps = [{ day = 0, task = \"Say hello p:1 est:15m\" }]\n");
    let all = world.json(&["playbook", "ls", "--json"]);
    let names: Vec<&str> = all["items"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"hello") && names.contains(&"renewal"), "{names:?}");
    let steps = world.json(&["playbook", "show", "renewal", "--json"]);
    let days: Vec<i64> = steps["items"].as_array().unwrap().iter().map(|row| row["day"].as_i64().unwrap()).collect();
    assert_eq!(days, [-120, -90, -60, -30]);
    let started = world.run(&["playbook", "start", "hello", "northvale", "corvane"]);
    assert_eq!(started.code, 0, "{}", started.err);
    assert!(started.err.contains("Started: 2 playbooks, hello for Northvale"), "{}", started.err);
    assert_eq!(world.task("Say hello")["due"], "2026-11-24");
    world.ok(&["undo"]);
    assert!(world.task("Say hello").is_null());
    // 58 days before the decision: what was due 60 days before it is due now, and one step is to come.
    world.ok(&["playbook", "start", "renewal", "northvale"]);
    assert_eq!(world.json(&["show", "northvale", "--json"])["runs"][0]["total"], 2);
    for (args, code, says) in [
        (&["playbook", "start", "renewal", "northvale"][..], 5, "runs already for Northvale"),
        (&["playbook", "start", "renwal", "northvale"], 3, "did you mean renewal?"),
        (&["playbook", "show", "nothing"], 3, "no playbook"),
        (&["playbook", "start", "hello", "nobody"], 3, "nobody"),
        (&["playbook", "start", "hello", "northvale", "--on", "someday"], 2, "someday"),
    ] {
        let ran = world.run(args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
    }
}

#[test]
fn tasks_counted_from_a_decision_go_with_it() {
    let world = world("");
    world.ok(&["playbook", "start", "renewal", "northvale"]);
    let proposal = || world.task("Send the renewal proposal");
    let signature = || world.task("Get the signature, or escalate");
    let run = || world.json(&["show", "northvale", "--json"])["runs"][0].clone();
    let before = (proposal()["due"].clone(), signature()["due"].clone());
    assert_eq!(before.0, "2026-11-24");
    let end = world.json(&["show", "northvale", "--json"])["decisions"][0]["term_end"].as_str().unwrap().to_owned();
    let later = end.parse::<folio::domain::value::day::Day>().unwrap().plus_days(20);
    world.ok(&["resched", "northvale", "--to", &later.to_string()]);
    assert_eq!(proposal()["due"], "2026-12-14", "twenty days later");
    assert_ne!(signature()["due"], before.1);
    world.ok(&["undo"]);
    assert_eq!((proposal()["due"].clone(), signature()["due"].clone()), before, "in one step");
    let said = world.run(&["settle", "-n", "northvale", "renewed 1y"]);
    assert!(format!("{}{}", said.out, said.err).contains("2 tasks of its playbook"), "{}{}", said.out, said.err);
    world.ok(&["settle", "northvale", "renewed 1y"]);
    assert!(run().is_null(), "nothing of it is open any more");
    world.ok(&["undo"]);
    assert_eq!(run()["closed"], 0);
}

#[test]
fn notify_says_what_cannot_wait_and_nothing_on_a_quiet_day() {
    let world = World::demo();
    let out = world.ok(&["today", "--notify"]);
    let first = out.lines().next().unwrap();
    assert!(first.contains(" overdue, ") && first.contains("due today"), "{out}");
    assert!(out.lines().count() <= 12 && out.contains("and ") && out.contains("more: folio today"), "{out}");
    assert_eq!(world.json(&["today", "--notify", "--json"])["headline"].as_str(), Some(first));
    let quiet = World::empty();
    quiet.ok(&["init"]);
    quiet.ok(&["add", "call Dana in 3d"]);
    let ran = quiet.run(&["today", "--notify"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert_eq!(quiet.ok(&["today", "--notify", "--now", "2026-11-27"]), "1 due today\ncall Dana (today)\n");
}
