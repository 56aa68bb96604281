//! Sort, columns and limit of the lists, and views that bring their own.

use crate::world::World;

fn column(out: &str, n: usize) -> Vec<String> {
    out.lines().map(|line| line.split('\t').nth(n).unwrap_or_default().to_owned()).collect()
}

#[test]
fn lists_are_sorted_and_cut_after_it() {
    let world = World::demo();
    let arr = |args: &[&str]| {
        let found = world.json(&[args, &["--json=arr"]].concat());
        let items = found["items"].as_array().unwrap().clone();
        items
            .iter()
            .map(|item| item["arr"]["amount"].as_str().unwrap_or_default().parse::<f64>().unwrap_or(-1.0))
            .collect::<Vec<_>>()
    };
    let sorted = arr(&["ls", "--sort", "arr-"]);
    assert!(sorted.len() > 20 && sorted.windows(2).all(|two| two[0] >= two[1]), "{sorted:?}");
    assert_eq!(arr(&["ls", "--sort=arr-", "--limit", "5"]), sorted[..5]);
    let days = column(&world.ok(&["tasks", "--sort", "due", "--columns", "due,task"]), 0);
    let dated: Vec<&String> = days.iter().take_while(|day| !day.is_empty()).collect();
    assert!(dated.len() > 5 && dated.windows(2).all(|two| two[0] <= two[1]), "{days:?}");
    assert!(days[dated.len()..].iter().all(String::is_empty), "tasks without a day come last");
    let renewals = world.ok(&["renewals", "--sort", "account", "--limit", "3", "--columns", "account,decides"]);
    assert_eq!((renewals.lines().count(), column(&renewals, 1)[0].len()), (3, 10));
}

#[test]
fn columns_are_those_named_in_their_order() {
    let world = World::demo();
    let piped = world.ok(&["ls", "--columns", "account,idle,loss_chance", "--limit", "2", "--header"]);
    assert_eq!(piped.lines().next(), Some("account\tidle_days\tloss_chance"));
    let item = &world.json(&["ls", "--columns", "account,arr", "--limit", "1", "--json"])["items"][0];
    assert_eq!(item.as_object().unwrap().len(), 2);
    for (args, what) in [
        (&["ls", "--sort", "helth"][..], "accounts cannot be sorted by \"helth\"; did you mean health?"),
        (&["ls", "--columns", "acount"], "accounts have no column \"acount\"; did you mean account?"),
        (&["tasks", "--columns", ","], "no column is named"),
    ] {
        let ran = world.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(what), "{}", ran.err);
    }
}

#[test]
fn a_view_keeps_sort_and_columns_and_flags_win() {
    let world = World::demo();
    world.ok(&["view", "save", "large", "--key", "l", "--sort", "arr-", "--columns", "account,arr", "arr:50k.."]);
    let view = &world.json(&["view", "ls", "--json"])["items"][0];
    assert_eq!((view["sort"].as_str(), view["columns"].as_str()), (Some("arr-"), Some("account,arr")));
    let sorted = world.ok(&["ls", "--view", "large"]);
    assert_eq!(sorted, world.ok(&["ls", "arr:50k..", "--sort", "arr-", "--columns", "account,arr"]));
    assert_ne!(sorted, world.ok(&["ls", "--view", "large", "--sort", "arr"]));
    let named = world.ok(&["ls", "--view", "large", "--columns", "account"]);
    assert_eq!(column(&named, 0), column(&sorted, 0));
    let refused = world.run(&["view", "save", "odd", "--list", "tasks", "--sort", "arr"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(world.ok(&["ls", "--view", "at risk", "--limit", "1"]).split('\t').count() > 2);
}
