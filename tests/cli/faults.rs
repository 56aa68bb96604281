//! What goes wrong around folio: words that cannot be read, a config with faults, streams that are closed or full, places
//! that take no files, a process that is killed, a book that is cut off.

use crate::world::{World, bytes};
use folio::cli::print::exit::EXITS;
use rusqlite::Connection;
use std::fmt::Write as _;
use std::process::Stdio;

#[test]
fn misspelt_verbs_and_flags_are_guessed() {
    let world = World::demo();
    let verb = world.run(&["toady"]);
    assert_eq!((verb.code, verb.out.as_str()), (2, ""));
    assert!(verb.err.contains("'today'"), "{}", verb.err);
    let flag = world.run(&["ls", "--limt", "3"]);
    assert_eq!(flag.code, 2);
    assert!(flag.err.contains("'--limit'"), "{}", flag.err);
    assert_eq!(world.run(&["ls", "--json", "--csv"]).code, 2, "one format");
}

#[test]
fn time_is_by_decree() {
    let world = World::demo();
    let friday = world.json(&["today", "--json=day", "--now", "2026-11-27"]);
    assert_eq!(friday["day"], "2026-11-27");
    let east = world.json(&["today", "--json=day", "--now", "2026-11-27T01:00+09:00"]);
    assert_eq!(east["day"], "2026-11-27");
    let refused = world.run(&["today", "--now", "fri"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("write 2026-11-27"), "{}", refused.err);
}

#[test]
fn version_and_help() {
    let world = World::empty();
    assert_eq!(world.ok(&["-V"]), concat!("folio ", env!("CARGO_PKG_VERSION"), "\n"));
    assert_eq!(world.ok(&["--version"]), world.ok(&["-V"]));
    assert!(world.ok(&["--help"]).contains("renewals"));
    for verb in ["today", "ls", "show", "add", "touch", "snooze", "demo", "config", "keys"] {
        assert!(world.ok(&[verb, "--help"]).contains("EXAMPLES"), "{verb}");
    }
}

#[test]
fn a_faulty_config_is_refused_whole() {
    let world = World::demo();
    world.config("[stake]\nflor = 0.2\nkappa = \"much\"\n");
    for args in [&["today"][..], &["add", "x"], &["init"], &["demo", "--keep", "x.db"]] {
        let ran = world.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains("config.toml:2:1 stake.flor: "), "{}", ran.err);
        assert!(ran.err.contains("config.toml:3:9 stake.kappa: "), "{}", ran.err);
    }
    let check = world.run(&["config", "check"]);
    assert_eq!((check.code, check.out.lines().count()), (2, 2));
    assert!(world.ok(&["config", "path"]).ends_with("config/folio/config.toml\n"));
    world.config("[stake]\nfloor = 0.2\n");
    assert_eq!(world.run(&["config", "check"]).code, 0);
    assert_eq!(world.run(&["ls", "--config", "nowhere.toml"]).code, 1);
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let world = World::demo();
    world.ok(&["add", "evil \u{1b}[2J\u{202e}name\u{7}", "@northvale"]);
    for args in [
        &["tasks"][..],
        &["tasks", "--json"],
        &["tasks", "--csv"],
        &["show", "northvale"],
        &["show", "northvale", "--md"],
        &["show", "northvale", "--json"],
        &["log"],
    ] {
        let ran = world.run(args);
        let text = format!("{}{}", ran.out, ran.err);
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{args:?}");
    }
    let unknown = world.run(&["show", "x\u{1b}[2Jy"]);
    assert!(!unknown.err.contains('\u{1b}'), "{:?}", unknown.err);
}

