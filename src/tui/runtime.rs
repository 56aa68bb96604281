//! The loop: waits, lets the app update, runs what it wants, and draws once when nothing more is waiting. All that
//! touches the terminal, the desk or a clock is here.

use crate::config::paths::Paths;
use crate::config::state::Memory;
use crate::config::tour::Tour;
use crate::domain::arrange::arrangement::Sorts;
use crate::domain::value::day::Now;
use crate::domain::value::text::shown;
use crate::input::own::Shows;
use crate::service::desk::Desk;
use crate::service::editor::{self, Job};
use crate::service::error::Error;
use crate::service::query::{Answer, Query};
use crate::service::signals::Checked;
use crate::service::whole_file;
use crate::tui::app::App;
use crate::tui::caring;
use crate::tui::errand::Errand;
use crate::tui::events::clicks::Clicks;
use crate::tui::events::input::{Borrower, Input};
use crate::tui::events::term_event::TermEvent;
use crate::tui::keys;
use crate::tui::msg::{Effect, Msg};
use crate::tui::queue::Queue;
use crate::tui::reach::around::Around;
use crate::tui::reach::outside::World;
use crate::tui::reach::{clipboard, opener};
use crate::tui::shelling;
use crate::tui::terminal::modes::Mouse;
use crate::tui::terminal::screen::{Options, Screen};
use crate::tui::tickets::{Kind, Tickets};
use crossterm::event::KeyEventKind;
use std::io;
use std::path::PathBuf;
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
    /// The answer to a slow question, with its number.
    Slow(Kind, u64, Msg),
    /// How far the answer to a slow question is.
    Progress(Kind, u64, u32, u32),
    /// A person's own command has ended: its name, and what it said.
    Ran(String, Result<String, String>),
    /// What rules and cadences have started, and whether a person asked for it.
    Checked(Result<Checked, Error>, Asked),
    /// What became of something sent outside.
    Reached(Result<String, String>),
    /// What came of something done behind the screen.
    Behind(Msg),
}

/// Who wanted the rules looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// The start of the screen: where nothing starts, nothing is said.
    Start,
    /// A person.
    Person,
}

impl From<TermEvent> for Arrival {
    fn from(event: TermEvent) -> Arrival {
        Arrival::Term(event)
    }
}

/// Runs the screen until it ends, however it ends; gives the exit code. What the app remembers goes into the memory.
pub fn run(mut app: App, desk: Desk, open: OpenDesk, mouse: Mouse, memory: Option<&Memory>) -> io::Result<u8> {
    if let Some(memory) = memory {
        app.recall(memory.recall());
        // The first frame is in the order that was chosen, not in one that is about to change.
        if app.sorts() != Sorts::default()
            && let Ok(book) = desk.load_sorted(HEAD, app.sorts())
        {
            app.book = book;
        }
    }
    let (sender, inbox) = mpsc::channel();
    let input = Input::start(sender.clone())?;
    let screen = Screen::enter(Options { mouse })?;
    let now = desk.now();
    let mut runtime = Runtime {
        memory,
        app,
        desk,
        screen,
        input,
        sender,
        open,
        queue: Queue::default(),
        clicks: Clicks::default(),
        tickets: Tickets::default(),
        wake: None,
        glance: Instant::now() + GLANCE,
        minute: now.at.0 / 60_000,
        end: None,
    };
    let end = runtime.run(&inbox);
    runtime.remember();
    end
}

struct Runtime<'a> {
    memory: Option<&'a Memory>,
    app: App,
    desk: Desk,
    screen: Screen,
    input: Input,
    sender: Sender<Arrival>,
    open: OpenDesk,
    queue: Queue,
    clicks: Clicks,
    tickets: Tickets,
    wake: Option<(Instant, u64)>,
    glance: Instant,
    minute: i64,
    end: Option<u8>,
}

/// A place as a person types it: `~/` is the home folder.
fn in_home(place: &str) -> PathBuf {
    let under = place.strip_prefix("~/").and_then(|rest| Some(etcetera::home_dir().ok()?.join(rest)));
    under.unwrap_or_else(|| PathBuf::from(place))
}

