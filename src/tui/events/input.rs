//! The input thread: waits for keys, signals and a vanished terminal at once, and tells the main loop.
//!
//! Invariant: it waits in one poll(2) and reads only what is there. So it neither spins on a dead terminal nor sleeps
//! on unread keys (crossterm's reader does both), costs nothing when idle, and can hand the terminal to a child.

use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use crate::tui::events::decode::Decoder;
use crate::tui::events::term_event::{End, TermEvent};
use crate::tui::terminal::modes;

/// How long the main loop may take to save drafts and end after an [`TermEvent::End`]. After that the thread restores
/// the terminal and ends the process itself: the main loop may hang in a write to a terminal that takes no bytes. While
/// the terminal is lent the clock stands still, so that no editor is left behind without its folio.
pub const GRACE: Duration = Duration::from_millis(1250);

const SIGNALS: [i32; 7] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH];
/// Reads in a row that may come back empty before the terminal counts as gone.
const EMPTY_READS: u32 = 64;
/// How long the thread may take to answer; it does within microseconds unless the machine stands still.
const ANSWER: Duration = Duration::from_secs(1);

/// Who the terminal is lent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Borrower {
    /// A child in folio's own job, say an editor: Ctrl-c is its business, Ctrl-z stops folio with it.
    Child,
    /// The shell, while folio is suspended.
    Shell,
}

/// The running input thread. Start it before entering the screen and drop it after: signals are caught as long as it
/// lives, so none can end the process with the terminal still in raw mode.
#[derive(Debug)]
pub struct Input {
    orders: UnixStream,
    answers: Receiver<()>,
}

impl Input {
    /// Starts the thread; what it sees arrives as `M` in the channel that other threads use as well.
    pub fn start<M: From<TermEvent> + Send + 'static>(inbox: Sender<M>) -> io::Result<Self> {
        let (orders, ordered) = UnixStream::pair()?;
        ordered.set_nonblocking(true)?;
        let (told, tell) = UnixStream::pair()?;
        let (answer, answers) = mpsc::channel();
        let watch = Watch {
            keys: modes::open_keys()?,
            signals: SignalDelivery::with_pipe(told, tell, SignalOnly, SIGNALS)?,
            ordered,
            answer,
            inbox,
            decoder: Decoder::default(),
            lent: None,
            ending: None,
            empty_reads: 0,
        };
        modes::set_panic_alarm(Some(orders.try_clone()?));
        thread::Builder::new().name("input".into()).spawn(move || watch.run())?;
        Ok(Self { orders, answers })
    }

    /// Keeps the thread away from the terminal while `act` runs; what was typed meanwhile belongs to the borrower.
    pub fn lend<T>(&self, borrower: Borrower, act: impl FnOnce() -> T) -> T {
        self.order(if borrower == Borrower::Child { b'c' } else { b's' });
        let result = act();
        self.order(b'r');
        result
    }

    /// Gives an order and waits until it is obeyed.
    fn order(&self, order: u8) {
        if (&self.orders).write_all(&[order]).is_ok() {
            // No answer means the thread is gone, and then it takes no keys either.
            let _ = self.answers.recv_timeout(ANSWER);
        }
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        modes::set_panic_alarm(None);
        self.order(b'q');
    }
}

/// Whether the thread goes on.
enum Next {
    Wait,
    Stop,
}

struct Watch<M: From<TermEvent>> {
    keys: OwnedFd,
    signals: SignalDelivery<UnixStream, SignalOnly>,
    ordered: UnixStream,
    answer: Sender<()>,
    inbox: Sender<M>,
    decoder: Decoder,
    lent: Option<Borrower>,
    ending: Option<(End, Instant)>,
    empty_reads: u32,
}

/// A main loop that waits for a dead thread would wait for ever.
impl<M: From<TermEvent>> Drop for Watch<M> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.end(End::Panic);
        }
    }
}

impl<M: From<TermEvent>> Watch<M> {
    fn run(mut self) {
        while let Next::Wait = self.turn() {}
    }