/// Runs a line of the shell with folio as `$0`, and gives its exit code and what it said on stderr.
#[cfg(unix)]
fn sh(world: &World, line: &str) -> (Option<i32>, String) {
    let folio = world.command(&[]);
    let mut command = std::process::Command::new("sh");
    command.arg("-c").arg(line).arg(folio.get_program()).env_clear().env("PATH", "/usr/bin:/bin");
    for (name, value) in folio.get_envs() {
        value.map(|value| command.env(name, value));
    }
    let done = command.current_dir(world.path("")).stdin(Stdio::null()).output().unwrap();
    (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
}

const READS: &[&str] =
    &["ls", "ls --json", "tasks --csv", "show northvale", "log", "doctor --json", "export jsonl", "export ics", "keys"];

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told_and_fails() {
    let world = World::demo();
    world.ok(&["add", "something for the log"]);
    for verb in READS.iter().chain(&["--help", "ls --help", "--version", "completions bash"]) {
        let (code, said) = sh(&world, &format!("\"$0\" {verb} > /dev/full"));
        assert_eq!(code, Some(1), "{verb}: {said}");
        assert!(!said.contains("panicked"), "{verb}: {said}");
    }
    // Nobody can be told, and what was to be done is done.
    let (code, _) = sh(&world, "\"$0\" add 'call cfo' 2> /dev/full");
    assert_eq!((code, world.task("call cfo")["task"].as_str()), (Some(0), Some("call cfo")));
}

#[cfg(unix)]
#[test]
fn closed_streams_are_no_reason_to_panic() {
    let world = World::demo();
    for verb in READS.iter().chain(&["--help", "add x", "star northvale"]) {
        for closed in [">&-", "2>&-", "<&-", ">&- 2>&- <&-"] {
            let (code, said) = sh(&world, &format!("\"$0\" {verb} {closed} > out-of-sh"));
            assert!(code.is_some_and(|code| code < 2), "{verb} {closed}: {code:?} {said}");
            assert!(!said.contains("panicked"), "{verb} {closed}: {said}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_ends_it_quietly() {
    let world = World::demo();
    for verb in READS {
        let (_, said) = sh(&world, &format!("{{ \"$0\" {verb}; echo \"code $?\" >&2; }} | head -c 9 > first"));
        let loud: Vec<&str> = said.lines().filter(|line| line.contains("pipe") || line.contains("panicked")).collect();
        assert!(loud.is_empty(), "{verb}: {said}");
        assert!(said.contains("code 0") || verb.starts_with("doctor"), "{verb}: {said}");
    }
}

#[test]
fn places_that_take_no_files_are_named() {
    let world = World::demo();
    // A file where the folder of the state should be: what the screen remembers is nothing a command needs.
    std::fs::write(world.path("state"), "x").unwrap();
    world.ok(&["ls"]);
    world.ok(&["add", "call cfo"]);
    let file = world.path("config/folio/config.toml");
    let blocked = file.join("under/folio.db");
    for args in [&["init"][..], &["import", "--yes", "a.csv"], &["restore", world.book().to_str().unwrap()]] {
        std::fs::write(world.path("a.csv"), "Customer ID,Customer,ARR,Renewal Date\n1,Acme,100,2027-01-01\n").unwrap();
        let ran = world.run(&[&["--db", blocked.to_str().unwrap()], args].concat());
        assert_eq!(ran.code, 1, "{args:?}: {}", ran.err);
        assert!(ran.err.contains("config.toml") && ran.err.lines().count() >= 2, "{args:?}: {}", ran.err);
    }
    for args in [&["backup"][..], &["export", "jsonl", "--out"], &["export", "ics", "--out"]] {
        let ran = world.run(&[args, &[blocked.to_str().unwrap()]].concat());
        assert_eq!(ran.code, 1, "{args:?}: {}", ran.err);
    }
}

#[test]
fn a_book_that_is_cut_off_is_left_alone() {
    let world = World::demo();
    world.ok(&["ls"]);
    let whole = bytes(&world.book());
    for kept in [whole.len() / 2, whole.len() / 4, 4096, 5000, 100] {
        std::fs::write(world.book(), &whole[..kept]).unwrap();
        for args in [&["ls"][..], &["tasks"], &["add", "x"], &["export", "jsonl"], &["backup"]] {
            let ran = world.run(args);
            assert_eq!(ran.code, 7, "{kept} {args:?}: {}", ran.err);
            assert!(ran.err.contains("folio doctor") || ran.err.contains("--db"), "{kept} {args:?}: {}", ran.err);
        }
        let doctor = world.run(&["doctor"]);
        assert_eq!(doctor.code, 7, "{kept}: {}{}", doctor.out, doctor.err);
        assert!(bytes(&world.book()) == whole[..kept], "{kept}: was changed");
    }
}

#[cfg(unix)]
#[test]
fn an_import_that_is_killed_is_whole_or_nothing() {
    const ROWS: i64 = 800;
    let world = World::demo();
    world.ok(&["ls"]);
    let mut csv = "Customer ID,Customer,ARR,Renewal Date\n".to_owned();
    for n in 0..ROWS {
        writeln!(csv, "{n},Killed {n},{n}000,2027-01-01").unwrap();
    }
    std::fs::write(world.path("a.csv"), csv).unwrap();
    let ask = |sql: &str| -> i64 { Connection::open(world.book()).unwrap().query_row(sql, [], |r| r.get(0)).unwrap() };
    let before = ask("SELECT count(*) FROM account");
    let log = world.path("data/folio/folio.db-wal");
    // Killed as soon as the log has so much: in the middle of the write, and later.
    for bytes in [1, 60_000, 250_000] {
        let mut child = world.command(&["import", "--yes", "a.csv"]);
        let mut child = child.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            if std::fs::metadata(&log).is_ok_and(|meta| meta.len() >= bytes) {
                // SIGKILL; the process may have ended just now.
                let _ = child.kill();
            }
            std::thread::yield_now();
        }
        let sound: String =
            Connection::open(world.book()).unwrap().query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
        let (now, batches) = (ask("SELECT count(*) FROM account"), ask("SELECT count(*) FROM batch"));
        assert_eq!(sound, "ok");
        assert!((now, batches) == (before, 0) || (now, batches) == (before + ROWS, 1), "{bytes}: {now} {batches}");
    }
    world.ok(&["import", "--yes", "a.csv"]);
    assert_eq!(ask("SELECT count(*) FROM account"), before + ROWS);
}

#[test]
fn every_exit_code_is_the_one_in_the_help() {
    let world = World::demo();
    let help = world.ok(&["--help"]);
    let told: Vec<(&str, &str)> = EXITS.to_vec();
    for (code, what) in &told {
        let line = help.lines().find(|line| line.trim_start().starts_with(&format!("{code} "))).unwrap_or_default();
        assert!(line.ends_with(what), "{code}: {line}");
    }
    std::fs::write(world.path("rubbish.db"), "no book at all, but long enough to be looked at").unwrap();
    let rubbish = world.path("rubbish.db");
    let rubbish = rubbish.to_str().unwrap();
    let many = ["set", "-w", "arr:1..", "+x"];
    for (args, code) in [
        (&["ls"][..], 0),
        (&["ls", "zzzz"], 0),
        (&["ls", "zzzz", "--exit-code"], 1),
        (&["today", "--notify", "--exit-code"], 0),
        // A file that is not there is no reference.
        (&["import", "nofile.csv"], 1),
        (&["restore", "nofile.bak", "--confirm=folio.db"], 1),
        (&["ls", "--db", "nofile.db"], 1),
        (&["ls", "--config", "nofile.toml"], 1),
        (&["backtest", "nofile.csv", "--as-of", "2026-01-01"], 1),
        (&["ls", "--nope"], 2),
        (&["ls", "health:purple"], 2),
        (&["snooze", "northvale", "--until", "someday"], 2),
        (&many, 2),
        (&["show", "nobody"], 3),
        (&["ls", "--view", "nope"], 3),
        (&["playbook", "show", "nope"], 3),
        (&["man", "nope"], 3),
        (&["schema", "nope"], 3),
        (&["show", "a"], 4),
        (&["redo"], 5),
        (&["set", "northvale", "arr:-5"], 2),
        (&["ls", "--db", rubbish], 7),
    ] {
        let ran = world.run(args);
        assert_eq!(ran.code, code, "{args:?}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn a_quiet_day_is_told_by_the_exit_code() {
    let world = World::empty();
    assert_eq!(world.run(&["init"]).code, 0);
    let quiet = world.run(&["today", "--notify"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
    assert_eq!(world.run(&["today", "--notify", "--exit-code"]).code, 1);
    assert_eq!(world.run(&["add", "call back due:today"]).code, 0);
    assert_eq!(world.run(&["today", "--notify", "--exit-code"]).code, 0);
}

#[test]
fn the_environment_is_no_argument() {
    let world = World::demo();
    let usage = |args: &[&str]| {
        let ran = world.command(args).env("FOLIO_DB", world.book()).output().unwrap();
        assert_eq!((ran.status.code(), ran.stdout.len()), (Some(2), 0), "{args:?}");
        String::from_utf8(ran.stderr).unwrap()
    };
    let said = usage(&["snooze"]);
    assert!(said.contains("Usage: folio snooze --until <WHEN> <REF>...\n"), "{said}");
    assert!(said.starts_with("the following required arguments were not provided:"), "no log prefix: {said}");
    assert!(usage(&["show"]).contains("Usage: folio show <ACCOUNT>...\n"));
    for (name, value, code) in [
        ("FOLIO_NOW", "fri", 2),
        ("FOLIO_NOW", "", 0),
        ("FOLIO_DB", "", 0),
        ("FOLIO_DB", "nofile.db", 1),
        ("FOLIO_CONFIG", "nofile.toml", 1),
    ] {
        let ran = world.command(&["ls"]).env(name, value).output().unwrap();
        assert_eq!(ran.status.code(), Some(code), "{name}={value}: {}", String::from_utf8_lossy(&ran.stderr));
    }
    let flag =
        world.command(&["today", "--json=day", "--now", "2026-11-27"]).env("FOLIO_NOW", "rubbish").output().unwrap();
    assert!(flag.status.success(), "a flag wins over a faulty variable");
}

#[test]
fn a_check_of_keys_is_a_document_too() {
    let world = World::empty();
    assert_eq!(world.json(&["keys", "--check", "--json"])["items"], serde_json::json!([]));
    world.config("nonsense = 1\n[keys]\nno-such-command = [\"x\"]\n");
    let ran = world.run(&["keys", "--check", "--json"]);
    assert_eq!(ran.code, 2);
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let keys: Vec<&str> =
        document["items"].as_array().unwrap().iter().map(|row| row["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["keys.no-such-command"], "of the keys alone");
}