impl Runtime<'_> {
    fn run(&mut self, inbox: &Receiver<Arrival>) -> io::Result<u8> {
        let size = crate::tui::terminal::modes::size(io::stdout());
        let effects = self.app.start(size);
        let (later, now): (Vec<Effect>, Vec<Effect>) =
            effects.into_iter().partition(|effect| matches!(effect, Effect::Fetch(query) if Kind::of(query).is_some()));
        self.perform(now)?;
        self.settle()?;
        self.perform(later)?;
        self.check_behind(Asked::Start);
        self.back_up_today();
        self.take_snapshot_behind();
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
            let Some(msg) = self.queue.take() else { break };
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
            self.queue.put(Msg::Woken(ticket));
        }
        if instant >= self.glance {
            self.glance = instant + GLANCE;
            match self.desk.changed_elsewhere() {
                Ok(true) => self.queue.put(Msg::ChangedElsewhere),
                Ok(false) => {}
                Err(error) => self.queue.put(Msg::Failed(error)),
            }
            let now: Now = self.desk.now();
            let minute = now.at.0 / 60_000;
            if minute != self.minute {
                self.minute = minute;
                self.queue.put(Msg::Tick);
            }
        }
    }

    fn arrive(&mut self, arrival: Arrival) -> io::Result<()> {
        match arrival {
            Arrival::Slow(kind, ticket, msg) => {
                if self.tickets.take(&kind, ticket) {
                    self.queue.put(msg);
                }
            }
            Arrival::Progress(kind, ticket, done, of) => {
                if self.tickets.waits(&kind, ticket) {
                    self.queue.put(Msg::Progress(done, of));
                }
            }
            Arrival::Ran(name, said) => {
                self.glance = Instant::now();
                self.queue.put(Msg::Ran(name, said));
            }
            Arrival::Checked(found, asked) => self.checked(found, asked),
            Arrival::Reached(said) => self.queue.put(Msg::Reached(said)),
            Arrival::Behind(msg) => self.queue.put(msg),
            Arrival::Term(TermEvent::Key(event)) => {
                if event.kind != KeyEventKind::Release
                    && let Some(key) = keys::key(event)
                {
                    self.queue.put(Msg::Key(key));
                }
            }
            Arrival::Term(TermEvent::Paste(text)) => self.queue.put(Msg::Paste(text)),
            Arrival::Term(TermEvent::Resized(width, height)) => self.queue.put(Msg::Resized(width, height)),
            Arrival::Term(TermEvent::Focus(true)) => self.glance = Instant::now(),
            Arrival::Term(TermEvent::Suspend) => self.suspend()?,
            Arrival::Term(TermEvent::Continued) => self.screen.reenter()?,
            Arrival::Term(TermEvent::End(end)) => self.end = Some(end.exit_code()),
            Arrival::Term(TermEvent::Mouse(event)) => {
                if let Some(pointed) = self.clicks.take(event, Instant::now()) {
                    self.queue.put(Msg::Pointed(pointed));
                }
            }
            Arrival::Term(TermEvent::Focus(false)) => {}
        }
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        let (input, screen) = (&self.input, &mut self.screen);
        input.lend(Borrower::Shell, || screen.suspend())?;
        Ok(())
    }

    /// Does what the app wants. Its answers are handled before whatever waits.
    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        let mut answers = Vec::new();
        for effect in effects {
            match effect {
                Effect::Perform(intent) => {
                    let done = self.desk.perform(*intent).map(|outcome| Msg::Done(Box::new(outcome)));
                    answers.push(done.unwrap_or_else(Msg::Refused));
                }
                Effect::Fetch(query) => {
                    if let Some(kind) = Kind::of(&query) {
                        self.fetch_behind(query, kind);
                        continue;
                    }
                    let got = self.desk.fetch(&query).map(|answer| Msg::Got(Box::new(answer)));
                    answers.push(got.unwrap_or_else(Msg::Failed));
                }
                Effect::Load => {
                    self.tickets.forget(&Kind::Orders);
                    let loaded = self.desk.load_sorted(HEAD, self.app.sorts()).map(|book| Msg::Loaded(Box::new(book)));
                    answers.push(loaded.unwrap_or_else(Msg::Failed));
                }
                Effect::Rerank => {
                    self.tickets.forget(&Kind::Orders);
                    let ranked = self.desk.rerank().and_then(|_| self.desk.load_sorted(HEAD, self.app.sorts()));
                    answers.push(ranked.map_or_else(Msg::Failed, |book| Msg::Loaded(Box::new(book))));
                }
                Effect::Export(wanted, place) => {
                    let done = self.desk.export_to(&wanted, &in_home(&place));
                    answers.push(done.map_or_else(Msg::Failed, Msg::Exported));
                }
                Effect::Save(text, place, what) => {
                    let done = whole_file::save(&in_home(&place), &text, &what);
                    answers.push(done.map_or_else(Msg::Failed, Msg::Exported));
                }
                Effect::BackUp => self.behind(caring::back_up),
                Effect::Examine => {
                    let size = crate::tui::terminal::modes::size(io::stdout());
                    self.behind(move |desk| Ok(caring::examine(desk, Some(size))));
                }
                Effect::Wake(after, ticket) => self.wake = Some((Instant::now() + after, ticket)),
                Effect::Copy(clip) => self.reach(move |command, around, world| {
                    let said = clipboard::copy(&clip.text, command, around, world);
                    said.map(|said| format!("{} {said}", clip.what))
                }),
                Effect::OpenLink(link) => {
                    self.reach(move |command, around, world| opener::open(&link, command, around, world));
                }
                Effect::OpenEditor(job) => answers.push(self.open_editor(&job)?),
                Effect::EndTour => {
                    if let Some(tour) = Tour::of(&Paths::find()) {
                        tour.end();
                    }
                }
                Effect::Remember => self.remember(),
                Effect::Check => self.check_behind(Asked::Person),
                Effect::Redraw => self.screen.redraw()?,
                Effect::Run(errand) => self.run_errand(*errand)?,
                Effect::Suspend => self.suspend()?,
                Effect::Type(typed) => answers.extend(typed.into_iter().map(Msg::from)),
                Effect::Quit => self.end = Some(0),
            }
        }
        self.queue.put_answers(answers);
        Ok(())
    }

    /// Lends the terminal to the person's editor until it is left.
    fn open_editor(&mut self, job: &Job) -> io::Result<Msg> {
        let (input, screen, command) = (&self.input, &mut self.screen, editor::command());
        let left = input.lend(Borrower::Child, || screen.leave_for(|| editor::run(&command, job)))?;
        Ok(Msg::Edited(left.map_err(|fault| shown(&fault.to_string()).into_owned())))
    }

    fn remember(&mut self) {
        if let Some(memory) = self.memory {
            // Neither a full disk nor a read-only home is a reason to do anything else otherwise.
            let _ = memory.keep(self.app.remembered());
        }
    }

    /// Runs a person's own command: behind the screen, or with the terminal in its hands.
    fn run_errand(&mut self, errand: Errand) -> io::Result<()> {
        let book = self.desk.path().to_owned();
        if errand.shows == Shows::Status {
            let sender = self.sender.clone();
            std::thread::spawn(move || {
                let said = shelling::run(&errand, &book);
                let _ = sender.send(Arrival::Ran(errand.name, said));
            });
            return Ok(());
        }
        let (input, screen) = (&self.input, &mut self.screen);
        let said = input.lend(Borrower::Child, || screen.leave_for(|| shelling::run(&errand, &book)))?;
        // It may have written to the book.
        self.glance = Instant::now();
        self.queue.put(Msg::Ran(errand.name, said));
        Ok(())
    }

    /// Does something outside on a thread of its own: a tool may take its time.
    fn reach(&self, act: impl FnOnce(&str, Around, &mut World) -> Result<String, String> + Send + 'static) {
        let (sender, command) = (self.sender.clone(), self.app.clipboard.clone());
        let mut world = World::new(self.screen.tty());
        std::thread::spawn(move || {
            let said = act(&command, Around::read(), &mut world);
            // A screen that has ended meanwhile takes nothing any more.
            let _ = sender.send(Arrival::Reached(said));
        });
    }

    /// Takes the snapshot of the week on a connection of its own, when the first frame has been seen.
    fn take_snapshot_behind(&self) {
        let open = Arc::clone(&self.open);
        std::thread::spawn(move || {
            if let Ok(desk) = open() {
                desk.take_snapshot_in_passing();
            }
        });
    }

    /// Starts what rules and cadences want started, on a connection of its own: what it writes comes to the screen as
    /// another program's writes do, in place and without moving a row.
    fn check_behind(&self, asked: Asked) {
        if self.desk.signals().is_idle() {
            if asked == Asked::Person {
                let _ = self.sender.send(Arrival::Checked(Ok(Checked::default()), asked));
            }
            return;
        }
        let (open, sender) = (Arc::clone(&self.open), self.sender.clone());
        std::thread::spawn(move || {
            let found = open().and_then(|mut desk| desk.check()).map(|(found, _)| found);
            // A screen that has ended meanwhile takes nothing any more.
            let _ = sender.send(Arrival::Checked(found, asked));
        });
    }

    fn checked(&mut self, found: Result<Checked, Error>, asked: Asked) {
        match found {
            Ok(found) if !found.started.is_empty() => {
                self.glance = Instant::now();
                self.queue.put(Msg::Checked(format!("{}; u takes it back", found.note())));
            }
            // Nothing that a person waits for; and a book that takes no writes is looked at all the same.
            _ if asked == Asked::Start => {}
            Ok(_) => {
                let none = self.desk.signals().is_idle();
                let said = if none {
                    "no rule is in force: [signals] and [[rules]] in the config"
                } else {
                    "nothing to start"
                };
                self.queue.put(Msg::Checked(said.to_owned()));
            }
            Err(error) => self.queue.put(Msg::Failed(error)),
        }
    }

    /// Makes the backup of the day once the first frame stands. Nobody waits for it.
    fn back_up_today(&self) {
        if self.desk.is_backup_due() {
            let (open, sender) = (Arc::clone(&self.open), self.sender.clone());
            std::thread::spawn(move || {
                if let Err(error) = open().and_then(|desk| desk.back_up_today()) {
                    let message = format!("no backup was made today: {}", error.message);
                    let _ = sender.send(Arrival::Behind(Msg::Failed(Error { message, ..error })));
                }
            });
        }
    }

    /// Does something that takes its time at a desk of its own.
    fn behind(&self, act: impl FnOnce(&Desk) -> Result<Msg, Error> + Send + 'static) {
        let (open, sender) = (Arc::clone(&self.open), self.sender.clone());
        std::thread::spawn(move || {
            let msg = open().and_then(|desk| act(&desk)).unwrap_or_else(Msg::Failed);
            // A screen that has ended meanwhile takes nothing any more.
            let _ = sender.send(Arrival::Behind(msg));
        });
    }

    /// Reads on a connection of its own, so that no frame waits for it.
    fn fetch_behind(&mut self, query: Query, kind: Kind) {
        let ticket = self.tickets.give(kind.clone());
        let (open, sender) = (Arc::clone(&self.open), self.sender.clone());
        std::thread::spawn(move || {
            let got = open().and_then(|desk| match &query {
                Query::Backtest(asked) => {
                    let mut tell = |done, of| {
                        let _ = sender.send(Arrival::Progress(kind.clone(), ticket, done, of));
                    };
                    let report = desk.backtest(*asked, &mut tell)?;
                    Ok(Answer::Backtest(*asked, Box::new(report)))
                }
                query => desk.fetch(query),
            });
            let msg = got.map_or_else(Msg::Failed, |answer| Msg::Got(Box::new(answer)));
            // A screen that has ended meanwhile takes nothing any more.
            let _ = sender.send(Arrival::Slow(kind, ticket, msg));
        });
    }
}
