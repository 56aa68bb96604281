//! Care for the file: doctor, backup and the way back, a whole book as lines, a customer forgotten for good.

use crate::world::{World, bytes};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Every row of every table that holds facts, as sqlite has it: an account that folio has no hand in.
fn dump(path: &Path) -> Vec<String> {
    let derived = ["ranking", "called", "standing", "decision", "queue", "calendar", "indexed", "indexing"];
    let book = Connection::open(path).unwrap();
    let mut names = book
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name")
        .unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut lines = Vec::new();
    for name in names.iter().filter(|name| !derived.contains(&name.as_str()) && !name.starts_with("sqlite_")) {
        let mut rows = book.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let columns = rows.column_count();
        let mut of: Vec<String> = rows
            .query_map([], |row| {
                let values: Vec<rusqlite::types::Value> = (0..columns).map(|at| row.get(at).unwrap()).collect();
                Ok(format!("{name} {values:?}"))
            })
            .unwrap()
            .map(Result::unwrap)
            .collect();
        of.sort();
        lines.extend(of);
    }
    lines
}

fn ask(path: &Path, sql: &str) -> i64 {
    Connection::open(path).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Names beside the book that hold a word.
fn beside(world: &World, part: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(world.book().parent().unwrap()).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.file_name().unwrap().to_str().unwrap().contains(part));
    found.sort();
    found
}

fn findings(world: &World, code: i32) -> Vec<(String, String, String, String)> {
    let ran = world.run(&["doctor", "--json"]);
    assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
    let read: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(read["schema"], "folio.doctor/1");
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    let items = read["items"].as_array().unwrap().iter();
    items.map(|one| (text(one, "state"), text(one, "about"), text(one, "what"), text(one, "remedy"))).collect()
}

fn grave(world: &World, code: i32) -> Vec<(String, String)> {
    let found = findings(world, code).into_iter().filter(|(state, ..)| state != "ok");
    found.map(|(state, about, ..)| (state, about)).collect()
}

