//! Renewals, contracts and opportunities from the command line.

use crate::world::World;

/// A home with one account that has one contract.
fn globex() -> World {
    let world = World::empty();
    world.ok(&["init"]);
    world.ok(&["account", "Globex"]);
    world.ok(&["contract", "globex", "Tideline Team", "100k", "1y", "from", "2026-01-01", "seats:300"]);
    world
}

#[test]
fn settle_writes_all_of_it_and_undo_takes_it_back() {
    let world = globex();
    let before = world.ok(&["contract", "globex"]);
    let dry = world.run(&["settle", "-n", "globex", "expanded", "120k", "next:", "kick-off", "call", "fri"]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert_eq!(world.ok(&["contract", "globex"]), before);
    let settled =
        world.run(&["settle", "globex", "expanded", "120k", "next:", "kick-off", "call", "fri", "--", "all well"]);
    assert_eq!((settled.code, settled.out.as_str()), (0, ""));
    insta::assert_snapshot!(settled.err, @r"
    Expanded: Globex, 100k to 120k USD, until 2027-12-31
    undo with `folio undo`
    outcome   expanded, settled Tue 24 Nov, a renewal of its own
    final     120000.00 USD (was 100k USD)
    contract  Tideline Team 2027-01-01 to 2027-12-31, 120k USD a year
    movement  expansion +20k USD a year from 2026-12-31
    next      renewal on 2027-12-31
    task      kick-off call, Fri 27 Nov (in 3d)
    note      all well
    ");
    assert_eq!(world.json(&["contract", "globex", "--json"])["items"][0]["end"], "2027-12-31");
    assert!(!world.task("kick-off").is_null());
    world.ok(&["undo"]);
    assert_eq!(world.ok(&["contract", "globex"]), before);
    assert!(world.task("kick-off").is_null());
}

#[test]
fn settle_points_at_what_it_cannot_read() {
    let world = globex();
    let refused = world.run(&["settle", "globex", "renewed", "soon"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("\n  renewed soon\n          ^^^^\n"), "{}", refused.err);
    for (args, code) in [
        (&["settle", "nobody", "renewed"][..], 3),
        (&["settle", "globex", "expanded", "90k"], 2),
        (&["settle", "globex", "-20k"], 2),
        (&["settle", "globex"], 2),
        (&["notice", "globex", "tomorrow"], 2),
        (&["contract", "globex", "Team", "12k", "soon", "--change", "x"], 2),
        (&["contract", "globex", "--change", "x", "+1k"], 3),
    ] {
        let ran = world.run(args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
    }
    world.ok(&["settle", "globex", "contracted", "-20k"]);
    world.ok(&["contract", "globex", "Tideline Pro", "50k", "1y"]);
    let several = world.run(&["settle", "globex", "churned"]);
    assert_eq!(several.code, 4, "{}", several.err);
    let id = several.err.lines().find(|line| line.contains("2026-11-") || line.contains("2027-11-")).unwrap();
    let id = id.split_whitespace().next().unwrap();
    assert_eq!(world.run(&["settle", id, "churned"]).code, 0);
    assert_eq!(world.run(&["settle", id, "churned"]).code, 5, "it is settled");
}

#[test]
fn notice_shows_in_the_renewals() {
    let world = globex();
    let noticed = world.run(&["notice", "globex", "1", "sep", "--reason", "moves to X"]);
    assert_eq!(noticed.code, 0, "{}", noticed.err);
    assert!(
        noticed.err.contains("Notice received on 2026-09-01 (Tue, 84d ago), to leave on 2026-12-31: Globex"),
        "{}",
        noticed.err
    );
    assert_eq!(world.json(&["renewals", "--json"])["items"][0]["notice"], true);
}

#[test]
fn contracts_and_opportunities_live_in_lines() {
    let world = globex();
    world.ok(&["contract", "globex", "--change", "team", "+20k", "seats:360", "reason:", "new", "team"]);
    world.ok(&["contract", "globex", "-c", "team", "-5%", "from", "anniversary"]);
    assert_eq!(world.json(&["contract", "globex", "--json"])["items"][0]["arr"]["amount"], "114000.00");
    world.ok(&["opportunity", "globex", "Seats +50", "upsell", "40k", "60%", "close:2027-01-31"]);
    world.ok(&["opportunity", "globex", "--set", "seats", "50k", "80%"]);
    world.ok(&["opportunity", "globex", "Analytics", "cross-sell", "30k"]);
    world.ok(&["opportunity", "globex", "--lost", "analytics", "too", "dear"]);
    let won = world.run(&["opportunity", "globex", "--won", "seats", "46k"]);
    assert_eq!(won.code, 0, "{}", won.err);
    assert!(
        won.err.starts_with("Won: Seats +50 (Globex): Tideline Team from 114000.00 USD to 160000.00 USD"),
        "{}",
        won.err
    );
    let all = world.json(&["opportunity", "globex", "--json"]);
    let states: Vec<&str> = all["items"].as_array().unwrap().iter().map(|row| row["state"].as_str().unwrap()).collect();
    assert_eq!(states.len(), 2);
    assert!(states.contains(&"won") && states.contains(&"lost"), "{all}");
    let book = world.json(&["ls", "--json=arr"]);
    assert_eq!(book["items"][0]["arr"]["amount"], "160000.00");
}
