//! The loop: waits, lets the app update, runs what it wants, and draws once when nothing more is waiting. All that
//! touches the terminal, the desk or a clock is here.

use crate::config::state::Memory;
use crate::domain::query::sheet::Scope;
use crate::domain::value::day::Now;
use crate::service::desk::Desk;
use crate::service::error::Error;
use crate::service::query::Query;
use crate::tui::app::App;
use crate::tui::calendar::state::is_for_all_rows;
use crate::tui::events::input::{Borrower, Input};
use crate::tui::events::term_event::TermEvent;
use crate::tui::keys;
use crate::tui::msg::{Effect, Msg};
use crate::tui::terminal::modes::Mouse;
use crate::tui::terminal::screen::{Options, Screen};
use crossterm::event::KeyEventKind;
use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// Rows of each list that the first frame waits for; the rest comes behind it.
pub const HEAD: u32 = 80;

/// How often the book is asked whether another program wrote to it.
const GLANCE: Duration = Duration::from_secs(1);

/// Messages handled between two frames at the most.
const MESSAGES: usize = 500;

/// Opens a second desk on the same book, for what must not hold up a frame.
pub type OpenDesk = Arc<dyn Fn() -> Result<Desk, Error> + Send + Sync>;

/// What comes through the channel.
enum Arrival {
    Term(TermEvent),
    Msg(Msg),
}

impl From<TermEvent> for Arrival {
    fn from(event: TermEvent) -> Arrival {
        Arrival::Term(event)
    }
}

/// Runs the screen until it ends, however it ends; gives the exit code. What the app remembers goes into the memory.
pub fn run(mut app: App, desk: Desk, open: OpenDesk, memory: Option<&Memory>) -> io::Result<u8> {
    if let Some(memory) = memory {
        app.recall(memory.recall());
    }
    let (sender, inbox) = mpsc::channel();
    let input = Input::start(sender.clone())?;
    let screen = Screen::enter(Options { mouse: Mouse::Off })?;
    let now = desk.now();
    let mut runtime = Runtime {
        app,
        desk,
        screen,
        input,
        sender,
        open,
        queue: VecDeque::new(),
        wake: None,
        glance: Instant::now() + GLANCE,
        minute: now.at.0 / 60_000,
        end: None,
    };
    let end = runtime.run(&inbox);
    if let Some(memory) = memory {
        // Neither a full disk nor a read-only home is a reason to end otherwise.
        let _ = memory.keep(runtime.app.remembered());
    }
    end
}

struct Runtime {
    app: App,
    desk: Desk,
    screen: Screen,
    input: Input,
    sender: Sender<Arrival>,
    open: OpenDesk,
    queue: VecDeque<Msg>,
    wake: Option<(Instant, u64)>,
    glance: Instant,
    minute: i64,
    end: Option<u8>,
}

impl Runtime {
    fn run(&mut self, inbox: &Receiver<Arrival>) -> io::Result<u8> {
        let size = crate::tui::terminal::modes::size(io::stdout());
        let effects = self.app.start(size);
        let (later, now): (Vec<Effect>, Vec<Effect>) =
            effects.into_iter().partition(|effect| matches!(effect, Effect::Fetch(query) if is_slow(query)));
        self.perform(now)?;
        self.settle()?;
        self.perform(later)?;
        loop {
            self.settle()?;
            if let Some(code) = self.end {
                return Ok(code);
            }
            self.wait(inbox)?;
        }
    }

    /// Handles all that waits, then draws once.
    fn settle(&mut self) -> io::Result<()> {
        // Never longer than this without a frame and a look at the keys, whatever the messages lead to.
        for _ in 0..MESSAGES {
            let Some(msg) = self.queue.pop_front() else { break };
            let now = self.desk.now();
            let effects = self.app.update(msg, now);
            self.perform(effects)?;
            if self.end.is_some() {
                return Ok(());
            }
        }
        let app = &mut self.app;
        self.screen.draw(|frame| {
            let cursor = app.draw(frame.buffer_mut());
            if let Some(position) = cursor {
                frame.set_cursor_position(position);
            }
        })?;
        Ok(())
    }

