//! `folio export`: what is in a calendar file or a list, that it stays the same, and where it goes.

use crate::world::{World, bytes};
use std::collections::BTreeMap;
use std::path::Path;

/// The items of a file by their names, each as its unfolded lines; the file's own lines under no name.
fn items(file: &str) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut item, mut inside) = (Vec::new(), false);
    for line in file.replace("\r\n ", "").split_terminator("\r\n") {
        inside |= line == "BEGIN:VEVENT" || line == "BEGIN:VTODO";
        if !inside {
            found.entry(String::new()).or_default().push(line.to_owned());
            continue;
        }
        item.push(line.to_owned());
        if line.starts_with("END:") {
            let uid = item.iter().find_map(|line| line.strip_prefix("UID:")).unwrap().to_owned();
            assert!(found.insert(uid.clone(), std::mem::take(&mut item)).is_none(), "{uid} twice");
            inside = false;
        }
    }
    found
}

fn value<'i>(item: &'i [String], name: &str) -> Option<&'i str> {
    item.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
}

fn sequence(item: &[String]) -> u32 {
    value(item, "SEQUENCE").unwrap().parse().unwrap()
}

/// Names of the items that are not the same in two files.
fn changed(before: &str, after: &str) -> Vec<String> {
    let (before, after) = (items(before), items(after));
    let names = before.keys().chain(after.keys().filter(|uid| !before.contains_key(*uid)));
    names.filter(|uid| before.get(*uid) != after.get(*uid)).cloned().collect()
}

#[test]
fn a_file_holds_what_is_to_come() {
    let world = World::demo();
    let file = world.ok(&["export", "ics", "--account", "volta", "--to", "2027-12-31"]);
    let mut said = Vec::new();
    for item in items(&file).into_values() {
        said.extend(
            item.into_iter().filter(|line| !["UID:", "DTSTAMP:", "SEQUENCE:"].iter().any(|n| line.starts_with(n))),
        );
        said.push(String::new());
    }
    let said = said.join("\n");
    insta::assert_snapshot!(said, @r#"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//folio//folio//EN
    CALSCALE:GREGORIAN
    X-WR-CALNAME:folio
    END:VCALENDAR

    BEGIN:VEVENT
    DTSTART;VALUE=DATE:20261228
    TRANSP:TRANSPARENT
    SUMMARY:! Cancel by today: Volta Mobilität\, 72k USD\, term ends 2027-01-27
    DESCRIPTION:Account: Volta Mobilität\nARR: 72360.00 USD\nProduct: Tideline Business\nTerm ends: 2027-01-27\nCancel by: 2026-12-28\nStage: talking\nNext step: Written confirmation\, export\, goodbye\nLink: https://crm.example/accounts/1116
    CATEGORIES:Cancel-by
    URL:https://crm.example/accounts/1116
    END:VEVENT

    BEGIN:VEVENT
    DTSTART;VALUE=DATE:20270127
    TRANSP:TRANSPARENT
    SUMMARY:Renewal: Volta Mobilität\, 72k USD
    DESCRIPTION:Account: Volta Mobilität\nARR: 72360.00 USD\nProduct: Tideline Business\nTerm ends: 2027-01-27\nCancel by: 2026-12-28\nStage: talking\nNext step: Written confirmation\, export\, goodbye\nLink: https://crm.example/accounts/1116
    CATEGORIES:Renewal
    URL:https://crm.example/accounts/1116
    END:VEVENT

    BEGIN:VEVENT
    DTSTART;VALUE=DATE:20261130
    TRANSP:TRANSPARENT
    SUMMARY:Loss note for the team: Volta\, what we missed (Volta Mobilität)
    DESCRIPTION:Account: Volta Mobilität\nDue: 2026-11-30\nLink: https://crm.example/accounts/1116
    CATEGORIES:Task
    URL:https://crm.example/accounts/1116
    END:VEVENT
    "#);
}

#[test]
fn lines_are_short_and_end_as_the_format_wants() {
    let world = World::demo();
    let file = world.ok(&["export", "ics"]);
    assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && file.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
    assert_eq!(file.matches('\r').count(), file.matches("\r\n").count());
    for line in file.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.is_empty(), "{line}");
    }
    let folded = file.split("\r\n").filter(|line| line.starts_with(' ')).count();
    assert!(folded > 50, "the demo has long lines: {folded}");
}

