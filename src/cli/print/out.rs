//! stdout, held for the whole run: locked, buffered, and paged when a person's screen is too short. Invariant: a reader
//! that leaves early is not an error, it only ends the run.

use crate::cli::print::exit::Exit;
use crate::cli::print::json::UnknownField;
use crate::cli::print::look::Look;
use crate::cli::print::pager::Pager;
use std::io::{self, BufWriter, Write};

/// Bytes kept back at most while it is not yet clear whether the text outgrows the screen.
const HELD: usize = 1 << 20;

/// Why writing ended before its end.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// The reader closed the pipe or left the pager: it has seen what it wanted.
    #[error("the reader of the output has left")]
    ReaderLeft,
    /// The output cannot be written, as on a full disk.
    #[error("cannot write the output: {0}")]
    Write(io::Error),
    /// A field was asked for that is not there.
    #[error(transparent)]
    Field(#[from] UnknownField),
}

impl Stopped {
    /// The code to exit with. A reader that left is 0, as with ripgrep: under `pipefail`, `folio ls | head` should not
    /// fail a script because the list was long.
    pub fn exit(&self) -> Exit {
        match self {
            Stopped::ReaderLeft => Exit::Done,
            Stopped::Write(_) => Exit::Failed,
            Stopped::Field(_) => Exit::Usage,
        }
    }

    /// What to try; nothing to say for a reader that left.
    pub fn hint(&self) -> Option<String> {
        match self {
            Stopped::Field(field) => Some(field.hint()),
            Stopped::ReaderLeft | Stopped::Write(_) => None,
        }
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Stopped {
        if error.kind() == io::ErrorKind::BrokenPipe { Stopped::ReaderLeft } else { Stopped::Write(error) }
    }
}

/// The one way to stdout.
pub struct Out<'a> {
    direct: BufWriter<Box<dyn Write + 'a>>,
    stage: Stage,
}

/// How far the question of a pager has come.
enum Stage {
    /// Settled: straight to stdout.
    Direct,
    /// Open: what is written waits until it outgrows the screen or ends.
    Held { bytes: Vec<u8>, lines: usize, screen: usize, command: Vec<String>, less: Option<&'static str> },
    /// Settled: to the pager.
    Paged(Box<BufWriter<Pager>>),
}

impl Out<'static> {
    /// Locks stdout for the rest of the run.
    pub fn stdout(look: &Look) -> Out<'static> {
        Out::to(io::stdout().lock(), look)
    }
}

impl<'a> Out<'a> {
    /// Writes to any sink as if it were stdout.
    pub fn to(sink: impl Write + 'a, look: &Look) -> Out<'a> {
        let stage = match look.height {
            Some(screen) if !look.pager.is_empty() => {
                Stage::Held { bytes: Vec::new(), lines: 0, screen, command: look.pager.clone(), less: look.less }
            }
            _ => Stage::Direct,
        };
        Out { direct: BufWriter::with_capacity(1 << 16, Box::new(sink)), stage }
    }

    /// Writes what is left and, with a pager, waits until the person leaves it.
    pub fn finish(mut self) -> Result<(), Stopped> {
        self.settle()?;
        self.flush()?;
        Ok(())
    }

    /// Sends what is held straight to stdout: it fits the screen after all.
    fn settle(&mut self) -> io::Result<()> {
        let Stage::Held { bytes, .. } = &self.stage else { return Ok(()) };
        let written = self.direct.write_all(bytes);
        self.stage = Stage::Direct;
        written
    }

    /// Starts the pager on what is held, or goes on without one when it does not start.
    fn outgrow(&mut self) -> io::Result<()> {
        let Stage::Held { bytes, command, less, .. } = std::mem::replace(&mut self.stage, Stage::Direct) else {
            return Ok(());
        };
        let Ok(pager) = Pager::start(&command, less) else { return self.direct.write_all(&bytes) };
        let mut pager = Box::new(BufWriter::with_capacity(1 << 16, pager));
        let written = pager.write_all(&bytes);
        self.stage = Stage::Paged(pager);
        written
    }
}

impl Drop for Out<'_> {
    /// A run that fails half-way still shows what it had; of a second failure nobody is told.
    fn drop(&mut self) {
        let _ = self.settle();
    }
}

