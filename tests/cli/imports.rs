//! `import` from outside: folders of exports, rejects kept beside their files, and words that say what was written.

use crate::world::World;

const ACCOUNTS: &str = "Customer ID,Customer,ARR,Renewal Date\n1,Acme,100,2027-01-01\n2,Bolt,lots,2027-01-01\n";
const PRODUCTS: &str = "product,series,sales_price\na,b,1\n";

fn folder(files: &[(&str, &str)]) -> World {
    let world = World::empty();
    for (name, text) in files {
        std::fs::write(world.path(name), text).unwrap();
    }
    world
}

fn read(world: &World, name: &str) -> String {
    std::fs::read_to_string(world.path(name)).unwrap()
}

#[test]
fn a_vendor_folder_goes_in_without_its_other_files() {
    let world = folder(&[("a.csv", ACCOUNTS), ("products.csv", PRODUCTS)]);
    let ran = world.run(&["import", "--yes", "a.csv", "products.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("products.csv: skipped: a list of products"), "{}", ran.out);
    assert!(ran.out.contains("Rows written: account 1 new"), "{}", ran.out);
    assert!(world.ok(&["ls"]).contains("Acme"));
    let alone = world.run(&["import", "--yes", "products.csv"]);
    assert_eq!(alone.code, 5);
    assert!(alone.err.contains("nothing was imported"), "{}", alone.err);
}

#[test]
fn a_file_that_cannot_be_read_stops_all_of_them() {
    let world = folder(&[("a.csv", ACCOUNTS), ("b.csv", "tenure,charges\n1,2\n")]);
    for more in [&["--yes"][..], &["--dry-run"], &[]] {
        let ran = world.run(&[&["import", "a.csv", "b.csv"], more].concat());
        assert_eq!(ran.code, 5, "{}", ran.err);
        assert!(!ran.out.contains("written") && !ran.out.contains("Would write"), "{}", ran.out);
        assert!(!ran.out.contains("the same already"), "{}", ran.out);
    }
    assert!(!world.book().exists());
}

#[test]
fn nothing_is_told_as_written_before_it_is() {
    let world = folder(&[("a.csv", ACCOUNTS)]);
    for (args, code) in [(&["import", "-n", "a.csv"], 0), (&["import", "--no-input", "a.csv"], 2)] {
        let ran = world.run(args);
        assert_eq!(ran.code, code, "{}", ran.err);
        assert!(ran.out.contains("Would write: account 1 new") && !ran.out.contains("written"), "{}", ran.out);
    }
    assert!(!world.path("a.csv.rejects.csv").exists());
}

#[test]
fn rejects_that_a_person_may_be_mending_are_kept() {
    let world = folder(&[("a.csv", ACCOUNTS), ("a.csv.rejects.csv", "mine\n")]);
    let first = world.run(&["import", "--yes", "a.csv"]);
    assert!(first.err.contains("1 rejected record is in a.csv.rejects.2.csv"), "{}", first.err);
    assert_eq!(read(&world, "a.csv.rejects.csv"), "mine\n");
    let kept = read(&world, "a.csv.rejects.2.csv");
    assert!(kept.contains("2,Bolt,lots,2027-01-01,3,"), "{kept}");
    world.run(&["import", "--yes", "a.csv"]);
    assert!(!world.path("a.csv.rejects.3.csv").exists(), "the same records are there already");
}

#[test]
fn rejects_beside_their_own_file_are_not_imported() {
    let world = folder(&[("a.csv", ACCOUNTS)]);
    world.ok(&["import", "--yes", "a.csv"]);
    let both = world.ok(&["import", "--yes", "a.csv", "a.csv.rejects.csv"]);
    assert!(both.contains("a.csv.rejects.csv: skipped: the rejected records of a.csv"), "{both}");
    let again = world.run(&["import", "--yes", "a.csv.rejects.csv"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.out.contains("Nothing to write: no record was taken."), "{}", again.out);
    assert!(!world.path("a.csv.rejects.csv.rejects.csv").exists());
    let second = read(&world, "a.csv.rejects.2.csv");
    assert_eq!(second.lines().next(), Some("Customer ID,Customer,ARR,Renewal Date,line,reason"), "{second}");
    let mended = read(&world, "a.csv.rejects.csv").replace("lots", "300");
    std::fs::write(world.path("a.csv.rejects.csv"), mended).unwrap();
    world.ok(&["import", "--yes", "a.csv.rejects.csv"]);
    assert!(world.ok(&["ls"]).contains("Bolt"));
}

#[test]
fn money_without_a_rate_is_told() {
    let world = folder(&[("a.csv", "Customer,ARR,Renewal Date\nAcme,€100,2027-01-01\nBolt,€200,2027-01-01\n")]);
    let told = world.ok(&["import", "-n", "a.csv"]);
    assert!(
        told.contains("2 rows in EUR: no rate in the config, they count as 0 until [money.rates] has EUR"),
        "{told}"
    );
    world.config("[money.rates]\nEUR = \"1.08\"\n");
    assert!(!world.ok(&["import", "-n", "a.csv"]).contains("no rate"));
}

/// A reader that leaves early must not cost the person the rejected records.
#[test]
#[cfg(unix)]
fn rejects_are_kept_when_nobody_reads_the_diff() {
    let world = folder(&[("a.csv", ACCOUNTS)]);
    world.ok(&["init"]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = world.command(&["import", "--yes", "a.csv"]);
    command.stdin(std::process::Stdio::null()).stdout(writer).output().unwrap();
    assert!(world.path("a.csv.rejects.csv").exists());
}

#[test]
fn undo_leaves_no_sum_of_what_is_gone() {
    let world = World::empty();
    let import = |name: &str, arr: &str| {
        let text = format!("Account Name,ARR,Renewal Date\n{name},{arr},2027-03-01\n");
        std::fs::write(world.path("a.csv"), text).unwrap();
        world.ok(&["import", "a.csv", "--yes"]);
    };
    let sums = || (world.json(&["today", "--json=totals"]), world.ok(&["export", "ics"]));
    import("Globex", "5000");
    let before = sums();
    import("Hooli", "7000");
    assert_ne!(sums(), before);
    world.ok(&["undo"]);
    assert_eq!(sums(), before);
}
