//! Words that cannot be read: flags, verbs, dates, and a config with faults.

use crate::world::World;

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
    assert_eq!(world.ok(&["-v"]), concat!("folio ", env!("CARGO_PKG_VERSION"), "\n"));
    assert_eq!(world.ok(&["--version"]), world.ok(&["-v"]));
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
    assert_eq!(world.run(&["ls", "--config", "nowhere.toml"]).code, 2);
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
