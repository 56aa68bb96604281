//! Verbs that change the book, and taking back what they did.

use crate::world::World;

#[test]
fn add_says_back_what_it_understood() {
    let world = World::demo();
    let added = world.run(&["add", "call CFO about uplift", "@northvale", "p:1", "by", "fri", "3pm", "+renewal"]);
    assert_eq!((added.code, added.out.as_str()), (0, ""));
    insta::assert_snapshot!(added.err, @r#"
    Added: call CFO about uplift (Northvale Logistics)
    undo with `folio undo`
    due Fri 27 Nov 2026 15:00 (in 3d), priority 1, +renewal, kind call (guessed)
    "#);
    let task = world.task("call CFO about uplift");
    assert_eq!((&task["due"], &task["due_time"]), (&"2026-11-27".into(), &"15:00".into()));
    assert_eq!((&task["priority"], &task["account"]), (&"1".into(), &"Northvale Logistics".into()));
}

#[test]
fn add_gives_the_id_when_quiet() {
    let world = World::demo();
    let quiet = world.run(&["add", "book QBR @kestrel", "-q", "--", "ask", "for", "the deck"]);
    assert_eq!((quiet.code, quiet.err.as_str()), (0, ""));
    assert_eq!(world.task("book QBR")["id"], quiet.out.trim());
    assert_eq!(quiet.out.trim().len(), 26);
}

#[test]
fn add_points_at_what_it_cannot_read() {
    let world = World::demo();
    let refused = world.run(&["add", "x due:fryday"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("\n  x due:fryday\n    ^^^^^^^^^^\n"), "{}", refused.err);
    assert_eq!(world.run(&["add", "x @nobody"]).code, 3);
    assert_eq!(world.run(&["add", "x @n"]).code, 4);
    assert_eq!(world.run(&["add", "x every:now"]).code, 2);
    assert_eq!(world.run(&["add", "@northvale"]).code, 2, "no title");
}

#[test]
fn add_takes_lines_all_or_none() {
    let world = World::demo();
    let before = world.ok(&["tasks", "--all"]);
    let refused = world.run_with(&["add", "-"], "one @northvale fri\n\ntwo due:zzz\nthree @nobody\n");
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("line 3: ") && refused.err.contains("line 4: "), "{}", refused.err);
    assert_eq!(world.ok(&["tasks", "--all"]), before);
    let added = world.run_with(&["add", "-", "-q"], "one @northvale fri\n\ntwo eom\n");
    assert_eq!((added.code, added.out.lines().count()), (0, 2), "{}", added.err);
    world.ok(&["undo"]);
    assert_eq!(world.ok(&["tasks", "--all"]), before, "one step of undo");
    assert_eq!(world.run_with(&["add", "-"], "\n").code, 0);
}

#[test]
fn a_dry_run_writes_nothing() {
    let world = World::demo();
    let dump = || world.ok(&["tasks", "--all"]) + &world.ok(&["ls", "--all"]) + &world.ok(&["log"]);
    let before = dump();
    for args in [
        &["add", "-n", "x"][..],
        &["touch", "-n", "northvale", "call 20m: price"],
        &["done", "-n", "ROI one-pager"],
        &["done", "-n", "brightwell"],
        &["drop", "-n", "ROI one-pager"],
        &["snooze", "-n", "brightwell", "--until", "mon"],
        &["resched", "-n", "ROI one-pager", "--to", "mon"],
        &["star", "-n", "brightwell"],
    ] {
        let ran = world.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{args:?}: {}", ran.err);
        assert!(ran.err.contains("nothing was written"), "{}", ran.err);
    }
    assert_eq!(dump(), before);
}

#[test]
fn done_takes_tasks_or_accounts_and_undo_takes_it_back() {
    let world = World::demo();
    let before = world.ok(&["tasks"]);
    let done = world.run(&["done", "ROI one-pager"]);
    assert_eq!(done.code, 0);
    assert!(done.err.starts_with("Done: Send ROI one-pager"), "{}", done.err);
    assert_ne!(world.ok(&["tasks"]), before);
    let dry = world.run(&["undo", "-n"]);
    assert!(dry.err.starts_with("Undone: Done: Send ROI one-pager"), "{}", dry.err);
    world.ok(&["undo"]);
    assert_eq!(world.ok(&["tasks"]), before);
    world.ok(&["redo"]);
    assert_ne!(world.ok(&["tasks"]), before);
    assert_eq!(world.run(&["redo"]).code, 5, "nothing to redo");
    world.ok(&["done", "brightwell"]);
    assert_eq!(world.ok(&["ls", "brightwell"]), "");
    assert_eq!(world.ok(&["ls", "brightwell", "--all"]).lines().count(), 1);
    let mixed = world.run(&["done", "brightwell", "Written answer"]);
    assert_eq!(mixed.code, 2, "{}", mixed.err);
    assert_eq!(world.run(&["done", "no such thing"]).code, 3);
    assert_eq!(world.run(&["done", "01M6"]).code, 4);
}

#[test]
fn a_task_is_named_by_the_id_that_a_list_shows() {
    let world = World::demo();
    let task = world.task("Written answer");
    let id = task["id"].as_str().unwrap();
    world.ok(&["done", &id[..10]]);
    assert!(world.task("Written answer").is_null());
}

#[test]
fn drop_and_resched_and_snooze() {
    let world = World::demo();
    world.ok(&["drop", "ROI one-pager"]);
    assert!(world.task("ROI one-pager").is_null());
    assert_eq!(world.run(&["drop", "ROI one-pager"]).code, 3);
    let moved = world.run(&["resched", "Written answer", "--to", "fri 3pm"]);
    assert!(moved.err.starts_with("Fri 27 Nov 2026 15:00 (in 3d)\n"), "{}", moved.err);
    let task = world.task("Written answer");
    assert_eq!((&task["due"], &task["slips"]), (&"2026-11-27".into(), &1.into()));
    assert_eq!(world.run(&["resched", "Written answer", "--to", "fryday"]).code, 2);
    world.ok(&["snooze", "corvane", "--until", "mon", "--reason", "legal"]);
    let hidden = world.json(&["ls", "corvane", "--all", "--json=snoozed_until"]);
    assert_eq!(hidden["items"][0]["snoozed_until"], "2026-11-30");
    assert_eq!(world.run(&["snooze", "corvane", "--until", "yesterday"]).code, 2);
    assert_eq!(world.run(&["snooze", "corvane"]).code, 2, "until when?");
}

#[test]
fn resched_moves_the_one_term_of_an_account() {
    let world = World::demo();
    world.ok(&["resched", "northvale", "--to", "2027-03-31"]);
    let page = world.json(&["show", "northvale", "--json=decisions"]);
    assert_eq!(page["decisions"][0]["term_end"], "2027-03-31");
    assert_eq!(world.run(&["resched", "atlas", "--to", "2027-03-31"]).code, 4, "two contracts");
}

#[test]
fn touch_logs_and_adds_the_next_step() {
    let world = World::demo();
    let line = "call 20m with Dana: discussed uplift +neg next: send quote fri";
    let logged = world.run(&["touch", "northvale", line]);
    assert_eq!((logged.code, logged.out.as_str()), (0, ""));
    insta::assert_snapshot!(logged.err, @r#"
    Logged: call 20m with Northvale Logistics, next: send quote
    undo with `folio undo`
    due Fri 27 Nov 2026 (in 3d)
    "#);
    let page = world.json(&["show", "northvale", "--json"]);
    let latest = &page["touches"][0];
    assert_eq!((&latest["kind"], &latest["minutes"]), (&"call".into(), &"20".into()));
    assert_eq!(latest["text"], "discussed uplift");
    assert_eq!(world.task("send quote")["due"], "2026-11-27");
    world.ok(&["undo"]);
    assert!(world.task("send quote").is_null(), "one step of undo");
    assert_eq!(world.run(&["touch", "nobody", "call 20m: x"]).code, 3);
    let stranger = world.run(&["touch", "northvale", "call with Zed: hello"]);
    assert_eq!(stranger.code, 3);
    assert!(stranger.err.contains("contacts: Dana Whitlock"), "{}", stranger.err);
    assert_eq!(world.run(&["touch", "northvale", "tomorrow call: x"]).code, 2, "not yet");
}

#[test]
fn star_and_log() {
    let world = World::demo();
    assert_eq!(world.ok(&["log"]), "");
    world.ok(&["star", "brightwell"]);
    assert_eq!(world.json(&["ls", "brightwell", "--json=starred"])["items"][0]["starred"], true);
    let log = world.json(&["log", "--json"]);
    assert_eq!(log["items"][0]["note"], "Starred: Brightwell Dental");
    assert_eq!(log["items"][0]["changes"][0]["after"], "yes");
    world.ok(&["undo"]);
    assert_eq!(world.ok(&["log"]).lines().count(), 2, "undo is written down too");
    assert_eq!(world.run(&["undo", "0"]).code, 2);
    assert_eq!(world.run(&["undo"]).code, 5);
}