    /// Waits once for whatever comes first and deals with it.
    fn turn(&mut self) -> Next {
        let reading = self.lent.is_none() && self.ending.is_none();
        let timeout = match self.ending {
            Some((_, deadline)) if self.lent.is_none() => Some(deadline.saturating_duration_since(Instant::now())),
            _ if reading => self.decoder.patience(),
            _ => None,
        };
        let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
        let [mut keys, mut ready] = [PollFlags::empty(); 2];
        {
            let mut sources = [
                PollFd::new(self.signals.get_read(), PollFlags::IN),
                PollFd::new(&self.ordered, PollFlags::IN),
                PollFd::new(&self.keys, PollFlags::IN),
            ];
            let (fixed, _) = sources.split_at_mut(2);
            let polled = if reading { poll(&mut sources, timeout.as_ref()) } else { poll(fixed, timeout.as_ref()) };
            match polled {
                Ok(_) => {}
                Err(Errno::INTR) => return Next::Wait,
                Err(_) => return self.end(End::Hangup),
            }
            let [told, ordered, typed] = sources;
            ready |= told.revents() | ordered.revents();
            if reading {
                keys = typed.revents();
            }
        }
        // Signals first: those of a suspension are told apart by who has the terminal, which the next order may change.
        if !ready.is_empty() {
            return self.signals_and_orders();
        }
        match (keys.is_empty(), self.ending) {
            (false, _) => self.read(keys),
            (true, None) => self.pause_in_typing(),
            (true, Some((end, deadline))) if self.lent.is_none() && Instant::now() >= deadline => {
                modes::restore();
                process::exit(end.exit_code().into())
            }
            (true, Some(_)) => Next::Wait,
        }
    }

    fn signals_and_orders(&mut self) -> Next {
        if let Next::Stop = self.take_signals() {
            return Next::Stop;
        }
        let mut orders = [0; 16];
        let count = self.ordered.read(&mut orders).unwrap_or(0);
        for order in orders.iter().take(count) {
            match order {
                b'p' => {
                    self.end(End::Panic);
                    continue;
                }
                b'c' => self.lent = Some(Borrower::Child),
                b's' => self.lent = Some(Borrower::Shell),
                b'r' => {
                    // The signal that continued folio came while the terminal was lent, and belongs to that time.
                    self.take_signals();
                    self.lent = None;
                    self.decoder = Decoder::default();
                    self.ending = self.ending.map(|(end, _)| (end, Instant::now() + GRACE));
                }
                _ => {
                    let _ = self.answer.send(());
                    return Next::Stop;
                }
            }
            let _ = self.answer.send(());
        }
        Next::Wait
    }

    fn take_signals(&mut self) -> Next {
        for signal in self.signals.pending().collect::<Vec<_>>() {
            if let Next::Stop = self.signal(signal) {
                return Next::Stop;
            }
        }
        Next::Wait
    }

    fn signal(&mut self, signal: i32) -> Next {
        match (signal, self.lent) {
            (SIGHUP, _) => self.end(End::Hangup),
            (SIGTERM, _) => self.end(End::Terminate),
            (SIGTSTP, Some(Borrower::Child)) => {
                // The child stopped, and with it the job: a shell that waits for all of it gets the terminal back.
                let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                Next::Wait
            }
            (SIGINT, None) => self.end(End::Interrupt),
            (SIGQUIT, None) => self.end(End::Quit),
            (SIGTSTP, None) => self.tell(TermEvent::Suspend),
            (SIGCONT, None) => self.tell(TermEvent::Continued),
            (SIGWINCH, None) => {
                let (width, height) = modes::size(&self.keys);
                self.tell(TermEvent::Resized(width, height))
            }
            // While the terminal is lent, Ctrl-c and the signals of stopping are between the borrower and the shell.
            _ => Next::Wait,
        }
    }

    fn read(&mut self, ready: PollFlags) -> Next {
        let mut bytes = [0; 4096];
        let gone = ready.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        match rustix::io::read(&self.keys, &mut bytes) {
            Ok(0) if gone || self.empty_reads >= EMPTY_READS => self.end(End::Hangup),
            Ok(0) => {
                self.empty_reads += 1;
                Next::Wait
            }
            Ok(count) => {
                self.empty_reads = 0;
                let mut events = Vec::new();
                self.decoder.feed(bytes.get(..count).unwrap_or_default(), &mut events);
                self.tell_all(events)
            }
            Err(Errno::INTR | Errno::AGAIN) if !gone => Next::Wait,
            Err(_) => self.end(End::Hangup),
        }
    }

    fn pause_in_typing(&mut self) -> Next {
        let mut events = Vec::new();
        self.decoder.give_up(&mut events);
        self.tell_all(events)
    }

    /// Tells the main loop to end, once; from then on only orders are obeyed, and the clock runs.
    fn end(&mut self, end: End) -> Next {
        if self.ending.is_some() {
            return Next::Wait;
        }
        self.ending = Some((end, Instant::now() + GRACE));
        // With nobody listening the main loop is ending already, or has panicked; the clock runs all the same.
        let _ = self.inbox.send(TermEvent::End(end).into());
        Next::Wait
    }

    fn tell_all(&self, events: Vec<TermEvent>) -> Next {
        for event in events {
            if let Next::Stop = self.tell(event) {
                return Next::Stop;
            }
        }
        Next::Wait
    }

    fn tell(&self, event: TermEvent) -> Next {
        if self.inbox.send(event.into()).is_ok() { Next::Wait } else { Next::Stop }
    }
}