#[test]
fn counts_and_days_are_those_of_the_list() {
    let world = World::demo();
    let list = world.json(&["renewals", "--days", "36500", "--json"]);
    let lines = list["items"].as_array().unwrap();
    for (part, field, end) in
        [("--renewals", "term_end", "-end@folio"), ("--cancel-by", "cancel_by", "-cancel-by@folio")]
    {
        let mut want: Vec<String> = lines
            .iter()
            .filter_map(|line| line[field].as_str())
            .filter(|day| *day >= "2026-11-24")
            .map(|day| day.replace('-', ""))
            .collect();
        want.sort();
        let file = items(&world.ok(&["export", "ics", part]));
        let mut found: Vec<String> = Vec::new();
        for (uid, item) in file.iter().filter(|(uid, _)| !uid.is_empty()) {
            assert!(uid.ends_with(end), "{uid}");
            found.push(value(item, "DTSTART;VALUE=DATE").unwrap().to_owned());
        }
        found.sort();
        assert!(want.len() > 20, "{}", want.len());
        assert_eq!(found, want, "{part}");
    }
}

#[test]
fn parts_add_up_and_tasks_stand_as_told() {
    let world = World::demo();
    let count = |args: &[&str]| items(&world.ok(&[&["export", "ics"], args].concat())).len() - 1;
    let (ends, cancels, tasks) = (count(&["--renewals"]), count(&["--cancel-by"]), count(&["--tasks"]));
    assert!(ends > 0 && cancels > 0 && tasks > 0);
    assert_eq!(count(&[]), ends + cancels + tasks);
    assert_eq!(count(&["--all"]), count(&[]));
    assert_eq!(count(&["--renewals", "--tasks"]), ends + tasks);
    let (events, todos) = (world.ok(&["export", "ics", "--tasks"]), world.ok(&["export", "ics", "--tasks", "--todo"]));
    assert_eq!((events.matches("BEGIN:VEVENT").count(), events.matches("BEGIN:VTODO").count()), (tasks, 0));
    assert_eq!((todos.matches("BEGIN:VEVENT").count(), todos.matches("BEGIN:VTODO").count()), (0, tasks));
    assert!(count(&["--tasks", "--from", "2000-01-01"]) > tasks, "late ones too");
    assert_eq!(world.run(&["export", "ics", "--from", "2027-01-01", "--to", "2026-01-01"]).code, 2);
    assert_eq!(world.run(&["export", "ics", "--all", "--tasks"]).code, 2);
    assert_eq!(world.run(&["export", "ics", "--account", "nobody"]).code, 3);
    let none = world.run(&["export", "ics", "--from", "9999-01-01"]);
    assert_eq!((none.code, items(&none.out).len()), (0, 1));
    assert!(none.err.contains("0 renewals, 0 cancel-by days and 0 tasks written"), "{}", none.err);
}

