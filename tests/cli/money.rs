//! Amounts and days that cannot be meant are refused or said, and totals tell what is paid in another currency.

use crate::world::World;

/// A home with one account that has one contract.
fn globex(from: &str) -> World {
    let world = World::empty();
    world.ok(&["init"]);
    world.ok(&["account", "Globex"]);
    world.ok(&["contract", "globex", "Tideline Team", "100k", "1y", "from", from]);
    world
}

#[test]
fn what_cannot_be_meant_is_refused_and_nothing_is_written() {
    let (running, ended) = (globex("2026-01-01"), globex("2025-11-15"));
    running.ok(&["opportunity", "globex", "Seats", "upsell", "40k"]);
    for (world, args, says) in [
        (&ended, &["notice", "globex", "2026-11-20"][..], "ended on 2026-11-14, before 2026-11-20"),
        (&running, &["contract", "globex", "Pro", "12k", "1y", "notice:400d"], "is longer than the term of 12 months"),
        (&running, &["contract", "globex", "-c", "team", "notice:400d"], "is longer than the term of 12 months"),
        (&running, &["settle", "globex", "renewed", "-5k"], "a renewal on less revenue is contracted"),
        (&running, &["opportunity", "globex", "More", "upsell", "-40k"], "an opportunity is for more revenue"),
        (&running, &["opportunity", "globex", "--set", "seats", "-10k"], "is no change"),
        (&running, &["opportunity", "globex", "--won", "seats", "-10k"], "an opportunity is for more revenue"),
    ] {
        let before = world.json(&["show", "globex", "--json"]);
        let ran = world.run(args);
        assert!(ran.code != 0 && ran.out.is_empty(), "{args:?}: {} {}", ran.code, ran.out);
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
        assert_eq!(world.json(&["show", "globex", "--json"]), before, "{args:?}");
    }
}

#[test]
fn what_is_odd_is_done_and_said() {
    let world = globex("2026-01-01");
    for (args, says) in [
        (&["opportunity", "globex", "Old", "upsell", "10k", "close:2026-10-31"][..], "it counts in full until"),
        (&["snooze", "globex", "--until", "2027-01-15"], "hidden past its decision on 2026-12-31"),
        (&["settle", "globex", "renewed", "40k"], "less than half of it is left: was it contracted?"),
    ] {
        let ran = world.run(args);
        assert!(ran.code == 0 && ran.err.contains(says), "{args:?}: {} {}", ran.code, ran.err);
    }
    let world = globex("2026-01-01");
    for (args, says) in [
        (&["opportunity", "globex", "New", "upsell", "10k", "close:2026-12-31"][..], "it counts in full until"),
        (&["snooze", "globex", "--until", "2026-12-01"], "hidden past its decision"),
        (&["settle", "globex", "renewed", "60k"], "less than half of it"),
    ] {
        let ran = world.run(args);
        assert!(ran.code == 0 && !ran.err.contains(says), "{args:?}: {} {}", ran.code, ran.err);
    }
}

#[test]
fn totals_tell_what_is_paid_in_another_currency() {
    let world = World::demo();
    let told = world.ok(&["show", "Société", "--md"]);
    assert!(told.contains("171k USD ARR (158k EUR)"), "{told}");
    let page = world.json(&["show", "Société", "--json"]);
    assert_eq!(page["stake"]["originals"], serde_json::json!([{ "amount": "158000.00", "currency": "EUR" }]));
    let home = world.ok(&["show", "Kestrel", "--md"]);
    assert!(home.contains("USD ARR") && !home.contains("ARR ("), "{home}");

    let all = world.json(&["forecast", "--json"]);
    let rates = [("USD", 1.0), ("EUR", 1.08), ("JPY", 0.0067), ("SEK", 0.095), ("NOK", 0.092), ("GBP", 1.27)];
    let number = |of: &serde_json::Value| of["amount"].as_str().unwrap().parse::<f64>().unwrap();
    let at_home = |amounts: &serde_json::Value| -> f64 {
        let each = amounts.as_array().unwrap().iter();
        each.map(|paid| number(paid) * rates.iter().find(|(code, _)| paid["currency"] == *code).unwrap().1).sum()
    };
    let total = &all["total"];
    for key in ["target", "weighted"] {
        let (home, paid) = (number(&total[key]), at_home(&total["originals"][key]));
        assert!((home - paid).abs() < 1.0, "{key}: {home} is made of {paid}");
    }
    let lines = all["decisions"].as_array().unwrap();
    assert!(lines.iter().any(|line| line["originals"][0]["currency"] == "EUR"), "{lines:?}");
    for line in lines {
        assert!((number(&line["amount"]) - at_home(&line["originals"])).abs() < 0.1, "{line}");
    }
    let sheet = world.ok(&["forecast", "--csv"]);
    assert!(sheet.lines().next().unwrap().ends_with(",originals") && sheet.contains(" EUR"), "{sheet}");
}
