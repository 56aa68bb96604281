//! Verbs that look: today, ls, renewals, tasks, show, why, log, keys, completions.

use crate::world::World;
use std::process::Stdio;

/// The first so many fields of each line.
fn cut(out: &str, fields: usize) -> String {
    out.lines().map(|line| line.split('\t').take(fields).collect::<Vec<_>>().join(" | ") + "\n").collect()
}

#[test]
fn today_lists_accounts_tasks_and_renewals() {
    let world = World::demo();
    insta::assert_snapshot!(cut(&world.ok(&["today"]), 5), @r#"
    account | 2026-12-23 | Atlas Cold Chain | growth Three-year frame, +120 seats, NPS 9, health 76 | 33329.64
    account | 2026-11-16 | Corvane Insurance Group | notice received, promise 1d overdue, cancel-by 8d ago | 227003.43
    account | 2027-01-21 | Northvale Logistics | champion left, health 41, usage -34% | 154310.40
    account | 2026-12-20 | Kestrel Health Systems | health 47, NPS 3, health down 13 | 124837.61
    account | 2026-12-28 | Volta Mobilität | own call lost, model 78%, cancel-by in 34d | 65662.49
    task | 2026-11-23 | Corvane Insurance Group | Written answer to the notice, with legal | 352666.04
    task | 2026-11-19 | Northvale Logistics | Call Dana (CFO) about price and seats | 272798.74
    task | 2026-11-24 | Northvale Logistics | Send ROI one-pager with their dispatch figures | 231465.60
    renewal | 2026-11-16 | Corvane Insurance Group | notice given | 233680.00
    renewal | 2026-11-18 | Østerby Shipping | term end | 69120.00
    "#);
}

#[test]
fn today_as_a_document_has_the_totals() {
    let world = World::demo();
    let morning = world.json(&["today", "--json", "--limit", "4"]);
    assert_eq!(morning["schema"], "folio.today/1");
    assert_eq!(morning["day"], "2026-11-24");
    assert_eq!(morning["totals"]["accounts"], 57);
    assert_eq!(morning["accounts"].as_array().unwrap().len(), 2);
    let picked = world.json(&["today", "--json=day"]);
    assert_eq!(picked.as_object().unwrap().len(), 2, "{picked}");
    let refused = world.run(&["today", "--json=helth"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
}

#[test]
fn ls_is_by_stake_and_finds_by_name() {
    let world = World::demo();
    insta::assert_snapshot!(cut(&world.ok(&["ls", "--limit", "4"]), 7), @r#"
    33329.64 | Atlas Cold Chain | 503000.00 | 76 | green | steady | 2026-12-23
    227003.43 | Corvane Insurance Group | 233680.00 | 38 | red | falling | 2026-11-16
    154310.40 | Northvale Logistics | 312000.00 | 41 | red | falling fast | 2027-01-21
    124837.61 | Kestrel Health Systems | 268000.00 | 47 | red | falling | 2026-12-20
    "#);
    assert_eq!(cut(&world.ok(&["ls", "MOBILITAT"]), 2).lines().count(), 1, "case and accents apart");
    assert_eq!(world.ok(&["ls", "volta", "mobil"]).lines().count(), 1);
    let none = world.run(&["ls", "zzz"]);
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    assert!(none.err.contains("no account matches zzz; "), "{}", none.err);
    let (triage, all) = (world.ok(&["ls"]).lines().count(), world.ok(&["ls", "--all"]).lines().count());
    assert!(triage < all, "{triage} of {all}");
}

#[test]
fn a_list_in_every_format() {
    let world = World::demo();
    let one = ["ls", "--limit", "1"];
    let with = |flag: &str| world.ok(&[&one[..], &[flag]].concat());
    assert!(with("--header").starts_with("stake\taccount\tarr\t"));
    assert!(with("--csv").starts_with("stake,account,arr,"));
    assert!(with("--jsonl").starts_with("{\"stake\":{\"amount\":\""));
    insta::assert_snapshot!(world.ok(&["ls", "-l", "1", "--json=account,band"]), @r#"
    {
      "schema": "folio.accounts/1",
      "items": [
        {
          "account": "Atlas Cold Chain",
          "band": "green"
        }
      ]
    }
    "#);
    let refused = world.run(&["ls", "--json=helth"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("did you mean `health`?"), "{}", refused.err);
}

#[test]
fn renewals_by_days_and_by_month() {
    let world = World::demo();
    let near = world.ok(&["renewals", "--days", "30"]);
    assert!(near.starts_with("2026-11-16\tCorvane Insurance Group\t"), "late ones first: {near}");
    assert!(near.lines().all(|line| line < "2026-12-25"), "{near}");
    let december = world.ok(&["renewals", "--month", "2026-12"]);
    assert!(december.lines().count() > 3 && december.lines().all(|line| line.starts_with("2026-12-")), "{december}");
    assert_eq!(world.run(&["renewals", "--month", "dec"]).code, 2);
    assert_eq!(world.run(&["renewals", "--month", "2026-12", "--days", "3"]).code, 2);
}

#[test]
fn tasks_of_the_queue_and_of_one_account() {
    let world = World::demo();
    let own = world.json(&["tasks", "--account", "northvale", "--json=task,account"]);
    let items = own["items"].as_array().unwrap();
    assert!(!items.is_empty() && items.iter().all(|task| task["account"] == "Northvale Logistics"), "{own}");
    let (queue, all) = (world.ok(&["tasks"]).lines().count(), world.ok(&["tasks", "--all"]).lines().count());
    assert!(queue < all, "{queue} of {all}");
    assert_eq!(world.run(&["tasks", "--account", "nobody"]).code, 3);
}

#[test]
fn show_is_one_document_and_markdown() {
    let world = World::demo();
    let page = world.json(&["show", "northvale", "--json"]);
    assert_eq!(page["schema"], "folio.account/1");
    assert_eq!(page["account"]["name"], "Northvale Logistics");
    assert_eq!(page["contacts"].as_array().unwrap().len(), 4);
    assert!(page["decisions"][0]["decides"].is_string(), "{page}");
    assert_eq!(world.ok(&["brief", "northvale"]), world.ok(&["show", "Northvale Logistics"]));
    let rows = world.ok(&["show", "northvale"]);
    for part in ["account", "stake", "decision", "contract", "reading", "contact", "task", "touch"] {
        assert!(rows.lines().any(|line| line.starts_with(&format!("{part}\t"))), "{part}");
    }
    let markdown = world.ok(&["show", "northvale", "--md"]);
    assert!(markdown.starts_with("# Northvale Logistics\n\n- "), "{markdown}");
    for heading in ["## Decisions", "## Contracts", "## Contacts", "## Tasks", "## Touches"] {
        assert!(markdown.contains(heading), "{heading}");
    }
}

#[test]
fn a_reference_names_one_or_is_refused() {
    let world = World::demo();
    let unknown = world.run(&["show", "northvail"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (3, ""));
    assert!(unknown.err.contains("did you mean \"Northvale Logistics\"?"), "{}", unknown.err);
    let several = world.run(&["show", "n"]);
    assert_eq!((several.code, several.out.as_str()), (4, ""));
    assert!(several.err.contains("names 3 accounts"), "{}", several.err);
    let id = world.json(&["show", "northvale", "--json=id"])["id"].as_str().unwrap().to_owned();
    assert_eq!(world.json(&["show", &id, "--json=id"])["id"], id.as_str());
    assert_eq!(world.json(&["why", &id[..12], "--json=id"])["id"], id.as_str());
    assert_eq!(world.run(&["show", "01ARZ3NDEKTSV4RRFFQ69G5FAV"]).code, 3);
}

#[test]
fn why_adds_up() {
    let world = World::demo();
    let why = world.json(&["why", "northvale", "--json"]);
    let cents = |money: &serde_json::Value| -> i64 {
        money["amount"].as_str().map_or(0, |amount| amount.replace('.', "").parse().unwrap())
    };
    let lanes = why["terms"].as_array().unwrap().iter().filter(|term| term["level"] == 0);
    let sum: i64 = lanes.map(|term| cents(&term["money"])).sum();
    assert_eq!(sum, cents(&world.json(&["show", "northvale", "--json"])["stake"]["total"]));
    assert!(!why["levers"].as_array().unwrap().is_empty());
    assert!(world.ok(&["why", "northvale"]).lines().any(|line| line.starts_with("lever\t")));
    assert_eq!(world.run(&["why", "nobody"]).code, 3);
}

#[test]
fn keys_name_verbs_and_conflicts() {
    let world = World::empty();
    assert!(world.ok(&["keys"]).lines().any(|line| line.starts_with("d\tdone\tdone\t")));
    assert!(world.run(&["keys", "--check"]).err.contains("no conflicts"));
    world.config("[keys]\ndone = \"x\"\ndrop = \"x\"\n");
    let clash = world.run(&["keys", "--check"]);
    assert_eq!((clash.code, clash.out.as_str()), (2, ""));
    assert!(clash.err.contains("config.toml:3:8 keys.drop: \"x\" is bound twice"), "{}", clash.err);
    assert_eq!(world.run(&["keys"]).code, 0, "the default keys hold");
}

#[test]
fn completions_come_for_every_shell() {
    let world = World::empty();
    // Those that ask folio itself, and those that know the verbs alone.
    for (shell, asks) in [
        ("bash", "complete bash"),
        ("zsh", "complete"),
        ("fish", "complete"),
        ("elvish", "renewals"),
        ("powershell", "renewals"),
    ] {
        assert!(world.ok(&["completions", shell]).contains(asks), "{shell}");
    }
    assert_eq!(world.run(&["completions", "cmd"]).code, 2);
}

#[test]
fn a_reader_may_leave_early() {
    let world = World::demo();
    for args in [&["ls"][..], &["show", "northvale"], &["ls", "--json"], &["--help"], &["completions", "bash"]] {
        let mut child = world.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{args:?}");
    }
}
