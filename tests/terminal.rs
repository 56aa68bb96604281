//! The terminal contract, in a real terminal: however the program ends, the terminal is as it was found.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a failure here fails the test")]

#[path = "terminal/editor.rs"]
mod editor;
#[path = "terminal/first.rs"]
mod first;
#[path = "terminal/morning.rs"]
mod morning;
#[path = "terminal/mouse.rs"]
mod mouse;
mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use std::{env, fs};

use portable_pty::CommandBuilder;
use rustix::process::Signal;
use support::pty::{PATIENCE, Pty};

/// Everything that was switched on is switched off in one go, whether it was asked for or not.
const LEAVE: &str = "\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h";

/// Returns where the probe is. A test run for one file builds no examples, so it is built here: nothing to do as a rule.
fn probe() -> &'static Path {
    static PROBE: OnceLock<PathBuf> = OnceLock::new();
    PROBE.get_or_init(|| {
        let test = env::current_exe().unwrap();
        let profile = test.parent().and_then(Path::parent).unwrap();
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--example", "terminal_probe"]).current_dir(env!("CARGO_MANIFEST_DIR"));
        if profile.ends_with("release") {
            build.arg("--release");
        }
        assert!(build.status().unwrap().success());
        profile.join("examples/terminal_probe")
    })
}

fn command() -> CommandBuilder {
    let mut command = CommandBuilder::new(probe());
    command.env("TERM", "xterm-256color");
    command
}

fn shell(script: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script]);
    command.env("PROBE", probe());
    command.env("TERM", "xterm-256color");
    command
}

fn started() -> Pty {
    let pty = Pty::spawn(command(), 80, 24);
    pty.wait_for("keys 0.");
    pty
}

#[track_caller]
fn assert_restored(pty: &Pty) {
    assert_eq!(pty.left_changed(), Vec::<String>::new());
    assert!(pty.wrote(LEAVE), "the terminal was not told to leave");
}

#[test]
fn the_probe_of_what_is_left_sees_a_terminal_in_use() {
    let pty = started();
    let changes = pty.left_changed();
    assert_eq!(changes.len(), 5, "{changes:?}");
}

#[test]
fn starts_without_asking_the_terminal_anything() {
    let pty = started();
    for query in ["\x1b[6n", "\x1b[c", "\x1b[0c", "\x1b[>c", "\x1b[?u", "\x1b]10;?", "\x1b]11;?", "\x1b[?2026$p"] {
        assert!(!pty.wrote(query), "{query:?}");
    }
    assert!(!pty.wrote("\x1b[?1000h"), "the mouse is left to the terminal");
}

#[test]
fn quitting_restores_the_terminal() {
    for arguments in [&[][..], &["--mouse"]] {
        let mut command = command();
        command.args(arguments);
        let mut pty = Pty::spawn(command, 80, 24);
        pty.wait_for("keys 0.");
        pty.send("q");
        assert_eq!(pty.exit_within(PATIENCE), 0);
        assert_restored(&pty);
    }
}

#[test]
fn a_panic_restores_the_terminal_and_shows_its_message() {
    for (key, message) in [("p", "asked to panic"), ("w", "asked to panic in a worker")] {
        let mut pty = started();
        pty.send(key);
        assert_eq!(pty.exit_within(PATIENCE), 101);
        assert_restored(&pty);
        pty.wait_for(message);
    }
}

#[test]
fn a_panic_without_standard_error_restores_the_terminal() {
    for key in ["p", "w"] {
        let mut pty = Pty::spawn(shell("\"$PROBE\" 2>&-; printf 'ended %d\\n' $?"), 80, 24);
        pty.wait_for("keys 0.");
        pty.send(key);
        pty.wait_for("ended 101");
        pty.exit_within(PATIENCE);
        assert_restored(&pty);
    }
}

#[test]
fn a_signal_restores_the_terminal() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let mut pty = started();
        pty.signal(signal);
        assert_eq!(pty.exit_within(PATIENCE), code);
        assert_restored(&pty);
    }
}

