//! Verbs of a CSM's day beyond done and touch: set, wait, timer, contact, account, archive, view, and what recurs.

use crate::world::World;

#[test]
fn set_changes_a_task_and_says_what() {
    let world = World::demo();
    let set = world.run(&[
        "set",
        "Escalate #4188",
        "p:2",
        "due:27",
        "nov",
        "3pm",
        "+vip",
        "title:ask for a date",
        "--",
        "she",
        "called",
    ]);
    assert_eq!((set.code, set.out.as_str()), (0, ""), "{}", set.err);
    insta::assert_snapshot!(set.err, @r#"
    Changed: Escalate #4188 to engineering again, ask for a date (Kestrel Health Systems): priority 2, due Fri 27 Nov 2026 15:00 (in 3d), +vip, title ask for a date, a note
    undo with `folio undo`
    "#);
    let task = world.task("ask for a date");
    assert_eq!(
        (&task["due"], &task["due_time"], &task["priority"]),
        (&"2026-11-27".into(), &"15:00".into(), &"2".into())
    );
    assert_eq!(task["slips"], 1, "a promise that moves has slipped");
    world.ok(&["undo"]);
    assert_eq!(world.task("Escalate #4188")["slips"], 0);
}

#[test]
fn set_changes_accounts_and_contacts() {
    let world = World::demo();
    world.ok(&["set", "northvale", "kestrel", "stage:adopting", "-paused", "+board"]);
    world.ok(&["set", "Marcus Oyelaran", "role:decision-maker", "left:yesterday"]);
    let people = world.json(&["contact", "northvale", "--json"]);
    let marcus = people["items"].as_array().unwrap().iter().find(|one| one["name"] == "Marcus Oyelaran").unwrap();
    assert_eq!((&marcus["role"], &marcus["left_on"]), (&"decision-maker".into(), &"2026-11-23".into()));
    world.ok(&["set", marcus["id"].as_str().unwrap(), "left:none"]);
}

#[test]
fn set_refuses_and_changes_nothing() {
    let world = World::demo();
    let before = world.ok(&["log"]);
    for (args, code) in [
        (vec!["set", "northvale"], 2),
        (vec!["set", "p:1"], 2),
        (vec!["set", "northvale", "helth:red"], 2),
        (vec!["set", "northvale", "stage:adopting", "soon"], 2),
        (vec!["set", "nobody at all", "p:1"], 3),
        (vec!["set", "n", "stage:adopting"], 4),
        (vec!["set", "northvale", "name:Kestrel Health Systems"], 5),
        (vec!["set", "Escalate #4188", "state:done"], 5),
        (vec!["set", "Escalate #4188", "northvale", "+vip"], 2),
    ] {
        let refused = world.run(&args);
        assert_eq!(refused.code, code, "{args:?}: {}", refused.err);
    }
    let refused = world.run(&["set", "northvale", "stage:adpoting"]);
    insta::assert_snapshot!(refused.err, @r#"
    "adpoting" is not for stage: did you mean adopting?
      stage:adpoting
      ^^^^^^^^^^^^^^
    "#);
    world.ok(&["set", "-n", "northvale", "stage:adopting"]);
    world.ok(&["set", "northvale", "stage:adopting", "-n"]);
    assert_eq!(world.ok(&["log"]), before);
}

#[test]
fn a_filter_names_the_rows() {
    let world = World::demo();
    let overdue = world.ok(&["tasks", "due:overdue"]).lines().count();
    assert!(overdue > 1);
    world.ok(&["set", "-w", "due:overdue", "+late", "--yes"]);
    assert_eq!(world.ok(&["tasks", "+late"]).lines().count(), overdue);
    world.ok(&["wait", "-w", "+late", "--on", "sales", "--yes"]);
    assert_eq!(world.ok(&["tasks", "+late"]).matches("waiting-sales").count(), overdue);
    world.ok(&["set", "-w", "@northvale", "--accounts", "+board"]);
    assert_eq!(world.ok(&["ls", "+board"]).lines().count(), 1);
    world.ok(&["archive", "-w", "+late", "--yes"]);
    assert_eq!(world.ok(&["tasks", "+late"]), "");
    world.ok(&["undo", "4"]);
    assert_eq!(world.ok(&["tasks", "+late"]), "");
    assert_eq!(world.ok(&["tasks", "due:overdue"]).lines().count(), overdue);
    assert_eq!(world.run(&["set", "-w", "due:overdue", "northvale", "p:1"]).code, 2);
    assert_eq!(world.run(&["set", "-w", "helth:red", "p:1"]).code, 2);
    let count = world.ok(&["tasks", "due:any"]).lines().count();
    let many = world.run(&["set", "-w", "due:any", "--no-input", "p:1"]);
    assert_eq!(many.code, 2, "{}", many.err);
    assert!(many.err.starts_with(&format!("this would change {count} tasks at once\n")), "{}", many.err);
    assert!(many.err.contains("--yes"), "{}", many.err);
}

#[test]
fn wait_hands_a_task_over() {
    let world = World::demo();
    let waits = world.run(&["wait", "Escalate #4188", "--on", "support", "--since", "mon"]);
    insta::assert_snapshot!(waits.err, @r#"
    Waiting on support: Escalate #4188 to engineering again, ask for a date (Kestrel Health Systems)
    undo with `folio undo`
    "#);
    assert_eq!(world.task("Escalate #4188")["state"], "waiting-support");
    let why = world.ok(&["why", "Escalate #4188"]);
    assert!(why.contains("on support since Mon 23 Nov"), "{why}");
    world.ok(&["wait", "Escalate #4188", "--on", "us"]);
    assert_eq!(world.task("Escalate #4188")["state"], "open");
    for (args, code) in [
        (vec!["wait", "Escalate #4188", "--on", "legal"], 2),
        (vec!["wait", "Escalate #4188", "--on", "sales", "--since", "2026-12-01"], 2),
        (vec!["wait", "no such task", "--on", "sales"], 3),
    ] {
        assert_eq!(world.run(&args).code, code, "{args:?}");
    }
}

#[test]
fn what_recurs_comes_back() {
    let world = World::demo();
    world.ok(&["add", "weekly figures @northvale every:fri due:fri +weekly"]);
    let done = world.run(&["done", "weekly figures"]);
    insta::assert_snapshot!(done.err, @r#"
    Done: weekly figures (Northvale Logistics), next Fri 4 Dec
    undo with `folio undo`
    "#);
    assert_eq!(world.task("weekly figures")["due"], "2026-12-04");
    world.ok(&["undo"]);
    assert_eq!(world.task("weekly figures")["due"], "2026-11-27");
    let dropped = world.run(&["drop", "weekly figures"]);
    assert!(dropped.err.contains("comes back no more"), "{}", dropped.err);
}

#[test]
fn the_clock_logs_its_minutes() {
    let world = World::demo();
    assert_eq!(world.run(&["timer", "stop"]).code, 5);
    assert_eq!(world.run(&["timer", "cancel"]).code, 5);
    assert!(world.run(&["timer"]).out.contains("\"about\": null"));
    world.ok(&["timer", "start", "northvale"]);
    let late = |args: &[&str]| {
        let output = world.command(args).env("FOLIO_NOW", "2026-11-24T09:25Z").output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    assert!(late(&["timer", "--json"]).1.contains("\"minutes\": 23"));
    let stopped = late(&["timer", "stop", "asked for ROI +pos next: send deck fri"]);
    insta::assert_snapshot!(stopped.2, @r#"
    Logged: note 23m with Northvale Logistics, next: send deck
    undo with `folio undo`
    "#);
    assert_eq!(world.task("send deck")["due"], "2026-11-27");
    world.ok(&["add", "tidy the desk"]);
    assert_eq!(world.run(&["timer", "start", "tidy the desk"]).code, 5, "no account");
    assert_eq!(world.run(&["timer", "start", "nobody"]).code, 3);
    assert_eq!(world.run(&["timer", "stop", "due:3/4"]).code, 5);
}

#[test]
fn contacts_and_accounts_are_added_once() {
    let world = World::demo();
    let added = world.run(&["contact", "northvale", "Zoe Zander", "role:champion", "title:VP Ops", "+pos"]);
    assert_eq!((added.code, added.out.as_str()), (0, ""), "{}", added.err);
    insta::assert_snapshot!(added.err, @r#"
    Contact added: Zoe Zander, champion (Northvale Logistics)
    undo with `folio undo`
    "#);
    assert_eq!(world.run(&["contact", "northvale", "zoe ZANDER"]).code, 5);
    assert_eq!(world.run(&["contact", "northvale", "Ann", "role:queen"]).code, 2);
    assert_eq!(world.run(&["contact", "nobody"]).code, 3);
    assert!(world.ok(&["contact", "northvale"]).contains("Zoe Zander\tchampion\tVP Ops\tpositive\t\t"));
    let id = world.ok(&["account", "-q", "Globex Corp", "domain:globex.com", "segment:enterprise"]);
    assert_eq!(world.json(&["show", "globex", "--json"])["id"], id.trim());
    assert_eq!(world.run(&["account", "globex corp"]).code, 5);
    assert_eq!(world.run(&["account", "domain:x.com"]).code, 2);
}

#[test]
fn archive_puts_away_and_brings_back() {
    let world = World::demo();
    let before = world.ok(&["tasks", "--all"]);
    world.ok(&["archive", "northvale"]);
    let gone = world.run(&["show", "northvale"]);
    assert_eq!(gone.code, 3);
    assert!(gone.err.contains("is in the archive"), "{}", gone.err);
    assert!(!world.ok(&["ls", "--all"]).contains("Northvale") && !world.ok(&["tasks", "--all"]).contains("Northvale"));
    assert_eq!(world.run(&["archive", "--back", "kestrel"]).code, 3);
    world.ok(&["archive", "--back", "northvale"]);
    assert_eq!(world.ok(&["tasks", "--all"]), before);
    world.ok(&["archive", "contact:Dana Whitlock"]);
    assert!(!world.ok(&["contact", "northvale"]).contains("Dana Whitlock"));
    assert_eq!(world.run(&["archive", "contact:nobody"]).code, 3);
}

#[test]
fn views_are_saved_listed_and_forgotten() {
    let world = World::demo();
    world.ok(&["view", "save", "at risk", "--key", "r", "health:red,yellow", "renew:..60d"]);
    let listed = world.ok(&["view", "ls"]);
    assert!(listed.starts_with("at risk\taccounts\tr\thealth:red,yellow renew:..60d\tsaved\t\t\nidle\t"), "{listed}");
    assert_eq!(listed.matches("at risk").count(), 1, "a saved view hides the one that is always there");
    let narrower = world.ok(&["ls", "--view", "AT RISK", "arr:100k.."]);
    assert_eq!(narrower, world.ok(&["ls", "health:red,yellow renew:..60d arr:100k.."]));
    assert!(!narrower.is_empty());
    assert_eq!(world.ok(&["tasks", "--view", "overdue"]), world.ok(&["tasks", "due:overdue"]));
    assert_eq!((world.run(&["tasks", "--view", "at risk"]).code, world.run(&["ls", "--view", "absent"]).code), (2, 3));
    let broken = world.run(&["view", "save", "x", "helth:red"]);
    assert_eq!(broken.code, 2);
    assert!(broken.err.contains("  helth:red\n  ^^^^^\n"), "{}", broken.err);
    assert_eq!(world.run(&["view", "save", "x", "--key", "r"]).code, 5);
    assert_eq!(world.run(&["view", "save", "x", "--list", "contacts"]).code, 2);
    assert_eq!(world.run(&["view", "rm", "x"]).code, 3);
    world.ok(&["view", "rm", "AT RISK"]);
    assert!(world.ok(&["view", "ls"]).contains("at risk\taccounts\tr\thealth:red,yellow renew:..90d\tfolio\t\t\n"));
}

#[test]
fn log_begins_on_a_day() {
    let world = World::demo();
    world.ok(&["done", "northvale"]);
    assert_eq!(world.ok(&["log", "--since", "today"]).lines().count(), 1);
    assert_eq!(world.ok(&["log", "--since", "mon"]).lines().count(), 1);
    let later = world.command(&["log", "--since", "today"]).env("FOLIO_NOW", "2026-11-25T09:00Z").output().unwrap();
    assert!(later.stdout.is_empty());
    assert_eq!(world.run(&["log", "--since", "tomorrow"]).code, 2);
    assert_eq!(world.run(&["log", "--since", "soon"]).code, 2);
}

#[test]
fn what_is_named_is_the_row_that_is_meant() {
    let world = World::demo();
    world.ok(&["add", "kestrel", "@northvale"]);
    world.ok(&["add", "Zed has a task of the same words", "@northvale"]);
    world.ok(&["contact", "northvale", "Kestrel"]);
    assert_eq!(world.run(&["set", "kestrel", "+board"]).code, 4, "an account or a contact");
    world.ok(&["set", "--accounts", "kestrel", "+board"]);
    assert_eq!(world.ok(&["ls", "+board"]).lines().count(), 1);
    assert_eq!(world.run(&["set", "--accounts", "Zed has a task", "+board"]).code, 3, "no account is called so");
    assert_eq!(world.run(&["archive", "--accounts", "Zed has a task"]).code, 3);
    world.ok(&["archive", "--accounts", "kestrel"]);
    assert_eq!(world.ok(&["ls", "+board"]), "");
    assert_eq!(world.run(&["archive", "--back", "--accounts", "Zed has a task"]).code, 3);
    world.ok(&["archive", "--back", "--accounts", "kestrel health"]);
    assert_eq!(world.ok(&["ls", "+board"]).lines().count(), 1);
}

#[test]
fn a_name_with_a_colon_is_a_name() {
    let world = World::demo();
    world.ok(&["account", "\"Re:Think\""]);
    world.ok(&["set", "Re:Think", "stage:adopting", "+pilot"]);
    assert_eq!(world.json(&["ls", "+pilot", "--json=account"])["items"][0]["account"], "Re:Think");
    world.ok(&["set", "northvale", "Re:Think", "+both"]);
    assert_eq!(world.ok(&["ls", "+both"]).lines().count(), 2);
    let typo = world.run(&["set", "northvale", "helth:red"]);
    assert!(typo.code == 2 && typo.err.contains("^^^^^"), "{}", typo.err);
}

#[test]
fn log_tells_accounts_people_and_times_by_name() {
    let world = World::demo();
    world.ok(&["add", "send the figures", "@kestrel", "due:fri"]);
    world.ok(&["set", "send the figures", "due:fri 3pm"]);
    world.ok(&["set", "send the figures", "acct:northvale"]);
    world.ok(&["set", "send the figures", "with:Dana Whitlock"]);
    let page = world.command(&["log", "--json=changes"]).output().unwrap();
    let page: serde_json::Value = serde_json::from_slice(&page.stdout).unwrap();
    let change = |at: usize| {
        let changes = page["items"][at]["changes"].as_array().unwrap();
        let told = |one: &serde_json::Value| {
            ["field", "before", "after"].map(|key| one[key].as_str().unwrap().to_owned()).join("|")
        };
        changes.iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(change(0), ["Contact||Dana Whitlock"]);
    assert_eq!(change(1), ["Account|Kestrel Health Systems|Northvale Logistics"]);
    assert_eq!(change(2), ["Time||15:00"]);
}
