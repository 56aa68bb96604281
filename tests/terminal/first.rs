//! The first start in a real terminal: no book yet, one key makes an empty one or shows the demo, and leaving makes none.

use std::path::Path;
use std::time::Duration;

use crate::support::pty::Pty;
use portable_pty::CommandBuilder;
use tempfile::TempDir;

fn folio(home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_folio"));
    command.env_clear();
    command.env("HOME", home);
    command.env("TZ", "UTC");
    command.env("TERM", "xterm-256color");
    command.env("FOLIO_NOW", "2026-11-24T09:02Z");
    for (name, folder) in [("CONFIG", "config"), ("DATA", "data"), ("STATE", "state")] {
        command.env(format!("XDG_{name}_HOME"), home.join(folder));
    }
    command.cwd(home);
    command
}

#[test]
fn a_key_begins_an_empty_book_with_the_tour() {
    let home = TempDir::new().unwrap();
    let book = home.path().join("data/folio/folio.db");
    let mut pty = Pty::spawn(folio(home.path()), 80, 24);
    pty.wait_for("There is no book at");
    pty.send("q");
    assert_eq!(pty.exit_within(Duration::from_secs(10)), 0);
    assert!(!book.exists(), "whoever leaves has made nothing");
    let mut pty = Pty::spawn(folio(home.path()), 80, 24);
    pty.wait_for("There is no book at");
    pty.send("e");
    pty.wait_for("Triage");
    pty.wait_for("ends this tour");
    pty.send("?");
    pty.wait_for("Keys here");
    // Letters search in help: the key that opened it closes it.
    pty.send("?q");
    assert_eq!(pty.exit_within(Duration::from_secs(10)), 0);
    assert!(book.exists());
    let mut pty = Pty::spawn(folio(home.path()), 80, 24);
    pty.wait_for("Triage");
    assert!(!pty.wrote("ends this tour"), "dismissed for good");
    pty.send("q");
    pty.exit_within(Duration::from_secs(10));
}

#[test]
fn a_faulty_path_says_why_and_a_good_one_is_imported() {
    let home = TempDir::new().unwrap();
    std::fs::write(home.path().join("accounts.csv"), "Account Name,ARR,Currency\nGlobex,100000,USD\n").unwrap();
    let mut pty = Pty::spawn(folio(home.path()), 80, 24);
    pty.wait_for("There is no book at");
    pty.send("inowhere.csv\r");
    pty.wait_for("there is no such file");
    pty.send("\x15acc\t");
    pty.wait_for("accounts.csv");
    pty.send("\r");
    pty.wait_for("another, or enter");
    // No to the changes leads back to where one chose.
    pty.send("\r");
    pty.wait_for("[y/N]");
    pty.send("n\r");
    pty.wait_for("There is no book at");
    pty.send("iacc\t\r\r");
    pty.wait_for("nothing was written\naccounts.csv");
    pty.send("y\r");
    pty.wait_for("Globex");
    pty.wait_for("Triage");
    pty.send("q");
    assert_eq!(pty.exit_within(Duration::from_secs(10)), 0);
}

#[test]
fn no_screen_is_painted_on_a_terminal_that_can_show_none() {
    let home = TempDir::new().unwrap();
    let mut command = folio(home.path());
    command.env("TERM", "dumb");
    let mut pty = Pty::spawn(command, 80, 24);
    pty.wait_for("cannot show a screen: TERM=dumb");
    assert_eq!(pty.exit_within(Duration::from_secs(10)), 2);
    assert!(!pty.wrote("\x1b["), "no escape reaches it");
}
