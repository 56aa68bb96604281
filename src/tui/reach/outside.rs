//! The few things that the clipboard and links do to the world: run a program, tell the terminal something. Behind a
//! trait, so that tests see what would be done.

use crate::tui::terminal::modes::{self, Tty};
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may take with a text.
const PATIENCE: Duration = Duration::from_secs(3);

/// What can be done outside.
pub trait Outside {
    /// Gives a program a text to read; an error says why it did not take it.
    fn feed(&mut self, program: &[&str], text: &str) -> io::Result<()>;
    /// Starts a program and lets it be.
    fn start(&mut self, program: &[&str]) -> io::Result<()>;
    /// Writes to the terminal, between two frames.
    fn tell_terminal(&mut self, bytes: &[u8]) -> io::Result<()>;
}

/// The world.
#[derive(Debug)]
pub struct World {
    tty: Arc<Tty>,
}

impl World {
    /// The world with its terminal.
    pub fn new(tty: Arc<Tty>) -> World {
        World { tty }
    }
}

impl Outside for World {
    fn feed(&mut self, program: &[&str], text: &str) -> io::Result<()> {
        let mut child = spawn(program, Stdio::piped())?;
        if let Some(mut pipe) = child.stdin.take() {
            // A tool that does not read on must not keep the thread: the pipe is written behind its deadline.
            let text = text.to_owned();
            thread::spawn(move || pipe.write_all(text.as_bytes()));
        }
        let deadline = Instant::now() + PATIENCE;
        loop {
            match child.try_wait()? {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(io::Error::other(format!("it ended with {status}"))),
                None if Instant::now() >= deadline => {
                    child.kill()?;
                    child.wait()?;
                    return Err(io::Error::new(io::ErrorKind::TimedOut, "it took longer than three seconds"));
                }
                None => thread::sleep(Duration::from_millis(5)),
            }
        }
    }

    fn start(&mut self, program: &[&str]) -> io::Result<()> {
        let mut child = spawn(program, Stdio::null())?;
        // Somebody must wait for it, else it stays behind as a zombie.
        thread::spawn(move || child.wait());
        Ok(())
    }

    fn tell_terminal(&mut self, bytes: &[u8]) -> io::Result<()> {
        modes::write(&self.tty, bytes)
    }
}

/// Starts a program that can neither read from nor write on the screen.
fn spawn(program: &[&str], stdin: Stdio) -> io::Result<Child> {
    let (name, rest) = program.split_first().ok_or_else(|| io::Error::other("no program is named"))?;
    Command::new(name).args(rest).stdin(stdin).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
}
