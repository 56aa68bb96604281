//! The person's editor in a real terminal: it gets the terminal, folio takes it back, and only what differs is written.

use std::path::Path;
use std::process::Command;

use crate::support::pty::{PATIENCE, Pty};
use portable_pty::CommandBuilder;
use tempfile::TempDir;

const NOW: &str = "2026-11-24T08:55";

struct World {
    home: TempDir,
}

impl World {
    fn new() -> World {
        let world = World { home: TempDir::new().unwrap() };
        let made = world.run(&["demo", "--keep", world.book().to_str().unwrap()]);
        assert!(made.contains("demo book"), "{made}");
        world
    }

    fn book(&self) -> std::path::PathBuf {
        self.home.path().join("book.db")
    }

    fn environment(&self) -> [(&str, &Path); 5] {
        let home = self.home.path();
        [
            ("HOME", home),
            ("TMPDIR", home),
            ("FOLIO_NOW", NOW.as_ref()),
            ("TZ", "UTC".as_ref()),
            ("PATH", "/usr/bin:/bin".as_ref()),
        ]
    }

    fn run(&self, args: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_folio"));
        command.env_clear().envs(self.environment()).args(args);
        let output = command.output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    }

    fn opened(&self, editor: &str, args: &[&str]) -> Pty {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_folio"));
        command.env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        command.env("EDITOR", editor);
        command.args(["--db".as_ref(), self.book().as_os_str()]);
        command.args(args);
        Pty::spawn(command, 120, 40)
    }

    fn region(&self) -> String {
        let text = self.run(&["--db", self.book().to_str().unwrap(), "edit", "northvale", "--print"]);
        text.lines().find(|line| line.starts_with("region = ")).unwrap_or(&text).to_owned()
    }

    /// Files that an editor or folio left behind.
    fn left(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.home.path()).unwrap().map(|entry| entry.unwrap().file_name());
        names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name.starts_with("folio-")).collect()
    }
}

#[test]
fn e_hands_the_record_to_the_editor_and_takes_the_terminal_back() {
    let world = World::new();
    let editor = "sh -c 'test -t 0 && test -t 1 && stty -a | grep -q \" icanon\" && \
        sed -i \"s/^region = .*/region = \\\"Mars\\\"/\" \"$1\"' editor";
    let mut pty = world.opened(editor, &[]);
    pty.wait_for("Accounts");
    // By the filter the account is the row under the cursor, whatever its place.
    pty.send("/northvale\rE");
    pty.wait_for("region Mars");
    pty.send("u");
    pty.wait_for("Undone");
    pty.send("Q");
    assert_eq!(pty.exit_within(PATIENCE), 0);
    assert_eq!(pty.left_changed(), Vec::<String>::new());
    assert_eq!((world.region().contains("Mars"), world.left()), (false, Vec::new()));
}

#[test]
fn an_editor_that_is_not_there_or_fails_changes_nothing() {
    let world = World::new();
    let before = world.region();
    for (editor, said) in [("/no/such/editor", "cannot be started"), ("false", "ended with exit status: 1")] {
        let mut pty = world.opened(editor, &[]);
        pty.wait_for("Accounts");
        pty.send("/northvale\rE");
        pty.wait_for(said);
        pty.send("Q");
        assert_eq!(pty.exit_within(PATIENCE), 0);
        assert_eq!(pty.left_changed(), Vec::<String>::new());
    }
    assert_eq!((world.region(), world.left()), (before, Vec::new()));
}

#[test]
fn what_was_typed_outlives_an_editor_that_fails() {
    let world = World::new();
    let before = world.region();
    let mut pty = world.opened("sh -c 'echo typed >>\"$1\"; exit 1' editor", &["edit", "northvale"]);
    pty.wait_for("what was typed is kept in");
    assert_eq!(pty.exit_within(PATIENCE), 1);
    assert_eq!((world.region(), world.left().len()), (before, 1));
}

#[test]
fn the_command_line_opens_the_editor_too() {
    let world = World::new();
    let mut pty = world.opened("sed -i 's/^region = .*/region = \"Mars\"/'", &["edit", "northvale"]);
    pty.wait_for("region Mars");
    assert_eq!(pty.exit_within(PATIENCE), 0);
    assert!(world.region().contains("Mars"));
    // Given up with a fault in it: kept in a file, and nothing written.
    let mut pty = world.opened("sed -i 's/^region = \"Mars\"/region = Mars/'", &["edit", "northvale"]);
    pty.wait_for("nothing was written; kept in");
    assert_eq!(pty.exit_within(PATIENCE), 2);
    assert_eq!((world.region().contains("Mars"), world.left().len()), (true, 1));
}

#[test]
fn config_edit_keeps_a_sound_config_and_no_faulty_one() {
    let world = World::new();
    let config = world.home.path().join(".config/folio/config.toml");
    // There is none yet: what is edited has every key as a comment, and the folder is made.
    let mut pty = world
        .opened("sh -c 'grep -q \"^home = \" \"$1\" && echo me = \\\"Ana\\\" >\"$1\"' editor", &["config", "edit"]);
    pty.wait_for("written: ");
    assert_eq!(pty.exit_within(PATIENCE), 0);
    assert_eq!(std::fs::read_to_string(&config).unwrap(), "me = \"Ana\"\n");
    let mut pty = world.opened("true", &["config", "edit"]);
    pty.wait_for("nothing was changed");
    assert_eq!(pty.exit_within(PATIENCE), 0);
    // A fault is told with its place, and opens again as it was left; given up, it is kept and the old one stands.
    let mut pty = world.opened("sh -c 'echo stak = 1 >>\"$1\"' editor", &["config", "edit"]);
    pty.wait_for("config.toml:2:1 stak: ");
    pty.send("y\r");
    pty.wait_for("config.toml:3:1");
    pty.send("n\r");
    pty.wait_for("yours is kept in");
    assert_eq!(pty.exit_within(PATIENCE), 2);
    assert_eq!(std::fs::read_to_string(&config).unwrap(), "me = \"Ana\"\n");
    let [kept] = world.left().try_into().unwrap();
    let kept = std::fs::read_to_string(world.home.path().join(kept)).unwrap();
    assert_eq!(kept, "me = \"Ana\"\nstak = 1\nstak = 1\n");
}

#[test]
fn config_edit_by_an_editor_that_fails_changes_nothing() {
    let world = World::new();
    let config = world.home.path().join(".config/folio/config.toml");
    for (editor, said) in [
        ("/no/such/editor", "cannot be started"),
        ("false", "ended with exit status: 1"),
        ("sh -c 'echo typed >>\"$1\"; exit 1' editor", "what was typed is kept in"),
    ] {
        let mut pty = world.opened(editor, &["config", "edit"]);
        pty.wait_for(said);
        assert_eq!(pty.exit_within(PATIENCE), 1);
        assert!(!config.exists(), "{editor}");
    }
    let said = world.run(&["config", "edit"]);
    assert!(said.contains("an editor needs a terminal") && said.contains("config check"), "{said}");
}
