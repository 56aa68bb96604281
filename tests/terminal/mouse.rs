//! Whose the mouse is, in a real terminal: folio's, unless over SSH or the config says otherwise; left to the terminal at
//! the end whatever it was.

use crate::assert_restored;
use crate::support::pty::{PATIENCE, Pty};
use portable_pty::CommandBuilder;
use std::fs;
use std::process::Command;
use tempfile::TempDir;

/// A click on the tab of the tasks.
const CLICK: &str = "\x1b[<0;43;1M\x1b[<0;43;1m";

#[test]
fn the_mouse_is_folios_unless_over_ssh() {
    let home = TempDir::new().unwrap();
    let (book, config) = (home.path().join("book.db"), home.path().join("config.toml"));
    let mut init = Command::new(env!("CARGO_BIN_EXE_folio"));
    init.env_clear().env("HOME", home.path()).arg("init").arg("--db").arg(&book);
    assert!(init.output().unwrap().status.success());
    for (over_ssh, mouse, wanted) in
        [(false, "auto", true), (true, "auto", false), (true, "on", true), (false, "off", false)]
    {
        fs::write(&config, format!("[screen]\nmouse = \"{mouse}\"\n")).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_folio"));
        command.env_clear();
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        if over_ssh {
            command.env("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22");
        }
        command.args(["--db".as_ref(), book.as_os_str(), "--config".as_ref(), config.as_os_str()]);
        let mut pty = Pty::spawn(command, 100, 30);
        pty.wait_for("[1 Triage]");
        assert_eq!(pty.wrote("\x1b[?1000h"), wanted, "over SSH: {over_ssh}, mouse = {mouse}");
        if wanted {
            pty.send(CLICK);
            pty.wait_for("[4 Tasks]");
        }
        pty.send("Q");
        assert_eq!(pty.exit_within(PATIENCE), 0);
        assert_restored(&pty);
    }
}