#[test]
fn nothing_changed_is_the_same_file_and_a_change_is_one_item() {
    let world = World::demo();
    let export = || world.ok(&["export", "ics"]);
    let first = export();
    assert_eq!(export(), first);
    world.ok(&["--now", "2026-11-24T23:00Z", "touch", "northvale", "call 20m all well"]);
    assert_eq!(export(), first, "a touch is in no calendar");

    let task = world.json(&["tasks", "--account", "northvale", "--json=task,id"])["items"][0]["id"].clone();
    let (id, uid) = (task.as_str().unwrap(), format!("{}-task@folio", task.as_str().unwrap()));
    world.ok(&["--now", "2026-11-25T10:00Z", "resched", id, "--to", "2026-12-18 15:30"]);
    let moved = export();
    let (before, after) = (items(&first), items(&moved));
    assert_eq!(changed(&first, &moved), std::slice::from_ref(&uid));
    assert_eq!(value(&after[&uid], "DTSTART"), Some("20261218T153000Z"));
    assert_eq!(value(&after[&uid], "DTSTAMP"), Some("20261125T100000Z"));
    assert!(before.get(&uid).is_none_or(|before| sequence(before) < sequence(&after[&uid])));

    world.ok(&["--now", "2026-11-26T10:00Z", "resched", id, "--to", "2026-12-21"]);
    let again = items(&export());
    assert!(sequence(&again[&uid]) > sequence(&after[&uid]));
    world.ok(&["--now", "2026-11-27T10:00Z", "undo"]);
    let undone = items(&export());
    assert!(sequence(&undone[&uid]) > sequence(&again[&uid]), "to a calendar undo is one more change");
    assert_eq!(value(&undone[&uid], "DTSTAMP"), Some("20261127T100000Z"));
    assert_eq!(value(&undone[&uid], "DTSTART"), value(&after[&uid], "DTSTART"));
    world.ok(&["--now", "2026-11-28T10:00Z", "redo"]);
    assert!(sequence(&items(&export())[&uid]) > sequence(&undone[&uid]));
}

#[test]
fn the_items_of_an_account_rise_with_it() {
    let world = World::demo();
    let first = world.ok(&["export", "ics"]);
    world.ok(&["--now", "2026-11-25T10:00Z", "snooze", "kestrel", "--until", "2026-12-01"]);
    let second = world.ok(&["export", "ics"]);
    let own = items(&world.ok(&["export", "ics", "--account", "kestrel"]));
    let changed = changed(&first, &second);
    assert!(!changed.is_empty() && changed.len() == own.len() - 1, "{changed:?}");
    assert!(changed.iter().all(|uid| own.contains_key(uid)), "{changed:?}");
}

#[test]
fn a_contract_keeps_its_item_whatever_becomes_of_its_renewal() {
    let world = World::demo();
    let export = |now: &str, part: &str| {
        items(&world.ok(&["--now", now, "export", "ics", part, "--from", "2000-01-01", "--to", "9999-12-31"]))
    };
    let first = export("2026-11-24T10:00Z", "--renewals");
    let list = world.json(&["renewals", "--days", "36500", "--json"]);
    let mut ids: Vec<&str> =
        list["items"].as_array().unwrap().iter().map(|l| l["account_id"].as_str().unwrap()).collect();
    ids.dedup();
    // A term without a renewal gets one by this.
    let moved = ids.iter().filter(|id| world.run(&["resched", id, "--to", "2027-06-17"]).code == 0).count();
    assert!(moved > 20, "{moved}");
    let second = export("2026-11-24T10:00Z", "--renewals");
    let names = |file: &BTreeMap<String, Vec<String>>| file.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&second), names(&first));
    let mut rose = 0;
    for (uid, item) in second.iter().filter(|(uid, item)| first[*uid] != **item && !uid.is_empty()) {
        assert!(sequence(item) > sequence(&first[uid]), "{uid}");
        rose += 1;
    }
    assert!(rose > 20, "{rose} of {moved}");
    world.ok(&["undo"]);
    let third = export("2026-11-24T10:00Z", "--renewals");
    let (undone, item) = third.iter().find(|(uid, item)| second[*uid] != **item).unwrap();
    assert!(sequence(item) > sequence(&second[undone]), "a renewal that is gone again was a change");

    // Two years on, the terms that went on by themselves are the same items on later days.
    let later = export("2028-12-01T10:00Z", "--cancel-by");
    let before = export("2026-11-24T10:00Z", "--cancel-by");
    let gone_on: Vec<&String> =
        later.keys().filter(|uid| before.get(*uid).is_some_and(|b| *b != later[*uid])).collect();
    assert!(!gone_on.is_empty());
    assert!(gone_on.iter().all(|uid| sequence(&later[*uid]) > sequence(&before[*uid])));
}

