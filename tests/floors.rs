//! The house holds: arrows go down only, no circle of files, nothing impure on the lowest floor, nothing printed past the
//! command line's own printer, no silent exception from a lint.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure here fails the test")]

#[path = "floors/circle.rs"]
mod circle;
#[path = "floors/source.rs"]
mod source;

use circle::{Graph, circles};
use source::{code_of, paths, without_tests};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Rooms, and which rooms each may import besides itself.
const MAY: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("input", &[]),
    ("store", &["domain"]),
    ("exchange", &["domain"]),
    ("config", &["domain", "input"]),
    ("service", &["store", "exchange", "config", "domain"]),
    ("tui", &["service", "config", "input", "domain"]),
    ("cli", &["service", "config", "input", "domain"]),
    ("main", &["cli", "tui", "service", "config", "domain"]),
    ("lib", &[]),
];

/// Rooms of pure values, and what makes code impure.
const PURE: &[&str] = &["domain", "input"];
const IMPURE: &[&str] = &["rusqlite", "ratatui", "crossterm", "std::fs", "std::env", "::now("];

/// What writes past the one printer, which knows pipes and colours.
const PRINTS: &[&str] = &["println!", "eprintln!", "print!(", "eprint!(", "dbg!("];

/// Files of `src` and their texts, by path with `/` between.
type Tree = BTreeMap<String, String>;

fn room(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

fn wrong_arrows(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, text) in tree {
        let Some((_, may)) = MAY.iter().find(|(name, _)| *name == room(path)) else {
            faults.push(format!("src/{path}: no floor is known for {:?}", room(path)));
            continue;
        };
        let code = code_of(text);
        for (line, to) in ["crate", "folio"].iter().flat_map(|root| paths(&code, root)) {
            let to = to.first().map_or("", String::as_str);
            let known = MAY.iter().any(|(name, _)| *name == to);
            if known && to != room(path) && !may.contains(&to) {
                faults.push(format!("src/{path}:{line}: {} may not import {to}", room(path)));
            }
        }
    }
    faults
}

/// The module that a file is: `a/b/mod.rs` and `a/b.rs` are `a::b`.
fn module(path: &str) -> Vec<String> {
    let bare = path.trim_end_matches(".rs");
    let bare = bare.strip_suffix("/mod").unwrap_or(bare);
    bare.split('/').filter(|name| *name != "lib").map(str::to_owned).collect()
}

/// The file with what a path names: the longest part of it that is a file.
fn file_of(tree: &Tree, path: &[String]) -> Option<String> {
    (1..=path.len()).rev().find_map(|len| {
        let bare = path[..len].join("/");
        [format!("{bare}.rs"), format!("{bare}/mod.rs")].into_iter().find(|file| tree.contains_key(file))
    })
}

/// Modules that a file declares: their names are roots of paths in it.
fn children(code: &str) -> Vec<String> {
    let lines =
        code.lines().filter_map(|line| line.trim().strip_suffix(';')?.trim_start_matches("pub ").strip_prefix("mod "));
    lines.map(str::to_owned).collect()
}

fn file_circles(tree: &Tree) -> Vec<String> {
    let mut graph = Graph::new();
    let mut lines: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut only_tests: Vec<Vec<String>> = Vec::new();
    for (path, text) in tree {
        let (code, tests) = without_tests(&code_of(text));
        let here = module(path);
        only_tests.extend(tests.into_iter().map(|name| here.iter().cloned().chain([name]).collect()));
        let above = here.split_last().map(|(_, above)| above.to_vec()).unwrap_or_default();
        let absolute = paths(&code, "crate").into_iter().chain(paths(&code, "folio"));
        let beside = paths(&code, "super").into_iter();
        let beside = beside.map(|(line, path)| (line, above.iter().cloned().chain(path).collect::<Vec<_>>()));
        let below = children(&code).into_iter().flat_map(|child| {
            let inside = here.iter().cloned().chain([child.clone()]).collect::<Vec<_>>();
            paths(&code, &child).into_iter().map(move |(line, path)| (line, [inside.clone(), path].concat()))
        });
        for (line, to) in absolute.chain(beside).chain(below) {
            let Some(to) = file_of(tree, &to).filter(|to| to != path) else { continue };
            lines.entry((path.clone(), to.clone())).or_insert(line);
            graph.entry(path.clone()).or_default().insert(to);
        }
    }
    graph.retain(|path, _| !only_tests.iter().any(|tests| module(path).starts_with(tests)));
    circles(&graph).iter().map(|circle| told(circle, &graph, &lines)).collect()
}

/// A circle as the arrows in it, each with its line.
fn told(circle: &[String], graph: &Graph, lines: &BTreeMap<(String, String), usize>) -> String {
    let members: BTreeSet<&String> = circle.iter().collect();
    let arrows = circle.iter().flat_map(|from| {
        let inside = graph[from].iter().filter(|to| members.contains(to));
        inside.map(move |to| format!("  src/{from}:{} imports src/{to}", lines[&(from.clone(), to.clone())]))
    });
    format!("a circle of {} files:\n{}", circle.len(), arrows.collect::<Vec<_>>().join("\n"))
}