impl Write for Out<'_> {
    fn write(&mut self, given: &[u8]) -> io::Result<usize> {
        match &mut self.stage {
            Stage::Direct => self.direct.write(given),
            Stage::Paged(pager) => pager.write(given),
            Stage::Held { bytes, lines, screen, .. } => {
                bytes.extend_from_slice(given);
                *lines += given.split(|&byte| byte == b'\n').skip(1).count();
                // The prompt after the text takes a row too.
                if *lines >= *screen || bytes.len() > HELD {
                    self.outgrow()?;
                }
                Ok(given.len())
            }
        }
    }

    /// Sends on what is settled; what is held still waits for the screen's height.
    fn flush(&mut self) -> io::Result<()> {
        match &mut self.stage {
            Stage::Direct => self.direct.flush(),
            Stage::Paged(pager) => pager.flush(),
            Stage::Held { .. } => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::print::environment::{Environment, Streams};
    use crate::cli::print::look::{Format, Wishes};
    use std::fs;

    fn look(pager: &str, size: Option<(u16, u16)>) -> Look {
        let streams = Streams { stdin: true, stdout: size.is_some(), stderr: true, size };
        let flags = Wishes { pager: Some(pager.to_owned()), ..Wishes::default() };
        Look::settle(Format::Auto, &flags, &Environment::default(), &Wishes::default(), &streams)
    }

    /// What reached stdout after so many lines.
    fn direct(look: &Look, lines: usize) -> String {
        let mut sink = Vec::new();
        let mut out = Out::to(&mut sink, look);
        for line in 0..lines {
            writeln!(out, "{line}").unwrap();
        }
        out.finish().unwrap();
        String::from_utf8(sink).unwrap()
    }

    /// A sink that fails in one way.
    struct Broken(io::ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn a_reader_that_left_is_no_failure() {
        for (kind, exit) in [(io::ErrorKind::BrokenPipe, Exit::Done), (io::ErrorKind::StorageFull, Exit::Failed)] {
            let mut out = Out::to(Broken(kind), &look("", None));
            writeln!(out, "x").unwrap();
            assert_eq!(out.finish().unwrap_err().exit(), exit);
        }
    }

    #[test]
    fn goes_on_without_a_pager_that_is_missing() {
        let missing = look("/nowhere/folio-test-pager", Some((80, 5)));
        assert_eq!(direct(&missing, 3), "0\n1\n2\n");
        assert_eq!(direct(&missing, 6), "0\n1\n2\n3\n4\n5\n");
    }

    #[cfg(unix)]
    #[test]
    fn pages_only_what_outgrows_the_screen() {
        let folder = tempfile::tempdir().unwrap();
        let seen = folder.path().join("seen by pager");
        let command = format!("sh -c 'cat > \"$0\"' '{}'", seen.display());
        let paged = look(&command, Some((80, 5)));
        assert_eq!(direct(&paged, 4), "0\n1\n2\n3\n");
        assert!(!seen.exists(), "four lines fit on five rows");
        assert_eq!(direct(&paged, 5), "");
        assert_eq!(fs::read_to_string(&seen).unwrap(), "0\n1\n2\n3\n4\n");
        assert_eq!(direct(&look(&command, None), 9).lines().count(), 9, "no pager into a pipe");
    }

    #[test]
    fn shows_what_it_had_when_the_run_fails() {
        let mut sink = Vec::new();
        let mut out = Out::to(&mut sink, &look("less", Some((80, 5))));
        writeln!(out, "half").unwrap();
        drop(out);
        assert_eq!(sink, b"half\n");
    }

    #[cfg(unix)]
    #[test]
    fn leaving_the_pager_early_ends_quietly() {
        let mut out = Out::to(io::sink(), &look("true", Some((80, 2))));
        let line = [b'x'; 4096];
        let stopped = (0..1000).find_map(|_| out.write_all(&line).and_then(|()| out.write_all(b"\n")).err());
        assert_eq!(Stopped::from(stopped.expect("the pager reads nothing")).exit(), Exit::Done);
    }
}
