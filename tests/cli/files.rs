//! The book as a file: missing, empty, foreign, newer, damaged; made by `init` and `demo`. What is refused is unchanged.

use crate::world::{World, bytes};
use std::process::Stdio;

const READS: &[&[&str]] = &[&["today"], &["ls"], &["search", "x"], &["show", "x"], &["add", "x"], &["undo"]];

#[test]
fn without_a_book_every_verb_says_how_to_get_one() {
    let world = World::empty();
    for args in READS {
        let ran = world.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{args:?}");
        assert!(ran.err.contains("no book at") && ran.err.contains("folio demo"), "{}", ran.err);
    }
    assert!(!world.book().exists());
}

#[test]
fn a_file_that_is_no_book_is_left_alone() {
    let world = World::empty();
    let path = world.path("x.db");
    let mut torn = b"SQLite format 3\0".to_vec();
    torn.resize(4096, 0xA5);
    for (what, content) in [("empty", Vec::new()), ("text", b"name,arr\nAcme,3\n".to_vec()), ("torn", torn)] {
        std::fs::write(&path, &content).unwrap();
        for args in READS {
            let ran = world.run(&[&["--db", path.to_str().unwrap()], *args].concat());
            assert_eq!((ran.code, ran.out.as_str()), (7, ""), "{what} {args:?}: {}", ran.err);
            assert!(ran.err.lines().count() >= 2, "says what to try: {}", ran.err);
        }
        assert_eq!(bytes(&path), content, "{what}");
    }
}

#[test]
fn a_newer_or_damaged_book_is_left_alone() {
    let world = World::demo();
    let good = bytes(&world.book());
    // The user version stands at bytes 60 to 63 of the header.
    let mut newer = good.clone();
    newer[60..64].copy_from_slice(&[0, 0, 0x7F, 0xFF]);
    let mut damaged = good.clone();
    damaged[4096..].iter_mut().for_each(|byte| *byte ^= 0x5A);
    for (what, content, words) in [("newer", newer, "newer folio"), ("damaged", damaged, "damaged")] {
        std::fs::write(world.book(), &content).unwrap();
        for args in READS {
            let ran = world.run(args);
            assert_eq!((ran.code, ran.out.as_str()), (7, ""), "{what} {args:?}: {}", ran.err);
            assert!(ran.err.contains(words), "{what}: {}", ran.err);
        }
        assert!(bytes(&world.book()) == content, "{what} was changed");
    }
}

#[test]
fn init_makes_an_empty_book_once() {
    let world = World::empty();
    assert!(world.run(&["init"]).err.contains("an empty book is at"));
    let made = bytes(&world.book());
    assert_eq!(world.ok(&["ls"]), "");
    assert_eq!(world.run(&["init"]).code, 5);
    assert_eq!(world.ok(&["today"]), "");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(world.book()).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(made.get(..16), Some(&b"SQLite format 3\0"[..]));
}

#[test]
fn demo_keeps_its_book_where_it_is_told() {
    let world = World::empty();
    let path = world.path("d.db");
    let keep = ["demo", "--keep", path.to_str().unwrap(), "--accounts", "3", "--tasks", "9", "--touches", "9"];
    assert_eq!(world.run(&keep).code, 0);
    let before = bytes(&path);
    assert_eq!(world.run(&keep).code, 5, "never over a file");
    assert_eq!(bytes(&path), before);
    assert!(!world.book().exists(), "never the person's own");
    let refused = world.run(&["demo", "--db", path.to_str().unwrap()]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("--keep"), "{}", refused.err);
}

#[test]
fn demo_without_a_terminal_tells_where_the_book_is() {
    let world = World::empty();
    let path = world.ok(&["demo", "--accounts", "3", "--tasks", "9", "--touches", "9"]);
    assert!(std::path::Path::new(path.trim()).exists(), "{path}");
}

#[test]
fn no_screen_into_a_pipe() {
    let world = World::demo();
    let ran = world.run(&[]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("Usage: folio"), "{}", ran.err);
    let ran = World::empty().run(&[]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    for way in ["there is no book at", "folio import", "folio demo", "folio init"] {
        assert!(ran.err.contains(way), "{}", ran.err);
    }
}

#[test]
fn without_a_home_a_book_must_be_named() {
    let world = World::demo();
    let mut command = world.command(&["ls", "--limit", "1", "--db"]);
    command.arg(world.book()).stdin(Stdio::null());
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        command.env_remove(name);
    }
    let done = command.output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let mut command = world.command(&["ls"]);
    command.stdin(Stdio::null()).env_remove("HOME").env_remove("XDG_CONFIG_HOME");
    command.env("XDG_DATA_HOME", world.path("nowhere"));
    let done = command.output().unwrap();
    assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn no_book_is_made_beside_the_log_of_another() {
    let world = World::empty();
    let path = world.path("w.db");
    let log = world.path("w.db-wal");
    world.ok(&["--db", path.to_str().unwrap(), "init"]);
    {
        let writer = rusqlite::Connection::open(&path).unwrap();
        writer.execute_batch("CREATE TABLE theirs (n)").unwrap();
        std::fs::copy(&log, world.path("kept")).unwrap();
    }
    std::fs::remove_file(&path).unwrap();
    std::fs::rename(world.path("kept"), &log).unwrap();
    let ran = world.run(&["--db", path.to_str().unwrap(), "init"]);
    assert_eq!((ran.code, ran.out.as_str()), (7, ""), "{}", ran.err);
    assert!(ran.err.contains("w.db-wal") && ran.err.contains("move this file away"), "{}", ran.err);
    assert!(!path.exists());
    std::fs::remove_file(&log).unwrap();
    world.ok(&["--db", path.to_str().unwrap(), "init"]);
}

#[cfg(unix)]
#[test]
fn a_book_that_takes_no_writes_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::demo();
    let mode = |mode| std::fs::set_permissions(world.book(), std::fs::Permissions::from_mode(mode)).unwrap();
    let before = world.ok(&["ls", "--json"]);
    mode(0o444);
    assert_eq!(world.ok(&["ls", "--json"]), before);
    let refused = world.run(&["add", "x"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(refused.err.contains("cannot be written") && refused.err.contains("permissions"), "{}", refused.err);
    let names = std::fs::read_dir(world.book().parent().unwrap()).unwrap().count();
    assert_eq!(names, 1, "nothing is left beside it");
}
