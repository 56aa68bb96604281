//! Raw mode, alternate screen and the rest: what folio switches on, and the one way back.
//!
//! Invariant: whatever was switched on is in `ENTERED`, so that [`restore`] can undo it from any thread, once, also when
//! stdout and stderr are dead. The terminal is never asked anything, and its keyboard flags are never touched.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetwinsize, tcsetattr};

/// Alternate screen, cursor hidden, bracketed paste, focus reports.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?1004h";
/// Clicks, drags and the wheel in SGR form; no reports of mere movement.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// All of it off, in reverse; an open synchronized update is closed first, so that the rest is shown.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h";
/// What a crashed editor may have left on: mouse reports and application cursor keys.
const AFTER_CHILD: &[u8] = b"\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?1l";
/// How long [`restore`] waits for a frame in flight, and then for a terminal that takes no bytes.
const PATIENCE: Duration = Duration::from_millis(250);

static ENTERED: Mutex<Option<Entered>> = Mutex::new(None);
static OUTPUT: Mutex<()> = Mutex::new(());
static ON_SCREEN: AtomicBool = AtomicBool::new(false);
static ALARM: Mutex<Option<UnixStream>> = Mutex::new(None);

/// Whether mouse reports are switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mouse {
    /// The terminal keeps the mouse, so selecting text works as everywhere.
    #[default]
    Off,
    /// Clicks, drags and the wheel are reported.
    On,
}

/// The two ends of the terminal: where keys come from, where frames go.
#[derive(Debug)]
pub struct Tty {
    /// Standard input, or the controlling terminal when standard input is something else.
    pub keys: OwnedFd,
    /// Standard output.
    pub out: File,
}

impl Tty {
    /// Opens the terminal. Fails when standard output is not one: frames never go into a pipe or a file.
    pub fn open() -> io::Result<Self> {
        let stdout = io::stdout();
        if !stdout.is_terminal() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "standard output is not a terminal"));
        }
        let out = File::from(stdout.as_fd().try_clone_to_owned()?);
        Ok(Self { keys: open_keys()?, out })
    }
}

/// Opens the end that keys come from.
pub fn open_keys() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return stdin.as_fd().try_clone_to_owned();
    }
    Ok(File::options().read(true).write(true).open("/dev/tty")?.into())
}

/// Returns columns and rows by ioctl. A terminal that does not know (0x0) counts as 80x24, since
/// ratatui's text widgets panic on an area without cells; more than 2000x1000 is cut, since a wrong report must not take
/// gigabytes for cells.
pub fn size(tty: impl AsFd) -> (u16, u16) {
    let told = tcgetwinsize(tty).map_or((0, 0), |told| (told.ws_col, told.ws_row));
    let known = |told: u16, fallback: u16, most: u16| if told == 0 { fallback } else { told.min(most) };
    (known(told.0, 80, 2000), known(told.1, 24, 1000))
}

/// What is switched on now, with the modes to go back to.
#[derive(Debug)]
struct Entered {
    tty: Arc<Tty>,
    before: Termios,
}

/// Where the modes to go back to come from.
#[derive(Debug)]
pub enum Before {
    /// From the terminal as it is now.
    AsFound,
    /// From before an editor ran, which may have crashed and left its own modes behind.
    Kept(Box<Termios>),
}

/// Switches everything on. Does nothing when it is on already.
pub fn enter(tty: &Arc<Tty>, mouse: Mouse, before: Before) -> io::Result<()> {
    restore_on_panic();
    let mut entered = lock(&ENTERED);
    if entered.is_some() {
        return Ok(());
    }
    let mut told = ENTER.to_vec();
    let before = match before {
        Before::AsFound => tcgetattr(&tty.keys)?,
        Before::Kept(before) => {
            told.splice(0..0, AFTER_CHILD.iter().copied());
            *before
        }
    };
    if mouse == Mouse::On {
        told.extend_from_slice(MOUSE_ON);
    }
    let mut raw = before.clone();
    raw.make_raw();
    // A read never waits: poll(2) says when there is something, and somebody else may have taken it meanwhile.
    raw.special_codes[SpecialCodeIndex::VMIN] = 0;
    raw.special_codes[SpecialCodeIndex::VTIME] = 0;
    tcsetattr(&tty.keys, OptionalActions::Now, &raw)?;
    *entered = Some(Entered { tty: Arc::clone(tty), before });
    ON_SCREEN.store(true, Ordering::SeqCst);
    drop(entered);
    write(tty, &told)
}

/// Leaves the terminal as it was found. Safe from any thread, any number of times, with a dead terminal too; never
/// panics, and takes at most half a second when the terminal takes no bytes. Returns the modes that were restored.
pub fn restore() -> Option<Termios> {
    let mut entered = lock(&ENTERED);
    let Entered { tty, before } = entered.take()?;
    // From here on no frame begins; one that is under way ends first, else it would be drawn over the shell.
    ON_SCREEN.store(false, Ordering::SeqCst);
    let turn = wait_for_turn();
    if turn.is_some() && takes_bytes(&tty) {
        let _ = (&tty.out).write(LEAVE);
    }
    let _ = tcsetattr(&tty.keys, OptionalActions::Now, &before);
    Some(before)
}

/// Writes one frame. Fails with `NotConnected` when the terminal was restored meanwhile, so that a frame of one thread
/// never lands on the shell that another thread went back to.
pub fn write(tty: &Tty, mut bytes: &[u8]) -> io::Result<()> {
    let _turn = lock(&OUTPUT);
    if !ON_SCREEN.load(Ordering::SeqCst) {
        return Err(io::Error::new(io::ErrorKind::NotConnected, "the screen was left"));
    }
    while !bytes.is_empty() {
        match (&tty.out).write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // Another program made the shared terminal non-blocking; that is no reason to lose half a frame.
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                poll(&mut [PollFd::new(&tty.out, PollFlags::OUT)], None)?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Has a byte written to `alarm` whenever a thread panics, after the message was printed; `None` ends that. A panic that
/// is caught counts too: the screen is left by then.
pub fn set_panic_alarm(alarm: Option<UnixStream>) {
    *lock(&ALARM) = alarm;
}

fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            restore();
            previous(info);
            if let Some(alarm) = lock(&ALARM).as_mut() {
                let _ = alarm.write(b"p");
            }
        }));
    });
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for the frame in flight, but not for ever: its write may hang on a stalled terminal.
fn wait_for_turn() -> Option<MutexGuard<'static, ()>> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match OUTPUT.try_lock() {
            Ok(turn) => return Some(turn),
            Err(TryLockError::Poisoned(turn)) => return Some(turn.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() >= deadline => return None,
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
        }
    }
}

fn takes_bytes(tty: &Tty) -> bool {
    let mut out = [PollFd::new(&tty.out, PollFlags::OUT)];
    let patience = Timespec::try_from(PATIENCE).ok();
    poll(&mut out, patience.as_ref()).is_ok_and(|ready| ready > 0)
}
