//! How folio behaves among other programs: exit codes of empty lists, what is said under -v and -q, JSON of verbs that
//! write, notes from a line and from a pipe.

use crate::world::{World, bytes};
use clap::CommandFactory;
use std::process::Stdio;

#[test]
fn an_empty_list_fails_only_when_told_to() {
    let world = World::demo();
    for empty in [&["ls", "zzz"][..], &["tasks", "zzz"], &["search", "zzzqqq"], &["renewals", "zzz"], &["log"]] {
        let told = [empty, &["--exit-code"]].concat();
        assert_eq!((world.run(empty).code, world.run(&told).code), (0, 1), "{empty:?}");
        let json = [&told[..], &["--json"]].concat();
        let ran = world.run(&json);
        assert_eq!(ran.code, 1, "{json:?}");
        assert!(ran.out.contains("\"items\": []"), "the document is there all the same: {}", ran.out);
    }
    assert_eq!(world.run(&["ls", "northvale", "--exit-code"]).code, 0);
    assert_eq!(world.run(&["config", "check", "--exit-code", "--json"]).code, 0, "no fault is not an empty list");
}

#[test]
fn verbose_tells_what_a_run_starts_from() {
    let world = World::demo();
    let ran = world.run(&["ls", "-l", "1", "-v"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.out, world.ok(&["ls", "-l", "1"]), "stdout is data");
    for part in
        ["folio 0.", "book: ", "folio.db\n", "config: ", "0 faults", "now: 2026-11-24 09:02 (said)", "exit 0 after "]
    {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    assert_eq!(world.run(&["ls", "-l", "1"]).err, "");
    assert_eq!(world.run(&["ls", "-v", "-q"]).code, 2, "the two contradict each other");
    let failed = world.run(&["show", "zzz", "-v"]);
    assert!(failed.code == 3 && failed.err.contains("exit 3 after "), "{}", failed.err);
    let none = World::empty().run(&["ls", "-v"]);
    assert!(none.err.contains("folio.db (not there)"), "{}", none.err);
}

#[test]
fn the_version_has_its_flag() {
    let world = World::empty();
    assert_eq!(world.ok(&["-V"]), world.ok(&["--version"]));
    assert!(world.ok(&["-V"]).starts_with("folio 0."));
}

#[test]
fn a_verb_that_writes_says_as_json_what_it_wrote() {
    let world = World::demo();
    let added = world.json(&["add", "send deck @northvale fri", "--json"]);
    assert_eq!((added["rows"].as_u64(), added["dry_run"].as_bool()), (Some(1), Some(false)));
    let change = &added["changes"][0];
    assert_eq!((change["act"].as_str(), change["kind"].as_str()), (Some("made"), Some("task")));
    assert_eq!(change["id"], added["made"]);
    assert_eq!(change["title"], "send deck");

    let set = world.json(&["--json", "set", "send deck", "p:1"]);
    let field = &set["changes"][0]["fields"][0];
    assert_eq!((field["field"].as_str(), field["after"].as_str()), (Some("Priority"), Some("1")), "{set}");
    let undone = world.json(&["undo", "--json"]);
    assert_eq!(undone["changes"][0]["fields"][0]["before"], "1");

    let before = bytes(&world.book());
    let rehearsed = world.json(&["done", "send deck", "-n", "--json"]);
    assert_eq!(rehearsed["dry_run"], true);
    assert_eq!(rehearsed["changes"][0]["act"], "edited");
    assert_eq!(bytes(&world.book()), before);
    let nothing = world.json(&["done", "-w", "@zzz", "--json"]);
    assert_eq!((nothing["rows"].as_u64(), nothing["changes"].as_array().map(Vec::len)), (Some(0), Some(0)));

    let lines = world.ok(&["touch", "northvale", "call 5m: hello next: send quote fri", "--jsonl"]);
    assert_eq!(lines.lines().count(), 2, "a row a line: {lines}");
    let picked = world.json(&["star", "volta", "--json=rows"]);
    assert_eq!(picked.as_object().unwrap().len(), 2);
    let id = world.ok(&["add", "-q", "book QBR @northvale"]);
    assert_eq!(id.trim().len(), 26);
}

#[test]
fn a_field_that_is_not_there_is_refused_before_the_write() {
    let world = World::demo();
    let before = world.ok(&["tasks", "--all", "--json"]);
    let refused = world.run(&["add", "send deck", "--json=nope"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    let refused = world.run(&["contact", "northvale", "Ann Lee", "--json=mad"]);
    assert!(refused.code == 2 && refused.err.contains("did you mean `made`?"), "{}", refused.err);
    assert_eq!(world.ok(&["tasks", "--all", "--json"]), before);
    assert_eq!(world.run(&["contact", "northvale", "--json=name"]).code, 0, "a list has its own fields");
}

#[test]
fn a_note_is_taken_as_it_is() {
    let world = World::demo();
    let ran = world.run(&["note", "northvale", "price:", "next:", "+pos", "is", "not", "a", "token"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("Logged: note with Northvale Logistics"), "{}", ran.err);
    let found = world.json(&["search", "\"not a token\"", "--json"]);
    assert_eq!(found["items"][0]["kind"], "touch");
    assert_eq!(found["items"][0]["text"], "price: next: +pos is not a token");

    let piped = world.run_with(&["note", "-q", "northvale", "-", "--on", "yesterday"], "# Minutes\n\ntwo lines\n");
    assert_eq!((piped.code, piped.out.trim().len()), (0, 26), "{}", piped.err);
    let page = world.json(&["show", "northvale", "--json"]);
    let touches = page["touches"].as_array().unwrap();
    let note = touches.iter().find(|touch| touch["id"] == piped.out.trim()).unwrap();
    assert_eq!((note["text"].as_str(), note["day"].as_str()), (Some("# Minutes\n\ntwo lines"), Some("2026-11-23")));

    assert_eq!(world.run(&["undo"]).code, 0);
    let empty = world.run_with(&["note", "northvale", "-"], " \n");
    assert!(empty.code == 0 && empty.err.contains("nothing was written"), "{}", empty.err);
    assert_eq!(world.run(&["note", "northvale"]).code, 2, "an editor needs a terminal");
    assert_eq!(world.run(&["note", "zzz", "hello"]).code, 3);
    let future = world.run(&["note", "northvale", "hello", "--on", "2027-01-01"]);
    assert_eq!(future.code, 2, "{}", future.err);
}

#[test]
fn a_config_is_not_edited_without_a_terminal() {
    let world = World::empty();
    let refused = world.run(&["config", "edit"]);
    assert!(refused.code == 2 && refused.err.contains("config/folio/config.toml"), "{}", refused.err);
    assert!(!world.path("config/folio/config.toml").exists());
}

/// The lines of the examples that a plain shell runs on a book: no files that are not there, no other programs.
fn examples(verb: &clap::Command, found: &mut Vec<String>) {
    let help = verb.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    let lines = help.lines().skip_while(|line| *line != "EXAMPLES").skip(1);
    let calls = lines.filter_map(|line| line.strip_prefix("  ").filter(|line| line.starts_with("folio ")));
    // What a line is for stands behind two blanks at least.
    found.extend(calls.map(|line| line.split("  ").next().unwrap_or_default().to_owned()));
    verb.get_subcommands().for_each(|verb| examples(verb, found));
}

#[test]
fn every_example_of_the_help_can_be_read() {
    let world = World::demo();
    for name in ["Globex Corp", "Hooli", "Acme Ltd", "Initech"] {
        assert_eq!(world.run(&["account", name]).code, 0);
    }
    assert_eq!(world.run(&["contract", "globex", "Team 184k 1y auto notice:60d"]).code, 0);
    let mut calls = Vec::new();
    examples(&folio::cli::args::Cli::command(), &mut calls);
    calls.retain(|call| !call.contains(['<', '>', '|', '$', '~', ';']) && !call.ends_with(" -"));
    assert!(calls.len() > 200, "{}", calls.len());
    let program = std::path::Path::new(world.command(&[]).get_program()).parent().unwrap().to_owned();
    let mut wrong = Vec::new();
    for call in calls {
        let mut shell = std::process::Command::new("sh");
        let folio = world.command(&[]);
        shell.env_clear().envs(folio.get_envs().filter_map(|(name, value)| Some((name, value?))));
        shell.env("PATH", format!("{}:/usr/bin:/bin", program.display())).current_dir(world.path(""));
        let ran = shell.args(["-c", &call]).stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        // What it names need not be in this book, and nobody answers or edits here; but it says what can be said.
        let expected = ["needs a terminal", "at once", "has a column", "was up for decision"];
        let expected = expected.iter().any(|words| said.contains(words));
        if ran.status.code().is_none_or(|code| code > 5 || (code == 2 && !expected)) {
            wrong.push(format!("{call}\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
