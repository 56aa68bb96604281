//! `folio search`: what is found, in which order, in which shape, and right after every write.

use crate::world::World;

/// Texts of what is found.
fn texts(world: &World, args: &[&str]) -> Vec<String> {
    let found = world.json(&[&["search"], args, &["--json"]].concat());
    let items = found["items"].as_array().unwrap().iter();
    items.map(|item| item["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn finds_words_phrases_and_beginnings() {
    let world = World::demo();
    insta::assert_snapshot!(
        world.ok(&["search", "data export plan"]).replace('\t', " | "),
        @"task | 2026-12-04 | Corvane Insurance Group | Data export plan for Simon's team | Data export plan for Simon's team | Data, export, plan | 01GD3MEMJ0N8M3AC6D49M2BGND | 01M6NK8S50FZX9B54H9P0RWC5B"
    );
    assert_eq!(texts(&world, &["\"data export\""]), ["Data export plan for Simon's team"]);
    assert_eq!(
        texts(&world, &["export", "DÁTA"]).first().map(String::as_str),
        Some("Data export plan for Simon's team")
    );
    assert!(!texts(&world, &["renew"]).is_empty());
    assert_eq!(texts(&world, &["enewal"]), [""; 0]);
    let named = world.json(&["search", "northvale logistics", "--json"]);
    assert_eq!((&named["items"][0]["kind"], &named["items"][0]["hits"][0]), (&"account".into(), &"Northvale".into()));
    assert_eq!(world.ok(&["search", "price", "--limit", "3"]).lines().count(), 3);
}

#[test]
fn is_right_after_every_write() {
    let world = World::demo();
    let line = "call 20m: 明天談續約，價格太高; ask Zyx about SSO";
    let hits = || ["續約", "價格", "zyx sso", "zy"].map(|text| texts(&world, &[text]).len());
    assert_eq!(hits(), [0; 4]);
    world.ok(&["touch", "northvale", line]);
    assert_eq!(hits(), [1; 4]);
    world.ok(&["undo"]);
    assert_eq!(hits(), [0; 4]);
    world.ok(&["redo"]);
    assert_eq!(hits(), [1; 4]);
    std::fs::write(world.path("new.csv"), "Account ID,Account Name\nA1,Qwerty Works\n").unwrap();
    let imported = world.run(&["import", "new.csv", "--yes"]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    assert_eq!(texts(&world, &["qwerty works"]).len(), 1);
}

#[test]
fn finds_the_notes_of_weeks() {
    let world = World::demo();
    let found = |text: &str| world.json(&["search", text, "--json"])["items"].clone();
    assert_eq!(found("qwyjibo"), serde_json::json!([]));
    world.ok(&["review", "--week", "47", "--note", "### Wins\n- the Qwyjibo plan, 續約 early"]);
    for text in ["qwyjibo", "續約 early", "\"qwyjibo plan\""] {
        let hit = &found(text)[0];
        let told = ["kind", "title", "day", "account"].map(|key| hit[key].clone());
        assert_eq!(told, ["review".into(), "2026-W47".into(), "2026-11-16".into(), serde_json::Value::Null], "{text}");
    }
    world.ok(&["undo"]);
    assert_eq!(found("qwyjibo"), serde_json::json!([]));
}

#[test]
fn nothing_found_is_no_failure_and_says_so() {
    let world = World::demo();
    for text in ["zzzyyy", "\"", "()", "NEAR( OR *", " "] {
        let ran = world.run(&["search", text]);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{text}: {}", ran.err);
        assert!(ran.err.contains("nothing holds all of that"), "{}", ran.err);
    }
    assert_eq!(world.run(&["search"]).code, 2);
    let refused = world.run(&["search", "price", "--json=helth"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
}

#[cfg(unix)]
#[test]
fn a_book_that_takes_no_writes_is_searched() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::demo();
    world.ok(&["add", "zyx to be found"]);
    std::fs::set_permissions(world.book(), std::fs::Permissions::from_mode(0o444)).unwrap();
    assert_eq!(texts(&world, &["zyx"]), ["zyx to be found"]);
    assert!(!texts(&world, &["price"]).is_empty());
}

#[test]
fn a_search_writes_no_history() {
    let world = World::demo();
    world.ok(&["star", "brightwell"]);
    let before = world.ok(&["log"]);
    world.ok(&["search", "price"]);
    assert_eq!(world.ok(&["log"]), before);
    world.ok(&["undo"]);
}