    fn wait(&mut self, inbox: &Receiver<Arrival>) -> io::Result<()> {
        let now = Instant::now();
        let due = self.wake.map_or(self.glance, |(at, _)| at.min(self.glance));
        let wait = if self.queue.is_empty() { due.saturating_duration_since(now) } else { Duration::ZERO };
        match inbox.recv_timeout(wait) {
            Ok(arrival) => {
                self.arrive(arrival)?;
                // What has gathered meanwhile is handled before the next frame.
                while let Ok(more) = inbox.try_recv() {
                    self.arrive(more)?;
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => self.end = Some(1),
        }
        self.look_at_clock();
        Ok(())
    }

    fn look_at_clock(&mut self) {
        let instant = Instant::now();
        if let Some((at, ticket)) = self.wake
            && instant >= at
        {
            self.wake = None;
            self.queue.push_back(Msg::Woken(ticket));
        }
        if instant >= self.glance {
            self.glance = instant + GLANCE;
            match self.desk.changed_elsewhere() {
                Ok(true) => self.queue.push_back(Msg::ChangedElsewhere),
                Ok(false) => {}
                Err(error) => self.queue.push_back(Msg::Failed(error)),
            }
            let now: Now = self.desk.now();
            let minute = now.at.0 / 60_000;
            if minute != self.minute {
                self.minute = minute;
                self.queue.push_back(Msg::Tick);
            }
        }
    }

    fn arrive(&mut self, arrival: Arrival) -> io::Result<()> {
        match arrival {
            Arrival::Msg(msg) => self.queue.push_back(msg),
            Arrival::Term(TermEvent::Key(event)) => {
                if event.kind != KeyEventKind::Release {
                    self.queue.extend(keys::key(event).map(Msg::Key));
                }
            }
            Arrival::Term(TermEvent::Paste(text)) => self.queue.push_back(Msg::Paste(text)),
            Arrival::Term(TermEvent::Resized(width, height)) => self.queue.push_back(Msg::Resized(width, height)),
            Arrival::Term(TermEvent::Focus(true)) => self.glance = Instant::now(),
            Arrival::Term(TermEvent::Suspend) => self.suspend()?,
            Arrival::Term(TermEvent::Continued) => self.screen.reenter()?,
            Arrival::Term(TermEvent::End(end)) => self.end = Some(end.exit_code()),
            Arrival::Term(TermEvent::Focus(false) | TermEvent::Mouse(_)) => {}
        }
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        let (input, screen) = (&self.input, &mut self.screen);
        input.lend(Borrower::Shell, || screen.suspend())?;
        Ok(())
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Perform(intent) => {
                    let done = self.desk.perform(*intent).map(|outcome| Msg::Done(Box::new(outcome)));
                    self.answer(done);
                }
                Effect::Fetch(query) if is_slow(&query) => self.fetch_behind(query),
                Effect::Fetch(query) => {
                    let got = self.desk.fetch(&query).map(|answer| Msg::Got(Box::new(answer)));
                    self.answer(got);
                }
                Effect::Load => {
                    let loaded = self.desk.load_book(HEAD).map(|book| Msg::Loaded(Box::new(book)));
                    self.answer(loaded);
                }
                Effect::Rerank => {
                    let ranked = self.desk.rerank().and_then(|_| self.desk.load_book(HEAD));
                    self.answer(ranked.map(|book| Msg::Loaded(Box::new(book))));
                }
                Effect::Wake(after, ticket) => self.wake = Some((Instant::now() + after, ticket)),
                Effect::Redraw => self.screen.redraw()?,
                Effect::Suspend => self.suspend()?,
                Effect::Quit => self.end = Some(0),
            }
        }
        Ok(())
    }

    fn answer(&mut self, msg: Result<Msg, Error>) {
        self.queue.push_back(msg.unwrap_or_else(Msg::Failed));
    }

    /// Reads on a connection of its own, so that no frame waits for it.
    fn fetch_behind(&mut self, query: Query) {
        let (open, sender) = (Arc::clone(&self.open), self.sender.clone());
        std::thread::spawn(move || {
            let got = open().and_then(|desk| desk.fetch(&query));
            let msg = got.map_or_else(Msg::Failed, |answer| Msg::Got(Box::new(answer)));
            // A screen that has ended meanwhile takes nothing any more.
            let _ = sender.send(Arrival::Msg(msg));
        });
    }
}

/// Whether a question is about all rows of the book. Those about a few are answered at once, and so in the order in which
/// they are asked.
fn is_slow(query: &Query) -> bool {
    matches!(query, Query::Orders | Query::Sheet(Scope::Whole, _) | Query::Notes(_) | Query::Forecast(_))
        || is_for_all_rows(query)
}
