//! `folio edit`: a record as text, out and in again.

use crate::world::World;

#[test]
fn a_record_is_printed_and_read_back() {
    let world = World::demo();
    let text = world.ok(&["edit", "northvale", "--print"]);
    for part in
        ["+++\n# account Northvale Logistics\n", "\nname = \"Northvale Logistics\"", "\ntags = [", "\nversion = 1"]
    {
        assert!(text.contains(part), "{part:?} in\n{text}");
    }
    let same = world.run_with(&["edit", "northvale", "-"], &text);
    assert_eq!((same.code, same.err.trim()), (0, "Nothing to change: already so"));

    let changed = world.run_with(
        &["edit", "northvale", "-"],
        &text.replace("star = true", "star = false").replace("stage = \"established\"", "stage = \"adopting\""),
    );
    assert_eq!((changed.code, changed.out.as_str()), (0, ""));
    assert!(changed.err.starts_with("Changed: Northvale Logistics: stage adopting"), "{}", changed.err);
    assert!(world.ok(&["edit", "northvale", "--print"]).contains("stage = \"adopting\""));
    world.ok(&["undo"]);
    assert!(world.ok(&["edit", "northvale", "--print"]).contains("stage = \"established\""));
}

#[test]
fn plain_toml_changes_what_it_names() {
    let world = World::demo();
    let done = world.run_with(&["edit", "northvale", "-"], "segment = \"mid\"\nbody = \"\"\"\none\n\ntwo 東京\"\"\"\n");
    assert_eq!(done.code, 0, "{}", done.err);
    let text = world.ok(&["edit", "northvale", "--print"]);
    assert!(text.contains("segment = \"mid\"") && text.ends_with("+++\n\none\n\ntwo 東京\n"), "{text}");
    let dry = world.run_with(&["edit", "northvale", "-", "-n"], "segment = \"small\"\n");
    assert!(dry.code == 0 && dry.err.contains("nothing was written"), "{}", dry.err);
    assert_eq!(world.ok(&["edit", "northvale", "--print"]), text);
}

#[test]
fn what_cannot_be_written_is_refused_whole() {
    let world = World::demo();
    let before = world.ok(&["edit", "northvale", "--print"]);
    let stale = before.replace("version = 1", "version = 9").replace("region = \"", "region = \"x");
    for (text, code, why) in [
        ("segment = \"mid\"\nstage = \"gone\"\n", 2, "line 2: stage: "),
        ("segment = \"mid\"\ncolor = 1\n", 2, "line 2: "),
        ("segment = \"mid\nowner = \"x\"", 2, "line 1: "),
        (stale.as_str(), 5, "changed meanwhile"),
    ] {
        let ran = world.run_with(&["edit", "northvale", "-"], text);
        assert!(ran.code == code && ran.err.contains(why), "{} {}", ran.code, ran.err);
        assert_eq!(world.ok(&["edit", "northvale", "--print"]), before);
    }
    assert_eq!(world.run(&["edit", "northvale"]).code, 2, "an editor needs a terminal");
    assert_eq!(world.run(&["edit", "nobody at all", "--print"]).code, 3);
}
