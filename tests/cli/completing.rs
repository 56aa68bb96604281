//! Completions and the manual: what the hidden verb offers, and the scripts in the shells that are on this machine.

use crate::world::World;
use clap::CommandFactory;
use folio::cli::args::Cli;
use std::process::{Command, Stdio};

/// The candidates for a line of words, the last being typed.
fn offered(world: &World, words: &[&str]) -> Vec<String> {
    let out = world.ok(&[&["complete", "fish", "--", "folio"], words].concat());
    out.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn offers_what_may_stand_there() {
    let world = World::demo();
    assert_eq!(world.run(&["add", "ring the bell @northvale", "+chime"]).code, 0);
    assert_eq!(world.run(&["view", "save", "big ones", "arr:200k.."]).code, 0);
    for (words, want) in [
        (&["sho"][..], &["show"][..]),
        (&["show", "NORTHV"], &["Northvale Logistics"]),
        (&["show", "oster"], &["Østerby Shipping"]),
        (&["done", "task:ring"], &["task:ring the bell"]),
        (&["done", "ring"], &["ring the bell"]),
        (&["ls", "health:r"], &["health:red"]),
        (&["ls", "heal"], &["health:"]),
        (&["ls", "-w", "@northv"], &["@\"Northvale Logistics\""]),
        (&["tasks", "+chi"], &["+chime"]),
        (&["add", "call", "CFO", "@northv"], &["@\"Northvale Logistics\""]),
        (&["touch", "northv"], &["Northvale Logistics"]),
        (&["ls", "--view", "big"], &["big ones"]),
        (&["view", "rm", "big"], &["big ones"]),
        (&["ls", "--no-pa"], &["--no-pager"]),
        (&["wait", "x", "--on", "cust"], &["customer"]),
        (&["schema", "folio.tas"], &["folio.tasks/1"]),
        (&["export", "i"], &["ics"]),
        (&["export", "csv", "--view", "big"], &["big ones"]),
        (&["view", "save", "big"], &["big ones"]),
        (&["tasks", "--view", "o"], &["overdue"]),
        (&["tasks", "--view", "big"], &[]),
        (&["playbook", "start", "ren"], &["renewal"]),
        (&["playbook", "show", "CHAMP"], &["champion-left"]),
        (&["review", "--week", "l"], &["last"]),
        (
            &["review", "--week", "2026-W4"],
            &[
                "2026-W49", "2026-W48", "2026-W47", "2026-W46", "2026-W45", "2026-W44", "2026-W43", "2026-W42",
                "2026-W41", "2026-W40",
            ],
        ),
        (&["stats", "--period", "last-q"], &["last-quarter"]),
        (&["evidence", "--period", "2026-Q"], &["2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1"]),
        (&["target", "set", "2027-Q"], &["2027-Q1", "2027-Q2"]),
        (&["forecast", "--period", "nonsense"], &[]),
        (&["renewals", "--month", "2027-1"], &["2027-10"]),
        (&["ls", "--columns", "account,ar"], &["account,arr"]),
        (&["ls", "--columns", "arr,ar"], &[]),
        (&["tasks", "--columns", "pri"], &["priority"]),
        (&["renewals", "--columns", "pri"], &[]),
        (&["view", "save", "x", "--columns", "next"], &["next_step"]),
        (&["tasks", "--sort", "sc"], &["score"]),
        (&["show", "zzz"], &[]),
    ] {
        assert_eq!(offered(&world, words), want, "{words:?}");
    }
    let verbs = offered(&world, &[""]);
    for verb in Cli::command().get_subcommands().filter(|verb| !verb.is_hide_set()) {
        assert!(verbs.iter().any(|offered| offered == verb.get_name()), "{} is not offered", verb.get_name());
    }
    assert!(!verbs.contains(&"complete".to_owned()));
}

#[test]
fn offers_from_the_book_of_the_line_and_never_fails() {
    let (world, other) = (World::demo(), World::empty());
    assert_eq!(offered(&other, &["show", "north"]), [""; 0], "no book, no names");
    let book = world.book();
    assert_eq!(offered(&other, &["--db", book.to_str().unwrap(), "show", "northv"]), ["Northvale Logistics"]);
    world.config("[nonsense");
    assert_eq!(offered(&world, &["show", "northv"]), ["Northvale Logistics"], "a faulty config costs nothing here");
    assert_eq!(world.run(&["complete", "bash"]).code, 0);
    let known = ["renewal", "quarterly-review"];
    for name in known {
        assert!(
            offered(&other, &["playbook", "start", ""]).iter().any(|offered| offered == name),
            "{name}: no book is needed"
        );
    }
    other.config("[playbooks.winback]\nwhat = \"win back\"\nsteps = [{ day = 0, task = \"Call\" }]\n");
    assert_eq!(offered(&other, &["playbook", "start", "win"]), ["winback"]);
}

#[test]
fn names_that_act_are_not_offered() {
    let world = World::demo();
    assert_eq!(world.run(&["account", "zz\u{1b}[2Jtop"]).code, 0);
    assert_eq!(world.run(&["account", "zz plain"]).code, 0);
    assert_eq!(offered(&world, &["show", "zz"]), ["zz plain"]);
}

/// What a shell prints for a script; none where there is no such shell.
fn in_shell(world: &World, shell: &str, args: &[&str], script: &str) -> Option<String> {
    Command::new(shell).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    let folio = world.command(&[]);
    let program = std::path::Path::new(folio.get_program()).parent().unwrap().to_owned();
    let mut command = Command::new(shell);
    command.env_clear();
    for (name, value) in folio.get_envs() {
        command.env(name, value.unwrap());
    }
    command
        .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
        .current_dir(world.path(""))
        .args(args)
        .arg(script);
    let ran = command.stdin(Stdio::null()).output().unwrap();
    Some(format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr)))
}

