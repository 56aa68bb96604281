//! Runs a person's own command by the shell: what it is about goes to its standard input, its last line comes back.

use crate::input::own::Shows;
use crate::tui::errand::Errand;
use std::io::{self, BufRead, BufReader, ErrorKind, PipeReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Bytes of output that are read; the rest of a flood is cut off with its command.
const MOST: u64 = 64 * 1024;

/// How long the rest of the output is waited for once the command has ended.
const REST: Duration = Duration::from_millis(100);

/// Runs a command to its end and gives its last line, or why it failed. With the terminal it says nothing more.
pub fn run(errand: &Errand, book: &Path) -> Result<String, String> {
    let ran = if errand.shows == Shows::Status { behind(errand, book) } else { in_front(errand, book) };
    let (status, said) = ran.map_err(|why| format!("cannot be run: {why}"))?;
    let last = said.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default().to_owned();
    if status.success() {
        return Ok(last);
    }
    let how = status.code().map_or_else(|| "was stopped".to_owned(), |code| format!("failed with {code}"));
    Err(if last.is_empty() { how } else { format!("{how}: {last}") })
}

fn shell(errand: &Errand, book: &Path) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(&errand.run).stdin(Stdio::piped()).env("FOLIO_DB", book);
    shell
}

/// With both of its outputs on one pipe, in the order in which it wrote them.
fn behind(errand: &Errand, book: &Path) -> io::Result<(ExitStatus, String)> {
    let (reader, writer) = io::pipe()?;
    let mut shell = shell(errand, book);
    shell.stdout(writer.try_clone()?).stderr(writer);
    let mut child = shell.spawn()?;
    // Our ends of the pipe, else its end would never be seen.
    drop(shell);
    feed(&mut child, &errand.input);
    let parts = listen(reader);
    let status = child.wait()?;
    let (until, mut said) = (Instant::now() + REST, Vec::new());
    while let Ok(part) = parts.recv_timeout(until.saturating_duration_since(Instant::now())) {
        said.extend(part);
    }
    Ok((status, String::from_utf8_lossy(&said).into_owned()))
}

/// Reads from a thread of its own: a program that the command left behind holds the pipe open for as long as it likes.
fn listen(reader: PipeReader) -> Receiver<Vec<u8>> {
    let (tell, parts) = channel();
    std::thread::spawn(move || {
        let mut output = BufReader::new(reader.take(MOST));
        loop {
            let part = match output.fill_buf() {
                Err(why) if why.kind() == ErrorKind::Interrupted => continue,
                Ok([]) | Err(_) => break,
                Ok(part) => part.to_vec(),
            };
            output.consume(part.len());
            // Nobody waits any more for what comes late, but it is read: a full pipe would stop what writes it.
            let _ = tell.send(part);
        }
    });
    parts
}

/// On the terminal.
fn in_front(errand: &Errand, book: &Path) -> io::Result<(ExitStatus, String)> {
    let mut child = shell(errand, book).spawn()?;
    feed(&mut child, &errand.input);
    let status = child.wait()?;
    if errand.shows == Shows::Pause {
        let mut terminal = std::fs::File::options().read(true).write(true).open("/dev/tty")?;
        terminal.write_all(b"\nEnter goes back to folio ")?;
        // One line, byte by byte: what is typed behind it is for the screen.
        let mut byte = [0];
        while terminal.read(&mut byte)? == 1 && byte != *b"\n" {}
    }
    Ok((status, String::new()))
}

/// Writes what the command is about from a thread of its own: a command that never reads must not hang folio.
fn feed(child: &mut Child, input: &str) {
    let (Some(mut pipe), input) = (child.stdin.take(), input.to_owned()) else { return };
    std::thread::spawn(move || {
        // A command that does not care what it is about closes the pipe early.
        let _ = pipe.write_all(input.as_bytes());
    });
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn errand(run: &str, input: &str) -> Errand {
        Errand { name: "x".to_owned(), run: run.to_owned(), shows: Shows::Status, input: input.to_owned() }
    }

    #[test]
    fn gives_the_last_line_or_why_it_failed() {
        for (text, input, want) in [
            ("cat", "one\ntwo\n\n", Ok("two")),
            ("echo $FOLIO_DB", "", Ok("/tmp/a b.db")),
            ("true", "", Ok("")),
            ("echo oh no >&2; exit 3", "", Err("failed with 3: oh no")),
            ("exit 7", "", Err("failed with 7")),
            ("kill -9 $$", "", Err("was stopped")),
            // What it is about is data: nothing in it is run.
            ("cat", "$(echo run); `echo run`\n", Ok("$(echo run); `echo run`")),
        ] {
            let want = want.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(run(&errand(text, input), Path::new("/tmp/a b.db")), want, "{text}");
        }
    }

    #[test]
    fn what_a_command_leaves_behind_is_not_waited_for() {
        let began = Instant::now();
        assert_eq!(run(&errand("sleep 20 & echo started", ""), Path::new("b")), Ok("started".to_owned()));
        assert!(began.elapsed() < Duration::from_secs(15));
    }

    #[test]
    fn neither_a_flood_nor_a_deaf_command_hangs_it() {
        let much = "x".repeat(1_000_000);
        assert_eq!(run(&errand("exec 0<&-; echo deaf", &much), Path::new("b")), Ok("deaf".to_owned()));
        assert!(run(&errand("yes", ""), Path::new("b")).is_err(), "cut off");
    }
}
