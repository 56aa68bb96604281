//! A program in a real terminal: keys and signals in, screen, bytes and termios out.
//!
//! Nothing sleeps: every wait is for something that can be seen, with a deadline that fails the test.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failure here fails the test"
)]

use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{Termios, tcgetattr};

/// How long anything may take before a test fails; only a loaded machine comes near.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What came out so far.
struct Output {
    bytes: Vec<u8>,
    screen: vt100::Parser,
    stop: bool,
}

/// A running program and its terminal.
pub struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    slave: File,
    output: Arc<(Mutex<Output>, Condvar)>,
    reader: Option<JoinHandle<()>>,
    exit: Receiver<ExitStatus>,
    pid: Pid,
    before: String,
}

impl Pty {
    /// Runs `command` as the leader of a new session, in a terminal of this size.
    pub fn spawn(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let path: PathBuf = pair.master.tty_name().unwrap();
        let slave = File::options().read(true).write(true).open(path).unwrap();
        let before = modes(&slave);
        let mut source = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let pid = Pid::from_raw(i32::try_from(child.process_id().unwrap()).unwrap()).unwrap();

        let screen = vt100::Parser::new(cells(rows), cells(columns), 0);
        let output = Arc::new((Mutex::new(Output { bytes: Vec::new(), screen, stop: false }), Condvar::new()));
        let sink = Arc::clone(&output);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = source.read(&mut bytes) {
                let mut output = sink.0.lock().unwrap();
                output.bytes.extend_from_slice(&bytes[..count]);
                output.screen.process(&bytes[..count]);
                sink.1.notify_all();
                if output.stop {
                    break;
                }
            }
        });
        let (ended, exit) = mpsc::channel();
        thread::spawn(move || ended.send(child.wait().unwrap()));
        let master = Some(pair.master);
        Self { master, writer: Some(writer), slave, output, reader: Some(reader), exit, pid, before }
    }

    /// Types bytes.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.writer.as_mut().unwrap().write_all(bytes.as_ref()).unwrap();
    }

    /// Sends a signal to the program alone.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// Gives the terminal another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.output.0.lock().unwrap().screen.screen_mut().set_size(cells(rows), cells(columns));
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    /// Waits until the screen shows `text`.
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |output| output.screen.screen().contents().contains(text));
    }

    /// Waits until the bytes written since the beginning contain `text`.
    pub fn wait_for_bytes(&self, text: &str) {
        self.wait_until(text, |output| find(&output.bytes, text));
    }

    fn wait_until(&self, what: &str, mut seen: impl FnMut(&Output) -> bool) {
        let (lock, changed) = &*self.output;
        let (output, timeout) =
            changed.wait_timeout_while(lock.lock().unwrap(), PATIENCE, |output| !seen(output)).unwrap();
        if timeout.timed_out() {
            let shown = output.screen.screen().contents();
            let last = output.bytes[output.bytes.len().saturating_sub(400)..].escape_ascii().to_string();
            drop(output);
            panic!("never saw {what:?}; the screen:\n{shown}\nthe last bytes: {last}");
        }
    }

    /// Says whether `text` was ever written.
    pub fn wrote(&self, text: &str) -> bool {
        find(&self.output.0.lock().unwrap().bytes, text)
    }

    /// Counts the bytes written so far.
    pub fn written(&self) -> usize {
        self.output.0.lock().unwrap().bytes.len()
    }

    /// Counts the bytes that come within `time`, ending at the first.
    pub fn written_within(&self, time: Duration) -> usize {
        let (lock, changed) = &*self.output;
        let output = lock.lock().unwrap();
        let before = output.bytes.len();
        let (output, _) = changed.wait_timeout_while(output, time, |output| output.bytes.len() == before).unwrap();
        output.bytes.len() - before
    }

    /// Describes how the terminal differs from the one that the program found; empty when it was restored.
    pub fn left_changed(&self) -> Vec<String> {
        let mut changes = Vec::new();
        let now = modes(&self.slave);
        if now != self.before {
            changes.push(format!("termios was {} and is {now}", self.before));
        }
        let output = self.output.0.lock().unwrap();
        let screen = output.screen.screen();
        for (left_on, what) in [
            (screen.alternate_screen(), "alternate screen"),
            (screen.hide_cursor(), "cursor hidden"),
            (screen.bracketed_paste(), "bracketed paste"),
            (screen.application_cursor(), "application cursor keys"),
            (screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None, "mouse"),
        ] {
            if left_on {
                changes.push(what.to_owned());
            }
        }
        // The parser does not follow these modes, so the last word on each counts.
        for (mode, what) in [("1004", "focus reports"), ("2026", "synchronized update")] {
            let last = |end: &str| rfind(&output.bytes, &format!("\x1b[?{mode}{end}"));
            if last("h") > last("l") {
                changes.push(what.to_owned());
            }
        }
        changes
    }

    /// Waits for the program to end and returns its exit code, with everything it wrote taken in.
    pub fn exit_within(&mut self, time: Duration) -> u32 {
        let status = self.exit.recv_timeout(time).expect("the program should have ended");
        assert_eq!(status.signal(), None, "the program was killed instead of ending");
        // The kernel hands over in order, so what the test writes last comes out last.
        if self.master.is_some() {
            self.slave.write_all(b"~over~").unwrap();
            self.wait_for_bytes("~over~");
        }
        status.exit_code()
    }

    /// Makes the terminal vanish, as a dropped connection does; returns when that was.
    pub fn hang_up(&mut self) -> Instant {
        self.output.0.lock().unwrap().stop = true;
        // The reader holds the terminal open until it gets another byte.
        self.slave.write_all(b" ").unwrap();
        self.reader.take().unwrap().join().unwrap();
        drop(self.writer.take());
        drop(self.master.take());
        Instant::now()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if matches!(self.exit.try_recv(), Err(mpsc::TryRecvError::Empty)) {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap_or(NonZero::<u16>::MIN)
}

fn modes(tty: &File) -> String {
    let Termios { input_modes, output_modes, control_modes, local_modes, special_codes, .. } = tcgetattr(tty).unwrap();
    format!("{input_modes:?} {output_modes:?} {control_modes:?} {local_modes:?} {special_codes:?}")
}

fn find(bytes: &[u8], text: &str) -> bool {
    rfind(bytes, text).is_some()
}

fn rfind(bytes: &[u8], text: &str) -> Option<usize> {
    bytes.windows(text.len()).rposition(|window| window == text.as_bytes())
}