fn forbidden_words(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, text) in tree {
        let code = code_of(text);
        for ((line, words), number) in code.lines().zip(text.lines()).zip(1..) {
            if PURE.contains(&room(path)) {
                let found = IMPURE.iter().filter(|word| line.contains(**word));
                faults.extend(found.map(|word| format!("src/{path}:{number}: {word} in {}", room(path))));
            }
            let found = PRINTS.iter().filter(|word| line.contains(**word));
            faults.extend(found.map(|word| format!("src/{path}:{number}: {word}; print through the shell's printer")));
            let allows = line.contains("#[allow") || line.contains("#![allow");
            if allows && !words.contains("//") && !words.contains("reason") {
                faults.push(format!("src/{path}:{number}: an exception from a lint without its reason on the line"));
            }
        }
    }
    faults.dedup();
    faults
}

fn source() -> Tree {
    fn walk(folder: &Path, root: &Path, tree: &mut Tree) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, tree);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let names = path.strip_prefix(root).unwrap().iter().map(|name| name.to_string_lossy());
                tree.insert(names.collect::<Vec<_>>().join("/"), fs::read_to_string(&path).unwrap());
            }
        }
    }
    let (root, mut tree) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), Tree::new());
    walk(&root, &root, &mut tree);
    tree
}

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn arrows_go_down() {
    none(&wrong_arrows(&source()));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    none(&file_circles(&source()));
}

#[test]
fn nothing_impure_nothing_printed_no_silent_exception() {
    none(&forbidden_words(&source()));
}

fn tree(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn sees_wrong_arrows() {
    let cases = [
        ("domain/a.rs", "use crate::store::db::Store;", "src/domain/a.rs:1: domain may not import store"),
        ("tui/a.rs", "\n\nfn f() { crate::store::db::go() }", "src/tui/a.rs:3: tui may not import store"),
        ("tui/a.rs", "use crate::{domain::x, cli::y};", "src/tui/a.rs:1: tui may not import cli"),
        ("cli/a.rs", "use crate::tui::app::App;", "src/cli/a.rs:1: cli may not import tui"),
        ("main.rs", "use folio::store::db::Store;", "src/main.rs:1: main may not import store"),
        ("input/a.rs", "use $crate::domain::x;", "src/input/a.rs:1: input may not import domain"),
        ("attic/a.rs", "", "src/attic/a.rs: no floor is known for \"attic\""),
    ];
    for (path, text, fault) in cases {
        assert_eq!(wrong_arrows(&tree(&[(path, text)])), [fault]);
    }
    let fine = [
        ("service/a.rs", "use crate::store::db::Store; use crate::service::b::C;"),
        ("domain/a.rs", "// use crate::store::db\n/* crate::tui */ const A: &str = \"crate::cli::x\"; // 'a'"),
        ("domain/b.rs", "fn f<'a>(x: &'a str) { let _ = ('\"', r#\"crate::tui::\"#); }"),
    ];
    none(&wrong_arrows(&tree(&fine)));
}

#[test]
fn sees_circles() {
    let files = [
        ("domain/value/a.rs", "use crate::domain::rule::b::B;"),
        ("domain/rule/b.rs", "\nuse super::c::C;"),
        ("domain/rule/c.rs", "fn f() -> crate::domain::value::a::A {}"),
        ("domain/rule/d.rs", "use crate::domain::value::a::A; use crate::domain::rule::d::Own;"),
    ];
    let found = file_circles(&tree(&files));
    assert_eq!(found.len(), 1, "{found:?}");
    for arrow in [
        "a circle of 3 files",
        "src/domain/rule/b.rs:2 imports src/domain/rule/c.rs",
        "src/domain/value/a.rs:1 imports src/domain/rule/b.rs",
    ] {
        assert!(found[0].contains(arrow), "{arrow:?} in {found:?}");
    }
    let by_child =
        [("domain/a/mod.rs", "pub mod b;\nfn f() { b::go() }"), ("domain/a/b.rs", "use crate::domain::a::Kind;")];
    assert_eq!(file_circles(&tree(&by_child)).len(), 1);
    let only_in_tests = [
        ("domain/a.rs", "use crate::domain::b::B;\n#[cfg(test)]\nmod tests;"),
        ("domain/a/tests.rs", "use crate::domain::a::A;"),
        ("domain/b.rs", "struct B;\n#[cfg(test)]\nmod tests { use crate::domain::a::A; fn f() { if true {} } }"),
    ];
    none(&file_circles(&tree(&only_in_tests)));
}

#[test]
fn sees_forbidden_words() {
    let cases = [
        ("domain/a.rs", "let at = Utc::now();", ":1: ::now( in domain"),
        ("input/a.rs", "\nuse std::env;", ":2: std::env in input"),
        ("tui/a.rs", "println!(\"x\");", ":1: println!; print through the shell's printer"),
        ("cli/a.rs", "#[allow(dead_code)]", ":1: an exception from a lint without its reason on the line"),
    ];
    for (path, text, fault) in cases {
        let found = forbidden_words(&tree(&[(path, text)]));
        assert!(found.contains(&format!("src/{path}{fault}")), "{found:?}");
    }
    let fine = [
        ("tui/a.rs", "let at = Instant::now(); // println!\n#[allow(dead_code)] // the row says it"),
        ("cli/b.rs", "#[allow(dead_code, reason = \"as above\")]\nfn f() -> &'static str { \"println!\" }"),
    ];
    none(&forbidden_words(&tree(&fine)));
}