#[test]
fn what_is_put_away_is_in_no_file() {
    let world = World::demo();
    let own = || items(&world.ok(&["export", "ics", "--account", "volta", "--to", "2027-12-31"]));
    assert!(own().keys().any(|uid| uid.ends_with("-task@folio")));
    let names = own();
    world.ok(&["archive", "volta", "--accounts"]);
    let all = items(&world.ok(&["export", "ics", "--to", "2027-12-31"]));
    assert!(names.keys().filter(|uid| !uid.is_empty()).all(|uid| !all.contains_key(uid)));
}

#[test]
fn a_file_is_replaced_whole_or_not_at_all() {
    let world = World::demo();
    let place = world.path("out/book.ics");
    std::fs::create_dir(world.path("out")).unwrap();
    let out = place.to_str().unwrap();
    let ran = world.run(&["export", "ics", "--out", out]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("tasks written to ") && ran.err.contains("out/book.ics"), "{}", ran.err);
    assert_eq!(String::from_utf8(bytes(&place)).unwrap(), world.ok(&["export", "ics"]));
    std::fs::write(&place, "an older file").unwrap();
    world.ok(&["export", "ics", "--cancel-by", "-o", out]);
    assert_eq!(String::from_utf8(bytes(&place)).unwrap(), world.ok(&["export", "ics", "--cancel-by"]));
    let names = |folder: &Path| std::fs::read_dir(folder).unwrap().count();
    assert_eq!(names(&world.path("out")), 1, "nothing is left beside it");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o600);
    }
    for bad in [world.path("out"), world.path("nowhere/book.ics")] {
        let ran = world.run(&["export", "ics", "--out", bad.to_str().unwrap()]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
        assert!(ran.err.contains("was not written"), "{}", ran.err);
    }
    #[cfg(unix)]
    {
        let link = world.path("out/link.ics");
        std::os::unix::fs::symlink(&place, &link).unwrap();
        let kept = bytes(&place);
        assert_eq!(world.run(&["export", "ics", "--out", link.to_str().unwrap()]).code, 1);
        assert_eq!(bytes(&place), kept, "no link is followed");
    }
}

