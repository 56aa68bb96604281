//! Lists and verbs by filter.

use crate::world::World;

#[test]
fn lists_take_words_and_where() {
    let world = World::demo();
    let bands = |args: &[&str]| {
        let found = world.json(&[args, &["--json=band,account"]].concat());
        let items = found["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["band"].as_str().unwrap_or("none").to_owned()).collect::<Vec<_>>()
    };
    let red = bands(&["ls", "health:red"]);
    assert!(!red.is_empty() && red.iter().all(|band| band == "red"), "{red:?}");
    assert_eq!(bands(&["ls", "-w", "health:red"]), red);
    assert_eq!(bands(&["ls", "--where", "health:red or health:yellow", "not", "health:yellow"]), red, "both hold");
    assert_eq!(world.ok(&["ls", "health:red", "--limit", "1"]).lines().count(), 1);
    let near = world.ok(&["renewals", "health:red", "renew:..90d", "--days", "400"]);
    assert!(!near.is_empty() && near.lines().all(|line| line.contains("\tred\t")), "{near}");
    let first = world.json(&["tasks", "pri:1", "due:..today", "--json=priority,due"]);
    let items = first["items"].as_array().unwrap();
    assert!(!items.is_empty() && items.iter().all(|task| task["priority"] == "1"), "{first}");
    let closed = world.json(&["tasks", "done:month", "--json=state"]);
    assert!(closed["items"].as_array().unwrap().iter().any(|task| task["state"] == "done"), "{closed}");
    let own = world.ok(&["tasks", "--account", "northvale", "state:open"]);
    assert!(!own.is_empty() && own.lines().all(|line| line.contains("\tNorthvale Logistics\t")), "{own}");
    let none = world.run(&["ls", "health:red", "arr:900m.."]);
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    assert!(none.err.starts_with("no account matches health:red arr:900m..; "), "{}", none.err);
}

#[test]
fn a_fault_stands_under_its_caret() {
    let world = World::demo();
    let refused = world.run(&["ls", "arr:100k..", "helth:red"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    insta::assert_snapshot!(refused.err, @r#"
    no field is called "helth"
      arr:100k.. helth:red
                 ^^^^^
      did you mean health?
    "#);
    for args in [
        &["tasks", "due:fryday"][..],
        &["renewals", "-w", "(health:red"],
        &["done", "-w", "pri:9"],
        &["star", "-w", "arr:1,2"],
        &["snooze", "-w", "kind:", "-u", "mon"],
    ] {
        let ran = world.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
        assert!(ran.err.contains('^'), "{args:?}: {}", ran.err);
    }
    let hostile = world.run(&["ls", "x\u{1b}[2J:1"]);
    assert!(hostile.code == 2 && !hostile.err.contains('\u{1b}'), "{:?}", hostile.err);
}

#[test]
fn me_is_who_the_config_says() {
    let world = World::demo();
    let unknown = world.run(&["ls", "owner:me"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("me = \"Your Name\""), "{}", unknown.err);
    world.config("me = \"robin hale\"\n");
    let (own, all) = (world.ok(&["ls", "owner:me"]).lines().count(), world.ok(&["ls"]).lines().count());
    assert!(0 < own && own < all, "{own} of {all}");
    assert_eq!(world.ok(&["ls", "owner:me or not owner:me"]), world.ok(&["ls"]));
}

#[test]
fn a_verb_takes_all_of_a_filter_in_one_step() {
    let world = World::demo();
    let dump = || world.ok(&["tasks", "--all", "--json"]) + &world.ok(&["ls", "--all", "--json"]);
    let before = dump();
    let query = "@northvale";
    let count = world.ok(&["tasks", query]).lines().count();
    assert!((2..=20).contains(&count), "{count}");
    for args in [
        &["done", "-w", query][..],
        &["drop", "--where", query],
        &["snooze", "-w", query, "--until", "mon"],
        &["resched", "-w", query, "--to", "2026-12-24"],
        &["done", "-w", "health:red", "--accounts"],
        &["snooze", "-w", "health:red", "--accounts", "--until", "mon"],
        &["star", "-w", "health:red"],
    ] {
        let dry = world.run(&[args, &["-n"]].concat());
        assert_eq!((dry.code, dump() == before), (0, true), "{args:?}: {}", dry.err);
        let done = world.run(args);
        assert_eq!((done.code, dump() == before), (0, false), "{args:?}: {}", done.err);
        world.ok(&["undo"]);
        assert_eq!(dump(), before, "{args:?} is one step");
    }
    let dry = world.run(&["done", "-n", "-w", query]);
    assert!(dry.err.contains(&format!("\nDone: {count} tasks\n")), "{}", dry.err);
    let named = dry.err.lines().filter(|line| line.starts_with("  ") && line.ends_with(" (Northvale Logistics)"));
    assert_eq!(named.count(), count, "{}", dry.err);
}

#[test]
fn what_matches_nothing_changes_nothing() {
    let world = World::demo();
    for args in [
        &["done", "-w", "@nobody"][..],
        &["drop", "-w", "pri:1 pri:2"],
        &["star", "-w", "arr:900m.."],
        &["snooze", "-w", "@nobody", "--accounts", "--until", "mon"],
        &["resched", "-w", "@nobody", "--to", "fri"],
    ] {
        let ran = world.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{args:?}: {}", ran.err);
        assert!(ran.err.contains("nothing matches "), "{args:?}: {}", ran.err);
    }
    assert_eq!(world.ok(&["log"]), "");
    for args in [
        &["done"][..],
        &["drop", "--yes", "-w", " "],
        &["done", "northvale", "-w", "pri:1"],
        &["done", "ROI one-pager", "Written answer", "-w", "x"],
        &["star", "-w", "star:yes", "--accounts"],
    ] {
        assert_eq!(world.run(args).code, 2, "{args:?}");
    }
}

#[test]
fn many_rows_at_once_are_asked_about() {
    let world = World::demo();
    let before = world.ok(&["tasks", "--all"]);
    let count = world.ok(&["tasks"]).lines().count();
    assert!(count > 20, "{count}");
    let refused = world.run(&["drop", "-w", "slips:0.."]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.starts_with(&format!("this would change {count} tasks at once\n")), "{}", refused.err);
    assert!(refused.err.contains("--yes"), "{}", refused.err);
    assert_eq!(world.ok(&["tasks", "--all"]), before);
    assert_eq!(world.run(&["drop", "-n", "-w", "slips:0.."]).code, 0, "a dry run asks nothing");
    assert_eq!(world.run(&["drop", "--yes", "-w", "slips:0.."]).code, 0);
    assert_eq!(world.ok(&["tasks"]), "");
    world.ok(&["undo"]);
    assert_eq!(world.ok(&["tasks", "--all"]), before);
}

#[test]
fn closed_tasks_are_for_verbs_that_can_change_them() {
    let world = World::demo();
    let query = "state:done @northvale";
    world.ok(&["done", "-w", "@northvale", "--yes"]);
    let closed = world.ok(&["tasks", query]).lines().count();
    assert!(closed > 0);
    let none = world.run(&["drop", "-w", query]);
    assert!(none.code == 0 && none.err.contains("nothing matches"), "{}", none.err);
    world.ok(&["set", "-w", query, "+filed", "--yes"]);
    assert_eq!(world.ok(&["tasks", "state:done +filed"]).lines().count(), closed);
    world.ok(&["archive", "-w", query, "--yes"]);
    assert_eq!(world.ok(&["tasks", query]), "");
    world.ok(&["undo"]);
    assert_eq!(world.ok(&["tasks", query]).lines().count(), closed);
    let back = world.run(&["archive", "--back", "-w", query]);
    assert_eq!(back.code, 2, "no filter sees what is archived: {}", back.err);
}

#[test]
fn a_dry_run_shows_every_row_of_every_verb() {
    let world = World::demo();
    let names = |args: &[&str], column: &str| {
        let found = world.json(&[args, &[&format!("--json={column}")]].concat());
        let items = found["items"].as_array().unwrap().clone();
        items.iter().map(|item| item[column].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let red = names(&["ls", "health:red"], "account");
    let late = names(&["tasks", "due:overdue"], "task");
    assert!(red.len() > 1 && late.len() > 1);
    for (args, rows) in [
        (&["archive", "-w", "health:red", "--accounts"][..], &red),
        (&["set", "-w", "health:red", "--accounts", "+board"], &red),
        (&["star", "-w", "health:red"], &red),
        (&["done", "-w", "health:red", "--accounts"], &red),
        (&["snooze", "-w", "health:red", "--accounts", "--until", "mon"], &red),
        (&["touch", "-w", "health:red", "call 20m: hello"], &red),
        (&["archive", "-w", "due:overdue"], &late),
        (&["set", "-w", "due:overdue", "p:1"], &late),
        (&["drop", "-w", "due:overdue"], &late),
        (&["resched", "-w", "due:overdue", "--to", "fri"], &late),
        (&["wait", "-w", "due:overdue", "--on", "sales"], &late),
    ] {
        let dry = world.run(&[args, &["--dry-run"]].concat());
        assert_eq!((dry.code, dry.out.as_str()), (0, ""), "{args:?}: {}", dry.err);
        let shown: Vec<&str> = dry.err.lines().filter_map(|line| line.strip_prefix("  ")).collect();
        assert_eq!(shown.len(), rows.len(), "{args:?}: {}", dry.err);
        assert!(shown.iter().zip(rows).all(|(line, row)| line.starts_with(row.as_str())), "{args:?}: {}", dry.err);
    }
    assert_eq!(world.ok(&["log"]), "");
}

#[test]
fn a_dry_run_shows_more_than_two_hundred_rows() {
    let world = World::empty();
    let rows: String =
        (0..230).fold(String::from("Account ID,Account Name\n"), |all, n| all + &format!("{n},Co {n:03}\n"));
    std::fs::write(world.path("accounts.csv"), rows).unwrap();
    world.ok(&["import", "accounts.csv", "--yes"]);
    for args in [
        &["set", "-n", "-w", "@co", "--accounts", "+board"][..],
        &["archive", "-n", "-w", "@co", "--accounts"],
        &["touch", "-n", "-w", "@co", "email: the new prices next: call fri"],
    ] {
        let dry = world.run(args);
        let shown = dry.err.lines().filter(|line| line.starts_with("  Co ")).count();
        assert_eq!((dry.code, shown), (0, 230), "{args:?}: {}", dry.err);
    }
}

#[test]
fn one_line_is_logged_with_several_accounts() {
    let world = World::demo();
    let line = "call 20m: the outage next: write to them fri +outage";
    let logged = world.run(&["touch", "northvale", "-A", "kestrel", "-A", "northvale", line]);
    assert_eq!((logged.code, logged.out.as_str()), (0, ""), "{}", logged.err);
    assert!(logged.err.starts_with("Logged: call 20m with 2 accounts, next: write to them\n"), "{}", logged.err);
    assert_eq!(world.ok(&["tasks", "+outage"]).lines().count(), 2);
    for name in ["northvale", "kestrel"] {
        assert_eq!(world.json(&["show", name, "--json"])["touches"][0]["text"], "the outage");
    }
    world.ok(&["undo"]);
    assert_eq!(
        (world.ok(&["tasks", "+outage"]), world.ok(&["log", "--json=seq"]).matches("seq").count()),
        (String::new(), 2)
    );

    let count = world.ok(&["ls", "health:red"]).lines().count();
    world.ok(&["touch", "-w", "health:red", line]);
    assert_eq!(world.ok(&["tasks", "+outage"]).lines().count(), count);
    world.ok(&["undo"]);

    let before = world.ok(&["log"]);
    let stranger = world.run(&["touch", "northvale", "-A", "kestrel", "call with Dana Whitlock: hello"]);
    assert_eq!(stranger.code, 3, "{}", stranger.err);
    assert!(stranger.err.starts_with("Kestrel Health Systems: there is no contact"), "{}", stranger.err);
    for (args, code) in [
        (vec!["touch", "northvale"], 2),
        (vec!["touch", "northvale", "-A", "kestrel", "call 5m: x next: send deck @northvale"], 2),
        (vec!["touch", "-w", "health:red", "-A", "kestrel", "call 5m: x"], 2),
        (vec!["touch", "-w", "", "call 5m: x"], 2),
        (vec!["touch", "northvale", "-A", "nobody", "call 5m: x"], 3),
        (vec!["touch", "-w", "arr:0..", "--no-input", "call 5m: x"], 2),
        (vec!["touch", "-w", "@nobody", "call 5m: x"], 0),
    ] {
        let ran = world.run(&args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
    }
    assert_eq!(world.ok(&["log"]), before);
}

#[test]
fn churned_accounts_are_listed_when_they_are_asked_for() {
    let world = World::demo();
    world.ok(&["touch", "northvale", "yesterday call: they leave"]);
    world.ok(&["set", "northvale", "stage:churned"]);
    assert!(!world.ok(&["ls", "--all"]).contains("Northvale"));
    let found = world.json(&["ls", "@northvale", "stage:churned", "--json=account,stake,why,idle_days,open_tasks"]);
    let item = &found["items"][0];
    assert_eq!((&item["account"], &item["why"]), (&"Northvale Logistics".into(), &"churned".into()), "{found}");
    assert_eq!(item["idle_days"], 1);
    assert!(item["open_tasks"].as_u64().unwrap() > 0, "{found}");
    world.ok(&["archive", "-w", "stage:churned @northvale", "--accounts"]);
    assert_eq!(world.ok(&["ls", "stage:churned", "@northvale"]), "");
}