#[test]
fn the_script_works_in_bash() {
    let world = World::demo();
    let try_line = |line: &str| {
        let script = format!(
            "source <(folio completions bash); COMP_LINE={0}; COMP_POINT=${{#COMP_LINE}}; COMP_WORDS=(folio); COMP_CWORD=1
             compopt() {{ :; }}; _folio; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            shell_quoted(line)
        );
        in_shell(&world, "bash", &["--norc", "-c"], &script)
    };
    for (line, want) in [
        ("folio show northv", "Northvale\\ Logistics\n"),
        ("folio show 'northv", "Northvale Logistics\n"),
        ("folio ls health:r", "red\n"),
        ("folio ls --view 'at", "at risk\n"),
        ("folio sho", "show\n"),
    ] {
        let Some(said) = try_line(line) else { return };
        assert_eq!(said, want, "{line}");
    }
}

#[test]
fn no_name_acts_in_bash_in_whatever_quote() {
    let world = World::demo();
    let name = "zz $(touch evil) `touch evil` \"q\" 'x' \\ !top; touch evil";
    rusqlite::Connection::open(world.book())
        .unwrap()
        .execute_batch(&format!("UPDATE account SET name = {} WHERE name LIKE 'Northvale%'", sql_quoted(name)))
        .unwrap();
    // The names that are completed are derived.
    world.run(&["doctor", "--fix"]);
    for quote in ["\"", "'", ""] {
        // Enter after Tab: the shell reads the word that it was given.
        let script = format!(
            "source <(folio completions bash); COMP_LINE={}; COMP_POINT=${{#COMP_LINE}}; COMP_WORDS=(folio); COMP_CWORD=1
             compopt() {{ :; }}; _folio; eval \"printf '%s' \"{1}\"${{COMPREPLY[0]}}\"{1}",
            shell_quoted(&format!("folio show {quote}zz")),
            shell_quoted(quote)
        );
        let Some(said) = in_shell(&world, "bash", &["--norc", "-c"], &script) else { return };
        assert_eq!(said, name, "{quote}");
        assert!(!world.path("evil").exists(), "{quote}");
    }
}

fn sql_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[test]
fn the_script_works_in_fish() {
    let world = World::demo();
    for (line, want) in
        [("folio show northv", "Northvale Logistics"), ("folio ls health:r", "health:red"), ("folio sho", "show")]
    {
        let script = format!("folio completions fish | source; complete --do-complete {}", shell_quoted(line));
        let Some(said) = in_shell(&world, "fish", &["--no-config", "-c"], &script) else { return };
        assert_eq!(said.split(['\t', '\n']).next().unwrap(), want, "{line}: {said}");
    }
}

#[test]
fn the_script_is_sound_in_zsh() {
    let world = World::demo();
    let script = "autoload -Uz compinit && compinit -u -D; eval \"$(folio completions zsh)\"
        compadd() { print -r -- \"${values[@]}\"; }
        words=(folio show northv); CURRENT=3; PREFIX=northv; _folio";
    let Some(said) = in_shell(&world, "zsh", &["-f", "-c"], script) else { return };
    assert_eq!(said, "Northvale Logistics\n");
}

fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// The pages that a verb and those below it should have.
fn pages(verb: &clap::Command, before: &str, found: &mut Vec<String>) {
    let name = format!("{before}{}", verb.get_name());
    found.push(format!("{name}.1"));
    for inner in verb.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        pages(inner, &format!("{name}-"), found);
    }
}

#[test]
fn every_verb_has_its_page_with_examples() {
    let world = World::empty();
    let one = world.ok(&["man", "ls"]);
    for part in [".TH FOLIO-LS", ".SH NAME", ".SH SYNOPSIS", ".SH OPTIONS", ".SH EXAMPLES", ".EX"] {
        assert!(one.contains(part), "{part}: {one}");
    }
    let whole = world.ok(&["man"]);
    for part in [".SH VERBS", ".SH \"EXIT STATUS\"", ".SH FILES"] {
        assert!(whole.contains(part), "{part}: {whole}");
    }
    let ran = world.run(&["man", "--out", "man1"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut names = Vec::new();
    pages(&Cli::command(), "", &mut names);
    for name in &names {
        assert!(world.path("man1").join(name).exists(), "{name}");
    }
    let there = std::fs::read_dir(world.path("man1")).unwrap().count();
    assert_eq!(there, names.len());
    assert_eq!(world.run(&["man", "nope"]).code, 3);
}
