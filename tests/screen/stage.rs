//! Keys in, screen out, no terminal: the app and a desk, with what the app wants done at once. A drawn line is exactly as
//! wide as the screen, and no wide character is cut in half.

use folio::config::load::parse;
use folio::config::settings::{Screen, Settings};
use folio::domain::change::Change;
use folio::domain::demo::rows::{Size, rows};
use folio::domain::value::day::{Day, Now, Zone};
use folio::domain::value::money::Currency;
use folio::domain::value::text::width;
use folio::input::key::Key;
use folio::input::keymap::Keymap;
use folio::service::desk::{Clock, Desk};
use folio::service::error::Error;
use folio::store::db::Store;
use folio::tui::app::App;
use folio::tui::colours::Depth;
use folio::tui::msg::{Effect, Msg};
use folio::tui::queue::Queue;
use folio::tui::runtime::HEAD;
use folio::tui::theme::Theme;
use folio::tui::tickets::Kind;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Rates for every currency of the demo.
const RATES: &str = "[money.rates]\nCHF = \"1.13\"\nCNY = \"0.14\"\nEUR = \"1.08\"\nGBP = \"1.27\"\nJPY = \"0.0067\"\n\
    NOK = \"0.092\"\nPLN = \"0.25\"\nSEK = \"0.095\"\nTWD = \"0.031\"\n";

/// A Tuesday morning.
pub fn morning() -> Now {
    let civil = Day::of(2026, 11, 24).unwrap().date().and_hms_opt(9, 2, 0).unwrap();
    Now::new(Zone::UTC.moment(civil), Zone::UTC)
}

/// Settings with rates for the demo.
pub fn settings() -> Settings {
    let loaded = parse(RATES);
    assert_eq!(loaded.faults, []);
    loaded.settings
}

/// The demo book of the snapshots.
pub fn demo() -> impl Iterator<Item = Change> {
    rows(42, morning(), Size::DEMO)
}

/// Keys from a text: `jj<enter>`, with the names of the keymap in angle brackets.
pub fn keys(text: &str) -> Vec<Key> {
    let (mut keys, mut rest) = (Vec::new(), text);
    while let Some(c) = rest.chars().next() {
        let name = rest.strip_prefix('<').and_then(|after| after.split_once('>'));
        if let Some((name, after)) = name {
            keys.push(name.parse().unwrap());
            rest = after;
        } else {
            keys.push(Key::char(c));
            rest = &rest[c.len_utf8()..];
        }
    }
    keys
}

/// What a person's editor does to a text.
pub type Editor = fn(&str) -> Result<String, String>;

/// An app on a desk.
pub struct Stage {
    pub app: App,
    pub desk: Desk,
    pub now: Now,
    /// What the app wanted, in order.
    pub wanted: Vec<Effect>,
    pub ended: bool,
    queue: Queue,
    wake: Option<u64>,
    folder: Option<TempDir>,
    /// What the person's editor does to a text.
    pub editor: Option<Editor>,
}

impl Stage {
    /// A book in memory, at 80 by 24, in ASCII and without colours.
    pub fn new(rows: impl Iterator<Item = Change>) -> Stage {
        Stage::looking(rows, &Screen { ascii: true, ..Stage::plain() })
    }

    /// The same with other settings of the screen.
    pub fn looking(rows: impl Iterator<Item = Change>, look: &Screen) -> Stage {
        let desk = Desk::new(Store::in_memory().unwrap(), &settings(), Clock::Fixed(morning()), "screen");
        Stage::at(desk, rows, None, look)
    }

    /// A screen without colours.
    pub fn plain() -> Screen {
        Screen { theme: "mono".to_owned(), ..Screen::default() }
    }

    /// A book in a file, for tests that look into it from outside.
    pub fn in_file(rows: impl Iterator<Item = Change>) -> Stage {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::Fixed(morning());
        let desk = Desk::create(&folder.path().join("folio.db"), &settings(), clock, "screen").unwrap();
        Stage::at(desk, rows, Some(folder), &Screen { ascii: true, ..Stage::plain() })
    }

    fn at(desk: Desk, rows: impl Iterator<Item = Change>, folder: Option<TempDir>, look: &Screen) -> Stage {
        let desk = desk.seeded(42);
        desk.found(rows).unwrap();
        let (book, theme) = (desk.load_book(HEAD).unwrap(), Theme::of(look, &settings().themes, Depth::Full));
        let mut app = App::new(book, morning(), Currency::USD, look, theme, Keymap::default());
        let first = app.start((80, 24));
        let mut stage = Stage {
            app,
            desk,
            now: morning(),
            wanted: Vec::new(),
            ended: false,
            queue: Queue::default(),
            wake: None,
            folder,
            editor: None,
        };
        stage.settle(first);
        stage.wanted.clear();
        stage
    }

    /// Where the book is.
    pub fn path(&self) -> PathBuf {
        self.folder.as_ref().unwrap().path().join("folio.db")
    }

    /// Types keys; everything the app wants of each is done before the next.
    pub fn press(&mut self, text: &str) -> &mut Stage {
        for key in keys(text) {
            self.send(Msg::Key(key));
        }
        self
    }