fn pair(state: &str, about: &str) -> (String, String) {
    (state.to_owned(), about.to_owned())
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// A demo book that was opened, changed and searched, in a folder that is nobody else's.
fn lived_in() -> World {
    let world = World::demo();
    set_mode(world.book().parent().unwrap(), 0o700);
    world.ok(&["ls"]);
    world.ok(&["star", "northvale"]);
    world.ok(&["add", "call cfo @northvale fri"]);
    world.ok(&["undo"]);
    world.ok(&["search", "roadmap"]);
    world
}

#[cfg(unix)]
#[test]
fn a_sound_book_has_nothing_to_find() {
    let world = lived_in();
    let made = world.ok(&["backup"]);
    assert!(made.trim().ends_with("folio.db.2026-11-24-0902.bak"), "{made}");
    let before = bytes(&world.book());
    assert_eq!(grave(&world, 0), []);
    assert!(bytes(&world.book()) == before, "a look changes nothing");
    let page = world.ok(&["doctor"]);
    for about in ["folio", "config", "book", "pages", "rows", "derived", "backups", "access"] {
        assert!(page.contains(about), "{page}");
    }
}

#[cfg(unix)]
#[test]
fn a_look_waits_for_nobody() {
    let world = lived_in();
    world.ok(&["backup"]);
    let writer = Connection::open(world.book()).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(grave(&world, 0), []);
    assert_eq!(beside(&world, ".folio-backup-").len(), 0, "no copy is left");
}

#[cfg(unix)]
#[test]
fn what_is_wrong_is_told_with_its_remedy() {
    let world = lived_in();
    assert_eq!(grave(&world, 1), [pair("warning", "backups")], "no backup yet");
    world.ok(&["backup"]);
    set_mode(&world.book(), 0o644);
    assert_eq!(grave(&world, 1), [pair("warning", "access")]);
    world.config("[stake]\nflor = 2\n");
    assert_eq!(world.run(&["doctor", "--fix"]).code, 1, "the config is the person's to mend");
    assert_eq!(grave(&world, 1), [pair("warning", "config")]);
    let empty = World::empty();
    let found = findings(&empty, 1);
    assert!(found.iter().any(|(_, about, _, remedy)| about == "book" && remedy.contains("folio init")), "{found:?}");
}

#[cfg(unix)]
#[test]
fn what_is_derived_is_made_anew_after_a_backup() {
    let world = lived_in();
    world.ok(&["backup"]);
    let stakes = world.ok(&["ls", "--json"]);
    for sql in [
        "UPDATE standing SET stake = stake + 1 WHERE account = (SELECT min(account) FROM standing)",
        "DELETE FROM called WHERE key = (SELECT min(key) FROM called)",
        "DELETE FROM queue WHERE task = (SELECT min(task) FROM queue)",
        "UPDATE calendar SET revenue = revenue + 7",
    ] {
        Connection::open(world.book()).unwrap().execute_batch(sql).unwrap();
        assert_eq!(grave(&world, 1), [pair("warning", "derived")], "{sql}");
        let ran = world.run(&["doctor", "--fix"]);
        assert_eq!(ran.code, 0, "{sql}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("made anew") && ran.err.contains(".bak"), "{}", ran.err);
        assert_eq!(world.ok(&["ls", "--json"]), stakes, "{sql}");
    }
    Connection::open(world.book())
        .unwrap()
        .execute_batch("DELETE FROM indexed WHERE doc = (SELECT min(doc) FROM indexed)")
        .unwrap();
    assert_eq!(grave(&world, 1), [pair("warning", "search")]);
    assert_eq!(world.run(&["doctor", "--fix"]).code, 0);
}

#[cfg(unix)]
#[test]
fn damage_that_sqlite_does_not_see_is_found() {
    let world = lived_in();
    world.ok(&["backup"]);
    for (sql, row) in [
        ("UPDATE account SET name = 'Northvalf' || substr(name, 10) WHERE name LIKE 'Northvale%'", "account"),
        (
            "UPDATE subscription SET arr_minor = arr_minor + 1 WHERE id = (SELECT max(id) FROM subscription)",
            "subscription",
        ),
        ("UPDATE touch SET text = text || ' ' WHERE id = (SELECT max(id) FROM touch)", "touch"),
        ("UPDATE task SET version = version + 8 WHERE id = (SELECT min(id) FROM task)", "task"),
        (
            "UPDATE journal SET after = replace(after, 'call cfo', 'call cfp') WHERE batch = (SELECT min(batch) FROM journal WHERE after LIKE '%call cfo%')",
            "journal",
        ),
    ] {
        let kept = bytes(&world.book());
        {
            // The log is taken in at the end, so that the copy put back is the whole of it.
            let book = Connection::open(world.book()).unwrap();
            assert!(book.execute(sql, []).unwrap() > 0, "{sql}");
            let sound: String = book.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
            assert_eq!(sound, "ok", "the check of SQLite alone sees nothing");
        }
        let found = findings(&world, 7);
        let damaged: Vec<_> = found.iter().filter(|(state, ..)| state == "damaged").collect();
        assert!(!damaged.is_empty() && damaged.iter().all(|one| one.1 == "rows"), "{sql}: {damaged:?}");
        assert!(damaged.iter().any(|one| one.2.contains(row) && one.3.contains("folio restore")), "{damaged:?}");
        std::fs::write(world.book(), kept).unwrap();
    }
    assert_eq!(grave(&world, 0), []);
}

#[cfg(unix)]
#[test]
fn a_damaged_book_names_the_way_back_and_it_is_one() {
    let world = lived_in();
    let rows = dump(&world.book());
    let backup = world.ok(&["backup"]);
    let mut damaged = bytes(&world.book());
    damaged[4096..].iter_mut().for_each(|byte| *byte ^= 0x5A);
    std::fs::write(world.book(), &damaged).unwrap();
    let found = findings(&world, 7);
    let (_, _, _, remedy) = found.iter().find(|(state, ..)| state == "damaged").unwrap();
    assert_eq!(*remedy, format!("folio restore {} --confirm=folio.db", backup.trim()));
    let words: Vec<&str> = remedy.split(' ').skip(1).collect();
    let ran = world.run(&words);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(dump(&world.book()), rows);
    let kept = beside(&world, ".replaced-");
    assert_eq!((kept.len(), bytes(&kept[0]) == damaged), (1, true), "the damaged one is kept as it was");
    assert!(ran.err.contains(kept[0].to_str().unwrap()), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn restoring_asks_for_the_name_and_keeps_what_it_replaces() {
    let world = lived_in();
    let backup = world.path("b.bak");
    let name = backup.to_str().unwrap();
    assert_eq!(world.ok(&["backup", name]).trim(), name);
    assert_eq!(world.run(&["backup", name]).code, 5, "never over another");
    let then = dump(&world.book());
    world.ok(&["add", "later"]);
    let now = dump(&world.book());
    for args in [&["restore", name][..], &["restore", name, "--confirm=other.db"]] {
        let ran = world.run(args);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains("--confirm=folio.db"), "{}", ran.err);
    }
    assert_eq!(dump(&world.book()), now);
    let other = World::demo();
    let open = Connection::open(world.book()).unwrap();
    open.query_row("SELECT count(*) FROM account", [], |row| row.get::<_, i64>(0)).unwrap();
    let ran = world.run(&["restore", name, "--confirm=folio.db"]);
    assert_eq!(ran.code, 6, "{}", ran.err);
    assert!(ran.err.contains("has") && ran.err.contains("close"), "{}", ran.err);
    assert_eq!((dump(&world.book()), beside(&world, ".replaced-").len()), (now.clone(), 0));
    drop(open);
    world.ok(&["restore", name, "--confirm=folio.db"]);
    assert_eq!(dump(&world.book()), then);
    let kept = beside(&world, ".replaced-");
    world.ok(&["restore", kept[0].to_str().unwrap(), "--confirm=folio.db"]);
    assert_eq!(dump(&world.book()), now, "and back again");
    // Into a place where there is none nothing need be confirmed.
    std::fs::remove_file(other.book()).unwrap();
    other.ok(&["restore", name]);
    assert_eq!(dump(&other.book()), then);
}

#[cfg(unix)]
#[test]
fn a_book_that_was_put_back_is_sound() {
    let world = lived_in();
    let backup = world.ok(&["backup"]);
    world.ok(&["star", "osterby"]);
    world.ok(&["add", "later"]);
    world.ok(&["restore", backup.trim(), "--confirm=folio.db"]);
    assert_eq!(beside(&world, ".replaced-").len(), 1);
    assert_eq!(grave(&world, 0), []);
    // Another history from here on, with as many writes.
    world.ok(&["add", "another"]);
    world.ok(&["star", "osterby"]);
    world.ok(&["touch", "osterby", "call"]);
    assert_eq!(grave(&world, 0), []);
}

#[test]
fn what_is_no_sound_book_is_not_restored() {
    let world = World::demo();
    world.ok(&["ls"]);
    let good = bytes(&world.book());
    let file = world.path("x.bak");
    let (mut newer, mut foreign, mut bent) = (good.clone(), good.clone(), good.clone());
    newer[60..64].copy_from_slice(&[0, 0, 0x7F, 0xFF]);
    foreign[68] ^= 1;
    bent[4096..8192].iter_mut().for_each(|byte| *byte ^= 0x5A);
    let cut = good[..good.len() / 2].to_vec();
    for (what, content) in [
        ("newer", newer),
        ("foreign", foreign),
        ("bent", bent),
        ("cut", cut),
        ("empty", vec![]),
        ("text", b"a".to_vec()),
    ] {
        std::fs::write(&file, content).unwrap();
        let ran = world.run(&["restore", file.to_str().unwrap(), "--confirm=folio.db"]);
        assert_eq!(ran.code, 7, "{what}: {}", ran.err);
        assert!(bytes(&world.book()) == good, "{what} changed the book");
    }
    let missing = world.run(&["restore", "nowhere.bak", "--confirm=folio.db"]);
    assert_eq!(missing.code, 1, "{}", missing.err);
    let itself = world.run(&["restore", world.book().to_str().unwrap(), "--confirm=folio.db"]);
    assert_eq!(itself.code, 5, "{}", itself.err);
    assert!(bytes(&world.book()) == good);
}

#[test]
fn a_book_is_copied_once_a_day_by_a_command_that_writes() {
    let world = World::demo();
    let mine = |args: &[&str]| {
        // By the machine's own clock: one that stands says nothing of today.
        let done = world.command(args).env_remove("FOLIO_NOW").stdin(Stdio::null()).output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    };
    mine(&["ls"]);
    assert_eq!(beside(&world, ".auto-").len(), 0, "to look is not to write");
    world.ok(&["add", "by a clock that stands"]);
    assert_eq!(beside(&world, ".auto-").len(), 0);
    mine(&["add", "call cfo"]);
    let made = beside(&world, ".auto-");
    assert_eq!(made.len(), 1);
    assert_eq!(ask(&made[0], "SELECT count(*) FROM task WHERE title = 'call cfo'"), 1);
    let first = bytes(&made[0]);
    mine(&["add", "call ceo"]);
    // Past midnight there would be two; the first is as it was either way.
    assert!(bytes(&made[0]) == first);
    std::fs::remove_file(&made[0]).unwrap();
    world.config("[backups]\ndaily = 0\nweekly = 0\n");
    mine(&["add", "call coo"]);
    assert!(!made[0].exists(), "the config wants none");
    world.config(&format!("[backups]\nfolder = \"{}\"\n", world.path("elsewhere").display()));
    mine(&["add", "call cto"]);
    assert_eq!(std::fs::read_dir(world.path("elsewhere")).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn books_of_one_name_share_a_folder_of_backups() {
    let world = lived_in();
    let folder = world.path("shared");
    world.config(&format!("[backups]\nfolder = \"{}\"\ndaily = 1\nweekly = 0\n", folder.display()));
    let other = world.path("other/folio.db");
    let there = ["--db", other.to_str().unwrap()];
    std::fs::create_dir_all(other.parent().unwrap()).unwrap();
    std::fs::copy(world.book(), &other).unwrap();
    let count = || std::fs::read_dir(&folder).map_or(0, Iterator::count);
    let mine = |args: &[&str]| {
        let done = world.command(args).env_remove("FOLIO_NOW").stdin(Stdio::null()).output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    };
    mine(&["add", "call cfo"]);
    assert_eq!(count(), 1);
    mine(&[&["add", "call ceo"][..], &there].concat());
    assert_eq!(count(), 2, "each book has its own");
    let first = world.ok(&["backup"]);
    let second = world.ok(&[&["backup"][..], &there].concat());
    assert_ne!(first, second);
    let page = world.run(&["doctor", "--json"]).out;
    assert!(page.contains(first.trim()) && !page.contains(second.trim()), "{page}");
}

#[test]
fn a_whole_book_is_the_same_elsewhere() {
    let world = World::demo();
    world.ok(&["ls"]);
    world.ok(&["star", "northvale"]);
    world.ok(&["target", "set", "2026-Q4", "900k"]);
    world.ok(&["view", "save", "red", "health:red"]);
    world.ok(&["add", "evil \u{1b}[2J 東京 \"q\" \\ @northvale"]);
    world.ok(&["touch", "northvale", "call taken back"]);
    world.ok(&["undo"]);
    let file = world.path("book.jsonl");
    let (name, copy) = (file.to_str().unwrap(), world.path("copy/c.db"));
    world.ok(&["export", "jsonl", "--out", name]);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(!text.contains('\u{1b}'), "no terminal meets a raw escape");
    assert_eq!(world.ok(&["export", "jsonl"]), text, "the same to the byte");
    let there = ["--db", copy.to_str().unwrap()];
    world.ok(&[&["import", name][..], &there].concat());
    let (rows, copies) = (dump(&world.book()), dump(&copy));
    assert_eq!(rows.len() + 2, text.lines().count());
    assert!(rows.len() > 500 && rows == copies);
    for table in [
        "account",
        "contact",
        "subscription",
        "renewal",
        "task",
        "touch",
        "reading",
        "view",
        "target",
        "batch",
        "journal",
    ] {
        assert!(rows.iter().any(|row| row.starts_with(&format!("{table} "))), "{table}");
    }
    let of_copy = |args: &[&str]| world.ok(&[args, &there].concat());
    for args in [&["ls", "--json"][..], &["tasks", "--json"], &["search", "roadmap", "--json"], &["log", "--json"]] {
        assert_eq!(of_copy(args), world.ok(args), "{args:?}");
    }
    of_copy(&["redo"]);
    world.ok(&["redo"]);
    assert_eq!(dump(&copy), dump(&world.book()), "history goes on where it was");
    let again = world.run(&[&["import", name][..], &there].concat());
    assert_eq!(again.code, 5, "{}", again.err);
    assert_eq!(dump(&copy), dump(&world.book()));
}

#[test]
fn a_whole_book_goes_into_one_that_is_empty() {
    let (world, other) = (World::demo(), World::empty());
    let text = world.ok(&["export", "jsonl"]);
    let file = other.path("book.jsonl");
    std::fs::write(&file, text).unwrap();
    other.ok(&["init"]);
    other.ok(&["import", file.to_str().unwrap()]);
    assert_eq!(dump(&other.book()), dump(&world.book()));
    assert_eq!(beside(&other, ".replaced-").len(), 0);
}

#[test]
fn lines_that_are_no_whole_book_make_none() {
    let world = World::demo();
    let text = world.ok(&["export", "jsonl"]);
    let other = World::empty();
    let file = other.path("book.jsonl");
    let head = text.lines().next().unwrap();
    let rest = text.split_once('\n').unwrap().1;
    let version: i64 = serde_json::from_str::<serde_json::Value>(head).unwrap()["book"].as_i64().unwrap();
    let line = |table: &str, row: &str| format!("{{\"table\":\"{table}\",\"row\":{row}}}\n");
    let with = |line: &str| format!("{head}\n{line}{rest}");
    for (what, content, words) in [
        ("cut in a line", text[..text.len() / 2].to_owned(), "cut off"),
        ("cut at a line", format!("{}\n", text.lines().take(9).collect::<Vec<_>>().join("\n")), "cut off"),
        ("a row twice", with(&format!("{}\n", rest.lines().next().unwrap())), ":"),
        ("a row missing", format!("{head}\n{}", rest.split_once('\n').unwrap().1), "rows are there"),
        ("something behind", format!("{text}x\n"), "no line"),
        ("more behind", format!("{text}{{}}\n"), "behind its end"),
        ("a newer book", text.replacen(&format!("\"book\":{version}"), "\"book\":9999", 1), "newer folio"),
        ("a newer form", text.replacen("folio.book/1", "folio.book/2", 1), "newer folio"),
        ("a table of the future", with(&line("astrology", "{\"id\":\"x\"}")), "astrology"),
        ("a field of the future", with(&line("account", "{\"id\":\"x\",\"sign\":\"leo\"}")), "sign"),
        ("no value", with(&line("account", "{\"id\":[1]}")), "no known form"),
        ("against the rules", with(&line("account", "{\"id\":\"x\",\"name\":\"\"}")), "account"),
        ("another key", with("{\"table\":\"account\",\"row\":{},\"more\":1}\n"), "no line"),
    ] {
        std::fs::write(&file, content).unwrap();
        let ran = other.run(&["import", file.to_str().unwrap()]);
        assert_eq!(ran.code, 7, "{what}: {}", ran.err);
        assert!(ran.err.contains(words) && ran.err.contains("nothing was written"), "{what}: {}", ran.err);
        assert!(!other.book().exists(), "{what}");
        let left = std::fs::read_dir(other.book().parent().unwrap()).map_or(0, Iterator::count);
        assert_eq!(left, 0, "{what}: nothing is left beside it");
    }
}

#[test]
fn a_customer_is_forgotten_for_good() {
    let world = World::demo();
    world.ok(&["ls"]);
    world.ok(&["touch", "northvale", "call secret handshake"]);
    world.ok(&["search", "handshake"]);
    let name =
        world.json(&["show", "northvale", "--json"])["account"]["name"].as_str().unwrap_or("Northvale").to_owned();
    let before = dump(&world.book());
    let refused = world.run(&["purge", "northvale"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("--confirm="), "{}", refused.err);
    assert_eq!(world.run(&["purge", "northvale", "--dry-run"]).code, 0);
    assert_eq!(world.run(&["purge", "nobody-of-this-name"]).code, 3);
    assert_eq!(dump(&world.book()), before);
    let backup = world.ok(&["backup"]);
    let whole = name_of(&refused.err);
    let ran = world.run(&["purge", "northvale", &format!("--confirm={whole}")]);
    assert_eq!(ran.code, 0, "{name}: {}", ran.err);
    assert!(ran.err.contains(backup.trim()), "{}", ran.err);
    assert_eq!(world.run(&["show", "northvale"]).code, 3);
    let file = String::from_utf8_lossy(&bytes(&world.book())).into_owned();
    assert!(!file.contains("handshake") && !file.contains(&whole), "no page keeps it");
    assert_eq!(world.ok(&["search", "handshake"]), "");
    let sound: String =
        Connection::open(world.book()).unwrap().query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
    assert_eq!((sound.as_str(), ask(&world.book(), "SELECT count(*) FROM pragma_foreign_key_check")), ("ok", 0));
    assert_ne!(world.run(&["undo"]).code, 7);
}

#[test]
fn what_was_taken_back_is_forgotten_too() {
    let world = World::demo();
    world.ok(&["ls"]);
    world.ok(&["contact", "northvale", "Zed Quux email:zed@hidden.example"]);
    world.ok(&["undo"]);
    let refused = world.run(&["purge", "northvale"]);
    world.ok(&["add", "whisper of merger @northvale"]);
    world.ok(&["undo"]);
    let ran = world.run(&["purge", "northvale", &format!("--confirm={}", name_of(&refused.err))]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let file = String::from_utf8_lossy(&bytes(&world.book())).into_owned();
    for word in ["zed@hidden.example", "Quux", "whisper"] {
        assert!(!file.contains(word), "{word} is in the file still");
    }
    let redone = world.run(&["redo"]);
    assert!(!redone.err.contains("FOREIGN"), "{}", redone.err);
    assert_eq!(ask(&world.book(), "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    world.ok(&["add", "life goes on"]);
    world.ok(&["undo"]);
}

#[test]
fn a_purge_with_others_at_the_book_says_what_is_left() {
    let world = World::demo();
    world.ok(&["ls"]);
    let refused = world.run(&["purge", "northvale"]);
    let reader = Connection::open(world.book()).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM account").unwrap();
    let _: i64 = reader.query_row("SELECT count(*) FROM account", [], |row| row.get(0)).unwrap();
    let ran = world.run(&["purge", "northvale", &format!("--confirm={}", name_of(&refused.err))]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("gone for good") && ran.err.contains("log beside the book"), "{}", ran.err);
    assert_eq!(world.run(&["show", "northvale"]).code, 3);
}

/// The name that a refusal asks for.
fn name_of(refusal: &str) -> String {
    let quoted = refusal.split("--confirm='").nth(1).unwrap();
    quoted.split('\'').next().unwrap().to_owned()
}