#[test]
fn a_hanging_program_is_ended_by_a_signal_all_the_same() {
    let mut pty = started();
    pty.send("h");
    pty.wait_for("keys 1.");
    pty.signal(Signal::TERM);
    let asked = Instant::now();
    assert_eq!(pty.exit_within(PATIENCE), 143);
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    assert_restored(&pty);
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back() {
    let script = "set -m; \"$PROBE\"; printf 'back in the shell\\n'; read line; fg >/dev/null; printf 'ended %d\\n' $?";
    let mut pty = Pty::spawn(shell(script), 80, 24);
    pty.wait_for("keys 0.");
    pty.send("\x1a");
    pty.wait_for("back in the shell");
    assert_restored(&pty);
    pty.send("\n");
    pty.wait_for("for AndBack.");
    pty.wait_for("last Char('z')");
    assert!(!pty.left_changed().is_empty(), "the terminal was taken back");
    pty.send("jj");
    pty.wait_for("keys 3.");
    pty.send("q");
    pty.wait_for("ended 0");
    pty.exit_within(PATIENCE);
    assert_restored(&pty);
}

#[test]
fn ctrl_z_without_a_shell_behind_goes_on() {
    let mut pty = started();
    pty.send("\x1a");
    pty.wait_for("for NoShell.");
    pty.send("q");
    assert_eq!(pty.exit_within(PATIENCE), 0);
    assert_restored(&pty);
}

#[test]
fn continued_after_a_stop_behind_its_back_the_screen_is_entered_again() {
    let mut pty = started();
    pty.signal(Signal::CONT);
    pty.wait_for("for Continued.");
    pty.send("q");
    assert_eq!(pty.exit_within(PATIENCE), 0);
    assert_restored(&pty);
}

#[test]
fn an_editor_gets_the_terminal_and_all_keys_even_if_it_crashes() {
    // It leaves raw mode, mouse reports and application cursor keys behind.
    let editor = "stty -a | grep -q ' icanon' && echo cooked; read line; echo \"[$line]\"; \
        printf '\\033[?1000h\\033[?1h'; stty raw -echo; exit 3";
    let mut command = command();
    command.env("EDITOR", editor);
    let mut pty = Pty::spawn(command, 80, 24);
    pty.wait_for("keys 0.");
    pty.send("e");
    pty.wait_for("cooked");
    pty.send("jjq\n");
    pty.wait_for_bytes("[jjq]");
    pty.wait_for("for editor Some(3).");
    pty.wait_for("keys 1.");
    pty.send("q");
    assert_eq!(pty.exit_within(PATIENCE), 0);
    assert_restored(&pty);
}

#[test]
fn an_editor_that_suspends_takes_the_program_along() {
    let script = "set -m; \"$PROBE\"; printf 'back in the shell\\n'; read line; fg >/dev/null; printf 'ended %d\\n' $?";
    let mut command = shell(script);
    command.env("EDITOR", "kill -s TSTP 0; exit 4");
    let mut pty = Pty::spawn(command, 80, 24);
    pty.wait_for("keys 0.");
    pty.send("e");
    pty.wait_for("back in the shell");
    assert_restored(&pty);
    pty.send("\n");
    pty.wait_for("for editor Some(4).");
    pty.send("q");
    pty.wait_for("ended 0");
    pty.exit_within(PATIENCE);
    assert_restored(&pty);
}

#[test]
fn a_vanished_terminal_ends_the_program_within_two_seconds() {
    let mut pty = started();
    let gone = pty.hang_up();
    assert_eq!(pty.exit_within(PATIENCE), 129);
    assert!(gone.elapsed() < Duration::from_secs(2), "{:?}", gone.elapsed());
}

#[test]
#[cfg(target_os = "linux")]
fn a_vanished_terminal_is_noticed_without_sighup() {
    // In a session of its own the program gets no signal: only the watch on the terminal can tell.
    let folder = tempfile::tempdir().unwrap();
    let result = folder.path().join("code");
    let mut command = shell("trap '' HUP; setsid --wait \"$PROBE\"; echo $? >\"$RESULT\"");
    command.env("RESULT", &result);
    let mut pty = Pty::spawn(command, 80, 24);
    pty.wait_for("keys 0.");
    let gone = pty.hang_up();
    pty.exit_within(PATIENCE);
    assert!(gone.elapsed() < Duration::from_secs(2), "{:?}", gone.elapsed());
    assert_eq!(fs::read_to_string(result).unwrap().trim(), "129");
}

#[test]
fn a_burst_of_five_thousand_keys_arrives() {
    let mut pty = started();
    pty.send("j".repeat(5000));
    pty.wait_for("keys 5000.");
    pty.send("\x1b[A".repeat(1700));
    pty.wait_for("keys 6700.");
    pty.wait_for("last Up");
}

#[test]
fn broken_input_holds_nothing_back() {
    for (broken, seen) in [
        ("\x1b", "last Esc"),
        ("\x1b[", "last Char('[') KeyModifiers(ALT)"),
        ("\x1b[200~half a paste", "pasted \"half a paste\""),
    ] {
        let mut pty = started();
        pty.send(broken);
        pty.wait_for(seen);
        pty.send("x");
        pty.wait_for("last Char('x')");
    }
    let mut pty = started();
    pty.send(b"\xff");
    pty.wait_for("last Char('U+FFFD')");
    pty.send(b"\xff\xc3x");
    pty.wait_for("last Char('x')");
    pty.send("\x1b[200~two\rlines\x1b[201~");
    pty.wait_for(r#"pasted "two\nlines"."#);
}

#[test]
fn idle_writes_nothing_and_a_key_writes_little() {
    let mut pty = started();
    assert_eq!(pty.written_within(Duration::from_millis(300)), 0);
    pty.send("j");
    pty.wait_for("keys 1.");
    let before = pty.written();
    pty.send("j");
    pty.wait_for("keys 2.");
    let bytes = pty.written() - before;
    assert!(bytes <= 60, "{bytes} bytes for one changed cell");
    assert_eq!(pty.written_within(Duration::from_millis(300)), 0);
}

#[test]
fn other_threads_speak_through_the_same_channel() {
    let mut pty = started();
    pty.send("xa");
    pty.wait_for("answer 2.");
}

#[test]
fn follows_the_size_of_the_terminal_whatever_it_is() {
    let pty = Pty::spawn(command(), 0, 0);
    pty.wait_for_bytes("80x24.");
    for (columns, rows) in [(1, 1), (3, 200), (500, 2), (0, 5), (40, 0)] {
        pty.resize(columns, rows);
    }
    pty.resize(100, 30);
    pty.wait_for("size 100x30.");
}

#[test]
fn refuses_a_standard_output_that_is_no_terminal() {
    let mut pty = Pty::spawn(shell("\"$PROBE\" | cat; printf 'over\\n'"), 80, 24);
    pty.wait_for("standard output is not a terminal");
    pty.exit_within(PATIENCE);
    assert!(!pty.wrote("\x1b["));
    assert_eq!(pty.left_changed(), Vec::<String>::new());
}