    /// Types keys so fast that all of them wait when the first is handled.
    pub fn press_ahead(&mut self, text: &str) -> &mut Stage {
        for key in keys(text) {
            self.queue.put(Msg::Key(key));
        }
        self.settle(Vec::new());
        self
    }

    /// Types keys and does nothing of what the app wants; gives the last of it.
    pub fn only(&mut self, text: &str) -> Vec<Effect> {
        let updates = keys(text).into_iter().map(|key| self.app.update(Msg::Key(key), self.now));
        updates.last().unwrap_or_default()
    }

    /// Lets something happen.
    pub fn send(&mut self, msg: Msg) -> &mut Stage {
        let effects = self.app.update(msg, self.now);
        self.settle(effects);
        self
    }

    /// Lets the cursor rest, so that the preview follows it.
    pub fn rest(&mut self) -> &mut Stage {
        if let Some(ticket) = self.wake.take() {
            self.send(Msg::Woken(ticket));
        }
        self
    }

    /// The lines of the screen at a size, without the blanks at their ends.
    pub fn draw(&mut self, width: u16, height: u16) -> String {
        self.send(Msg::Resized(width, height));
        self.rest();
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        self.app.draw(&mut buffer);
        let lines: Vec<String> = (0..height).map(|y| line(&buffer, y).trim_end().to_owned()).collect();
        lines.join("\n")
    }

    fn settle(&mut self, effects: Vec<Effect>) {
        self.perform_all(effects);
        while let Some(msg) = self.queue.take() {
            let effects = self.app.update(msg, self.now);
            self.perform_all(effects);
        }
    }

    /// What is slow is answered behind all that waits, as by the screen's loop.
    fn perform_all(&mut self, effects: Vec<Effect>) {
        let mut answers = Vec::new();
        for effect in effects {
            if let Effect::Type(typed) = effect {
                answers.extend(typed.into_iter().map(Msg::from));
                continue;
            }
            let slow = matches!(&effect, Effect::Fetch(query) if Kind::of(query).is_some());
            match self.perform(effect) {
                Some(answer) if slow => self.queue.put(answer),
                answer => answers.extend(answer),
            }
        }
        self.queue.put_answers(answers);
    }

    fn perform(&mut self, effect: Effect) -> Option<Msg> {
        self.wanted.push(effect.clone());
        let done = match effect {
            Effect::Perform(intent) => {
                let done = self.desk.perform(*intent).map(|outcome| Msg::Done(Box::new(outcome)));
                return Some(done.unwrap_or_else(Msg::Refused));
            }
            Effect::Fetch(query) => self.desk.fetch(&query).map(|answer| Msg::Got(Box::new(answer))),
            Effect::Load => self.load(),
            Effect::Rerank => self.desk.rerank().and_then(|_| self.load()),
            // Random keys write no file: only what a test names within its own folder is written.
            Effect::Export(_, place) if !Path::new(&place).starts_with(std::env::temp_dir()) => return None,
            Effect::Export(wanted, place) => self.desk.export_to(&wanted, Path::new(&place)).map(Msg::Exported),
            Effect::Save(_, place, _) if !Path::new(&place).starts_with(std::env::temp_dir()) => return None,
            Effect::Save(text, place, what) => {
                folio::service::whole_file::save(Path::new(&place), &text, &what).map(Msg::Exported)
            }
            Effect::Wake(_, ticket) => {
                self.wake = Some(ticket);
                return None;
            }
            Effect::Quit => {
                self.ended = true;
                return None;
            }
            Effect::OpenEditor(job) => {
                let edit = self.editor.unwrap_or(|_| Err("no editor".to_owned()));
                return Some(Msg::Edited(edit(&job.text)));
            }
            Effect::Check => self.desk.check().map(|(found, _)| Msg::Checked(found.note())),
            Effect::BackUp
            | Effect::Examine
            | Effect::Copy(_)
            | Effect::OpenLink(_)
            | Effect::EndTour
            | Effect::Remember
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Type(_)
            | Effect::Run(_) => return None,
        };
        Some(done.unwrap_or_else(Msg::Failed))
    }

    fn load(&self) -> Result<Msg, Error> {
        self.desk.load_sorted(HEAD, self.app.sorts()).map(|book| Msg::Loaded(Box::new(book)))
    }
}

/// One line as a terminal shows it.
fn line(buffer: &Buffer, y: u16) -> String {
    let (mut text, mut x) = (String::new(), 0);
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        let wide = width(symbol);
        assert!(wide > 0, "{symbol:?} in column {x} of line {y} takes no column");
        assert!(!symbol.chars().any(char::is_control), "{symbol:?} in column {x} of line {y}");
        for under in x + 1..x + wide as u16 {
            assert!(under < buffer.area.width, "{symbol:?} stands half outside of line {y}");
            assert_eq!(buffer[(under, y)].symbol(), " ", "{symbol:?} in column {x} of line {y} is cut in half");
        }
        text.push_str(symbol);
        x += wide as u16;
    }
    assert_eq!(x, buffer.area.width, "line {y}: {text:?}");
    text
}