#[test]
fn hostile_names_stay_in_their_line() {
    let world = World::empty();
    world.ok(&["init"]);
    let csv = "Account Name,ARR,Renewal Date\n\"Evil\nEND:VEVENT\nBEGIN:VALARM; \\n, \u{1b}[2J\u{202e}\",\"$5,000\",2027-03-01\n";
    std::fs::write(world.path("a.csv"), csv).unwrap();
    let ran = world.run(&["import", "a.csv", "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let file = world.ok(&["export", "ics"]);
    assert_eq!(
        (file.matches("\r\nEND:VEVENT\r\n").count(), file.matches("\r\nBEGIN:VALARM").count()),
        (1, 0),
        "{file}"
    );
    assert!(!file.contains(['\u{1b}', '\u{202e}']));
}

/// Whatever the filter, an item that is in the file is the same to the letter.
#[test]
fn a_filter_leaves_items_as_they_are() {
    let world = World::demo();
    let all = items(&world.ok(&["export", "ics"]));
    let size = |args: &[&str]| {
        let found = items(&world.ok(&[&["export", "ics"], args].concat()));
        for (uid, item) in &found {
            assert_eq!(Some(item), all.get(uid), "{uid} under {args:?}");
        }
        found.len() - 1
    };
    let kinds = |args: &[&str]| {
        let file = world.ok(&[&["export", "ics"], args].concat());
        ["Renewal", "Cancel-by", "Task"].map(|kind| file.contains(&format!("CATEGORIES:{kind}")))
    };
    let red = size(&["health:red"]);
    assert!(red > 0 && red < all.len() - 1);
    assert!(size(&["health:red", "--what", "renewals"]) < red);
    assert_eq!(size(&["-w", "health:red"]), red);
    assert_eq!(size(&["zzzz"]), 0);
    assert_eq!(kinds(&["--what", "renewals,cancel-by"]), [true, true, false]);
    assert_eq!(kinds(&["--what", "tasks", "pri:1"]), [false, false, true]);
    world.ok(&["view", "save", "urgent", "--list", "tasks", "pri:1"]);
    world.ok(&["view", "save", "red ones", "--list", "renewals", "health:red"]);
    assert_eq!(kinds(&["--view", "urgent"]), [false, false, true], "a view of tasks has tasks");
    assert_eq!(kinds(&["--view", "red ones"]), [true, true, false]);
    assert_eq!(size(&["--view", "red ones", "--what", "renewals"]), size(&["health:red", "--what", "renewals"]));
}

#[test]
fn late_renewals_are_in_every_list_until_they_are_settled() {
    let world = World::demo();
    let late = |args: &[&str]| world.ok(args).contains("sterby Shipping");
    for verb in [&["today"][..], &["renewals"], &["renewals", "--days", "0"], &["forecast"], &["ls", "renew:..today"]] {
        assert!(late(verb), "{verb:?}");
    }
    world.ok(&["settle", "sterby", "renewed"]);
    for verb in [&["renewals", "--days", "0"][..], &["ls", "renew:..today"]] {
        assert!(!late(verb), "{verb:?}");
    }
}

#[test]
fn a_list_is_what_its_verb_prints() {
    let world = World::demo();
    for (export, list) in [
        (&["export", "csv"][..], &["ls", "--csv"][..]),
        (&["export", "csv", "health:red", "--sort", "arr-"], &["ls", "health:red", "--sort", "arr-", "--csv"]),
        (&["export", "json", "--list", "tasks", "pri:1"], &["tasks", "pri:1", "--json"]),
        (&["export", "json", "--list", "renewals"], &["renewals", "--days", "36500", "--json"]),
        (&["export", "csv", "--view", "overdue"], &["tasks", "--view", "overdue", "--csv"]),
        (
            &["export", "csv", "--columns", "account,why", "--limit", "2"],
            &["ls", "--columns", "account,why", "--limit", "2", "--csv"],
        ),
    ] {
        let ran = world.run(export);
        assert_eq!((ran.code, ran.out), (0, world.ok(list)), "{export:?}");
        assert!(ran.err.contains(" written"), "{}", ran.err);
    }
    assert_eq!(world.ok(&["export", "csv", "--out", "a.csv"]), "");
    assert_eq!(bytes(&world.path("a.csv")), world.ok(&["ls", "--csv"]).into_bytes());
}

#[test]
fn a_list_in_markdown_has_a_row_each() {
    let world = World::demo();
    let name = "a|b [x](http://y) # z";
    assert_eq!(world.run(&["account", name]).code, 0);
    let page = world.ok(&["export", "md", "--columns", "account,arr", "--limit", "2"]);
    insta::assert_snapshot!(page, @r"
    | account | arr |
    | --- | --- |
    | Atlas Cold Chain | 503000.00 |
    | Corvane Insurance Group | 233680.00 |
    ");
    let whole = world.ok(&["export", "md"]);
    assert!(whole.contains("a\\|b \\[x\\](http://y) \\# z"), "{whole}");
    assert_eq!(whole.lines().count(), world.ok(&["ls", "--plain"]).lines().count() + 2);
    assert!(whole.starts_with("| stake | account | arr | health | decides | idle days | why |\n"), "{whole}");
}

#[test]
fn a_list_that_cannot_be_written_is_refused() {
    let world = World::demo();
    for (args, code, says) in [
        (&["export", "csv", "--view", "nope"][..], 3, "there is no view"),
        (&["export", "csv", "--list", "tasks", "--view", "at risk"], 2, "is of accounts"),
        (&["export", "csv", "--list", "people"], 2, "accounts, renewals, tasks"),
        (&["export", "md", "--columns", "nope"], 2, "have no column"),
        (&["export", "csv", "--json"], 2, "named twice"),
        (&["export", "csv", "health:purple"], 2, "health"),
        (&["export", "csv", "--out", "no/such/folder/a.csv"], 1, "No such file or directory (os error 2)\n"),
        (&["export", "csv", "zzz", "--exit-code"], 1, "no account matches zzz"),
    ] {
        let ran = world.run(args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
    }
    assert!(world.ok(&["export", "json", "zzz"]).contains("\"items\": []"));
}
